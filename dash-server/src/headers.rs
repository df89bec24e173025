//! The headers that tell a browser what it may do with an answer. An answer's own header of the same name stays.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY_REPORT_ONLY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use dash_core::Config;

/// The headers of documents, which browsers show.
#[derive(Debug)]
pub(crate) struct DocumentHeaders(Vec<(HeaderName, HeaderValue)>);

impl DocumentHeaders {
    /// Those of every document. With `policy`, that of a page besides, which browsers may only have to report on.
    pub(crate) fn new(config: &Config, policy: Option<(String, bool)>) -> Self {
        let ancestors = config.frame_ancestors.join(" ");
        // What browsers of old know of frames; there is no such word for a list.
        let frames = match ancestors.as_str() {
            "'self'" => Some("SAMEORIGIN"),
            "'none'" => Some("DENY"),
            _ => None,
        };
        let frame_ancestors = format!("frame-ancestors {ancestors}");
        let (enforced, reported) = match policy {
            None => (frame_ancestors, None),
            Some((policy, true)) => (frame_ancestors, Some(policy)),
            Some((policy, false)) => (format!("{policy}; {frame_ancestors}"), None),
        };
        let headers = [
            (X_CONTENT_TYPE_OPTIONS, Some("nosniff".to_owned())),
            (REFERRER_POLICY, Some(config.referrer_policy.clone())),
            (X_FRAME_OPTIONS, frames.map(str::to_owned)),
            (CONTENT_SECURITY_POLICY, Some(enforced)),
            (CONTENT_SECURITY_POLICY_REPORT_ONLY, reported),
        ];
        // What is no header's text the checks have reported.
        let header = |(name, text): (_, Option<String>)| Some((name, HeaderValue::try_from(text?).ok()?));
        Self(headers.into_iter().filter_map(header).collect())
    }

    /// An answer that may be a document.
    pub(crate) fn on(&self, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        for (name, value) in &self.0 {
            response.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
        response
    }
}

/// An answer that is no document: no browser takes it for something else than its type says.
pub(crate) fn nosniff(response: impl IntoResponse) -> Response {
    let mut response = response.into_response();
    let nosniff = HeaderValue::from_static("nosniff");
    response.headers_mut().entry(X_CONTENT_TYPE_OPTIONS).or_insert(nosniff);
    response
}
