use dash::callback;

#[callback(output = "result.children")]
fn run(#[input("execute")] n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
