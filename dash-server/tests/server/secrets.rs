//! With debug off nothing of the program's inside leaves it, whatever goes wrong.

use std::collections::BTreeMap;
use std::future::pending;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use dash_core::{App, BoxError, Call, Callback, CallbackBuilder, Ctx, IntoReply, Json};
use http_body_util::{BodyExt, Full, Limited};
use serde_json::json;

use crate::support::{Answer, app, asynchronous, declared, get, post, send, soon, sync, update_body};

const PATH: &str = "/_dash-update-component";

/// An error with a name of its own, of which the text says where something is.
#[derive(Debug, thiserror::Error)]
#[error("cannot open /etc/secret/table.rs")]
struct SecretError(#[source] std::io::Error);

fn secret() -> BoxError {
    SecretError(std::io::Error::other("secret cause")).into()
}

/// A request whose answer may say nothing but that it failed, and under which id.
fn check(what: &str, status: u16, answer: &Answer) {
    let text = answer.text().replace("<pre>", "").replace("</pre>", "").replace("&#39;", "'");
    assert_eq!(answer.status, status, "{what}: {text}");
    let (sentence, id) =
        text.split_once(" The server's log says more under the error id ").unwrap_or_else(|| {
            panic!("{what}: {text}");
        });
    assert!(id.len() == 17 && id.trim_end_matches('.').bytes().all(|it| it.is_ascii_hexdigit()), "{id}");
    let sentence = sentence.strip_prefix("Sorry, ").unwrap_or_else(|| panic!("{what}: {sentence}"));
    let plain = |it: char| it.is_ascii_lowercase() || "JSON ';./".contains(it);
    assert!(sentence.chars().all(plain), "{what}: {sentence}");
    for inside in ["secret", "Error", ".rs", "out", "title", "serde", "dash_", "panic"] {
        assert!(!sentence.replace("without", "").contains(inside), "{what}: {sentence}");
    }
    for (name, value) in &answer.headers {
        assert!(!format!("{name}: {value:?}").contains("secret"), "{what}: {name}: {value:?}");
    }
}

fn router(app: App) -> Router {
    crate::support::router(app.debug(false))
}

fn declared_with(make: impl FnOnce(CallbackBuilder) -> CallbackBuilder) -> CallbackBuilder {
    make(declared("secret_callback")).arguments(["title"]).api_endpoint("/api/secret")
}

/// Callbacks that fail, each in its own way, with the status of the page's answer.
fn failing() -> Vec<(&'static str, u16, Callback)> {
    let endless = |_: dash_core::Args<'_>| {
        Ok(Call::future(async { pending::<Result<u8, BoxError>>().await.into_reply() }))
    };
    let plain = |work: fn() -> Result<u8, BoxError>| {
        declared_with(|it| it).handler(move |_| Ok(Call::blocking(move || work().into_reply())))
    };
    vec![
        ("an error", 500, plain(|| Err(secret()))),
        ("a panic", 500, plain(|| panic!("secret panic"))),
        (
            "an async panic",
            500,
            asynchronous(async |_| -> Result<String, BoxError> { panic!("secret panic") }),
        ),
        (
            "an argument",
            500,
            declared_with(|it| it).handler(|mut args| {
                let number: u8 = args.next()?;
                Ok(Call::blocking(move || number.into_reply()))
            }),
        ),
        ("a value that is no JSON", 500, sync(|_| Json(BTreeMap::from([([1, 2], "secret")])))),
        (
            "a header",
            500,
            declared_with(|it| it).handler(|args| {
                let ctx = args.ctx().clone();
                Ok(Call::blocking(move || {
                    ctx.set_header("secret header", "secret");
                    1.into_reply()
                }))
            }),
        ),
        (
            "an error handler that fails",
            500,
            declared_with(|it| it.on_error(|_, _: &Ctx| Err(secret())))
                .handler(|_| Ok(Call::blocking(|| Err::<u8, _>(secret()).into_reply()))),
        ),
        ("a timeout", 504, declared_with(|it| it.timeout(Duration::from_millis(1))).handler(endless)),
    ]
}

#[tokio::test]
async fn no_callback_tells_why_it_failed() {
    for (what, status, callback) in failing() {
        let has_endpoint = callback.name() == "secret_callback";
        let router = router(app([callback]));
        check(what, status, &soon(post(&router, PATH, update_body("secret").to_string())).await);
        if has_endpoint {
            let answer = soon(post(&router, "/api/secret", json!({"title": "secret"}).to_string())).await;
            check(what, if what == "an argument" { 422 } else { status }, &answer);
        }
    }
}

#[tokio::test]
async fn no_busy_callback_tells_more_than_that() {
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let released = Arc::new(released);
    let callback =
        declared_with(|it| it.timeout(Duration::from_millis(1)).concurrency(1)).handler(move |_| {
            let released = Arc::clone(&released);
            Ok(Call::blocking(move || {
                let _ = released.lock().map(|released| released.recv());
                1.into_reply()
            }))
        });
    let router = router(app([callback]));
    check("late", 504, &soon(post(&router, PATH, update_body("").to_string())).await);
    check("busy", 503, &soon(post(&router, PATH, update_body("").to_string())).await);
    drop(release);
}

#[tokio::test]
async fn no_layout_tells_why_it_failed() {
    let layouts: [(&str, App); 4] = [
        ("an error", app([]).layout(|| Err::<&str, _>(secret()))),
        ("a panic", app([]).layout(|| -> &str { panic!("secret panic") })),
        ("an async error", app([]).layout(async |_: Ctx| Err::<&str, _>(secret()))),
        ("an async panic", app([]).layout(async |_: Ctx| -> &str { panic!("secret panic") })),
    ];
    for (what, app) in layouts {
        check(what, 500, &get(&router(app), "/_dash-layout").await);
    }
}

#[tokio::test]
async fn no_request_learns_more_than_that_it_is_wrong() {
    let callback = declared_with(|it| it).handler(|_| Ok(Call::blocking(|| 1.into_reply())));
    let router = router(app([callback]).max_body(1000));
    let mut unknown = update_body("");
    unknown["output"] = json!("ou.children");
    let mut mismatch = update_body("");
    mismatch["inputs"] = json!([]);
    for (what, path, status, body) in [
        ("an unknown output", PATH, 500, unknown.to_string()),
        ("inputs of another callback", PATH, 500, mismatch.to_string()),
        ("no request", PATH, 500, "[]".to_owned()),
        ("no JSON", PATH, 400, "{".to_owned()),
        ("no JSON for an endpoint", "/api/secret", 400, "{".to_owned()),
        ("a wrong argument", "/api/secret", 422, json!({"titel": 1}).to_string()),
        ("a large body", PATH, 413, "x".repeat(1001)),
    ] {
        check(what, status, &post(&router, path, body).await);
    }
    let typed = Request::post(PATH).header("content-type", "text/plain").body(Body::empty()).unwrap();
    check("a content type", 415, &send(&router, typed).await);
    let broken = Limited::new(Full::from("{}"), 1).map_err(|_| secret());
    check("a broken body", 400, &post(&router, PATH, Body::new(broken)).await);
    for path in [
        "/assets/secret",
        "/assets/../Cargo.toml",
        "/_dash-component-suites/dash/../../secret",
        "/_dash-component-suites/dash/%2e%2e/secret",
    ] {
        let answer = get(&router, path).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (404, ""), "{path}");
    }
}
