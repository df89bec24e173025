//! Every mistake that the renderer would report in the browser (`protocol.md` 7.6) is reported before the app starts, and
//! so is what it would silently not do.

use crate::support::ui;
use dash_core::{
    ALL, ALLSMALLER, App, Call, Callback, CallbackBuilder, ClientsideFunction, Config, IdPattern, IntoReply,
    KeyPattern, MATCH, PreventInitialCall,
};

fn callback(name: &'static str, declare: impl FnOnce(CallbackBuilder) -> CallbackBuilder) -> Callback {
    declare(Callback::builder(name)).handler(|_| Ok(Call::blocking(|| 1.into_reply())))
}

fn row(index: impl Into<KeyPattern>) -> IdPattern {
    IdPattern::keys([("type", "row")]).key("index", index)
}

fn problems_of(app: App) -> Vec<String> {
    let problems = app.suppress_callback_exceptions(true).check();
    let problems = problems.iter().map(ToString::to_string);
    // The ids are made up.
    problems.filter(|problem| !problem.contains("as long as they come later")).collect()
}

fn problems(callbacks: impl IntoIterator<Item = Callback>) -> Vec<String> {
    problems_of(App::new().layout(ui::Box::new()).callbacks(callbacks))
}

/// That there is one problem, and that it says this.
#[track_caller]
fn assert_problem(callbacks: impl IntoIterator<Item = Callback>, expected: &str) {
    let found = problems(callbacks);
    assert!(
        matches!(found.as_slice(), [one] if one.contains(expected)),
        "{expected}\nis not all of {found:#?}"
    );
}

/// C55: "A callback is missing Inputs".
#[test]
fn c55_no_input_and_prevented() {
    let declare = |b: CallbackBuilder| b.output(("a", "x")).prevent_initial_call(true);
    assert_problem([callback("never", declare)], "error: callback `never` (dash-core/tests/core/checks.rs:");
    assert_problem([callback("never", declare)], "which `prevent_initial_call` prevents");
    // An app's default does not concern it.
    let eager = callback("eager", |b| b.output(("a", "x")));
    let app = App::new().layout("").callbacks([eager]).prevent_initial_callbacks(true);
    assert!(problems_of(app).is_empty());
    // Unless it says that the first call is to be made all the same.
    let duplicate = dash_core::Dependency::from(("a", "x")).allow_duplicate();
    let eager = callback("eager", |b| b.output(duplicate));
    let app = App::new().layout("").callbacks([eager]);
    assert!(problems_of(app.prevent_initial_callbacks(PreventInitialCall::InitialDuplicate)).is_empty());
}

/// C55: "Callback property error", "Callback item missing ID", "Callback invalid ID string", "Callback wildcard ID error".
#[test]
fn c55_malformed_ids_and_properties() {
    for (id, property, expected) in [
        (IdPattern::from("a"), "", "it names no property"),
        ("a".into(), "x.y", "a property holds no `.`"),
        ("".into(), "x", "its id is empty"),
        ("a.b".into(), "x", "an id holds no `.` and no `{`"),
        ("a{".into(), "x", "an id holds no `.` and no `{`"),
        (IdPattern::keys([] as [(&str, &str); 0]), "x", "its id has no key"),
        (IdPattern::keys([("", "a")]), "x", "a key of its id has no name"),
        (IdPattern::keys([("a", f64::NAN)]), "x", "a key of its id is no number"),
    ] {
        assert_problem([callback("a", |b| b.input((id, property)))], expected);
    }
}

/// C55: "Callback wildcard ID error": outputs have `MATCH` and `ALL` only.
#[test]
fn c55_all_smaller_in_an_output() {
    let found = problems([callback("a", |b| b.output((row(ALLSMALLER), "title")).input(("i", "x")))]);
    assert!(
        found[0].contains("an output has no `ALLSMALLER`; the key `index` may be `MATCH` or `ALL`"),
        "{found:?}"
    );
}

/// C55: "Duplicate callback Outputs", "Duplicate callback outputs".
#[test]
fn c55_outputs_written_twice() {
    let twice = callback("a", |b| b.outputs([("o", "x"), ("o", "x")]).input(("i", "x")));
    assert_problem([twice], "output `o.x` is declared twice");
    let one = |name| callback(name, |b| b.output(("o", "x")).input(("i", "x")));
    assert_problem([one("a"), one("b")], "output `o.x` is also written by callback `a`");
    let many = |name| {
        callback(name, |b| {
            b.output(dash_core::Dependency::from(("o", "x")).allow_duplicate())
                .input(("i", "x"))
                .prevent_initial_call(true)
        })
    };
    assert!(problems([one("a"), many("b"), many("c")]).is_empty());
}

