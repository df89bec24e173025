use dash::callback;

#[callback(output = [{ type: "row", index: ALL }.children, { index: 3, type: "row" }.children], input = "i.value")]
fn run(n: u64) -> (Vec<u64>, u64) {
    (vec![n], n)
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
