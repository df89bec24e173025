use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = { row: MATCH, group: "a" }.children, input = { row: MATCH, "box": true }.value)]
fn matching(value: Any) -> Any {
    value
}

#[callback(
    output = [{ row: ALL, group: "a" }.title, "out.title"],
    input = "in.value",
    prevent_initial_call,
)]
fn every(value: Any) -> (Vec<Any>, Any) {
    (vec![value.clone()], value)
}

#[callback(input = "in.value")]
fn effect(_value: Any) {}

#[callback(output = ["out.lang"], input = "in.value")]
fn listed(value: Any) -> Any {
    value
}

#[clientside_callback(output = "out.children", input = "in.value")]
const CLIENTSIDE: &str = "(value) => value";

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
        html::P::new().id(id! { row: 1, group: "a" }),
    ));
    App::new().layout(layout).callbacks(callbacks![matching, every, effect, listed, CLIENTSIDE])
}
