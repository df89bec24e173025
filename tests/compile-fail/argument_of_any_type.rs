use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: impl Into<u64>) -> u64 {
    n.into()
}

fn main() {
    let _ = (run(1_u64), dash::callbacks![run]);
}
