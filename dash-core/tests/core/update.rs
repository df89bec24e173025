//! Update requests, from the JSON of the browser to the JSON of the answer.

use crate::support::{NoRequest, app, ask, request};
use dash_core::{
    ALL, Arg, Call, Callback, Ctx, IdPattern, IntoReply, Json, PreventUpdate, Update, UpdateError, Value,
    callbacks,
};
use serde_json::{Value as AnyJson, json};

/// A callback from `in.value` to `out.children`.
fn one<A: Arg + Send + 'static, R: IntoReply<1> + 'static>(work: fn(A) -> R) -> Callback {
    Callback::builder("one").output(("out", "children")).input(("in", "value")).arguments(["number"]).handler(
        move |mut args| {
            let argument = args.next::<A>()?;
            Ok(Call::blocking(move || work(argument).into_reply()))
        },
    )
}

/// A callback from `in.value` to `a.x`, `b.x` and `a.y`.
fn three<R: IntoReply<3> + 'static>(work: fn() -> R) -> Callback {
    Callback::builder("three")
        .outputs([("a", "x"), ("b", "x"), ("a", "y")])
        .input(("in", "value"))
        .handler(move |_| Ok(Call::blocking(move || work().into_reply())))
}

fn ask_three(callback: Callback) -> Result<Option<AnyJson>, UpdateError> {
    let outputs = json!([
        {"id": "a", "property": "x"}, {"id": "b", "property": "x"}, {"id": "a", "property": "y"}
    ]);
    let request = json!({
        "output": "..a.x...b.x...a.y..", "outputs": outputs, "inputs": [{"id": "in", "property": "value"}],
    });
    ask(&app([callback]), &request)
}

fn message(result: Result<Option<AnyJson>, UpdateError>) -> String {
    result.expect_err("this must fail").to_string()
}

