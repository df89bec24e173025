//! A small app to ask questions of, and the questions.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use dash_core::{App, Callback, CheckedApp, Checks, Request, UpdateError};
use serde_json::{Value as Json, json};

/// Components as generated bindings would have them.
pub(crate) mod ui {
    #![allow(missing_docs)]
    dash_core::package!("ui", "ui_components");
    dash_core::components! {
        Box {
            id: dash_core::ComponentId = "id",
            children: dash_core::Children = "children",
            title: dash_core::Str = "title",
            value: dash_core::Value = "value",
            style: dash_core::Map = "style",
        }
        Line { id: dash_core::ComponentId = "id", width: dash_core::Num = "width", }
    }
}

/// A request without a transport.
#[derive(Debug)]
pub(crate) struct NoRequest;

impl Request for NoRequest {
    fn header(&self, name: &str) -> Option<&str> {
        (name == "x-test").then_some("yes")
    }
    fn headers(&self) -> Vec<(&str, &str)> {
        vec![("x-test", "yes")]
    }
    fn path(&self) -> &'static str {
        "/_dash-update-component"
    }
    fn query(&self) -> Option<&str> {
        None
    }
    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }
}

/// An app with these callbacks; the ids are taken on trust.
pub(crate) fn app(callbacks: impl IntoIterator<Item = Callback>) -> CheckedApp {
    App::new()
        .layout("")
        .callbacks(callbacks)
        .checks(Checks::Warn)
        .into_checked()
        .expect("a warned app starts")
}

/// The answer to a request, as JSON; `None` for "no update".
pub(crate) fn ask(app: &CheckedApp, request: &Json) -> Result<Option<Json>, UpdateError> {
    let answer = pin!(app.update(request.to_string(), NoRequest));
    let Poll::Ready(answer) = answer.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("these callbacks do not wait")
    };
    Ok(answer?.body.map(|json| serde_json::from_slice(&json).expect("answers are JSON")))
}

/// A request of the callback that writes `out.children` from `in.value`.
pub(crate) fn request(value: &Json) -> Json {
    json!({
        "output": "out.children",
        "outputs": {"id": "out", "property": "children"},
        "inputs": [{"id": "in", "property": "value", "value": value}],
        "changedPropIds": ["in.value"],
    })
}
