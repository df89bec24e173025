//! Where to listen: as programs do that `cargo run` starts.

use std::io::ErrorKind;
use std::net::TcpListener;

use crate::Result;

/// Listens where `HOST` and `PORT` say; on 127.0.0.1:8050 by default.
pub(super) fn listen() -> Result<TcpListener> {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let host = variable("HOST").unwrap_or_else(|| "127.0.0.1".to_owned());
    let port = variable("PORT").unwrap_or_else(|| "8050".to_owned());
    let number: u16 = port
        .parse()
        .map_err(|_| format!("PORT is `{port}`, expected a number from 0 (any free port) to 65535"))?;
    let listener = TcpListener::bind((host.as_str(), number)).map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::AddrInUse => "another program listens there: stop it, or set PORT to another number",
            ErrorKind::PermissionDenied => "set PORT to a number above 1023",
            _ => "set HOST to 127.0.0.1 for this machine only, or to 0.0.0.0 for every network it is in",
        };
        format!("cannot listen on {host}:{port}: {error}; {advice}")
    })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