#[test]
fn c40_answers_are_compact_json_by_id_and_property() {
    let app = app([one(|n: u64| n * 2)]);
    let job = app.registry().job(request(&json!(21)).to_string(), NoRequest).unwrap();
    let json = job.run_blocking().unwrap().body.unwrap();
    assert_eq!(String::from_utf8(json).unwrap(), r#"{"multi":true,"response":{"out":{"children":42}}}"#);
}

#[test]
fn c40_outputs_of_one_component_share_its_id() {
    let answer = ask_three(three(|| (1, "two", [3.5]))).unwrap().unwrap();
    assert_eq!(answer, json!({"multi": true, "response": {"a": {"x": 1, "y": [3.5]}, "b": {"x": "two"}}}));
}

#[test]
fn c41_kept_outputs_are_left_out() {
    let response = |callback| ask_three(callback).unwrap().unwrap()["response"].take();
    let some = three(|| (Update::Keep::<u8>, Update::Set("b"), Update::<u8>::Keep));
    assert_eq!(response(some), json!({"b": {"x": "b"}}));
    assert_eq!(response(three(|| (Update::<u8>::Keep, Update::<u8>::Keep, 3))), json!({"a": {"y": 3}}));
    assert_eq!(response(three(|| Update::<(u8, u8, u8)>::Keep)), json!({}));
    let single = ask(&app([one(|_: AnyJson| Update::<u8>::Keep)]), &request(&json!(1))).unwrap().unwrap();
    assert_eq!(single, json!({"multi": true, "response": {}}));
}

#[test]
fn c42_prevent_update_is_no_update_wherever_it_comes_from() {
    #[derive(Debug, thiserror::Error)]
    #[error("outer")]
    struct Outer(#[source] PreventUpdate);
    let ask = |callback| ask(&app([callback]), &request(&json!(1))).unwrap();
    assert_eq!(ask(one(|_: u8| Err::<u8, _>(PreventUpdate))), None);
    assert_eq!(ask(one(|_: u8| Err::<u8, _>(Outer(PreventUpdate)))), None);
    assert_eq!(ask(one(|_: u8| -> dash_core::Result<u8> { Err(PreventUpdate)? })), None);
    assert_eq!(ask(one(|_: u8| Err::<u8, _>(std::io::Error::other(PreventUpdate)))), None);
    assert_eq!(ask(one(|_: u8| -> anyhow::Result<u8> { Err(PreventUpdate)? })), None);
}

/// What is serialized only when the answer is written: alone, within others, and for the components of a pattern.
#[test]
fn json_is_the_same_wherever_it_stands() {
    fn rows() -> Json<Vec<(&'static str, f64)>> {
        Json(vec![("a", 1.5), ("b", -2.0)])
    }
    let expected = json!([["a", 1.5], ["b", -2.0]]);
    let children = |answer: Option<AnyJson>| answer.unwrap()["response"]["out"]["children"].take();
    let alone = app([one(|_: u8| rows())]);
    for _ in 0..2 {
        assert_eq!(children(ask(&alone, &request(&json!(1))).unwrap()), expected);
    }
    let within = app([one(|_: u8| [Some(rows()), None])]);
    assert_eq!(children(ask(&within, &request(&json!(1))).unwrap()), json!([expected, null]));

    let items = IdPattern::keys([("index", ALL)]);
    let all = Callback::builder("all").output((items, "title")).input(("in", "value"));
    let all = app([all.handler(move |mut args| {
        let is_list = args.next::<bool>()?;
        Ok(Call::blocking(move || if is_list { rows().into_reply() } else { Json(1).into_reply() }))
    })]);
    let ask_all = |is_list: bool| {
        let outputs = [1, 2].map(|index| json!({"id": {"index": index}, "property": "title"}));
        let inputs = json!([{"id": "in", "property": "value", "value": is_list}]);
        let output = r#"{"index":["ALL"]}.title"#;
        ask(&all, &json!({"output": output, "outputs": outputs, "inputs": inputs}))
    };
    let response = json!({"{\"index\":1}": {"title": ["a", 1.5]}, "{\"index\":2}": {"title": ["b", -2.0]}});
    assert_eq!(ask_all(true).unwrap().unwrap()["response"], response);
    assert!(message(ask_all(false)).contains("takes a list with a value for each component"));
}

#[test]
fn json_that_cannot_be_written_is_an_error_of_the_callback() {
    let callback = one(|_: u8| Json(std::collections::BTreeMap::from([((1, 2), 3)])));
    let message = message(ask(&app([callback]), &request(&json!(1))));
    assert!(message.contains("`one`") && message.contains("key must be a string"), "{message}");
}

#[test]
fn c43_null_is_a_value() {
    let answer = ask(&app([one(|_: AnyJson| None::<String>)]), &request(&json!(1))).unwrap().unwrap();
    assert_eq!(answer["response"], json!({"out": {"children": null}}));
}

#[test]
fn c44_a_reply_of_the_wrong_length_is_an_error() {
    let short = three(|| (1, 2, 3));
    assert!(ask_three(short).is_ok());
    let short = Callback::builder("three")
        .outputs([("a", "x"), ("b", "x"), ("a", "y")])
        .input(("in", "value"))
        .handler(|_| Ok(Call::blocking(|| (1, 2).into_reply())));
    assert!(message(ask_three(short)).contains("3 output(s) are declared, 2 value(s) were returned"));
    let none = Callback::builder("three")
        .outputs([("a", "x"), ("b", "x"), ("a", "y")])
        .input(("in", "value"))
        .handler(|_| Ok(Call::blocking(|| ().into_reply())));
    assert!(message(ask_three(none)).contains("3 output(s) are declared, 0 value(s) were returned"));
}

#[test]
fn c33_state_and_value_may_be_absent() {
    let answer = ask(
        &app([one(|value: Option<u8>| format!("{value:?}"))]),
        &json!({
            "output": "out.children",
            "outputs": {"id": "out", "property": "children"},
            "inputs": [{"id": "in", "property": "value"}],
        }),
    );
    assert_eq!(answer.unwrap().unwrap()["response"]["out"]["children"], "None");
}

#[test]
fn c34_unknown_keys_are_ignored() {
    let mut request = request(&json!(1));
    request["parsedChangedPropsIds"] = json!(["in.value"]);
    request["inputs"][0]["allow_optional"] = json!(true);
    request["somethingNew"] = json!({"deep": [1, {"er": null}]});
    assert!(ask(&app([one(|n: u8| n)]), &request).is_ok());
}

#[test]
fn c36_an_unknown_output_is_refused_with_a_suggestion() {
    let mut request = request(&json!(1));
    request["output"] = json!("out.childen");
    let message = message(ask(&app([one(|n: u8| n)]), &request));
    assert!(message.contains("no callback writes `out.childen`; did you mean `out.children`?"), "{message}");
}

#[test]
fn c37_outputs_are_verified() {
    let app = app([one(|n: u8| n)]);
    for (outputs, expected) in [
        (json!(null), "is not one output"),
        (json!([{"id": "out", "property": "children"}]), "is not one output"),
        (
            json!({"id": "other", "property": "children"}),
            "expected the output `out.children`, the request has `other.children`",
        ),
        (json!({"id": "out", "property": "style"}), "the request has `out.style`"),
        (json!({"id": {"a": 1}, "property": "children"}), "the request has `{\"a\":1}.children`"),
    ] {
        let mut request = request(&json!(1));
        request["outputs"] = outputs;
        let message = message(ask(&app, &request));
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn c38_inputs_and_states_are_counted_and_compared() {
    let app = app([one(|n: u8| n)]);
    let input = json!({"id": "in", "property": "value", "value": 1});
    for (key, items, expected) in [
        ("inputs", json!([]), "1 input(s) are declared, the request has 0"),
        ("inputs", json!([input, input]), "1 input(s) are declared, the request has 2"),
        ("state", json!([input]), "0 state(s) are declared, the request has 1"),
        (
            "inputs",
            json!([{"id": "in", "property": "other"}]),
            "expected the input `in.value`, the request has `in.other`",
        ),
    ] {
        let mut request = request(&json!(1));
        request[key] = items;
        let message = message(ask(&app, &request));
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn errors_of_arguments_name_callback_argument_and_dependency() {
    let app = app([one(|n: u8| n)]);
    let wrong = message(ask(&app, &request(&json!("many"))));
    assert!(wrong.contains("): argument `number` (input `in.value`) does not fit"), "{wrong}");
    assert!(wrong.contains("invalid type: string \"many\", expected u8; found `\"many\"`"), "{wrong}");
    let null = message(ask(&app, &request(&json!(null))));
    assert!(
        null.contains("argument `number` (input `in.value`) is null") && null.contains("`Option<_>`"),
        "{null}"
    );
}

#[test]
fn bodies_that_are_no_request_are_told_apart_from_bodies_that_are_no_json() {
    let app = app([one(|n: u8| n)]);
    let error = |body: &'static [u8]| app.registry().job(body, NoRequest).unwrap_err();
    assert!(matches!(error(b"{\"output\":"), UpdateError::Malformed(_)));
    assert!(matches!(error(b""), UpdateError::Malformed(_)));
    assert!(matches!(error(b"{}"), UpdateError::NotARequest(_)));
    assert!(matches!(error(b"[1]"), UpdateError::NotARequest(_)));
    let fields_in_order =
        br#"["out.children",{"id":"out","property":"children"},[{"id":"in","property":"value"}],[],[]]"#;
    assert!(matches!(error(fields_in_order), UpdateError::NotARequest(_)));
    assert!(matches!(error(b"{\"output\":\"out.children\",\"inputs\":7}"), UpdateError::NotARequest(_)));
}

#[test]
fn errors_carry_their_causes_and_panics_their_text() {
    #[derive(Debug, thiserror::Error)]
    #[error("the shop is closed")]
    struct Closed(#[source] std::num::ParseIntError);
    let failing = one(|_: u8| "x".parse::<u8>().map_err(Closed));
    let failed = message(ask(&app([failing]), &request(&json!(1))));
    assert!(failed.starts_with("callback `one` (dash-core/tests/core/update.rs:"), "{failed}");
    assert!(
        failed.ends_with(") failed: the shop is closed\ncaused by: invalid digit found in string"),
        "{failed}"
    );
    let panicking = one(|n: u8| -> u8 { panic!("no {n}") });
    let panicked = message(ask(&app([panicking]), &request(&json!(1))));
    assert!(panicked.ends_with(") panicked: no 1"), "{panicked}");
}

/// An extractor's error ends like one of the callback itself.
#[test]
fn an_extractor_may_prevent_the_update() {
    struct Never;
    impl dash_core::FromContext for Never {
        fn from_context(_: &Ctx) -> Result<Self, dash_core::BoxError> {
            Err(PreventUpdate.into())
        }
    }
    let callback =
        Callback::builder("one").output(("out", "children")).input(("in", "value")).handler(|mut args| {
            let Never = args.extract()?;
            Ok(Call::blocking(|| 1.into_reply()))
        });
    assert_eq!(ask(&app([callback]), &request(&json!(1))).unwrap(), None);
}

#[test]
fn arguments_that_are_not_declared_cannot_be_had() {
    let callback =
        Callback::builder("one").output(("out", "children")).input(("in", "value")).handler(|mut args| {
            let (_, more) = (args.next::<u8>()?, args.next::<Option<u8>>()?);
            Ok(Call::blocking(move || more.into_reply()))
        });
    let message = message(ask(&app([callback]), &request(&json!(1))));
    assert!(message.ends_with("argument 2 is asked for, but only 1 are declared"), "{message}");
}

/// Extractors run before the callback does, in the server's own task.
#[test]
fn a_panicking_extractor_is_an_error_of_its_callback() {
    struct Broken;
    impl dash_core::FromContext for Broken {
        fn from_context(_: &Ctx) -> Result<Self, dash_core::BoxError> {
            panic!("no session")
        }
    }
    let callback =
        Callback::builder("one").output(("out", "children")).input(("in", "value")).handler(|mut args| {
            let Broken = args.extract()?;
            Ok(Call::blocking(|| 1.into_reply()))
        });
    let panicked = message(ask(&app([callback]), &request(&json!(1))));
    assert!(panicked.ends_with(") panicked: no session"), "{panicked}");
}

#[test]
fn c24_nan_and_the_infinities_are_null() {
    let answer = ask(&app([one(|_: u8| vec![f64::NAN, f64::INFINITY, 0.1, 1e300])]), &request(&json!(1)));
    assert_eq!(answer.unwrap().unwrap()["response"]["out"]["children"], json!([null, null, 0.1, 1e300]));
}

#[test]
fn numbers_keep_every_digit() {
    let app = app([one(|n: AnyJson| Json((n, u64::MAX, i64::MIN, 0.1_f32, Value::from(0.1_f32))))]);
    let answer = ask(&app, &request(&json!(9_007_199_254_740_993_u64))).unwrap().unwrap();
    let children = answer["response"]["out"]["children"].to_string();
    assert_eq!(children, "[9007199254740993,18446744073709551615,-9223372036854775808,0.1,0.1]");
}

#[test]
fn the_context_knows_the_trigger_the_request_and_the_data() {
    let callback =
        Callback::builder("ctx").output(("out", "children")).input(("in", "value")).handler(|mut args| {
            let ctx = args.extract::<Ctx>()?;
            Ok(Call::blocking(move || {
                let id = ctx.triggered_id().map(|id| id.to_string());
                (Json((id, ctx.header("X-Test").map(str::to_owned), ctx.path().to_owned())),).into_reply()
            }))
        });
    let answer = ask(&app([callback]), &request(&json!(1))).unwrap().unwrap();
    assert_eq!(answer["response"]["out"]["children"], json!(["in", "yes", "/_dash-update-component"]));
}

#[test]
fn an_empty_list_of_callbacks_is_a_list() {
    let none: [dash_core::Def; 0] = callbacks![];
    assert!(app(none.map(Callback::from)).registry().is_empty());
}

/// A callback without outputs that sets properties.
fn effect(work: fn(&Ctx) -> Result<(), dash_core::BoxError>) -> Callback {
    Callback::builder("effect").input(("in", "value")).handler(move |mut args| {
        let ctx = args.extract::<Ctx>()?;
        Ok(Call::blocking(move || work(&ctx).into_reply()))
    })
}

fn ask_effect(work: fn(&Ctx) -> Result<(), dash_core::BoxError>) -> Result<Option<AnyJson>, UpdateError> {
    let app = app([effect(work)]);
    let dependencies: AnyJson = serde_json::from_slice(app.dependencies()).unwrap();
    let output = dependencies[0]["output"].as_str().unwrap();
    ask(&app, &json!({"output": output, "inputs": [{"id": "in", "property": "value"}], "changedPropIds": []}))
}

/// What the renderer sends for a component that is missing: the pattern as it has it in its memory
/// (`dash-renderer/src/actions/callbacks.ts`, `unwrapIfNotMulti`).
#[test]
fn c33_a_missing_component_of_a_pattern_is_null() {
    let row =
        |kind: &'static str| dash_core::IdPattern::keys([("type", kind)]).key("index", dash_core::MATCH);
    let callback = |filter: dash_core::Dependency| {
        Callback::builder("rows")
            .output((row("out"), "title"))
            .input((row("in"), "value"))
            .state(filter)
            .handler(|mut args| {
                let (value, filter): (u8, Option<u8>) = (args.next()?, args.next()?);
                Ok(Call::blocking(move || format!("{value} {filter:?}").into_reply()))
            })
    };
    let id = |kind| json!({"index": 3, "type": kind});
    let request = json!({
        "output": r#"{"index":["MATCH"],"type":"out"}.title"#,
        "outputs": {"id": id("out"), "property": "title"},
        "inputs": [{"id": id("in"), "property": "value", "value": 7}],
        "state": [{
            "id": {"index": {"wild": "MATCH", "multi": false}, "type": "filter"}, "property": "value",
            "allow_optional": true, "value": null,
        }],
    });
    let filter = || dash_core::Dependency::from((row("filter"), "value"));
    let answer = ask(&app([callback(filter().allow_optional())]), &request).unwrap().unwrap();
    assert_eq!(answer["response"][r#"{"index":3,"type":"out"}"#]["title"], "7 None");
    let error = ask(&app([callback(filter())]), &request).unwrap_err().to_string();
    assert!(error.contains("expected the state"), "{error}");
}

#[test]
fn c30_a_callback_without_outputs_says_so_and_is_asked_without() {
    let app = app([effect(|_| Ok(()))]);
    let dependencies: AnyJson = serde_json::from_slice(app.dependencies()).unwrap();
    let entry = &dependencies[0];
    assert_eq!((&entry["no_output"], entry["output"].as_str().unwrap().len()), (&json!(true), 64));
    let mut request = json!({"output": entry["output"], "inputs": [{"id": "in", "property": "value"}]});
    assert_eq!(ask(&app, &request).unwrap(), None);
    request["outputs"] = json!([{"id": "victim", "property": "children"}]);
    let error = ask(&app, &request).unwrap_err().to_string();
    assert!(error.contains("the request's `outputs` is not absent"), "{error}");
}

#[test]
fn c42_a_callback_without_outputs_and_effects_is_no_update() {
    assert_eq!(ask_effect(|_| Ok(())).unwrap(), None);
}

#[test]
fn c45_set_props_are_side_updates_merged_by_id_and_property() {
    let answer = ask_effect(|ctx| {
        ctx.set_props("a", [("x", 1), ("y", 2)]);
        ctx.set_props("b", [("x", "b")]);
        ctx.set_props("a", [("x", 3)]);
        Ok(())
    });
    let side = json!({"a": {"x": 3, "y": 2}, "b": {"x": "b"}});
    assert_eq!(answer.unwrap(), Some(json!({"multi": true, "sideUpdate": side, "response": {}})));
}

#[test]
fn c45_set_props_are_kept_when_nothing_else_changes_and_lost_when_the_callback_fails() {
    let prevented = ask_effect(|ctx| {
        ctx.set_props("a", [("x", 1)]);
        Err(PreventUpdate.into())
    });
    assert_eq!(prevented.unwrap().unwrap()["sideUpdate"], json!({"a": {"x": 1}}));
    assert!(
        ask_effect(|ctx| {
            ctx.set_props("a", [("x", 1)]);
            Err("no".into())
        })
        .is_err()
    );
}

#[test]
fn c28_a_duplicate_output_is_asked_for_with_its_hash_and_answered_without() {
    let callback = Callback::builder("duplicate")
        .output(dash_core::Dependency::from(("out", "children")).allow_duplicate())
        .input(("in", "value"))
        .prevent_initial_call(true)
        .handler(|_| Ok(Call::blocking(|| 1.into_reply())));
    let app = app([callback]);
    let dependencies: AnyJson = serde_json::from_slice(app.dependencies()).unwrap();
    let output = dependencies[0]["output"].as_str().unwrap();
    let property = output.strip_prefix("out.").unwrap();
    let request = json!({
        "output": output, "outputs": {"id": "out", "property": property},
        "inputs": [{"id": "in", "property": "value"}],
    });
    assert_eq!(ask(&app, &request).unwrap().unwrap()["response"], json!({"out": {"children": 1}}));
}
