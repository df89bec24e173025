use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run<T>(n: T) -> T {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
