//! What both servers without components need to start.

use std::path::PathBuf;
use std::{env, fs, io};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

/// The text of a file that the program `payloads` wrote into the folder that `BENCH_PAYLOADS` names.
///
/// # Errors
/// When it cannot be read.
pub fn payload(name: &str) -> io::Result<String> {
    let folder = env::var_os("BENCH_PAYLOADS").map(PathBuf::from);
    fs::read_to_string(folder.unwrap_or_default().join(name))
}

/// Serves the routes at the port that `PORT` names.
///
/// # Errors
/// When that port cannot be listened on.
pub async fn serve(routes: Router) -> io::Result<()> {
    let port = env::var("PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(8050);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let listener = listener.tap_io(|stream| {
        // Without it an answer waits for the next one.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, routes.layer(DefaultBodyLimit::max(64 << 20))).await
}
