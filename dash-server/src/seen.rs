//! Requests as the log has them: a span for each, and a line at its end, on the level `debug`.

use std::time::Instant;

use axum::extract::{OriginalUri, Request};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, Level, Span, field};

/// Under which name the log has the requests.
const TARGET: &str = "dash::request";

/// What was asked for, and when; nothing where the log does not want to know.
#[derive(Debug)]
pub(crate) struct Asked(Option<Box<Known>>);

#[derive(Debug)]
struct Known {
    method: Method,
    uri: Uri,
    span: Span,
    received: Instant,
}

impl Asked {
    pub(crate) fn of(request: &Request) -> Self {
        if !tracing::enabled!(target: TARGET, Level::DEBUG) {
            return Self(None);
        }
        let method = request.method().clone();
        let uri =
            request.extensions().get().map_or_else(|| request.uri().clone(), |OriginalUri(uri)| uri.clone());
        // The names are those of OpenTelemetry.
        let span = tracing::debug_span!(
            target: TARGET,
            "request",
            http.request.method = method.as_str(),
            url.path = uri.path(),
            http.response.status_code = field::Empty,
            duration_ms = field::Empty,
            error_id = field::Empty,
        );
        Self(Some(Box::new(Known { method, uri, span, received: Instant::now() })))
    }

    /// What is logged on the way belongs to this.
    pub(crate) fn span(&self) -> Span {
        self.0.as_ref().map_or_else(Span::none, |known| known.span.clone())
    }

    /// Notes the answer.
    pub(crate) fn answered(self, response: Response) -> Response {
        if let Some(known) = self.0 {
            let Known { method, uri, span, received } = *known;
            let (took, status) = (received.elapsed(), response.status().as_u16());
            let milliseconds = took.as_secs_f64() * 1e3;
            span.record("http.response.status_code", status).record("duration_ms", milliseconds);
            span.in_scope(
                || tracing::debug!(target: TARGET, "{method} {}: {status} in {took:.1?}", uri.path()),
            );
        }
        response
    }
}

/// For routes that lead to no callback.
pub(crate) async fn see(request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let answer = next.run(request).instrument(asked.span()).await;
    asked.answered(answer)
}
