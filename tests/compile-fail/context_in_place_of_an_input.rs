use dash::callback;

use dash::Ctx;

#[callback(output = "result.children", input = "execute.nClicks")]
fn run(ctx: Ctx) -> String {
    ctx.path().to_owned()
}

fn main() {
    let _ = dash::callbacks![run];
}
