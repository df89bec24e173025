use dash::ComponentId;
use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(
    output = { size: 1, name: MATCH, kind: true }.children,
    input = { no: false, name: MATCH }.value,
    state = [
        { z: "text", a: 7, negative: -3, no: false, yes: true, empty: "", Upper: "A b" }.value,
        { size: ALL, kind: true, name: MATCH }.title,
    ],
)]
fn patterns(value: Any, fixed: Any, titles: Vec<Any>) -> Any {
    json!([value, fixed, titles])
}

#[callback(
    output = { kind: "c", size: -2 }.children,
    input = { Upper: "A b", a: 7, empty: "", negative: -3, no: false, yes: true, z: "text" }.value,
)]
fn fixed(value: Any) -> Any {
    value
}

pub(crate) fn app() -> App {
    let fixed = ComponentId::keys([("z", "text"), ("empty", ""), ("Upper", "A b")])
        .key("a", 7)
        .key("negative", -3)
        .key("no", false)
        .key("yes", true);
    let layout = html::Div::new().children((
        dcc::Input::new().id(fixed),
        html::P::new().id(id! { size: 1, kind: true, name: "n" }),
        html::P::new().id(id! { size: -2, kind: "c" }),
    ));
    App::new().layout(layout).callbacks(callbacks![patterns, self::fixed])
}
