use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
struct Run {
    n: u64,
}

fn main() {
    let _ = Run { n: 1 };
}
