use dash::callback;

#[callback(output = { index: ALLSMALLER }.children, input = "i.value")]
fn run(n: u64) -> Vec<u64> {
    vec![n]
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
