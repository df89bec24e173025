use dash::callback;

#[callback(input = "execute.nClicks")]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
