//! The second style: dependencies on the parameters.

use dash::{Ctx, callback, callbacks};
use serde_json::json;

use crate::support::ask;

#[callback(output = "total.children")]
fn in_any_order(
    #[state("currency.value")] currency: String,
    #[input("price.value")] price: u64,
    ctx: Ctx,
    #[input(allow_optional("count.value"))] count: Option<u64>,
) -> String {
    format!("{} {} {}", price * count.unwrap_or(1), currency, ctx.path())
}

/// C39: on the wire all inputs come before all states.
#[test]
fn c39_each_parameter_gets_its_own_value() {
    let item = |id: &str, value: serde_json::Value| json!({"id": id, "property": "value", "value": value});
    let answer = ask(
        callbacks![in_any_order],
        &json!({
            "output": "total.children", "outputs": {"id": "total", "property": "children"},
            "inputs": [item("price", json!(7)), item("count", json!(null))],
            "state": [item("currency", json!("EUR"))],
        }),
    );
    assert_eq!(answer.unwrap()["response"]["total"]["children"], "7 EUR /");
}
