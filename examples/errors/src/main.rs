//! What becomes of errors: with debug on they are shown in the page: `DASH_DEBUG=1 cargo run -p errors`

use dash::prelude::*;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Errors").layout(layout()).run().await
}

fn layout() -> html::Div {
    html::Div::new().children((
        html::Button::new().id("fail").children("Fail"),
        html::Button::new().id("panic").children("Panic"),
        html::Button::new().id("work").children("Work"),
        html::P::new().id("failed"),
        html::P::new().id("panicked"),
        html::P::new().id("worked"),
    ))
}

#[callback(output = "failed.children", input = "fail.n_clicks", prevent_initial_call)]
fn fail(_n_clicks: u64) -> Result<String, std::num::ParseIntError> {
    "twelve".parse::<u64>().map(|number| number.to_string())
}

/// A panic is the error of one call; the server goes on.
#[callback(output = "panicked.children", input = "panic.n_clicks", prevent_initial_call)]
fn panic(n_clicks: u64) -> String {
    let drawers: [u64; 0] = [];
    let clicked = drawers.into_iter().find(|drawer| *drawer == n_clicks);
    clicked.expect("an empty cupboard").to_string()
}

#[callback(output = "worked.children", input = "work.n_clicks", prevent_initial_call)]
fn work(n_clicks: u64) -> String {
    format!("worked {n_clicks}")
}
