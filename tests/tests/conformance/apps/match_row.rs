use dash::prelude::*;
use serde_json::Value as Any;

#[callback(
    output = [{ type: "row", index: MATCH }.children, { type: "row", index: MATCH }.title],
    input = { type: "box", index: MATCH }.value,
    state = [{ type: "row", index: MATCH }.children, { type: "box", index: ALLSMALLER }.value],
)]
fn describe(value: i64, before: Any, above: Vec<Any>, ctx: Ctx) -> (String, Json<(Any, Vec<Any>)>) {
    let index = ctx.matched("index").map(ToString::to_string).unwrap_or_default();
    (format!("row {index}: {value}"), Json((before, above)))
}

#[callback(
    output = { type: "row", index: MATCH }.hidden,
    input = [{ type: "box", index: ALLSMALLER }.value, { type: "box", index: MATCH }.value],
)]
fn hide(above: Vec<i64>, value: i64) -> bool {
    above.contains(&value)
}

pub(crate) fn app() -> App {
    let row = |index: i64| {
        html::Div::new().children((
            dcc::Input::new().id(id! { type: "box", index: index }).value(index),
            html::P::new().id(id! { type: "row", index: index }),
        ))
    };
    App::new().layout(html::Div::new().children([0, 1, 2].map(row))).callbacks(callbacks![describe, hide])
}
