//! Requests to an app without a server.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use dash::{App, Callback, CheckedApp, Checks, Def, UpdateError};
use serde_json::Value as Json;

/// An app with these callbacks; the ids are taken on trust.
pub(crate) fn app(callbacks: impl IntoIterator<Item = Def>) -> CheckedApp {
    let callbacks = callbacks.into_iter().map(Callback::from);
    App::new()
        .layout("")
        .callbacks(callbacks)
        .checks(Checks::Warn)
        .into_checked()
        .expect("a warned app starts")
}

/// The JSON that an app with these callbacks answers; null for "no update".
pub(crate) fn ask(callbacks: impl IntoIterator<Item = Def>, request: &Json) -> Result<Json, UpdateError> {
    let app = app(callbacks);
    let answer = pin!(app.update(request.to_string(), ()));
    let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("these callbacks do not wait")
    };
    let body = answer?.body;
    Ok(body.map_or(Json::Null, |json| serde_json::from_slice(&json).expect("answers are JSON")))
}
