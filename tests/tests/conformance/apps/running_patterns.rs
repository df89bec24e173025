use dash::prelude::*;
use serde_json::json;

#[callback(
    output = { type: "out", index: MATCH }.children,
    input = { type: "go", index: MATCH }.n_clicks,
    running = [
        ({ type: "go", index: MATCH }.disabled, true, false),
        ({ type: "go", index: ALL }.title, "busy", Value::Null),
        ({ type: "out", index: ALLSMALLER }.hidden, true, false),
        ({ type: "out", index: 1 }.title, 0.5, json!([1, {"a": [null]}])),
        (
            { type: "out", index: MATCH }.style,
            Patch::new().at("opacity").assign(0.5),
            Patch::new().at("opacity").delete(),
        ),
        (
            { type: "out", index: ALL }.children,
            [Component::from(html::I::new().children("..."))],
            Component::from(html::B::new().children("")),
        ),
    ],
    prevent_initial_call,
)]
fn run(clicks: Option<u64>) -> Option<u64> {
    clicks
}

pub(crate) fn app() -> App {
    let row = |index: u64| {
        html::Div::new().children((
            html::Button::new().id(id! { type: "go", index: index }),
            html::P::new().id(id! { type: "out", index: index }),
        ))
    };
    App::new().layout(html::Div::new().children([0, 1].map(row))).callbacks(callbacks![run])
}
