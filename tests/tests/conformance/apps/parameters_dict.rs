use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.data")]
fn named(
    #[state("a.value")] a: Any,
    #[input("b.value")] b: Any,
    #[input({ row: ALL }.value)] rows: Vec<Any>,
) -> Any {
    json!([a, rows, b])
}

#[callback(output = "other.data")]
fn nested(#[input("a.value")] a: Any, #[state("b.value")] b: Any, #[input("c.value")] c: Any) -> Any {
    json!([c, [a, b]])
}

pub(crate) fn app() -> App {
    let inputs = ["a", "b", "c"].map(|id| Component::from(dcc::Input::new().id(id)));
    let stores = ["out", "other"].map(|id| Component::from(dcc::Store::new().id(id)));
    let children: Vec<Component> = inputs.into_iter().chain(stores).collect();
    App::new().layout(html::Div::new().children(children)).callbacks(callbacks![named, nested])
}
