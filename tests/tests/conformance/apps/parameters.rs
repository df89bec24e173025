use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.data")]
fn interleaved(
    #[state("a.value")] a: Any,
    #[input("b.value")] b: Any,
    #[state({ type: "row", index: ALL }.value)] rows: Vec<Any>,
    #[input("c.value")] c: Any,
    #[input(allow_optional("gone.value"))] gone: Option<Any>,
    #[state("d.value")] d: Any,
) -> Any {
    json!([a, b, rows, c, gone, d])
}

#[callback(output = "other.data")]
fn lists(#[input("b.value")] b: Any, #[state("a.value")] a: Any, #[input("c.value")] c: Any) -> Any {
    json!({"a": a, "b": b, "c": c})
}

pub(crate) fn app() -> App {
    let inputs = ["a", "b", "c", "d"].map(|id| Component::from(dcc::Input::new().id(id)));
    let stores = ["out", "other"].map(|id| Component::from(dcc::Store::new().id(id)));
    let children: Vec<Component> = inputs.into_iter().chain(stores).collect();
    App::new().layout(html::Div::new().children(children)).callbacks(callbacks![interleaved, lists])
}
