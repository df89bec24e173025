//! The bodies that Dash's renderer sends, in its order of keys.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::data::{ROWS, Row};

/// What is sent to `_dash-update-component`, by the name of the workload.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("w1", one("out.children", "btn.n_clicks", &json!(7))),
        ("w1s", one("sync-out.children", "sync-btn.n_clicks", &json!(7))),
        ("w2", wide()),
        ("w3", all_items()),
        ("w4", one("graph.figure", "draw.n_clicks", &json!(1))),
        ("w5", one("count.children", "store.data", &json!(rows()))),
        ("w6", one("waited.children", "wait.n_clicks", &json!(1))),
        ("w7", one("blocked.children", "block.n_clicks", &json!(1))),
    ]
}

/// One output and one input, which was changed.
fn one(output: &str, input: &str, value: &Value) -> String {
    request(output, &property(output, None), &[property(input, Some(value))], input, &json!(input), &[])
}

/// Twenty inputs, states and outputs.
fn wide() -> String {
    let names = |kind: char, name| (0..20).map(move |at| format!("w2{kind}{at}.{name}"));
    let outputs: Vec<_> = names('o', "children").map(|name| property(&name, None)).collect();
    let key = format!("..{}..", names('o', "children").collect::<Vec<_>>().join("..."));
    let values = |kind, word: &str| -> Vec<String> {
        let value = |(at, name): (usize, String)| property(&name, Some(&json!(format!("{word} value {at}"))));
        names(kind, "value").enumerate().map(value).collect()
    };
    let (inputs, states) = (values('i', "input"), values('s', "state"));
    let outputs = format!("[{}]", outputs.join(","));
    request(&key, &outputs, &inputs, "w2i3.value", &json!("w2i3.value"), &states)
}

/// One input that stands for 200 components.
fn all_items() -> String {
    let mut items = String::from("[");
    for index in 0..200 {
        let comma = if index == 0 { "" } else { "," };
        let value = index * 3;
        // Writing to a string does not fail.
        let _ = write!(
            items,
            r#"{comma}{{"id":{{"type":"item","index":{index}}},"property":"value","value":{value}}}"#
        );
    }
    items.push(']');
    let trigger = r#"{"index":17,"type":"item"}.value"#;
    let parsed = json!({"index": 17, "type": "item"});
    request("sum.children", &property("sum.children", None), &[items], trigger, &parsed, &[])
}

/// The rows of the large request.
fn rows() -> Vec<Row> {
    let mut seed = 1_u32;
    let mut random = move |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let row = |id: u32| Row {
        id: id.into(),
        name: format!("customer {id}"),
        city: ["Berlin", "Lagos", "Lima", "Oslo", "Pune"][random(5) as usize].to_owned(),
        price: f64::from(random(100_000)) / 100.0,
        qty: i32::try_from(random(100)).unwrap_or_default(),
        active: id.is_multiple_of(3),
        date: format!("2025-{:02}-{:02}T12:00:00", id % 12 + 1, id % 28 + 1),
    };
    (0..ROWS).map(row).collect()
}

/// `id.property` as the request names it, with its value if it is an argument.
fn property(name: &str, value: Option<&Value>) -> String {
    let (id, property) = name.split_once('.').unwrap_or((name, ""));
    let value = value.map(|value| format!(r#","value":{value}"#)).unwrap_or_default();
    format!(r#"{{"id":"{id}","property":"{property}"{value}}}"#)
}

fn request(
    output: &str,
    outputs: &str,
    inputs: &[String],
    changed: &str,
    parsed: &Value,
    states: &[String],
) -> String {
    let (inputs, changed) = (inputs.join(","), json!(changed));
    let state = if states.is_empty() { String::new() } else { format!(r#","state":[{}]"#, states.join(",")) };
    format!(
        r#"{{"output":"{output}","outputs":{outputs},"inputs":[{inputs}],"changedPropIds":[{changed}],"parsedChangedPropsIds":[{parsed}]{state}}}"#
    )
}
