use dash::callback;

struct Report;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: u64) -> Report {
    assert!(n > 0);
    Report
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
