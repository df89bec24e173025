use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n) -> u64 {
    n
}

fn main() {
}
