//! Ids made of keys in the grammar.

use dash::{Ctx, IdValue, Update, callback, callbacks};
use serde_json::{Value as Json, json};

use crate::support::{app, ask};

const KIND: &str = "row";

#[callback(
    output = [{ type: "row", index: MATCH }.children, { type: "row", index: MATCH }.title],
    input = { type: "check", index: MATCH }.value,
    state = { type: KIND, index: ALLSMALLER }.value,
)]
fn one_row(value: Option<u8>, above: Vec<Option<u8>>, ctx: Ctx) -> (String, Update<u8>) {
    let index = ctx.matched("index").and_then(IdValue::as_u64);
    (format!("{index:?}: {value:?} below {above:?}"), Update::Keep)
}

#[callback(output = [{ index: ALL }.children, "count.children"], input = "go.n_clicks")]
fn each(n_clicks: u64) -> (Vec<Update<u64>>, u64) {
    (vec![Update::Set(n_clicks), Update::Keep], 2)
}

#[callback(output = { index: ALL }.title, input = { index: ALL }.value)]
fn lengths(values: Vec<String>) -> Vec<usize> {
    values.iter().map(String::len).collect()
}

#[callback(output = "fixed.children", input = { "group name": MATCH, done: true, size: -1.5 }."data-x")]
fn fixed(value: Json, ctx: Ctx) -> String {
    format!("{value} {:?}", ctx.matched("group name").map(ToString::to_string))
}

/// C20, C35, C44: nested lists in, ids in their text form out.
#[test]
fn match_and_all_smaller() {
    let row = |index| json!({"index": index, "type": "row"});
    let request = |first: u8, second: u8| {
        json!({
            "output": r#"..{"index":["MATCH"],"type":"row"}.children...{"index":["MATCH"],"type":"row"}.title.."#,
            "outputs": [
                {"id": row(first), "property": "children"}, {"id": row(second), "property": "title"},
            ],
            "inputs": [{"id": {"index": first, "type": "check"}, "property": "value", "value": 7}],
            "state": [[{"id": row(0), "property": "value", "value": 1}, {"id": row(1), "property": "value"}]],
        })
    };
    let answer = ask(callbacks![one_row], &request(2, 2)).unwrap();
    let text = "Some(2): Some(7) below [Some(1), None]";
    assert_eq!(answer["response"], json!({r#"{"index":2,"type":"row"}"#: {"children": text}}));
    let error = ask(callbacks![one_row], &request(2, 3)).unwrap_err().to_string();
    assert!(error.contains("has another `index` than `2`, for which `MATCH` stands"), "{error}");
}

#[test]
fn outputs_with_all_take_an_update_for_each_component() {
    let request = |ids: &[u8]| {
        let items: Vec<_> =
            ids.iter().map(|id| json!({"id": {"index": id}, "property": "children"})).collect();
        json!({
            "output": r#"..{"index":["ALL"]}.children...count.children.."#,
            "outputs": [items, {"id": "count", "property": "children"}],
            "inputs": [{"id": "go", "property": "n_clicks", "value": 5}],
        })
    };
    let answer = ask(callbacks![each], &request(&[1, 2])).unwrap();
    assert_eq!(answer["response"], json!({r#"{"index":1}"#: {"children": 5}, "count": {"children": 2}}));
    let error = ask(callbacks![each], &request(&[1])).unwrap_err().to_string();
    assert!(error.contains("stands for 1 component(s), the callback returned 2 value(s)"), "{error}");
}

/// C35: a bare output with `ALL` is a bare list, and an empty one is one, too.
#[test]
fn c35_a_bare_output_with_all_is_a_bare_list() {
    let request = |ids: &[u8]| {
        let item = |property: &'static str| move |id: &u8| json!({"id": {"index": id}, "property": property, "value": "x".repeat((*id).into())});
        json!({
            "output": r#"{"index":["ALL"]}.title"#,
            "outputs": ids.iter().map(item("title")).collect::<Vec<_>>(),
            "inputs": [ids.iter().map(item("value")).collect::<Vec<_>>()],
        })
    };
    let answer = ask(callbacks![lengths], &request(&[3, 4])).unwrap();
    let expected = json!({r#"{"index":3}"#: {"title": 3}, r#"{"index":4}"#: {"title": 4}});
    assert_eq!(answer["response"], expected);
    assert_eq!(ask(callbacks![lengths], &request(&[])).unwrap()["response"], json!({}));
    let mut nested = request(&[3, 4]);
    nested["outputs"][0] = json!([nested["outputs"][0]]);
    let error = ask(callbacks![lengths], &nested).unwrap_err().to_string();
    assert!(error.contains("the request's `outputs` is not a list without lists in it"), "{error}");
}

/// C37: what is not covered by the pattern is refused.
#[test]
fn c37_components_outside_the_pattern_are_refused() {
    let request = |id: Json| {
        json!({
            "output": "fixed.children", "outputs": {"id": "fixed", "property": "children"},
            "inputs": [{"id": id, "property": "data-x", "value": [1]}],
        })
    };
    let good = json!({"done": true, "group name": "a", "size": -1.5});
    let answer = ask(callbacks![fixed], &request(good)).unwrap();
    assert_eq!(answer["response"]["fixed"]["children"], r#"[1] Some("a")"#);
    for bad in [
        json!({"done": false, "group name": "a", "size": -1.5}),
        json!({"done": true, "group name": "a"}),
        json!({"done": true, "group name": "a", "size": -1.5, "more": 1}),
        json!("fixed"),
    ] {
        let error = ask(callbacks![fixed], &request(bad)).unwrap_err().to_string();
        assert!(error.contains("expected the input"), "{error}");
    }
}

/// C20, C21: dependencies have ids as text.
#[test]
fn c20_declarations_have_ids_as_text() {
    let app = app(callbacks![one_row, fixed]);
    let declared: Json = serde_json::from_slice(app.dependencies()).unwrap();
    let one_row = declared.as_array().unwrap().iter().find(|entry| entry["state"] != json!([])).unwrap();
    assert_eq!(
        one_row["inputs"],
        json!([{"id": r#"{"index":["MATCH"],"type":"check"}"#, "property": "value"}])
    );
    let smaller = json!([{"id": r#"{"index":["ALLSMALLER"],"type":"row"}"#, "property": "value"}]);
    assert_eq!(one_row["state"], smaller);
}
