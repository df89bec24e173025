//! Running a callback: bytes in, core decides, bytes out.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dash_core::{Answer, Job, UpdateError};
use tracing::{Instrument, Span};

use crate::body;
use crate::failure::{self, Failure};
use crate::request::HttpRequest;
use crate::routes::json;
use crate::server::Server;

pub(crate) async fn update(State(server): State<Arc<Server>>, request: Request) -> Response {
    match accept(&server, request).await {
        Ok(job) if job.may_block() => run_blocking(server, job).await,
        Ok(job) => run(server, job).await,
        Err(failure) => failure.into_response(),
    }
}

/// Reads the request as far as the callback that it starts.
async fn accept(server: &Server, request: Request) -> Result<Job, Failure> {
    let (parts, body) = request.into_parts();
    if !is_json(&parts.headers) {
        let found = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        return Err(failure::content_type(server, found));
    }
    let body = body::read(body, server.app.config().max_body)
        .await
        .map_err(|error| failure::body(server, &error))?;
    if server.drain.is_closing() {
        return Err(failure::closing());
    }
    let job = server.app.registry().job(&body, HttpRequest(parts));
    job.map_err(|error| failure::update(server, &error))
}

/// Runs a callback that may block where that hurts nobody.
async fn run_blocking(server: Arc<Server>, job: Job) -> Response {
    let running = server.drain.enter();
    let task = tokio::task::spawn_blocking({
        let server = Arc::clone(&server);
        move || {
            let response = respond(&server, job.run_blocking());
            drop(running);
            response
        }
    });
    task.await.unwrap_or_else(|error| failure::task(&server, &error).into_response())
}

/// Runs an async callback. Once it waits it gets a task of its own: it runs to its end when the client hangs up, and
/// its failure is logged all the same. One that does not wait is done before a task would be made.
async fn run(server: Arc<Server>, job: Job) -> Response {
    let mut work = Box::pin(job.run());
    if let Poll::Ready(result) = poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx))).await {
        return respond(&server, result);
    }
    let running = server.drain.enter();
    let task = {
        let server = Arc::clone(&server);
        async move {
            let response = respond(&server, work.await);
            drop(running);
            response
        }
    };
    // What is logged on the way belongs to the request, whichever task it comes from.
    let task = tokio::spawn(task.instrument(Span::current()));
    task.await.unwrap_or_else(|error| failure::task(&server, &error).into_response())
}

fn respond(server: &Server, result: Result<Answer, UpdateError>) -> Response {
    match result {
        Ok(Answer::Json(body)) => json(body),
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => failure::update(server, &error).into_response(),
    }
}

/// `application/json` or `application/..+json`, with or without parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else { return false };
    let media_type = value.split(';').next().unwrap_or_default().trim();
    let is_application = media_type.get(..12).is_some_and(|kind| kind.eq_ignore_ascii_case("application/"));
    is_application
        && media_type.rsplit(['/', '+']).next().is_some_and(|form| form.eq_ignore_ascii_case("json"))
}
