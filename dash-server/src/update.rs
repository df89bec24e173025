//! Requests for callbacks: bytes in, core decides, bytes out.

use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dash_core::{Answer, ErrorKind, Job, Registry, Timing, UpdateError};
use tracing::Instrument;

use crate::body::{BodyError, Reading};
use crate::compress::Accepted;
use crate::failure::{self, Failure};
use crate::headers::nosniff;
use crate::origin;
use crate::request::HttpRequest;
use crate::routes::json;
use crate::run::run;
use crate::seen::Asked;
use crate::server::Server;
use crate::step::{Step, Steps};
use crate::watch::{Arrival, Outcome, Phases, Watch};

/// Runs the callback that the renderer asks for.
pub(crate) fn update(
    State(server): State<Arc<Server>>,
    request: Request,
) -> impl Future<Output = Response> + Send {
    ask(server, Client::Page, request)
}

/// Runs the callback at `index` for a program that asks at its `api_endpoint`.
pub(crate) fn endpoint(
    server: Arc<Server>,
    index: usize,
    request: Request,
) -> impl Future<Output = Response> + Send {
    ask(server, Client::Program { index }, request)
}

fn ask(server: Arc<Server>, client: Client, request: Request) -> impl Future<Output = Response> {
    let accepted = Accepted::of(&server, request.headers());
    let seen = Asked::of(&request);
    let work = Steps::new(move |cx| respond(server, client, request, cx)).instrument(seen.span());
    async move { accepted.answer(seen.answered(work.await)).await }
}

/// Answers at once if the body is there and the callback does not wait.
fn respond(server: Arc<Server>, client: Client, request: Request, cx: &mut Context<'_>) -> Step {
    let arrival = Arrival::now(&server);
    let (parts, body) = request.into_parts();
    let config = server.app.config();
    let (mut reading, patience) = (Reading::new(body, config.max_body), config.limits.body_timeout);
    if let Err(failure) = may_ask(&server, client, &parts.headers).and_then(|()| has_room(&server)) {
        return Step::Later(Box::pin(async move {
            reading.skip(patience).await;
            failure.into_response()
        }));
    }
    let begin = move |body| begin(server, client, arrival, body, HttpRequest(parts));
    match reading.poll(cx) {
        Poll::Ready(Ok(body)) => match begin(Ok(body)) {
            Ok((asker, job)) => run(asker, job, cx),
            Err(failure) => Step::Now(failure.into_response()),
        },
        polled => Step::Later(Box::pin(async move {
            match begin(reading.finish(polled, patience).await) {
                Ok((asker, job)) => Steps::new(|cx| run(asker, job, cx)).await,
                Err(failure) => failure.into_response(),
            }
        })),
    }
}

/// Finds the callback that the request starts.
fn begin(
    server: Arc<Server>,
    client: Client,
    arrival: Option<Arrival>,
    body: Result<Bytes, BodyError>,
    request: HttpRequest,
) -> Result<(Asker, Job), Failure> {
    let body = body.map_err(|error| {
        server.refused(error.as_str());
        failure::body(&server, &error)
    })?;
    // It may have been long on its way.
    has_room(&server)?;
    let arrival = arrival.map(Arrival::read);
    let tell = client.tell();
    match client.find(server.app.registry(), body, request) {
        Ok(mut job) => {
            let watch = Watch::of(&server, arrival, &mut job);
            Ok((Asker { server, tell, watch }, job))
        }
        Err(error) => {
            if error.origin().is_none() {
                server.refused(error.kind().as_str());
            }
            let watch = Watch::of_error(&server, arrival, &error);
            let failure = watch.span().in_scope(|| tell(&server, &error));
            watch.end(Outcome::Error(error.kind()));
            Err(failure)
        }
    }
}

/// Whether the head says that this is a request for a callback, and from whom it may come.
fn may_ask(server: &Server, client: Client, headers: &HeaderMap) -> Result<(), Failure> {
    if !origin::may_ask(headers, &server.app.config().allowed_origins) {
        server.refused("origin");
        return Err(failure::origin(server, headers));
    }
    let csrf = server.csrf.as_ref().filter(|_| client == Client::Page);
    if csrf.is_some_and(|csrf| !csrf.is_repeated(headers)) {
        server.refused("csrf");
        return Err(failure::csrf(server));
    }
    if !is_json(headers) {
        server.refused("content_type");
        let found = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
        return Err(failure::content_type(server, found));
    }
    Ok(())
}

