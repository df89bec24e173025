use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: u46) -> u64 {
    1
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
