//! What the browser sees of an error, and what the log: two audiences.
//!
//! With debug on the browser gets the developer's message. With debug off it gets a sentence and an error id, under
//! which the log has the rest.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use dash_core::{Origin, UpdateError};
use tracing::Span;

use crate::body::BodyError;
use crate::headers::nosniff;
use crate::origin::described;
use crate::page::escape;
use crate::server::Server;

/// A request that has no answer.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    content_type: &'static str,
    body: String,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = nosniff((self.status, [(CONTENT_TYPE, self.content_type)], self.body));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// What the browser is told with debug off.
struct Summary {
    status: StatusCode,
    sentence: &'static str,
}

/// An update request failed.
///
/// Only a body that is no JSON at all is answered with 400: the renderer hides what comes with 400 and 401.
pub(crate) fn update(server: &Server, error: &UpdateError) -> Failure {
    let fits_nothing = "the request fits no callback; reload the page";
    callback(server, error, StatusCode::INTERNAL_SERVER_ERROR, fits_nothing)
}

/// A request to a callback's endpoint failed.
pub(crate) fn endpoint(server: &Server, error: &UpdateError) -> Failure {
    callback(
        server,
        error,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the request's arguments are not those of the callback",
    )
}

fn callback(server: &Server, error: &UpdateError, misfit: StatusCode, fits_nothing: &'static str) -> Failure {
    let (status, sentence) = match error {
        UpdateError::Malformed(_) => (StatusCode::BAD_REQUEST, "the request is not JSON"),
        UpdateError::NotARequest(_) | UpdateError::UnknownOutput { .. } | UpdateError::Mismatch { .. } => {
            (misfit, fits_nothing)
        }
        UpdateError::Argument { .. } => (misfit, "the callback failed"),
        UpdateError::TimedOut { .. } => (StatusCode::GATEWAY_TIMEOUT, "the callback took too long"),
        UpdateError::Busy { .. } => {
            (StatusCode::SERVICE_UNAVAILABLE, "the callback is busy; try again in a moment")
        }
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "the callback failed"),
    };
    let summary = Summary { status, sentence };
    let message = bounded(error.to_string());
    let id = error_id();
    if let Some(Origin { name, at }) = error.origin() {
        tracing::error!(error_id = id, callback = name, %at, "{message}");
    } else {
        tracing::error!(error_id = id, "{message}");
    }
    told(server, &summary, &id, message)
}

/// A callback gave its answer a header that cannot be sent.
pub(crate) fn header(server: &Server, name: &str, value: &str) -> Failure {
    let summary = Summary { status: StatusCode::INTERNAL_SERVER_ERROR, sentence: "the callback failed" };
    let message = format!(
        "`Ctx::set_header` was given `{name}: {value}`, which is no HTTP header that an app may set; \
         expected a name of letters, digits and dashes that does not concern the connection, and a value in one line"
    );
    let id = error_id();
    tracing::error!(error_id = id, "{message}");
    told(server, &summary, &id, message)
}

/// The task of a callback did not come back: the runtime is shutting down, or dropping what the callback left panicked.
pub(crate) fn task(server: &Server, error: &tokio::task::JoinError) -> Failure {
    let summary = Summary { status: StatusCode::INTERNAL_SERVER_ERROR, sentence: "the callback was stopped" };
    let message = format!("the callback's task was stopped: {error}");
    let id = error_id();
    tracing::error!(error_id = id, "{message}");
    told(server, &summary, &id, message)
}

/// The layout could not be made. The renderer puts what it gets into the page as HTML.
pub(crate) fn layout(server: &Server, error: &dash_core::Error) -> Failure {
    let summary =
        Summary { status: StatusCode::INTERNAL_SERVER_ERROR, sentence: "the page could not be made" };
    let message = format!("the layout could not be made: {error:?}");
    let id = error_id();
    tracing::error!(error_id = id, "{message}");
    let failure = told(server, &summary, &id, message);
    Failure {
        content_type: "text/html; charset=utf-8",
        body: format!("<pre>{}</pre>", escape(&failure.body)),
        ..failure
    }
}

