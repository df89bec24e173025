//! Layout and dependencies as the browser gets them, and the checks before the first request.

use std::time::Duration;

use crate::support::ui;
use dash_core::{
    App, Call, Callback, Checks, ComponentId, ContentSecurityPolicy, Data, IntoReply, Limits, Map,
    PreventInitialCall, Value,
};
use serde_json::{Value as Json, json};

fn layout_json(layout: impl Into<Value>) -> Json {
    let app = App::new().layout(layout.into()).callbacks([] as [Callback; 0]).into_checked().unwrap();
    serde_json::from_slice(app.fixed_layout().unwrap()).unwrap()
}

/// A callback that is declared and never called.
fn declared(declare: impl FnOnce(dash_core::CallbackBuilder) -> dash_core::CallbackBuilder) -> Callback {
    declare(Callback::builder("declared")).handler(|_| Ok(Call::blocking(|| 1.into_reply())))
}

fn dependencies(callbacks: impl IntoIterator<Item = Callback>) -> Json {
    serde_json::from_slice(crate::support::app(callbacks).dependencies()).unwrap()
}

fn problems(app: App) -> Vec<String> {
    app.check().iter().map(ToString::to_string).collect()
}

#[test]
fn c19_unset_properties_are_absent_and_nulls_are_sent() {
    let layout =
        ui::Box::new().title("t").value(None::<u8>).children((ui::Line::new().width(2.5), "x", 1, true));
    let line = json!({"type": "Line", "namespace": "ui_components", "props": {"width": 2.5}});
    assert_eq!(
        layout_json(layout),
        json!({
            "type": "Box", "namespace": "ui_components",
            "props": {"title": "t", "value": null, "children": [line, "x", 1, true]},
        })
    );
    // A type that takes children always has them, as in Dash.
    assert_eq!(layout_json(ui::Box::new())["props"], json!({"children": null}));
    assert_eq!(layout_json(ui::Line::new())["props"], json!({}));
}

