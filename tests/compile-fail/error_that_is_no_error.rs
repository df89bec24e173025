use dash::callback;

struct Trouble;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: u64) -> Result<u64, Trouble> {
    Ok(n)
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
