use dash::Property;
use dash::prelude::*;
use serde_json::{Map as Object, Value as Any, json};

const BOX: &str = r#"{"index":1,"type":"box"}.value"#;

fn by_name(properties: Vec<Property>) -> Result<Object<String, Any>, dash::Error> {
    properties.into_iter().map(|property| Ok((property.prop_id(), property.value()?))).collect()
}

#[callback(
    output = ["out.data", { index: ALL }.title],
    input = ["in.value", { type: "box", index: ALL }.value],
    state = ["in.type", { index: 1 }.title],
)]
fn lists(
    _value: Any,
    _boxes: Vec<Any>,
    _type: Any,
    _title: Any,
    ctx: Ctx,
) -> Result<(Any, Vec<&'static str>), dash::Error> {
    let named: [Any; 4] =
        [ctx.input("in.value")?, ctx.input(BOX)?, ctx.state("in.type")?, ctx.state(r#"{"index":1}.title"#)?];
    let data = json!({
        "named": named,
        "inputs": by_name(ctx.inputs())?,
        "states": by_name(ctx.states())?,
        "lists": [ctx.inputs_list(), ctx.states_list(), ctx.outputs_list()],
    });
    Ok((data, vec!["title"]))
}

#[callback(output = { index: MATCH }.children, input = { index: MATCH }.n_clicks)]
fn missing(_clicks: Any, ctx: Ctx) -> Result<Any, dash::Error> {
    ctx.input("in.value")
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        dcc::Store::new().id("out"),
        html::P::new().id(id! { index: 1 }),
    ));
    App::new().layout(layout).callbacks(callbacks![lists, missing])
}