/// The body of an update request could not be read.
pub(crate) fn body(server: &Server, error: &BodyError) -> Failure {
    let limit = server.app.config().max_body;
    let (summary, message) = match error {
        BodyError::TooLarge => (
            Summary { status: StatusCode::PAYLOAD_TOO_LARGE, sentence: "the request is too large" },
            format!(
                "the request's body is larger than {limit} bytes; raise the limit with `App::max_body(..)`, or send less"
            ),
        ),
        BodyError::TooSlow => (
            Summary { status: StatusCode::REQUEST_TIMEOUT, sentence: "the request came too slowly" },
            format!(
                "the request's body took longer than {:?} and a second for each 16 KiB of it; \
                 give it more time with `Limits::body_timeout(..)`",
                server.app.config().limits.body_timeout
            ),
        ),
        BodyError::Broken(error) => (
            Summary { status: StatusCode::BAD_REQUEST, sentence: "the request broke off" },
            format!("the request's body broke off: {error}"),
        ),
    };
    refused(server, &summary, message)
}

/// An update request from a page that may not send it.
pub(crate) fn origin(server: &Server, headers: &HeaderMap) -> Failure {
    let summary =
        Summary { status: StatusCode::FORBIDDEN, sentence: "the request comes from a page of another site" };
    let message = format!(
        "the request comes from a page of another site ({}); allow its origin with `App::allow_origin(\"https://..\")`, \
         or, when it is the app's own page, let the proxy pass on `Host` or `X-Forwarded-Host`",
        described(headers)
    );
    refused(server, &summary, message)
}

/// An update request without the token of the page's cookie.
pub(crate) fn csrf(server: &Server) -> Failure {
    let summary = Summary {
        status: StatusCode::FORBIDDEN,
        sentence: "the request does not prove that it comes from the page; reload the page",
    };
    let config = server.app.config();
    let message = format!(
        "the request's header `{}` does not repeat the cookie `{}`, which `App::csrf_protection` asks for; \
         a page that was loaded before, or whose browser takes no cookies, must be loaded again",
        config.csrf_header_name, config.csrf_token_name
    );
    refused(server, &summary, message)
}

/// An update request that does not say that it is JSON.
pub(crate) fn content_type(server: &Server, found: Option<&[u8]>) -> Failure {
    let found = found.map_or("none".into(), String::from_utf8_lossy);
    let summary = Summary {
        status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
        sentence: "the request's content type is not application/json",
    };
    refused(server, &summary, format!("the request's content type is {found}, expected application/json"))
}

/// An update request for which there is no place.
pub(crate) fn overloaded(server: &Server) -> Failure {
    let summary = Summary {
        status: StatusCode::SERVICE_UNAVAILABLE,
        sentence: "the server is busy; try again in a moment",
    };
    let message = format!(
        "{} callbacks are running, as many as may; allow more with `Limits::callbacks(..)`",
        server.app.config().limits.callbacks
    );
    refused(server, &summary, message)
}

/// An update request that came after the order to stop.
pub(crate) fn closing() -> Failure {
    Failure {
        status: StatusCode::SERVICE_UNAVAILABLE,
        content_type: TEXT,
        body: "The server is stopping and starts no more callbacks; try again in a moment.".to_owned(),
    }
}

const TEXT: &str = "text/plain; charset=utf-8";

/// A failure that is the client's own: it says nothing about the app.
fn refused(server: &Server, summary: &Summary, message: String) -> Failure {
    let id = error_id();
    tracing::warn!(error_id = id, "{message}");
    told(server, summary, &id, message)
}

fn told(server: &Server, summary: &Summary, id: &str, message: String) -> Failure {
    let Summary { status, sentence } = *summary;
    let body = if server.debug {
        message
    } else {
        format!("Sorry, {sentence}. The server's log says more under the error id {id}.")
    };
    Failure { status, content_type: TEXT, body }
}

/// As much of a message as one reads: there may be a value in it, which may be as large as a body.
fn bounded(mut message: String) -> String {
    const LONGEST: usize = 16 * 1024;
    if message.len() > LONGEST {
        message.truncate(message.floor_char_boundary(LONGEST));
        message.push_str("..");
    }
    message
}

/// Names one failure in the log, and in the span that it belongs to. Nobody can guess the id of another one.
fn error_id() -> String {
    let id = format!("{:016x}", rand::random::<u64>());
    Span::current().record("error_id", &id);
    id
}
