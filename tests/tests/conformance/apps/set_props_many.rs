use dash::BoxError;
use dash::prelude::*;
use serde_json::json;

fn effects(ctx: &Ctx) {
    let children = Children::from((html::B::new().children("b"), "text", 1));
    ctx.set_props("a", Map::new().with("children", children).with("title", "first"));
    ctx.set_props(id! { type: "row", index: 1 }, [("children", Value::Null)]);
    ctx.set_props("store", [("data", json!({"list": [1, 2.5, null], "text": "ü"}))]);
    ctx.set_props("a", Map::new().with("title", "second").with("hidden", false));
    ctx.set_props(id! { index: 1, type: "row" }, [("title", "same")]);
}

#[callback(output = "out.children", input = "in.value")]
fn beside(value: String, ctx: Ctx) -> Update<String> {
    effects(&ctx);
    if value == "keep" { Update::Keep } else { Update::Set(value) }
}

#[callback(output = ["out.title", "out.lang"], input = "in.value")]
async fn two(value: String, ctx: Ctx) -> Result<Update<(Update<u8>, u8)>, BoxError> {
    tokio::task::yield_now().await;
    effects(&ctx);
    match value.as_str() {
        "prevent" => Err(PreventUpdate.into()),
        "fail" => Err("failed".into()),
        _ => Ok(Update::Keep),
    }
}

#[callback(input = "in.value")]
fn alone(value: String, ctx: Ctx) -> Result<(), PreventUpdate> {
    effects(&ctx);
    if value == "prevent" { Err(PreventUpdate) } else { Ok(()) }
}

#[callback(output = "a.lang", input = "in.value")]
fn same_component(value: String, ctx: Ctx) -> String {
    ctx.set_props("a", [("lang", "side")]);
    value
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
        html::P::new().id("a"),
        html::P::new().id(id! { type: "row", index: 1 }),
        dcc::Store::new().id("store"),
    ));
    App::new().layout(layout).callbacks(callbacks![beside, two, alone, same_component])
}
