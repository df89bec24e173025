use dash::callback;

#[callback(output = { type: "row", index: MATCH }.children, input = "i.value", state = { kind: MATCH }.value)]
fn run(n: u64, s: u64) -> u64 {
    n + s
}

fn main() {
    let _ = (run(1, 2), dash::callbacks![run]);
}
