//! Several callbacks write one log, and one that has no output sets what it likes: `cargo run -p side-updates`

use dash::prelude::*;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Side updates").layout(layout()).run().await
}

fn layout() -> html::Div {
    html::Div::new().children((
        html::Button::new().id("save").children("Save"),
        html::Button::new().id("load").children("Load"),
        html::P::new().id("status").children("nothing yet"),
        html::P::new().id("log"),
    ))
}

/// Has no output: what it does to the page, it does with `set_props`.
#[callback(input = "save.n_clicks", prevent_initial_call)]
fn save(n_clicks: u64, ctx: Ctx) {
    ctx.set_props(
        "status",
        Map::new().with("children", format!("saved {n_clicks}")).with("title", "just now"),
    );
    ctx.set_props("save", [("disabled", n_clicks == 2)]);
}

#[callback(output = allow_duplicate("log.children"), input = "save.n_clicks", prevent_initial_call)]
fn log_save(n_clicks: u64) -> String {
    format!("save {n_clicks}")
}

#[callback(output = allow_duplicate("log.children"), input = "load.n_clicks", prevent_initial_call)]
fn log_load(n_clicks: u64) -> String {
    format!("load {n_clicks}")
}
