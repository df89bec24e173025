//! What a program and the `cargo dash dev` that runs it have between them: a listening socket, and a file with what is
//! wrong. With debug off the page has none of it.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::headers::nosniff;
use crate::server::Server;
use crate::settings::variable;

/// Shows what the compiler says, and loads the page anew where the renderer could not. Asks beside itself.
const BANNER: &str = include_str!("dev/banner.js");

/// The socket on which `cargo dash dev` listens. It keeps the port open while one program ends and the next begins.
///
/// It is handed over as standard input: of all that a program inherits only this is safe to take.
pub(crate) fn inherited_listener() -> std::io::Result<Option<TcpListener>> {
    if variable("DASH_LISTEN").as_deref() != Some("stdin") {
        return Ok(None);
    }
    stdin().and_then(TcpListener::from_std).map(Some)
}

#[cfg(unix)]
fn stdin() -> std::io::Result<std::net::TcpListener> {
    use std::os::fd::AsFd;
    let socket = std::io::stdin().as_fd().try_clone_to_owned()?;
    let listener = std::net::TcpListener::from(socket);
    // Fails where it is something else.
    listener.local_addr()?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(not(unix))]
fn stdin() -> std::io::Result<std::net::TcpListener> {
    Err(std::io::Error::other("only Unix hands sockets over as standard input"))
}

/// Whether `cargo dash dev` runs this program.
pub(crate) fn is_on() -> bool {
    status_file().is_some()
}

fn status_file() -> Option<PathBuf> {
    variable("DASH_DEV").map(PathBuf::from)
}

/// The routes of the banner, below `prefix`.
pub(crate) fn routes(prefix: &str) -> Router<Arc<Server>> {
    let at = |name: &str| format!("{prefix}_dash-dev/{name}");
    Router::new().route(&at("banner.js"), get(banner)).route(&at("status"), get(status))
}

async fn banner() -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    nosniff((headers, BANNER))
}

/// What `cargo dash dev` wrote last, and which program this is.
async fn status(State(server): State<Arc<Server>>) -> Response {
    let read = || std::fs::read(status_file()?).ok();
    let written = tokio::task::spawn_blocking(read).await.ok().flatten();
    // Without the file nothing is wrong.
    let written = written.and_then(|text| serde_json::from_slice::<Value>(&text).ok()).unwrap_or_default();
    let answer = json!({"problem": written["problem"], "program": server.program});
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-store")];
    nosniff((headers, answer.to_string()))
}
