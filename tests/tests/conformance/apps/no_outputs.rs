use dash::prelude::*;
use serde_json::Value as Any;

#[callback(input = "go.n_clicks", state = "log.children")]
fn one(clicks: u64, _text: Any, ctx: Ctx) {
    ctx.set_props("log", [("children", format!("one {clicks}"))]);
}

#[callback(input = "go.n_clicks", prevent_initial_call)]
fn two(clicks: u64, ctx: Ctx) {
    ctx.set_props("log", [("children", format!("two {clicks}"))]);
}

#[callback(input = ["go.n_clicks", { type: "row", index: ALL }.n_clicks], hidden, optional)]
fn rows(_clicks: Any, rows: Vec<Any>, ctx: Ctx) {
    if !rows.is_empty() {
        let rows: Vec<Value> = rows.into_iter().map(Value::from).collect();
        ctx.set_props("log", [("title", rows)]);
    }
}

#[callback(input = ["other.n_clicks"])]
fn fails(_clicks: Any) -> Result<(), &'static str> {
    Err("no")
}

#[callback(input = ["go.n_clicks", "other.n_clicks"])]
async fn later(_go: Any, other: Any, ctx: Ctx) {
    tokio::task::yield_now().await;
    ctx.set_props("log", [("hidden", other)]);
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go"),
        html::Button::new().id("other"),
        html::P::new().id("log"),
    ));
    App::new().layout(layout).callbacks(callbacks![one, two, rows, fails, later])
}
