use dash::callback;

#[callback(output = "result.children")]
fn run(#[input("execute.nClicks")] n: u64, m: u64) -> u64 {
    n + m
}

fn main() {
    let _ = (run(1, 2), dash::callbacks![run]);
}
