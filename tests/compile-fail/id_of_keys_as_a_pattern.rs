use dash::callback;

#[callback(output = "result.children", input = { type: "row", index: 1 }.nClicks)]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
