//! Update requests that have no answer: what the browser sees, and what the log.

use std::fmt;

use axum::body::Body;
use axum::http::Request;
use dash_core::{App, BoxError, Callback, PreventUpdate};
use serde_json::json;

use crate::log;
use crate::support::{Answer, app, asynchronous, post, router, send, sync, update, update_body};

const PATH: &str = "/_dash-update-component";

#[derive(Debug)]
struct NoTable(std::io::Error);

impl fmt::Display for NoTable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("cannot read the table `secrets`")
    }
}

impl std::error::Error for NoTable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

fn failing() -> Callback {
    asynchronous(async |_| Err(NoTable(std::io::Error::other("the disk is on fire")).into()))
}

fn strings() -> Callback {
    sync(|title| title)
}

/// What is logged while a callback fails, and the answer.
async fn logged(app: App) -> (String, Answer) {
    log::take();
    let answer = update(&router(app), "").await;
    (log::take(), answer)
}

#[tokio::test]
async fn c47_a_developer_sees_the_whole_error() {
    let answer = update(&router(app([failing()])), "").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (500, "text/plain; charset=utf-8"));
    let (origin, error) = answer.text().split_once(" failed: ").unwrap();
    assert!(
        origin.starts_with("callback `async_callback` (dash-server/tests/server/support.rs:"),
        "{origin}"
    );
    assert_eq!(error, "cannot read the table `secrets`\ncaused by: the disk is on fire");
}

#[tokio::test]
async fn c47_a_user_sees_an_id_and_the_log_has_the_rest() {
    let (log, answer) = logged(app([failing()]).debug(false)).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (500, "text/plain; charset=utf-8"));
    for internal in ["secrets", "disk", "async_callback", ".rs"] {
        assert!(!answer.text().contains(internal), "{}", answer.text());
    }
    let id = answer.text().trim_end_matches('.').rsplit(' ').next().unwrap();
    assert_eq!(id.len(), 16, "{}", answer.text());
    for part in ["ERROR", id, "async_callback", "cannot read the table `secrets`", "the disk is on fire"] {
        assert!(log.contains(part), "{part} is not in {log}");
    }
}

