use dash::prelude::*;
use serde_json::{Value as Any, json};

fn option(label: impl Into<Value>, value: impl Into<Value>) -> Map {
    Map::new().with("label", label).with("value", value)
}

#[callback(output = ["list.options", "out.children"], input = "list.value")]
fn change(value: Vec<Any>) -> (Vec<Map>, Value) {
    let options = value
        .into_iter()
        .map(|item| option(html::B::new().children(Value::from(item.clone())), item))
        .collect();
    let nested = Value::from(vec!["nested".into(), Value::from(vec![html::Br::new()])]);
    (options, vec![Value::from(html::P::new()), Value::Null, nested].into())
}

pub(crate) fn app() -> App {
    let two = Value::from(vec!["a ".into(), Value::from(html::I::new().children("b"))]);
    let list = dcc::Checklist::new()
        .id("list")
        .options([option(html::B::new().children("bold"), 1), option(two, "two")])
        .value([1])
        .inline(true);
    let tabs = dcc::Tabs::new().value("1").children((
        dcc::Tab::new().label("one").value("1").children(html::P::new().children("first")),
        dcc::Tab::new().label("two"),
    ));
    let loading = dcc::Loading::new()
        .custom_spinner(html::I::new().children("..."))
        .children(html::Div::new().id("out"));
    let table = dash_table::DataTable::new()
        .prop("data", json!([{"a": 1}]))
        .prop("columns", json!([{"name": ["x", "y"], "id": "a"}]))
        .prop("tooltip_data", json!([{"a": {"value": "t", "type": "markdown"}}]));
    let layout: Vec<Value> =
        vec![list.into(), tabs.into(), loading.into(), table.into(), "text beside components".into()];
    App::new().layout(layout).callbacks(callbacks![change])
}
