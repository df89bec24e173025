use dash::ComponentId;
use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = { "名": MATCH }.children, input = { "名": MATCH, "类型": "输入" }.value)]
fn one(value: Any) -> Any {
    value
}

#[callback(output = { "名": ALL }.title, input = { "名": ALL, "类型": "输入" }.value)]
fn each(values: Vec<Any>, ctx: Ctx) -> Vec<String> {
    ctx.set_props(id! { 名: "é" }, [("hidden", true)]);
    let outputs = ctx.outputs_list().into_iter().flatten();
    let name = |id: &ComponentId| id.get("名").map(ToString::to_string).unwrap_or_default();
    outputs.map(|output| format!("{} {}", values.len(), name(output.id()))).collect()
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id(ComponentId::keys([("名", "é"), ("类型", "输入")])),
        html::P::new().id(id! { 名: "é" }),
        html::P::new().id(id! { 名: "🦀 \"'\\ \n" }),
    ));
    App::new().layout(layout).callbacks(callbacks![one, each])
}
