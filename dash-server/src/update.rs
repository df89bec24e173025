//! Requests for callbacks: bytes in, core decides, bytes out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dash_core::{Answer, Job, Registry, Timing, UpdateError};

use crate::body;
use crate::failure::{self, Failure};
use crate::headers::nosniff;
use crate::origin;
use crate::request::HttpRequest;
use crate::routes::json;
use crate::run::run;
use crate::server::Server;

/// Runs the callback that the renderer asks for.
pub(crate) async fn update(State(server): State<Arc<Server>>, request: Request) -> Response {
    Asker { server, received: Instant::now(), tell: failure::update }.ask(request, Registry::job).await
}

/// Runs the callback at `index` for a program that asks at its `api_endpoint`.
pub(crate) async fn endpoint(server: Arc<Server>, index: usize, request: Request) -> Response {
    let find = |registry: &Registry, body, request| registry.api_job(index, body, request);
    Asker { server, received: Instant::now(), tell: failure::endpoint }.ask(request, find).await
}

/// Who is to be answered.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    pub(crate) server: Arc<Server>,
    received: Instant,
    /// How an error is told.
    tell: fn(&Server, &UpdateError) -> Failure,
}

impl Asker {
    async fn ask(
        self,
        request: Request,
        find: impl FnOnce(&Registry, Bytes, HttpRequest) -> Result<Job, UpdateError>,
    ) -> Response {
        match self.accept(request, find).await {
            Ok(job) => run(self, job).await,
            Err(failure) => failure.into_response(),
        }
    }

    /// Reads the request as far as the callback that it starts.
    async fn accept(
        &self,
        request: Request,
        find: impl FnOnce(&Registry, Bytes, HttpRequest) -> Result<Job, UpdateError>,
    ) -> Result<Job, Failure> {
        let server = &*self.server;
        let (parts, body) = request.into_parts();
        if !origin::may_ask(&parts.headers, &server.app.config().allowed_origins) {
            return Err(failure::origin(server, &parts.headers));
        }
        if !is_json(&parts.headers) {
            let found = parts.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
            return Err(failure::content_type(server, found));
        }
        let config = server.app.config();
        let body = body::read(body, config.max_body, config.limits.body_timeout)
            .await
            .map_err(|error| failure::body(server, &error))?;
        if server.drain.is_closing() {
            return Err(failure::closing());
        }
        if server.drain.running() >= config.limits.callbacks {
            return Err(failure::overloaded(server));
        }
        find(server.app.registry(), body, HttpRequest(parts)).map_err(|error| (self.tell)(server, &error))
    }

    /// The response to a request whose callback came to an end.
    pub(crate) fn respond(&self, result: Result<Answer, UpdateError>) -> Response {
        let Answer { body, headers, timings, .. } = match result {
            Ok(answer) => answer,
            Err(error) => return (self.tell)(&self.server, &error).into_response(),
        };
        let response = body.map_or_else(|| StatusCode::NO_CONTENT.into_response(), json);
        let mut response = with_headers(&self.server, response, headers);
        if self.server.has(|tools| tools.ui) {
            server_timing(response.headers_mut(), &timings, self.received.elapsed());
        }
        response
    }
}

/// The response with the headers that the app's own code gave it.
pub(crate) fn with_headers(
    server: &Server,
    mut response: Response,
    headers: Vec<(String, String)>,
) -> Response {
    for (name, value) in headers {
        match header(&name, &value) {
            Some((name, value)) => _ = response.headers_mut().append(name, value),
            None => return failure::header(server, &name, &value).into_response(),
        }
    }
    nosniff(response)
}

/// A header that a callback may set: not one on which the connection depends.
fn header(name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let reserved = [
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    let name: HeaderName = name.parse().ok()?;
    let value = value.parse().ok()?;
    (!reserved.contains(&name.as_str())).then_some((name, value))
}

/// One header for each entry, in whole milliseconds: the developer tools show them in their graph of callbacks.
fn server_timing(headers: &mut HeaderMap, timings: &[Timing], took: Duration) {
    let own = format!("__dash_server;dur={}", took.as_millis());
    let entries = timings.iter().map(|Timing { name, description, took }| {
        let took = took.as_millis();
        match description {
            Some(text) => format!("{name};desc=\"{text}\";dur={took}"),
            None => format!("{name};dur={took}"),
        }
    });
    for entry in std::iter::once(own).chain(entries) {
        if let Ok(value) = entry.parse() {
            headers.append("server-timing", value);
        }
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