#[test]
fn c20_ids_of_keys_are_objects_in_the_layout_and_text_in_dependencies() {
    let id = || ComponentId::keys([("type", "row")]).key("index", 1);
    assert_eq!(layout_json(ui::Line::new().id(id()))["props"]["id"], json!({"index": 1, "type": "row"}));
    let entry = declared(|callback| callback.output((id(), "title")).input((id(), "value")));
    let entry = dependencies([entry])[0].take();
    assert_eq!(entry["output"], r#"{"index":1,"type":"row"}.title"#);
    assert_eq!(entry["inputs"], json!([{"id": r#"{"index":1,"type":"row"}"#, "property": "value"}]));
}

#[test]
fn c25_outputs_are_bare_or_listed() {
    let output = |callback| dependencies([callback])[0]["output"].take();
    assert_eq!(output(declared(|callback| callback.output(("a", "x")))), "a.x");
    assert_eq!(output(declared(|callback| callback.outputs([("a", "x")]))), "..a.x..");
    assert_eq!(output(declared(|callback| callback.outputs([("a", "x"), ("b", "y")]))), "..a.x...b.y..");
    assert_eq!(output(declared(|callback| callback.output(("a", "x")).output(("b", "y")))), "..a.x...b.y..");
}

#[test]
fn c27_prevent_initial_call_is_a_boolean() {
    let sent = |prevent: PreventInitialCall| {
        dependencies([declared(|callback| callback.output(("a", "x")).prevent_initial_call(prevent))])[0]
            ["prevent_initial_call"]
            .take()
    };
    assert_eq!(sent(PreventInitialCall::Yes), json!(true));
    assert_eq!(sent(PreventInitialCall::No), json!(false));
    assert_eq!(sent(PreventInitialCall::InitialDuplicate), json!(false));
}

#[test]
fn running_has_both_halves_or_is_absent() {
    let entry = dependencies([declared(|callback| callback.output(("a", "x")).running(("b", "y"), true, 0))]);
    assert_eq!(entry[0]["running"], json!({"running": {"b.y": true}, "runningOff": {"b.y": 0}}));
    let entry = dependencies([declared(|callback| callback.output(("a", "x")))]);
    assert!(entry[0].get("running").is_none());
}

#[test]
fn a_sound_app_has_no_problems() {
    let layout = ui::Box::new().id("box").children(ui::Line::new().id("line"));
    let callback = declared(|callback| {
        callback.output(("box", "title")).input(("line", "width")).state(("box", "data-x")).running(
            ("box", "style"),
            1,
            2,
        )
    });
    assert_eq!(problems(App::new().layout(layout).callbacks([callback])), [] as [&str; 0]);
}

#[test]
fn wrong_wiring_is_reported_together_with_suggestions() {
    let layout = || ui::Box::new().id("result").children(ui::Line::new().id("line"));
    let callbacks = || {
        [
            declared(|callback| callback.output(("reslt", "title")).input(("line", "Width"))),
            declared(|callback| {
                callback.outputs([("line", "width"), ("line", "width")]).input(("line", "id"))
            }),
            declared(|callback| callback.output(("line", "width")).input(("a.b", "x"))),
        ]
    };
    let found = problems(App::new().layout(layout()).callbacks(callbacks()));
    let expected = [
        "output `reslt.title`: no component of the layout has the id `reslt`; did you mean `result`?",
        "input `line.Width`: `line` is a ui_components.Line and has no property `Width`; did you mean `width`?",
        "output `line.width` is declared twice",
        "input `a.b.x`: an id holds no `.` and no `{`",
        "output `line.width` is also written by callback `declared` (",
    ];
    for expected in expected {
        assert!(found.iter().any(|problem| problem.contains(expected)), "{expected}\nnot in {found:#?}");
    }
    let error = App::new().layout(layout()).callbacks(callbacks()).into_checked().unwrap_err().to_string();
    assert!(
        error.starts_with("the app cannot start: 5 problems\n  error: callback `declared` (dash-core/"),
        "{error}"
    );
    assert!(App::new().layout(layout()).callbacks(callbacks()).checks(Checks::Warn).into_checked().is_ok());
}

#[test]
fn ids_may_be_missing_where_the_app_says_so_or_the_layout_is_a_function() {
    let callback = || [declared(|callback| callback.output(("later", "title")).input(("later", "value")))];
    let layout = || ui::Box::new().id("now");
    let suppressed = App::new().layout(layout()).callbacks(callback()).suppress_callback_exceptions(true);
    let later = "warning: 1 id(s) that callbacks name are not in the layout, which `suppress_callback_exceptions` allows, \
                 as long as they come later: `later`";
    assert_eq!(problems(suppressed), [later]);
    let warned = App::new().layout(layout).callbacks(callback()).into_checked().unwrap();
    assert_eq!(warned.problems().len(), 2);
    assert!(warned.problems()[0].to_string().starts_with("warning: "));
}

#[test]
fn an_app_without_layout_does_not_start() {
    assert!(problems(App::new())[0].contains("the app has no layout"));
    let panicking = || -> ui::Line { panic!("no layout today") };
    assert!(problems(App::new().layout(panicking))[0].starts_with("warning: the layout function panicked"));
}

#[test]
fn a_layout_function_may_fail() {
    let failing = || Err::<ui::Line, _>("no database");
    let app = App::new().layout(failing).callbacks([] as [Callback; 0]).into_checked().unwrap();
    assert_eq!(app.problems()[0].to_string(), "warning: the layout function failed: no database");
    assert_eq!(app.make_layout_blocking().unwrap_err().to_string(), "no database");
    let late =
        async |_: dash_core::Ctx| Err::<ui::Line, std::num::ParseIntError>("x".parse::<u8>().unwrap_err());
    let app = App::new().layout(late).callbacks([] as [Callback; 0]).into_checked().unwrap();
    assert!(!app.layout_may_block());
}

/// C23. What is no component cannot be in a list of children: that does not compile.
#[test]
fn c23_two_components_have_different_ids() {
    let row = |index: f64| ui::Line::new().id(dash_core::id! { type: "row", index: index });
    for (twice, id) in [
        ([ui::Line::new().id("a"), ui::Line::new().id("a")], "a"),
        ([row(1.0), row(1.0)], r#"{"index":1,"type":"row"}"#),
    ] {
        let expected = format!("error: two components of the layout have the id `{id}`");
        assert_eq!(problems(App::new().layout(twice)), [expected]);
    }
    assert!(problems(App::new().layout([row(1.0), row(1.5)])).is_empty());
}

#[test]
fn a_callback_that_is_given_twice_is_one_problem() {
    let def = dash_core::Def {
        name: "twice",
        module: "app",
        at: dash_core::Location { file: "app.rs", line: 7 },
        build: || declared(|callback| callback.output(("line", "width")).input(("line", "id"))),
    };
    let found = problems(App::new().layout(ui::Line::new().id("line")).callbacks([def, def]));
    assert_eq!(found, ["error: callback `declared` (app.rs:7): the app is given it twice"]);
}

#[test]
fn settings_are_checked() {
    let found =
        problems(App::new().layout("").url_base_pathname("sales").index_string("{%app_entry%}{%config%}"));
    assert!(found[0].contains("the prefix `sales` must begin and end with a slash"), "{found:?}");
    for prefix in ["//", "/{x}/", "/:a/", "/a//b/", "/a b/", ""] {
        assert_eq!(problems(App::new().layout("").url_base_pathname(prefix)).len(), 1, "{prefix}");
    }
    assert!(problems(App::new().layout("").url_base_pathname("/a/b-c/")).is_empty());
    assert!(found[1].contains("the index template lacks `{%scripts%}`"), "{found:?}");
}

#[test]
fn a_limit_of_nothing_is_a_mistake() {
    let found =
        problems(App::new().layout("").limits(Limits::new().connections(0).keep_alive(Duration::ZERO)));
    let expected = |name: &str| format!("error: `Limits::{name}` is 0, so that no request would be answered");
    assert_eq!(found, [expected("connections"), expected("keep_alive")]);
}

#[test]
fn settings_about_other_sites_are_checked() {
    for origin in [
        "",
        "portal.example",
        "https://portal.example/",
        "https://",
        "ftp://portal.example",
        "https://a b",
        "null",
    ] {
        let found = problems(App::new().layout("").allow_origin(origin));
        assert!(
            found.len() == 1 && found[0].contains("expected scheme and host and no path"),
            "{origin}: {found:?}"
        );
    }
    for origin in ["https://portal.example", "http://localhost:3000", "http://[::1]:80"] {
        assert_eq!(problems(App::new().layout("").allow_origin(origin)), [""; 0]);
    }
    for source in ["", "a b", "a;b", "a,b", "a\n"] {
        let found = problems(App::new().layout("").frame_ancestors([source]));
        assert!(found.len() == 1 && found[0].contains("expected one source"), "{source}: {found:?}");
    }
    assert!(problems(App::new().layout("").frame_ancestors([""; 0]))[0].contains("`[\"*\"]` for everybody"));
    for (directive, source, expected) in [
        ("img_src", "data:", "expected a directive such as `img-src`"),
        ("img-src", "data:;", "has `data:;`, expected one source"),
        ("frame-ancestors", "*", "`App::frame_ancestors(..)`"),
    ] {
        let policy = ContentSecurityPolicy::new().allow(directive, source);
        let found = problems(App::new().layout("").content_security_policy(policy));
        assert!(found.len() == 1 && found[0].contains(expected), "{directive}: {found:?}");
    }
    let found = problems(App::new().layout("").csrf_token_name("a=b").csrf_header_name(""));
    assert!(
        found.len() == 2 && found[0].contains("csrf_token_name` was given `a=b`, expected letters"),
        "{found:?}"
    );
    let found = problems(App::new().layout("").referrer_policy("none"));
    assert!(found[0].contains("the referrer policy is `none`, expected one of no-referrer, "), "{found:?}");
}

#[test]
fn data_that_a_callback_takes_must_be_given() {
    let callback = || [declared(|callback| callback.output(("a", "title")).extracts::<Data<String>>())];
    let app = || App::new().layout(ui::Box::new().id("a")).callbacks(callback());
    assert!(
        problems(app())[0]
            .contains("no data of type `alloc::string::String`; give it one with `App::data(..)`")
    );
    assert!(problems(app().data(String::new())).is_empty());
}

#[test]
fn running_values_that_are_no_json_are_reported() {
    let no_json = std::collections::HashMap::from([((1, 2), 3)]);
    let callback = declared(|callback| callback.output(("a", "x")).running(("a", "y"), no_json, 1));
    let app = App::new().layout("").suppress_callback_exceptions(true).callbacks([callback]);
    assert!(problems(app)[0].contains("a `running` value for `a.y` is not JSON"));
}

#[test]
fn maps_keep_their_order_and_the_last_of_equal_keys() {
    let map = Map::from([("b", 1), ("a", 2), ("b", 3)]);
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"b":3,"a":2}"#);
}

/// The hash is that of `protocol.md` 4.5.
#[test]
fn c29_callbacks_without_outputs_and_duplicate_outputs_have_distinct_ids() {
    let effect = || declared(|callback| callback.input(("btn2", "n_clicks")));
    let duplicate = || {
        let output = dash_core::Dependency::from(("dup", "children")).allow_duplicate();
        declared(|callback| callback.output(output).input(("btn2", "n_clicks")).prevent_initial_call(true))
    };
    let entries = dependencies([effect(), effect(), duplicate(), duplicate()]);
    let hash = "c65057d5755bb501a822e7899e81a292699d690c8e6fddfa0f26947c1ed1038d";
    assert_eq!(entries[0]["output"], hash);
    assert_eq!(entries[2]["output"], format!("dup.children@{hash}"));
    assert_ne!(entries[0]["output"], entries[1]["output"]);
    assert_ne!(entries[2]["output"], entries[3]["output"]);
    assert_eq!((&entries[0]["no_output"], &entries[2]["no_output"]), (&json!(true), &json!(false)));
}

#[test]
fn c56_a_duplicate_output_needs_a_callback_that_waits() {
    let output = || dash_core::Dependency::from(("line", "width")).allow_duplicate();
    let layout = || ui::Line::new().id("line");
    let eager = declared(|callback| callback.output(output()).input(("line", "id")));
    let found = problems(App::new().layout(layout()).callbacks([eager]));
    assert!(
        found[0].contains("output `line.width`: with `allow_duplicate` goes `prevent_initial_call`"),
        "{found:?}"
    );
    for waits in [PreventInitialCall::Yes, PreventInitialCall::InitialDuplicate] {
        let waiting = || {
            declared(|callback| callback.output(output()).input(("line", "id")).prevent_initial_call(waits))
        };
        assert_eq!(problems(App::new().layout(layout()).callbacks([waiting(), waiting()])), [] as [&str; 0]);
    }
}

#[test]
fn optional_dependencies_and_callbacks_say_so_and_are_not_missed() {
    let missing = || dash_core::Dependency::from(("missing", "value")).allow_optional();
    let some = declared(|callback| {
        callback.output(("line", "width")).input(missing()).state(("line", "id")).hidden(true)
    });
    let all = declared(|callback| callback.output(("gone", "width")).input(("line", "id")).optional(true));
    let app = App::new().layout(ui::Line::new().id("line")).callbacks([some, all]).into_checked().unwrap();
    let entries: Json = serde_json::from_slice(app.dependencies()).unwrap();
    assert_eq!(entries[0]["inputs"], json!([{"id": "missing", "property": "value", "allow_optional": true}]));
    assert_eq!((&entries[0]["hidden"], &entries[0]["optional"]), (&json!(true), &json!(false)));
    assert_eq!((&entries[1]["hidden"], &entries[1]["optional"]), (&json!(false), &json!(true)));
}
