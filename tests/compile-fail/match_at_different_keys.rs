use dash::callback;

#[callback(output = [{ index: MATCH }.children, "a.children"], input = "i.value")]
fn run(n: u64) -> (u64, u64) {
    (n, n)
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
