use dash::callback;

#[callback(output = "a.children", input = "i.value", on_error = "tell")]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
