use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.children", input = "in.value", state = "st.value")]
fn plain(value: Any, state: Any) -> Any {
    json!([value, state])
}

#[callback(output = { row: MATCH }.children, input = { row: MATCH, "box": true }.value, state = { all: ALL }.value)]
fn pattern(value: Any, values: Vec<Any>) -> Any {
    json!([value, values])
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        dcc::Input::new().id("st"),
        html::P::new().id("out"),
        html::P::new().id(id! { row: 1 }),
    ));
    App::new().layout(layout).callbacks(callbacks![plain, pattern])
}
