use dash::callback;

const RESULT: &str = "result";

#[callback(output = RESULT, input = "i.value")]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
