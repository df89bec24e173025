//! The server as a browser meets it: most tests call the router as a service, some need a socket.
//!
//! A test whose name begins with an item of the conformance checklist (`protocol.md` 16) proves that item.

mod assets;
mod compress;
mod context;
mod endpoints;
mod errors;
mod graph;
mod health;
mod index;
mod limits;
mod log;
#[cfg(feature = "metrics")]
mod metrics;
mod packages;
mod process;
mod reload;
mod representations;
mod routes;
mod secrets;
mod security;
mod seen;
mod shutdown;
mod slow_clients;
mod sockets;
mod suites;
mod support;
mod tags;
mod updates;
