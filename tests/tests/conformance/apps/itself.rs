use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = "in.value", input = "in.value")]
fn upper(value: String) -> Update<String> {
    let upper = value.to_uppercase();
    if value == upper { Update::Keep } else { Update::Set(upper) }
}

#[callback(output = ["a.value", "b.value"], input = ["a.value", "b.value"])]
fn follow(a: Any, b: Any, ctx: Ctx) -> (Update<Any>, Update<Any>) {
    if ctx.triggered_id() == Some("a".into()) {
        (Update::Keep, Update::Set(a))
    } else {
        (Update::Set(b), Update::Keep)
    }
}

#[callback(output = { row: MATCH }.value, input = { row: MATCH }.value)]
fn row(value: Any) -> Vec<Any> {
    vec![value]
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        dcc::Input::new().id("a"),
        dcc::Input::new().id("b"),
        dcc::Input::new().id(id! { row: 1 }),
    ));
    App::new().layout(layout).callbacks(callbacks![upper, follow, row])
}
