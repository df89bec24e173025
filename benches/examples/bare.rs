//! The demo's job by hand on axum, without a page: what the rebuild of an app is compared with.

use std::time::{Duration, Instant};

use axum::routing::post;
use axum::{Json, Router};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Request {
    output: String,
}

#[derive(Serialize)]
struct Reply {
    multi: bool,
    response: serde_json::Value,
}

async fn job() -> u8 {
    tokio::time::sleep(Duration::from_secs(1)).await;
    rand::random_range(0..=100)
}

async fn execute(Json(request): Json<Request>) -> Json<Reply> {
    let start = Instant::now();
    let numbers = join_all((0..5).map(|_| job())).await;
    let text = format!("{numbers:?} after {:.2} seconds", start.elapsed().as_secs_f64());
    let (id, property) = request.output.split_once('.').unwrap_or_default();
    Json(Reply { multi: true, response: serde_json::json!({id: {property: text}}) })
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8050").await?;
    axum::serve(listener, Router::new().route("/_dash-update-component", post(execute))).await
}
