use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.data", input = { type: "box", index: ALL }.value)]
fn gather(values: Vec<Any>) -> Vec<Any> {
    values
}

#[callback(
    output = "mixed.data",
    input = ["go.n_clicks", { type: "box", index: ALL }.value],
    state = ["go.children", { index: ALL }.title],
)]
fn mixed(clicks: Option<u64>, values: Vec<Any>, text: String, titles: Vec<Option<String>>) -> Any {
    json!({"clicks": clicks, "values": values, "text": text, "titles": titles})
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go").children("go"),
        dcc::Store::new().id("out"),
        dcc::Store::new().id("mixed"),
        html::Div::new().id("rows"),
    ));
    App::new().layout(layout).callbacks(callbacks![gather, mixed])
}
