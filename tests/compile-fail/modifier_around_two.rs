use dash::callback;

#[callback(output = "result.children", input = allow_optional("execute.nClicks", "b.value"))]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
