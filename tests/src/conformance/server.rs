//! The Rust half, called without a socket.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use tower::ServiceExt;

use super::{Answer, Json, Request, media_type};

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
    let content_type = response.headers().get(CONTENT_TYPE).map(|value| value.to_str().unwrap_or("not text"));
    let media_type = media_type(content_type.unwrap_or_default());
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("the answer has an end");
    let json = (media_type == "application/json").then(|| {
        let text = std::str::from_utf8(&body).expect("JSON is UTF-8");
        Json::parse(text).unwrap_or_else(|error| panic!("{}: {error} in {text}", request.name))
    });
    Answer { status, media_type, json }
}