#[tokio::test]
async fn c47_no_kind_of_failure_tells_a_user_about_the_app() {
    let panicking = sync(|title| {
        assert_eq!(title.as_deref(), Some("secret"));
        title
    });
    let router = router(app([panicking]).debug(false).max_body(1000));
    let mut unknown = update_body("");
    unknown["output"] = json!("ou.children");
    let mut mismatch = update_body("");
    mismatch["inputs"] = json!([]);
    let mut argument = update_body("");
    argument["inputs"][0]["value"] = json!({"no": "text"});
    for (status, body) in [
        (500, update_body("").to_string()),
        (500, unknown.to_string()),
        (500, mismatch.to_string()),
        (500, argument.to_string()),
        (400, "{".to_owned()),
        (413, "x".repeat(1001)),
    ] {
        let answer = post(&router, PATH, body).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        assert!(answer.text().starts_with("Sorry, "), "{}", answer.text());
        for internal in ["secret", "out", "title", "in.", "_callback", ".rs", "serde", "App"] {
            assert!(!answer.text().replace("without", "").contains(internal), "{}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_prevented_update_is_not_in_the_log() {
    let (log, answer) = logged(app([asynchronous(async |_| Err(BoxError::from(PreventUpdate)))])).await;
    assert_eq!((answer.status.as_u16(), log.as_str()), (204, ""));
}

#[tokio::test]
async fn warnings_of_the_check_are_in_the_log() {
    let layout = || "nothing has an id here";
    let (log, _) = logged(app([strings()]).layout(layout)).await;
    assert!(log.contains("WARN") && log.contains("no component of the layout has the id `in`"), "{log}");
}

/// The renderer takes a 400 or 401 with these words for an expired login, and hides every other 400 or 401.
#[tokio::test]
async fn c48_no_400_speaks_of_an_expired_token() {
    let router = router(app([asynchronous(async |_| Err("JWT Expired".into()))]));
    for body in ["JWT Expired", "{\"output\":\"JWT Expired\"", "{\"JWT Expired\"", "\"JWT Expired"] {
        let answer = post(&router, PATH, body).await;
        assert_eq!(answer.status, 400);
        assert!(!answer.text().contains("JWT Expired"), "{}", answer.text());
    }
    assert_eq!(update(&router, "").await.status, 500);
    assert_eq!(post(&router, PATH, r#"{"output":"JWT Expired"}"#).await.status, 500);
}

#[tokio::test]
async fn c49_only_what_is_no_json_is_a_bad_request() {
    let router = router(app([strings()]));
    for body in ["", "{", "no", "{\"output\":}", "[1,"] {
        assert_eq!(post(&router, PATH, body).await.status, 400, "{body}");
    }
    let without = |key: &str| {
        let mut body = update_body("");
        body.as_object_mut().unwrap().remove(key);
        body.to_string()
    };
    let other = |path: &str, value| {
        let mut body = update_body("");
        *body.pointer_mut(path).unwrap() = value;
        body.to_string()
    };
    for body in [
        "[]".to_owned(),
        "null".to_owned(),
        without("output"),
        without("outputs"),
        without("inputs"),
        other("/output", json!("a.b")),
        other("/outputs", json!({"id": "other", "property": "children"})),
        other("/inputs", json!([])),
        other("/inputs/0/id", json!("other")),
        other("/inputs/0/value", json!(7)),
    ] {
        let answer = post(&router, PATH, body.clone()).await;
        assert_eq!(answer.status, 500, "{body}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8", "{body}");
    }
}

#[tokio::test]
async fn c49_only_json_is_taken() {
    let router = router(app([strings()]));
    let typed = async |content_type: Option<&str>| {
        let request = Request::post(PATH);
        let request = content_type.into_iter().fold(request, |it, value| it.header("content-type", value));
        send(&router, request.body(Body::from(update_body("").to_string())).unwrap()).await
    };
    for json in ["application/json", "Application/JSON; charset=utf-8", "application/problem+json"] {
        assert_eq!(typed(Some(json)).await.status, 200, "{json}");
    }
    for other in [None, Some("text/plain"), Some("text/json"), Some("application/jsonx"), Some("")] {
        let answer = typed(other).await;
        assert_eq!(answer.status, 415, "{other:?}");
        assert!(answer.text().contains("expected application/json"), "{}", answer.text());
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_with_the_way_to_raise_it() {
    let fitting = update_body("").to_string();
    let router = router(app([strings()]).max_body(fitting.len()));
    assert_eq!(post(&router, PATH, fitting.clone()).await.status, 200);
    let answer = post(&router, PATH, fitting.clone() + " ").await;
    assert_eq!(answer.status, 413);
    let expected = format!("larger than {} bytes; raise the limit with `App::max_body(..)`", fitting.len());
    assert!(answer.text().contains(&expected), "{}", answer.text());
}

/// Whatever part of a request is as long as a body may be: neither the log nor the answer repeats it.
#[tokio::test]
async fn what_a_client_sends_is_not_repeated_at_length() {
    let router = router(app([sync(|_| 1)]));
    let large = "ß".repeat(1_000_000);
    for (key, value) in [
        ("output", json!(large)),
        ("outputs", json!(large)),
        ("inputs", json!([{"id": large, "property": "title"}])),
        ("inputs", json!([{"id": "in", "property": "title", "value": {large.as_str(): 1}}])),
        ("changedPropIds", json!(large)),
    ] {
        log::take();
        let mut body = update_body("");
        body[key] = value;
        let answer = post(&router, PATH, body.to_string()).await;
        let log = log::take();
        assert_eq!(answer.status, 500, "{key}");
        assert!(answer.body.len() < 20_000 && log.len() < 20_000 && !log.is_empty(), "{key}: {}", log.len());
    }
}
