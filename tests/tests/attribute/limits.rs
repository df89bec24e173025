//! `on_error`, endpoints and limits in the grammar, and the outputs as a struct.

use std::time::Duration;

use dash::{Ctx, Outputs, PreventUpdate, Update, UpdateError, callback, callbacks};
use serde_json::{Value as Json, json};

use crate::support::{app, ask};

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u32,
    #[output({ type: "row", index: ALL }.title)]
    titles: Vec<Update<String>>,
}

#[callback(output = Totals, input = "table.data", timeout = "2m", concurrency = 2, on_error = none)]
fn totals(data: Vec<u32>) -> Result<Totals, std::num::ParseIntError> {
    let sum = data.iter().sum();
    let first = format!("{}", "1".parse::<u32>()?);
    Ok(Totals { sum, titles: vec![Update::Set(first), Update::Keep] })
}

fn none(_: &UpdateError, ctx: &Ctx) -> Totals {
    ctx.set_props("notice", [("children", "no totals")]);
    Totals { sum: 0, titles: vec![Update::Keep, Update::Keep] }
}

#[derive(Outputs)]
struct Single {
    #[output("single.children")]
    only: u8,
}

#[callback(output = Single, input = "table.data")]
fn single(_data: Json) -> Single {
    Single { only: 1 }
}

#[callback(output = "a.children", input = "i.value", on_error = tell)]
fn fails(value: u8) -> Result<u8, String> {
    match value {
        0 => Err("zero".to_owned()),
        1 => panic!("one"),
        other => Ok(other),
    }
}

fn tell(error: &UpdateError, ctx: &Ctx) {
    let own = error.error().map(ToString::to_string);
    ctx.set_props("notice", [("children", own.unwrap_or_else(|| error.to_string()))]);
}

#[callback(input = "i.value", on_error = again)]
fn effect_fails(_value: u8) -> Result<(), String> {
    Err("first".to_owned())
}

fn again(error: &UpdateError, _: &Ctx) -> Result<(), String> {
    let own = error.error().map(ToString::to_string);
    Err(format!("second after {}", own.unwrap_or_default()))
}

#[callback(output = ["a.children", "b.children"], input = "i.value", on_error = prevent)]
fn prevented(_value: u8) -> Result<(u8, u8), String> {
    Err("never seen".to_owned())
}

fn prevent(_: &UpdateError, _: &Ctx) -> Result<(), PreventUpdate> {
    Err(PreventUpdate)
}

fn request(output: &str, outputs: &Json, value: &Json) -> Json {
    json!({
        "output": output, "outputs": outputs, "inputs": [{"id": "i", "property": "value", "value": value}],
    })
}

#[test]
fn a_struct_is_the_outputs() {
    let row = |index| json!({"id": {"index": index, "type": "row"}, "property": "title"});
    let request = |data: Json| {
        json!({
            "output": r#"..sum.children...{"index":["ALL"],"type":"row"}.title.."#,
            "outputs": [{"id": "sum", "property": "children"}, [row(1), row(2)]],
            "inputs": [{"id": "table", "property": "data", "value": data}],
        })
    };
    let answer = ask(callbacks![totals], &request(json!([1, 2]))).unwrap();
    let rows = json!({"sum": {"children": 3}, r#"{"index":1,"type":"row"}"#: {"title": "1"}});
    assert_eq!(answer["response"], rows);
    // The argument does not fit: that, too, is for `on_error`.
    let answer = ask(callbacks![totals], &request(json!("x"))).unwrap();
    assert_eq!(answer["response"], json!({"sum": {"children": 0}}));
    assert_eq!(answer["sideUpdate"], json!({"notice": {"children": "no totals"}}));
    let callback = app(callbacks![totals]);
    assert_eq!(callback.registry().callbacks().next().unwrap().concurrency(), Some(2));
    let job = callback.registry().job(request(json!([])).to_string(), ()).unwrap();
    assert_eq!(job.timeout(), Some(Duration::from_mins(2)));
}

#[test]
fn a_struct_of_one_is_a_list_of_one() {
    let request = json!({
        "output": "..single.children..", "outputs": [{"id": "single", "property": "children"}],
        "inputs": [{"id": "table", "property": "data"}],
    });
    assert_eq!(ask(callbacks![single], &request).unwrap()["response"], json!({"single": {"children": 1}}));
}

#[test]
fn on_error_speaks_in_the_place_of_the_callback() {
    let a = json!({"id": "a", "property": "children"});
    let ask = |value| ask(callbacks![fails], &request("a.children", &a, &value)).unwrap();
    assert_eq!(ask(json!(2))["response"], json!({"a": {"children": 2}}));
    assert_eq!(
        ask(json!(0)),
        json!({"multi": true, "response": {}, "sideUpdate": {"notice": {"children": "zero"}}})
    );
    for (value, found) in
        [(json!(1), "panicked: one"), (json!("x"), "argument `value` (input `i.value`) does not fit")]
    {
        let text = ask(value)["sideUpdate"]["notice"]["children"].to_string();
        assert!(text.contains(found), "{text}");
    }
}

#[test]
fn on_error_may_fail_or_prevent_the_update() {
    let dependencies: Json = serde_json::from_slice(app(callbacks![effect_fails]).dependencies()).unwrap();
    let effect = dependencies[0]["output"].as_str().unwrap();
    let error =
        ask(callbacks![effect_fails], &request(effect, &Json::Null, &json!(1))).unwrap_err().to_string();
    assert!(error.contains("second after first; `on_error` was called because"), "{error}");
    let outputs = json!([{"id": "a", "property": "children"}, {"id": "b", "property": "children"}]);
    let answer = ask(callbacks![prevented], &request("..a.children...b.children..", &outputs, &json!(1)));
    assert_eq!(answer.unwrap(), Json::Null);
}