/// C55: "Overlapping wildcard callback outputs".
#[test]
fn c55_overlapping_outputs() {
    let writes = |id: IdPattern| callback("writes", |b| b.output((id, "title")).input((row(ALL), "value")));
    for (one, two) in
        [(row(ALL), row(1)), (row(MATCH), row(ALL)), (row(MATCH), row(MATCH)), (row("a"), row(ALL))]
    {
        let found = problems([writes(one), writes(two)]);
        assert!(found.iter().any(|problem| problem.contains("one property has one writer")), "{found:?}");
    }
    let found = problems([writes(row(MATCH)), writes(row(ALL))]);
    assert!(
        found[0].contains(
            "overlaps with `{\"index\":[\"MATCH\"],\"type\":\"row\"}.title`, which callback `writes`"
        )
    );
    let within =
        callback("within", |b| b.output((row(ALL), "title")).output((row(2), "title")).input(("i", "x")));
    assert_problem([within], "which it writes itself");
    for (one, two) in
        [(row(1), row(2)), (row(ALL), IdPattern::keys([("index", ALL)])), (row(ALL), "row".into())]
    {
        assert!(problems([writes(one), writes(two)]).is_empty());
    }
}

/// C55: "Mismatched `MATCH` wildcards across `Output`s".
#[test]
fn c55_outputs_match_at_the_same_keys() {
    let mixed = |second: IdPattern| {
        callback("mixed", |b| {
            b.output((row(MATCH), "title")).output((second, "value")).input((row(MATCH), "value"))
        })
    };
    assert_problem([mixed(row(ALL))], "the first one has it at `index`, this one at no key");
    assert_problem([mixed("plain".into())], "the first one has it at `index`, this one at no key");
    let two = IdPattern::keys([("type", MATCH)]).key("index", MATCH);
    assert_problem([mixed(two)], "this one at `index`, `type`");
    assert!(problems([mixed(IdPattern::keys([("index", MATCH)]))]).is_empty());
}

/// C55: "`Input` / `State` wildcards not in `Output`s".
#[test]
fn c55_wildcards_of_inputs_and_states_are_in_the_outputs() {
    let reads = |state: IdPattern| {
        callback("reads", |b| {
            b.output((row(MATCH), "title")).input((row(MATCH), "value")).state((state, "style"))
        })
    };
    let other = |wildcard| IdPattern::keys([("other", wildcard)]);
    assert_problem([reads(other(MATCH))], "the first output has no `MATCH` at the key `other`");
    assert_problem([reads(other(ALLSMALLER))], "means smaller than what `MATCH` stands for");
    assert!(problems([reads(other(ALL))]).is_empty());
    assert!(problems([reads(row(ALLSMALLER))]).is_empty());
    let no_output = callback("no_output", |b| b.input((row(ALLSMALLER), "value")));
    assert_problem([no_output], "means smaller than what `MATCH` stands for");
}

/// C56.
#[test]
fn c56_duplicates_wait_for_a_change() {
    let duplicate = |prevent: PreventInitialCall| {
        callback("duplicate", |b| {
            let output = dash_core::Dependency::from(("o", "x")).allow_duplicate();
            b.output(output).input(("i", "x")).prevent_initial_call(prevent)
        })
    };
    assert_problem([duplicate(PreventInitialCall::No)], "with `allow_duplicate` goes `prevent_initial_call`");
    assert!(problems([duplicate(PreventInitialCall::InitialDuplicate)]).is_empty());
    // As the app says.
    let silent = || {
        let output = dash_core::Dependency::from(("o", "x")).allow_duplicate();
        [callback("silent", |b| b.output(output).input(("i", "x")))]
    };
    let app = |prevent: bool| App::new().layout("").callbacks(silent()).prevent_initial_callbacks(prevent);
    assert!(problems_of(app(false))[0].contains("with `allow_duplicate` goes"));
    assert!(problems_of(app(true)).is_empty());
}

