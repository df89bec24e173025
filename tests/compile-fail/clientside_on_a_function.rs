use dash::clientside_callback;

#[clientside_callback(output = "a.children", input = "i.value")]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = run(1);
}
