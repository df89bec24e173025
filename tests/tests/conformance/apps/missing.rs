use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(
    output = "out.children",
    input = ["go.n_clicks", allow_optional("gone.value"), allow_optional({ type: "row", index: 1 }.value)],
    state = allow_optional("away.data"),
)]
fn some(clicks: Any, gone: Any, row: Any, away: Any) -> Any {
    json!([clicks, gone, row, away])
}

#[callback(output = "nowhere.children", input = "go.n_clicks", optional, hidden)]
fn unchecked(clicks: Any) -> Any {
    clicks
}

#[callback(output = "nowhere.title", input = "gone.value", state = "away.data", optional = true)]
fn all_gone(value: Any, data: Any) -> Any {
    json!([value, data])
}

#[callback(
    output = { index: MATCH }.title,
    input = allow_optional({ index: MATCH }.children),
    hidden = false,
    optional = false,
)]
fn pattern(children: Any) -> Any {
    children
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), html::P::new().id("out")));
    App::new().layout(layout).callbacks(callbacks![some, unchecked, all_gone, pattern])
}
