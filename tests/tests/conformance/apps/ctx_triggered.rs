use dash::prelude::*;
use serde_json::{Map as Object, Value as Any, json};

#[callback(
    output = "out.data",
    input = ["a.n_clicks", "b.n_clicks", { type: "row", name: ALL }.value],
    state = "a.title",
)]
fn triggered(_a: Any, _b: Any, _rows: Vec<Any>, _title: Any, ctx: Ctx) -> Result<Any, dash::Error> {
    let mut triggered = Vec::new();
    for property in ctx.triggered() {
        triggered.push(json!({"prop_id": property.prop_id(), "value": property.value::<Any>()?}));
    }
    let prop_ids: Object<_, _> =
        ctx.triggered_prop_ids().map(|(name, id)| (name.to_owned(), json!(id))).collect();
    Ok(json!({"triggered": triggered, "id": ctx.triggered_id(), "prop_ids": prop_ids}))
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("a"),
        html::Button::new().id("b"),
        dcc::Store::new().id("out"),
    ));
    App::new().layout(layout).callbacks(callbacks![triggered])
}
