use dash::callback;

#[callback(output = "result.children", state = "name.value")]
fn run(#[input("execute.nClicks")] n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
