use dash::callback;

#[callback(output = "a.children", input = { index: 1, index: ALL }.value)]
fn run(n: Vec<u64>) -> usize {
    n.len()
}

fn main() {
    let _ = (run(vec![1]), dash::callbacks![run]);
}
