use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run<'a>(n: u64) -> &'a str {
    if n > 1 { "many" } else { "one" }
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