/// Whether one more callback may begin.
fn has_room(server: &Server) -> Result<(), Failure> {
    if server.drain.is_closing() {
        server.refused("closing");
        return Err(failure::closing());
    }
    if server.drain.running() >= server.app.config().limits.callbacks {
        server.refused("overloaded");
        return Err(failure::overloaded(server));
    }
    Ok(())
}

/// For whom a callback runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Client {
    /// The renderer, in a page that may have a token.
    Page,
    /// Whoever asks at an `api_endpoint`: that of the callback at this position.
    Program { index: usize },
}

impl Client {
    fn find(self, registry: &Registry, body: Bytes, request: HttpRequest) -> Result<Job, UpdateError> {
        match self {
            Self::Page => registry.job(body, request),
            Self::Program { index } => registry.api_job(index, body, request),
        }
    }

    fn tell(self) -> Tell {
        match self {
            Self::Page => failure::update,
            Self::Program { .. } => failure::endpoint,
        }
    }
}

/// How an error is told.
type Tell = fn(&Server, &UpdateError) -> Failure;

/// Who is to be answered.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    pub(crate) server: Arc<Server>,
    tell: Tell,
    pub(crate) watch: Watch,
}

impl Asker {
    /// The response to a request whose callback came to an end.
    pub(crate) fn respond(&self, result: Result<Answer, UpdateError>) -> Response {
        let Answer { body, headers, timings, recovered, encoding, .. } = match result {
            Ok(answer) => answer,
            Err(error) => {
                let failure = (self.tell)(&self.server, &error);
                self.watch.end(Outcome::Error(error.kind()));
                return failure.into_response();
            }
        };
        let outcome = match (recovered, &body) {
            (Some(kind), _) => Outcome::Recovered(kind),
            (None, Some(_)) => Outcome::Ok,
            (None, None) => Outcome::NoUpdate,
        };
        let response = body.map_or_else(|| StatusCode::NO_CONTENT.into_response(), json);
        let mut response = match with_headers(&self.server, response, headers) {
            Ok(response) => response,
            Err(failure) => {
                self.watch.end(Outcome::Error(ErrorKind::Failed));
                return failure.into_response();
            }
        };
        if self.server.has(|tools| tools.ui)
            && let Some(phases) = self.watch.phases(encoding)
        {
            server_timing(response.headers_mut(), &phases, &timings);
        }
        self.watch.end(outcome);
        response
    }
}

/// The response with the headers that the app's own code gave it.
pub(crate) fn with_headers(
    server: &Server,
    mut response: Response,
    headers: Vec<(String, String)>,
) -> Result<Response, Failure> {
    for (name, value) in headers {
        match header(&name, &value) {
            Some((name, value)) => _ = response.headers_mut().append(name, value),
            None => return Err(failure::header(server, &name, &value)),
        }
    }
    Ok(nosniff(response))
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

/// One header for each entry, in milliseconds: the developer tools show them in their graph of callbacks. Names that the
/// app's own code uses are its own.
fn server_timing(headers: &mut HeaderMap, phases: &Phases, timings: &[Timing]) {
    let own = format!("__dash_server;dur={}", phases.total.as_millis());
    let Phases { decode, wait, callback, encode, .. } = *phases;
    let phases = [("decode", decode), ("wait", wait), ("callback", callback), ("encode", encode)];
    let phases = phases.into_iter().filter(|(name, _)| timings.iter().all(|timing| timing.name != *name));
    let phases = phases.map(|(name, took)| format!("{name};dur={:.3}", took.as_secs_f64() * 1e3));
    let entries = timings.iter().map(|Timing { name, description, took }| {
        let took = took.as_millis();
        match description {
            Some(text) => format!("{name};desc=\"{text}\";dur={took}"),
            None => format!("{name};dur={took}"),
        }
    });
    for entry in std::iter::once(own).chain(phases).chain(entries) {
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
