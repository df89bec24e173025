//! The log of a program that has no tracing subscriber of its own.

mod line;

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

use line::{Fields, Line};

/// The log must show: without a subscriber of the user's it goes to stderr.
pub(crate) fn to_stderr(debug: bool) {
    let log = tracing_subscriber::fmt().with_ansi(stderr().is_terminal()).with_writer(stderr);
    // An error says that there is one, which is as good.
    let _ = log.event_format(Line).fmt_fields(Fields).with_env_filter(filter(debug)).try_init();
}

/// What `RUST_LOG` says. Without that what a user should know; developers want to see each callback, too.
fn filter(debug: bool) -> EnvFilter {
    let default = if debug { "info,dash::callback=debug" } else { "info" };
    match std::env::var(EnvFilter::DEFAULT_ENV) {
        Ok(asked) if !asked.is_empty() => EnvFilter::new(asked),
        _ => EnvFilter::new(default),
    }
}
