//! Why an app cannot be served.

use std::fmt;
use std::io;

use dash_core::CheckErrors;

/// Why an app cannot be served. Each text says what to do about it.
///
/// `Debug` prints the same text, since that is what Rust shows when `main` returns it.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The app itself is wrong; lists all that is.
    #[error(transparent)]
    Check(#[from] CheckErrors),
    /// The files that the browser loads cannot be had.
    #[error(transparent)]
    Packages(#[from] dash_packages::Error),
    /// An environment variable that makes no sense.
    #[error("{variable} is `{found}`, expected {expected}")]
    Setting {
        /// The variable.
        variable: &'static str,
        /// Its value.
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {error}; {advice}")]
    Listen {
        /// Host and port.
        address: String,
        /// What to do.
        advice: &'static str,
        /// What the system said; a part of the text, so not its `source`.
        error: io::Error,
    },
    /// The system refused something else that a server needs.
    #[error("cannot {doing}: {error}")]
    System {
        /// What was tried, as a verb.
        doing: &'static str,
        /// What the system said; a part of the text, so not its `source`.
        error: io::Error,
    },
}

impl Error {
    /// For `map_err`: what was tried.
    pub(crate) fn system(doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::System { doing, error }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}
