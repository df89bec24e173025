use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = { i: "1.2.3" }.children, input = { "a.b": "in.put" }.value)]
fn bare(value: Any) -> Any {
    value
}

#[callback(
    output = [{ i: "x...y", f: 1.5 }.children, { i: "x...y", f: 1.5 }.title],
    input = { "a.b": "in.put" }.value,
)]
fn listed(value: Any) -> (Any, Any) {
    (value.clone(), value)
}

#[callback(output = { i: MATCH, f: -0.25 }.hidden, input = { "a.b": "v.w", i: MATCH }.value)]
fn matching(value: Any) -> Any {
    value
}

#[callback(output = allow_duplicate("out.children"), input = { "a.b": ALL }.value, prevent_initial_call)]
fn every(values: Vec<Any>) -> Vec<Any> {
    values
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id(dash::ComponentId::keys([("a.b", "in.put")])),
        html::P::new().id(id! { i: "1.2.3" }),
        html::P::new().id(id! { i: "x...y", f: 1.5 }),
        html::P::new().id("out"),
    ));
    App::new().layout(layout).callbacks(callbacks![bare, listed, matching, every])
}
