//! Whether users should come here, for those who send them.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;

use crate::headers::nosniff;
use crate::routes::json;
use crate::server::Server;

/// 200 while users are welcome, 503 once the server has the order to stop.
pub(crate) async fn health(State(server): State<Arc<Server>>) -> Response {
    let (status, body) = if server.drain.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"draining"}"#)
    } else {
        (StatusCode::OK, r#"{"status":"ok"}"#)
    };
    nosniff((status, [(CACHE_CONTROL, "no-store")], json(body)))
}
