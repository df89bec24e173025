//! The log of a program that has no tracing subscriber of its own.

mod fields;
mod line;

use std::io::{IsTerminal, Write, stderr};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use line::Lines;

/// The log must show: without a subscriber of the user's it goes to stderr.
pub(crate) fn to_stderr(debug: bool) {
    let lines = Lines {
        is_coloured: stderr().is_terminal(),
        // Where nobody reads it, nobody can be told so either.
        write: |line: &str| _ = stderr().write_all(line.as_bytes()),
    };
    // An error says that there is one, which is as good.
    let _ = tracing_subscriber::registry().with(filter(debug)).with(lines).try_init();
}

/// What `RUST_LOG` says. Without that what a user should know; developers want to see each callback, too.
fn filter(debug: bool) -> EnvFilter {
    let default = if debug { "info,dash::callback=debug" } else { "info" };
    match std::env::var(EnvFilter::DEFAULT_ENV) {
        Ok(asked) if !asked.is_empty() => EnvFilter::new(asked),
        _ => EnvFilter::new(default),
    }
}