/// C28, C55: duplicate outputs of different callbacks have different hashes, also where other outputs stand beside them.
#[test]
fn c28_duplicates_are_told_apart_by_their_hash() {
    let duplicate = |id: IdPattern| dash_core::Dependency::from((id, "children")).allow_duplicate();
    let builder = |name| Callback::builder(name).input(("i", "x")).prevent_initial_call(true);
    let end = |b: CallbackBuilder| b.handler(|_| Ok(Call::blocking(|| 1.into_reply())));
    let callbacks = [
        end(builder("a").output(duplicate("log".into())).output(("o", "x"))),
        end(builder("b").output(duplicate("log".into()))),
        end(builder("c").output(duplicate(row(ALL)))),
        end(builder("d").output(duplicate(row(1)))),
        end(builder("e").output(duplicate("other".into()))),
    ];
    let declared: serde_json::Value =
        serde_json::from_slice(crate::support::app(callbacks).dependencies()).unwrap();
    let hashes = declared.as_array().unwrap().iter().map(|entry| {
        let output = entry["output"].as_str().unwrap();
        output.split_once('@').unwrap().1[..64].to_owned()
    });
    let hashes: Vec<_> = hashes.collect();
    assert!(hashes[0] != hashes[1] && hashes[2] != hashes[3], "{hashes:?}");
    // Where nothing is to be told apart it is Dash's own.
    assert!(hashes[0] == hashes[2] && hashes[0] == hashes[4], "{hashes:?}");
    let twice = end(builder("f").output(duplicate("log".into())).output(duplicate("log".into())));
    assert_problem([twice], "output `log.children` is declared twice");
}

/// C57: what the renderer would not do at load, or fail to do.
#[test]
fn c57_wildcards_without_prevent_initial_call() {
    let fixed = |prevent: bool| {
        callback("fixed", |b| b.output(("o", "x")).input((row(MATCH), "value")).prevent_initial_call(prevent))
    };
    assert_problem([fixed(false)], "warning: callback `fixed`");
    assert!(problems([fixed(true)]).is_empty());
    let running = |prevent: bool, input: IdPattern| {
        callback("running", |b| {
            b.input((input, "value")).running((row(MATCH), "style"), 1, 2).prevent_initial_call(prevent)
        })
    };
    assert_problem([running(false, row(MATCH))], "when the page has loaded none has");
    assert_problem([running(true, "plain".into())], "but the input `plain.value` has no such key");
    assert!(problems([running(true, row(ALL))]).is_empty());
}

/// "ID not found in layout", "Invalid prop for this component": wired in `app.rs`; here for components that patterns stand for.
#[test]
fn properties_that_no_component_of_a_pattern_has() {
    let layout = || {
        let id = |index: i32| dash_core::id! { type: "row", index: index };
        ui::Box::new().children((ui::Line::new().id(id(1)), ui::Line::new().id(id(2))))
    };
    let callback = |id: IdPattern, property| [callback("a", |b| b.input((id, property)))];
    let problems = |id, property| problems_of(App::new().layout(layout()).callbacks(callback(id, property)));
    assert!(
        problems(row(ALL), "widht")[0]
            .contains("is a ui_components.Line and has no property `widht`; did you mean `width`?")
    );
    assert!(problems(row(1), "widht")[0].contains("has no property `widht`"));
    for (id, property) in
        [(row(ALL), "width"), (row(3), "anything"), (IdPattern::keys([("index", ALL)]), "anything")]
    {
        assert!(problems(id, property).is_empty());
    }
}

/// "Circular Dependencies".
#[test]
fn circles_are_shown_as_the_path_round_them() {
    let step = |name, from: &'static str, to: &'static str| {
        callback(name, |b| b.output((to, "x")).input((from, "x")))
    };
    let found =
        problems([step("ab", "a", "b"), step("bc", "b", "c"), step("ca", "c", "a"), step("cd", "c", "d")]);
    let [circle] = found.as_slice() else { panic!("{found:#?}") };
    let plain: String = circle
        .split(" (dash-core/tests/core/checks.rs:")
        .map(|part| {
            part.split_once(')')
                .map_or(part, |(place, rest)| if place.parse::<u32>().is_ok() { rest } else { part })
        })
        .collect();
    assert_eq!(
        plain,
        "error: callbacks trigger one another in a circle: callback `ab` writes `b.x`, which triggers \
         callback `bc` writes `c.x`, which triggers callback `ca` writes `a.x`, which triggers callback `ab`"
    );
}

