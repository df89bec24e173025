//! The files of component packages.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use dash_packages::{File, Library};
use serde::Deserialize;

use crate::headers::nosniff;
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
    headers: HeaderMap,
) -> Response {
    match path {
        Ok(Path(path)) => file(server, headers, move |library| library.file(&path.suite_path)).await,
        Err(_) => nosniff(StatusCode::NOT_FOUND),
    }
}

pub(crate) async fn favicon(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    file(server, headers, Library::favicon).await
}

async fn file(
    server: Arc<Server>,
    headers: HeaderMap,
    find: impl FnOnce(&Library) -> Option<File> + Send + 'static,
) -> Response {
    // Files are read from the disk: those of the store at the first request, those of folders at each one.
    let file = tokio::task::spawn_blocking(move || find(&server.library)).await;
    let Ok(Some(file)) = file else { return nosniff(StatusCode::NOT_FOUND) };
    if file.fingerprinted {
        let forever = (CACHE_CONTROL, "public, max-age=31536000, immutable");
        return nosniff(([(CONTENT_TYPE, file.content_type), forever], file.bytes));
    }
    // Kept, but never used without asking.
    let caching = [(ETAG, file.etag.as_str()), (CACHE_CONTROL, "no-cache")];
    if is_known(&headers, &file.etag) {
        return nosniff((StatusCode::NOT_MODIFIED, caching));
    }
    nosniff((caching, [(CONTENT_TYPE, file.content_type)], file.bytes))
}

/// Whether the browser says that it has this version: `If-None-Match` compares weakly, and may be a list or `*`.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
