use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "log.children", input = "a.n_clicks")]
fn first(clicks: Any) -> Any {
    clicks
}

#[callback(
    output = allow_duplicate("log.children"),
    input = ["a.n_clicks", "b.n_clicks"],
    state = "a.title",
    prevent_initial_call,
)]
fn second(a: Any, b: Any, title: Any) -> Any {
    json!([a, b, title])
}

#[callback(
    output = [allow_duplicate("log.children"), "log.title", allow_duplicate("log.lang")],
    input = [{ type: "row", index: ALL }.n_clicks, "b.n_clicks"],
    prevent_initial_call = "initial_duplicate",
)]
fn third(rows: Vec<Any>, b: Any) -> (Vec<Any>, Any, &'static str) {
    (rows, b, "en")
}

#[callback(
    output = allow_duplicate({ type: "row", index: MATCH }.children),
    input = { type: "row", index: MATCH }.n_clicks,
    prevent_initial_call,
)]
fn row(clicks: Any) -> Any {
    clicks
}

#[callback(output = allow_duplicate("log.children"), input = "é 🦀.n_clicks", prevent_initial_call)]
fn unicode(clicks: Any) -> Any {
    clicks
}

#[callback(
    output = allow_duplicate({ type: "row", index: ALL }.children),
    input = "a.n_clicks",
    prevent_initial_call,
)]
fn rows(clicks: Any) -> Vec<Any> {
    vec![clicks]
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("a"),
        html::Button::new().id("b"),
        html::P::new().id("log"),
        html::I::new().id("é 🦀"),
        html::P::new().id(id! { type: "row", index: 0 }),
    ));
    App::new().layout(layout).callbacks(callbacks![first, second, third, row, unicode, rows])
}
