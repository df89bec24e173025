use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: Option<&str>) -> String {
    n.unwrap_or_default().to_owned()
}

fn main() {
    let _ = (run(Some("1")), dash::callbacks![run]);
}
