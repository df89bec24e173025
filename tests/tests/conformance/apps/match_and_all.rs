use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = { sum: ALL }.children, input = { type: "box", group: ALL, index: ALL }.value)]
fn every(values: Vec<i64>) -> Vec<Any> {
    vec![json!(values), json!(values.len())]
}

#[callback(
    output = { type: "box", group: MATCH, index: ALL }.className,
    input = { type: "box", group: MATCH, index: ALL }.value,
    state = { group: MATCH }.title,
    prevent_initial_call,
)]
fn group(values: Vec<i64>, title: String) -> Vec<String> {
    values.iter().map(|value| format!("{title} {value}")).collect()
}

#[callback(
    output = { x: MATCH, y: MATCH }.children,
    input = { x: MATCH, y: MATCH }.n_clicks,
    state = { x: ALL, y: MATCH }.title,
)]
fn both(clicks: Option<u64>, column: Vec<Any>) -> Any {
    json!([clicks, column.len()])
}

pub(crate) fn app() -> App {
    let group = |group: &'static str| {
        let boxes = [0, 1].map(|index| {
            dcc::Input::new().id(id! { type: "box", group: group, index: index }).value(index).into()
        });
        let mut children: Vec<Component> = boxes.into();
        children.push(html::P::new().id(id! { sum: group }).into());
        children.push(html::P::new().id(id! { x: group, y: group }).into());
        html::Div::new().children(children)
    };
    App::new()
        .layout(html::Div::new().children(["a", "b"].map(group)))
        .callbacks(callbacks![every, group, both])
}
