//! What a callback knows of the browser, by its context.

use dash_core::{ALL, Call, Callback, Ctx, IdPattern, IntoReply, Json, Resolved};
use serde_json::{Value as AnyJson, json};

use crate::support::{app, ask, request};

/// The answer of a callback that only looks at its context.
fn told(look: fn(&Ctx) -> AnyJson, request: &AnyJson) -> AnyJson {
    let group = IdPattern::keys([("type", "row")]).key("index", ALL);
    let callback = Callback::builder("looks")
        .output(("out", "children"))
        .input(("in", "value"))
        .input((group, "value"))
        .state(("s", "data"))
        .handler(move |args| {
            let told = Json(look(args.ctx()));
            Ok(Call::blocking(move || told.into_reply()))
        });
    ask(&app([callback]), request).unwrap().unwrap()["response"]["out"]["children"].take()
}

fn changed(changed: &[&str]) -> AnyJson {
    let row = |index, value: AnyJson| json!({"id": {"index": index, "type": "row"}, "property": "value", "value": value});
    let mut request = request(&json!("text"));
    request["inputs"]
        .as_array_mut()
        .unwrap()
        .push(json!([row(json!("a.b"), json!(1)), row(json!(2), json!(null))]));
    request["state"] = json!([{"id": "s", "property": "data"}]);
    request["changedPropIds"] = json!(changed);
    request
}

/// C50: ids are compared as what they are, whatever their text looks like; nothing on an initial call.
#[test]
fn c50_what_changed_is_found_among_the_inputs() {
    let triggered = |ctx: &Ctx| {
        let one =
            |property: dash_core::Property| json!([property.prop_id(), property.value::<AnyJson>().unwrap()]);
        json!(ctx.triggered().into_iter().map(one).collect::<Vec<_>>())
    };
    let id = |ctx: &Ctx| json!(ctx.triggered_id());
    let ids = |ctx: &Ctx| json!(ctx.triggered_prop_ids().collect::<Vec<_>>());
    let request = changed(&[r#"{"type":"row","index":"a.b"}.value"#, "in.value", "gone.value"]);
    assert_eq!(
        told(triggered, &request),
        json!([[r#"{"index":"a.b","type":"row"}.value"#, 1], ["in.value", "text"], ["gone.value", null]])
    );
    assert_eq!(told(id, &request), json!({"index": "a.b", "type": "row"}));
    assert_eq!(
        told(ids, &request),
        json!([
            [r#"{"type":"row","index":"a.b"}.value"#, {"index": "a.b", "type": "row"}],
            ["in.value", "in"],
            ["gone.value", "gone"],
        ])
    );
    assert_eq!(told(triggered, &changed(&[])), json!([]));
    assert_eq!(told(id, &changed(&[])), json!(null));
}

/// C50: the groups as they are declared, and each by its name.
#[test]
fn c50_inputs_and_states_by_group_and_by_name() {
    let row = |index: AnyJson| json!({"index": index, "type": "row"});
    let lists = |ctx: &Ctx| json!([ctx.inputs_list(), ctx.states_list(), ctx.outputs_list()]);
    assert_eq!(
        told(lists, &changed(&[])),
        json!([
            [
                {"id": "in", "property": "value", "value": "text"},
                [
                    {"id": row(json!("a.b")), "property": "value", "value": 1},
                    // A null is as good as no value.
                    {"id": row(json!(2)), "property": "value"},
                ],
            ],
            [{"id": "s", "property": "data"}],
            [{"id": "out", "property": "children"}],
        ])
    );
    let named = |ctx: &Ctx| {
        let text: String = ctx.input("in.value").unwrap();
        let number: u8 = ctx.input(r#"{"type":"row","index":"a.b"}.value"#).unwrap();
        let unset: Option<u8> = ctx.state("s.data").unwrap();
        let wrong = ctx.input::<u8>("in.value").unwrap_err().to_string();
        let unknown = ctx.state::<u8>("in.value").unwrap_err().to_string();
        let many =
            ctx.inputs_list().iter().any(|input| matches!(input, Resolved::Many(rows) if rows.len() == 2));
        json!([text, number, unset, wrong.contains("`in.value`: invalid type"), unknown, many])
    };
    let unknown = "there is no state `in.value`; there is `s.data`";
    assert_eq!(told(named, &changed(&[])), json!(["text", 1, null, true, unknown, true]));
}

/// C50: an output with `ALL` that is not in a list.
#[test]
fn c50_outputs_of_all_are_one_group() {
    let callback =
        Callback::builder("all").output((IdPattern::keys([("index", ALL)]), "title")).input(("in", "value"));
    let callback = callback.handler(|args| {
        let lists = args.ctx().outputs_list();
        let is_one_group = matches!(lists.as_slice(), [Resolved::Many(outputs)] if outputs.len() == 2);
        Ok(Call::blocking(move || [is_one_group; 2].into_reply()))
    });
    let output = |index| json!({"id": {"index": index}, "property": "title"});
    let mut request = request(&json!(1));
    request["output"] = json!(r#"{"index":["ALL"]}.title"#);
    request["outputs"] = json!([output(1), output(2)]);
    let answer = ask(&app([callback]), &request).unwrap().unwrap();
    assert_eq!(answer["response"][r#"{"index":2}"#], json!({"title": true}));
}

/// C87: what the browser says of itself is taken for nothing but text.
#[test]
fn c87_names_that_no_browser_sends_are_left_out() {
    let triggered = |ctx: &Ctx| json!(ctx.triggered().len());
    let nonsense =
        ["", ".", "in", "{.value", r#"{"index":["ALL"]}.value"#, r#"{"index":{}}.value"#, "[1].value"];
    // `[1]` is an odd name, but one that a component may have; so is nothing.
    assert_eq!(told(triggered, &changed(&nonsense)), json!(2));
    assert_eq!(told(triggered, &changed(&["in.value", "{", "in.value"])), json!(2));
}
