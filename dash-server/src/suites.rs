//! The files of component packages.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use dash_packages::{File, Library};
use serde::Deserialize;

use crate::headers::nosniff;
use crate::representation;
use crate::server::Server;

/// Taken by name: a router around this one may have parameters of its own.
#[derive(Debug, Deserialize)]
pub(crate) struct SuitePath {
    suite_path: String,
}

/// A registered file; 404 for every other path, whatever is on the disk.
pub(crate) async fn suite(
    State(server): State<Arc<Server>>,
    path: Result<Path<SuitePath>, PathRejection>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    match path {
        Ok(Path(path)) => file(server, method, headers, move |library| library.file(&path.suite_path)).await,
        Err(_) => nosniff(StatusCode::NOT_FOUND),
    }
}

pub(crate) async fn favicon(
    State(server): State<Arc<Server>>,
    method: Method,
    headers: HeaderMap,
) -> Response {
    file(server, method, headers, Library::favicon).await
}

async fn file(
    server: Arc<Server>,
    method: Method,
    headers: HeaderMap,
    find: impl FnOnce(&Library) -> Option<File<'_>> + Send + 'static,
) -> Response {
    // Files are read from the disk: those of the store at the first request, those of folders at each one.
    let answer = tokio::task::spawn_blocking(move || match find(&server.library) {
        Some(file) => nosniff(representation::respond(&file, &method, &headers)),
        None => nosniff(StatusCode::NOT_FOUND),
    });
    answer.await.unwrap_or_else(|_| nosniff(StatusCode::INTERNAL_SERVER_ERROR))
}