#[test]
fn what_looks_like_a_circle_and_is_none() {
    // A property that is both input and output of one callback ends there.
    let own = callback("own", |b| b.outputs([("a", "x"), ("b", "x")]).inputs([("a", "x"), ("b", "x")]));
    assert!(problems([own]).is_empty());
    // State triggers nothing.
    let one = callback("one", |b| b.output(("a", "x")).input(("b", "x")));
    let two = callback("two", |b| b.output(("b", "x")).input(("c", "x")).state(("a", "x")));
    assert!(problems([one, two]).is_empty());
    // Larger ones follow smaller ones.
    let id = |kind: &'static str, index: dash_core::Wildcard| {
        IdPattern::keys([("type", kind)]).key("index", index)
    };
    let up = callback("up", |b| b.output((id("b", MATCH), "value")).input((id("a", ALLSMALLER), "value")));
    let across = callback("across", |b| b.output((id("a", MATCH), "value")).input((id("b", MATCH), "value")));
    assert!(problems([up, across]).is_empty());
}

#[test]
fn a_circle_may_lead_through_a_property_that_is_both_input_and_output() {
    let own = callback("own", |b| b.output(("x", "value")).inputs([("x", "value"), ("y", "value")]));
    let back = callback("back", |b| b.output(("y", "value")).input(("x", "value")));
    assert_problem([own, back], "error: callbacks trigger one another in a circle: callback `own`");
}

#[test]
fn where_a_wildcard_meets_a_value_a_circle_is_a_warning() {
    let all = callback("all", |b| b.output((row(MATCH), "title")).input((row(MATCH), "value")));
    let one = callback("one", |b| b.output((row(1), "value")).input((row(0), "title")));
    assert_problem([all, one], "warning: callbacks trigger one another in a circle");
}

#[test]
fn circles_through_patterns_are_seen() {
    let one = callback("one", |b| b.output((row(MATCH), "title")).input((row(MATCH), "value")));
    let two = callback("two", |b| b.output((row(ALL), "value")).input((row(3), "title")));
    let found = problems([one, two]);
    assert!(matches!(found.as_slice(), [circle] if circle.contains("in a circle")), "{found:#?}");
}

#[test]
fn functions_of_the_browser_are_checked_like_others() {
    let source = |function: ClientsideFunction| {
        Callback::builder("inline").output(("o", "x")).input(("i", "x")).clientside(function)
    };
    assert_problem([source("".into())], "the source of the clientside function is empty");
    assert_problem([source("() => '</script>'".into())], "would end the script");
    assert_problem([source(ClientsideFunction::new("_dashprivate_a", "b"))], "is the renderer's own");
    let malformed = Callback::builder("inline").output(("o.p", "x")).input(("i", "x")).clientside("() => 1");
    assert_problem([malformed], "an id holds no `.`");
}

#[test]
fn endpoints_have_a_path_of_their_own_and_a_name_for_each_argument() {
    let at = |path: &'static str, names: &'static [&'static str]| {
        callback("at", |b| b.input(("i", "x")).api_endpoint(path).arguments(names.iter().copied()))
    };
    assert!(problems([at("/api/a", &["i"]), at("/api/b", &["i"])]).is_empty());
    assert_problem(
        [at("/api/a", &["i"]), at("/api/a", &["i"])],
        "endpoint `/api/a`: it is also that of callback `at`",
    );
    assert_problem([at("api", &["i"])], "expected a path of plain names");
    assert_problem([at("/api/{a}", &["i"])], "expected a path of plain names");
    assert_problem([at("/größe", &["i"])], "expected a path of plain names");
    assert_problem([at("/api", &[])], "1 argument(s) need a name each, 0 have one");
    for path in ["/_dash-layout", "/_reload-hash", "/assets/a"] {
        assert_problem([at(path, &["i"])], "the app itself answers there");
    }
    assert_eq!(Config::default().routes_pathname_prefix, "/");
}

#[test]
fn limits_that_let_no_call_through() {
    assert_problem([callback("none", |b| b.input(("i", "x")).concurrency(0))], "`concurrency` is 0");
    let late = callback("late", |b| b.input(("i", "x")).timeout(std::time::Duration::ZERO));
    assert_problem([late], "`timeout` is 0");
}
