use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: &str) -> String {
    n.to_owned()
}

fn main() {
    let _ = (run("1"), dash::callbacks![run]);
}
