//! How much an app takes on, and for how long it waits for slow clients.

use std::time::Duration;

use crate::app::App;

/// How much an app takes on, and for how long it waits for slow clients. Whenever a limit is reached the log says which,
/// and how to change it.
///
/// Those of `callbacks` and `body_timeout` hold wherever the app's router runs; the others are about connections, and are
/// kept by the server that `Serve` starts. Who puts the router into a server of their own sets that server's.
///
/// ```
/// use std::time::Duration;
///
/// use dash_core::{App, Limits};
///
/// App::new().limits(Limits::new().connections(500).header_timeout(Duration::from_secs(5)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "give it to an app with `App::limits(..)`"]
pub struct Limits {
    /// Connections that are open at once; those beyond wait to be accepted.
    pub connections: usize,
    /// Callbacks that run at once; a request beyond is answered with 503.
    pub callbacks: usize,
    /// The largest head of a request, in bytes; a larger one is answered with 431.
    pub header_size: usize,
    /// What a client may take to send a request's head; then it gets 408.
    pub header_timeout: Duration,
    /// What a client may take to send a request's body, besides a second for each 16 KiB of it; then it gets 408.
    pub body_timeout: Duration,
    /// How long a client may take nothing of its answer; then the connection is closed.
    pub write_timeout: Duration,
    /// How long a connection may stay open between two requests.
    pub keep_alive: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl Limits {
    /// The default ones: 10,000 connections, 10,000 callbacks, heads of 64 KiB; 20 seconds for a head, 30 for a body, 30
    /// for a client that does not read, 75 between requests.
    pub fn new() -> Self {
        Self {
            connections: 10_000,
            callbacks: 10_000,
            header_size: 64 * 1024,
            header_timeout: Duration::from_secs(20),
            body_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            keep_alive: Duration::from_secs(75),
        }
    }

    /// How many connections may be open at once. Those beyond wait in the system's queue until one is closed. Each takes a
    /// file descriptor, of which the system may allow fewer.
    pub fn connections(self, connections: usize) -> Self {
        Self { connections, ..self }
    }

    /// How many callbacks may run at once, in all: those of clients that have hung up among them, and plain functions that
    /// wait for a thread. A request beyond is answered with 503 and `Retry-After`.
    pub fn callbacks(self, callbacks: usize) -> Self {
        Self { callbacks, ..self }
    }

    /// How many bytes the request line and the headers of a request may have together; at most 100 headers in any case.
    /// More are answered with 431.
    pub fn header_size(self, bytes: usize) -> Self {
        Self { header_size: bytes, ..self }
    }

    /// How long a client may take to send the request line and the headers, or, on a new connection, to begin; then it
    /// gets 408.
    pub fn header_timeout(self, timeout: Duration) -> Self {
        Self { header_timeout: timeout, ..self }
    }

    /// How long a client may take to send the body of a request, to which a second is added for each 16 KiB that came;
    /// then it gets 408.
    pub fn body_timeout(self, timeout: Duration) -> Self {
        Self { body_timeout: timeout, ..self }
    }

    /// How long a client may take nothing of an answer that is there for it; then the connection is closed.
    pub fn write_timeout(self, timeout: Duration) -> Self {
        Self { write_timeout: timeout, ..self }
    }

    /// How long a connection may stay open between two requests; longer than that of a proxy before the server, or the
    /// proxy may send a request just when the connection closes.
    pub fn keep_alive(self, timeout: Duration) -> Self {
        Self { keep_alive: timeout, ..self }
    }
}

impl App {
    /// How much the app takes on, and for how long it waits for slow clients. The size of a body is
    /// [`max_body`](Self::max_body), what one callback may take is said by its attribute.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.config.limits = limits;
        self
    }
}
