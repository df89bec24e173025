//! Bodies of requests to an app as people write them.

use std::sync::LazyLock;

use dash_core::{ALL, ALLSMALLER, Answer, Callback, CheckedApp, MATCH, UpdateError, Wildcard};
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::declared::{Declared, Id, Key, Part, app, typed};
use crate::reference::{Expected, expected, normal};
use crate::strict::Strict;

struct Fixed {
    app: CheckedApp,
    declared: Vec<Declared>,
    outputs: Vec<String>,
}

static APP: LazyLock<Fixed> = LazyLock::new(|| {
    let declared = declared();
    let mut callbacks: Vec<_> = declared.iter().map(|declared| declared.callback("echo")).collect();
    callbacks.push(Callback::builder("browser").output(("there", "children")).clientside("function() {}"));
    callbacks.push(typed("typed"));
    let (app, outputs) = app(callbacks);
    Fixed { app, declared, outputs }
});

fn text(id: &str, property: &str) -> Part {
    Part::new(Id::Text(id.to_owned()), property)
}

fn keys(kind: &str, index: Wildcard, property: &str) -> Part {
    let keys = [("index", Key::Wild(index)), ("type", Key::Text(kind.to_owned()))];
    Part::new(Id::Keys(keys.map(|(name, key)| (name.to_owned(), key)).to_vec()), property)
}

/// Each form of outputs, inputs and states once.
fn declared() -> Vec<Declared> {
    let optional = |part| Part { allow_optional: true, ..part };
    let duplicate = |part| Part { allow_duplicate: true, ..part };
    let one = |output, inputs, state| Declared { outputs: vec![output], is_listed: false, inputs, state };
    vec![
        one(text("out", "children"), vec![text("in", "value")], vec![text("note", "value")]),
        Declared {
            outputs: vec![text("a", "children"), text("b", "title"), text("a", "title")],
            is_listed: true,
            inputs: vec![text("in", "value"), optional(text("gone", "value"))],
            state: Vec::new(),
        },
        one(
            keys("row", MATCH, "children"),
            vec![keys("row", MATCH, "n_clicks")],
            vec![keys("row", ALL, "value")],
        ),
        one(keys("cell", ALL, "children"), vec![keys("cell", ALL, "value")], Vec::new()),
        one(duplicate(text("out", "children")), vec![text("other", "value")], Vec::new()),
        Declared { inputs: vec![text("log", "value")], ..Declared::default() },
        one(
            keys("row", MATCH, "title"),
            vec![keys("row", ALLSMALLER, "value")],
            vec![optional(keys("row", MATCH, "value"))],
        ),
        Declared {
            outputs: vec![text("total", "children"), keys("cell", ALL, "title")],
            is_listed: true,
            inputs: vec![keys("cell", ALL, "value"), text("in", "value")],
            state: vec![text("note", "value"), keys("row", ALL, "value")],
        },
    ]
}

pub(crate) fn run(input: &[u8]) {
    let Fixed { app, declared, outputs } = &*APP;
    check(app, declared, outputs, input);
    endpoint(app, outputs.len() - 1, input);
}

/// A request has the outcome that it must have.
pub(crate) fn check(app: &CheckedApp, declared: &[Declared], outputs: &[String], body: &[u8]) {
    let result = app.registry().job(body.to_vec(), ());
    assert_client_error(&result, body);
    let found = match result {
        // What is no callback of `declared` is looked at by nobody, but must come to an end.
        Ok(job) if job.index() >= declared.len() => return drop(answer(job.run_blocking())),
        Ok(job) => Expected::Runs(job.index(), answer(job.run_blocking()).as_ref().map(normal)),
        Err(UpdateError::NotARequest(_)) => Expected::NotARequest,
        Err(UpdateError::UnknownOutput { .. }) => Expected::UnknownOutput,
        Err(UpdateError::Mismatch { .. }) => Expected::Mismatch,
        // Numbers that are too large, and the like: nothing that is clear.
        Err(_) => Expected::Unclear,
    };
    match expected(declared, &outputs[..declared.len()], body) {
        Expected::Unclear => (),
        // The reference does not know the others.
        Expected::UnknownOutput if is_other(&outputs[declared.len()..], body) => (),
        expected => assert_eq!(found, expected, "{}", String::from_utf8_lossy(body)),
    }
}

/// A body that is no JSON gives one error, everything else one of the others; none is the server's fault.
fn assert_client_error<T>(result: &Result<T, UpdateError>, body: &[u8]) {
    let Err(error) = result else { return };
    let is_json = serde_json::from_slice::<IgnoredAny>(body).is_ok();
    let is_clear = serde_json::from_slice::<Strict>(body).is_ok();
    match error {
        UpdateError::Malformed(_) => assert!(!is_clear, "{error}"),
        UpdateError::NotARequest(_)
        | UpdateError::UnknownOutput { .. }
        | UpdateError::Mismatch { .. }
        | UpdateError::Argument { .. } => assert!(is_json, "{error}"),
        other => panic!("{other}"),
    }
    // It goes to a log and, with debug on, to a page: a body of megabytes must not.
    assert!(error.to_string().len() < 4096, "{error}");
}

/// The JSON of an answer. No callback of these fails.
fn answer(answer: Result<Answer, UpdateError>) -> Option<Value> {
    let body = answer.unwrap_or_else(|error| panic!("{error}")).body?;
    Some(serde_json::from_slice(&body).expect("an answer is JSON"))
}

fn is_other(others: &[String], body: &[u8]) -> bool {
    let body: Option<Strict> = serde_json::from_slice(body).ok();
    body.is_some_and(|Strict(body)| others.iter().any(|output| body["output"] == **output))
}

/// The same bytes as arguments of an endpoint.
fn endpoint(app: &CheckedApp, index: usize, body: &[u8]) {
    let result = app.registry().api_job(index, body.to_vec(), ());
    assert_client_error(&result, body);
    let Ok(Strict(given)) = serde_json::from_slice(body) else { return };
    let names = ["n", "text", "list"];
    let value = |name: &str| given.get(name).cloned().unwrap_or_default();
    let read = || -> Option<Value> {
        let known = given.as_object()?.keys().all(|name| names.contains(&name.as_str()));
        let n: Option<u64> = serde_json::from_value(value("n")).ok()?;
        let text: Option<String> = serde_json::from_value(value("text")).ok()?;
        let list: Vec<Option<f64>> = serde_json::from_value(value("list")).ok()?;
        known.then(|| serde_json::json!([n, text, list]))
    };
    let found = result.ok().and_then(|job| answer(job.run_blocking()));
    assert_eq!(found, read(), "{}", String::from_utf8_lossy(body));
}
