use dash::callback;

fn run(n: u64) -> u64 {
    n
}

#[callback(output = "result.children", input = "execute.nClicks")]
fn other(n: u64) -> u64 {
    run(n)
}

fn main() {
    let _ = dash::callbacks![run];
}
