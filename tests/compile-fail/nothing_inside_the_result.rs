use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
async fn run(n: u64) -> Result<(), String> {
    Err(n.to_string())
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
