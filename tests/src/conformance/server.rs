//! The Rust half, called without a socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use tower::ServiceExt;

use super::{Answer, Request};

/// What a router says to a request.
///
/// # Panics
/// When the request is no HTTP request, or an answer that says it is JSON is none.
pub async fn answer(router: &Router, request: &Request) -> Answer {
    let mut builder = axum::http::Request::builder().method(request.method.as_str()).uri(&request.path);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let http = builder.body(Body::from(request.body.clone())).expect("a script holds HTTP requests");
    let response = match router.clone().oneshot(http).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status().as_u16();
    let headers: Vec<_> = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("the answer has an end");
    Answer::new(status, headers, &String::from_utf8_lossy(&body))
}
