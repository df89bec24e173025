use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(n: u64, #[cfg(unix)] ctx: dash::Ctx) -> u64 {
    drop(ctx);
    n
}

fn main() {
    let _ = dash::callbacks![run];
}
