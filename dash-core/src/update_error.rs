//! Why an update request has no answer.

use std::any::Any;
use std::fmt;
use std::time::Duration;

use serde::de::IgnoredAny;
use serde_json::error::Category;

use crate::callback::{Callback, Location};
use crate::error::{BoxError, chain};
use crate::panic::located;
use crate::suggest::shortened;

/// Why an update request has no answer.
///
/// `Display` is for developers: it names callback, argument and dependency. It must not reach a browser
/// while debug is off.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// The body is not JSON.
    #[error("the request's body is not JSON: {0}")]
    Malformed(#[source] serde_json::Error),
    /// The body is JSON, but not a request for a callback.
    #[error("the request's body is not a callback request: {0}")]
    NotARequest(#[source] serde_json::Error),
    /// No callback has this output.
    #[error("no callback writes {}{hint}; is the page older than the running server? reload it", shortened(.output))]
    UnknownOutput {
        /// The `output` of the request.
        output: String,
        /// "; did you mean ..", or nothing.
        hint: String,
    },
    /// The request does not fit the declaration of its callback.
    #[error("{origin}: {message}")]
    Mismatch {
        /// The callback.
        origin: Origin,
        /// What was expected and what was found.
        message: String,
    },
    /// An argument could not be decoded.
    #[error("{origin}: {message}")]
    Argument {
        /// The callback.
        origin: Origin,
        /// The argument, its dependency, and what is wrong.
        message: String,
    },
    /// The callback returned an error, or its answer could not be written as JSON.
    #[error("{origin} failed: {}", chain(&**.error))]
    Failed {
        /// The callback.
        origin: Origin,
        /// Its error. Not the `source` of this one: `Display` has the whole chain already.
        error: BoxError,
    },
    /// The callback took longer than its `timeout`.
    #[error("{origin} took longer than its timeout of {timeout:?}")]
    TimedOut {
        /// The callback.
        origin: Origin,
        /// The longest that it may take.
        timeout: Duration,
    },
    /// As many calls of the callback as its `concurrency` allows were running, for as long as a call waits.
    #[error("{origin} is busy: {concurrency} call(s) at a time were running for {waited:?}")]
    Busy {
        /// The callback.
        origin: Origin,
        /// How many calls may run at a time.
        concurrency: usize,
        /// How long this call waited.
        waited: Duration,
    },
    /// The callback panicked.
    #[error("{origin} panicked: {message}")]
    Panicked {
        /// The callback.
        origin: Origin,
        /// The text of the panic, with its place in the source where that is known.
        message: String,
    },
}

/// What kind of an error it was, in one word: for logs and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// [`UpdateError::Malformed`].
    Malformed,
    /// [`UpdateError::NotARequest`].
    NotARequest,
    /// [`UpdateError::UnknownOutput`].
    UnknownOutput,
    /// [`UpdateError::Mismatch`].
    Mismatch,
    /// [`UpdateError::Argument`].
    Argument,
    /// [`UpdateError::Failed`].
    Failed,
    /// [`UpdateError::TimedOut`].
    TimedOut,
    /// [`UpdateError::Busy`].
    Busy,
    /// [`UpdateError::Panicked`].
    Panicked,
}

impl ErrorKind {
    /// The word, such as `timed_out`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotARequest => "not_a_request",
            Self::UnknownOutput => "unknown_output",
            Self::Mismatch => "mismatch",
            Self::Argument => "argument",
            Self::Failed => "failed",
            Self::TimedOut => "timed_out",
            Self::Busy => "busy",
            Self::Panicked => "panicked",
        }
    }
}

/// A callback as messages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the callback.
    pub name: String,
    /// Where it is defined.
    pub at: Location,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "callback `{}` ({})", self.name, self.at)
    }
}

impl UpdateError {
    /// The callback that the error belongs to, if it is known.
    pub fn origin(&self) -> Option<&Origin> {
        match self {
            Self::Mismatch { origin, .. }
            | Self::Argument { origin, .. }
            | Self::Failed { origin, .. }
            | Self::TimedOut { origin, .. }
            | Self::Busy { origin, .. }
            | Self::Panicked { origin, .. } => Some(origin),
            Self::Malformed(_) | Self::NotARequest(_) | Self::UnknownOutput { .. } => None,
        }
    }

    /// Which of these it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Malformed(_) => ErrorKind::Malformed,
            Self::NotARequest(_) => ErrorKind::NotARequest,
            Self::UnknownOutput { .. } => ErrorKind::UnknownOutput,
            Self::Mismatch { .. } => ErrorKind::Mismatch,
            Self::Argument { .. } => ErrorKind::Argument,
            Self::Failed { .. } => ErrorKind::Failed,
            Self::TimedOut { .. } => ErrorKind::TimedOut,
            Self::Busy { .. } => ErrorKind::Busy,
            Self::Panicked { .. } => ErrorKind::Panicked,
        }
    }

    /// The callback's own error, if it returned one: to be downcast to its type.
    pub fn error(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        match self {
            Self::Failed { error, .. } => Some(&**error),
            _ => None,
        }
    }

    /// A wrong shape is noticed before what follows it is read: whether that is JSON at all, a second look tells.
    #[cold]
    pub(crate) fn unreadable(body: &[u8], error: serde_json::Error) -> Self {
        if error.classify() != Category::Data {
            return Self::Malformed(error);
        }
        match serde_json::from_slice::<IgnoredAny>(body) {
            Ok(_) => Self::NotARequest(error),
            Err(error) => Self::Malformed(error),
        }
    }

    pub(crate) fn mismatch(callback: &Callback, message: String) -> Self {
        Self::Mismatch { origin: callback.origin(), message }
    }

    pub(crate) fn failed(callback: &Callback, error: BoxError) -> Self {
        Self::Failed { origin: callback.origin(), error }
    }

    pub(crate) fn panicked(callback: &Callback, payload: &(dyn Any + Send)) -> Self {
        Self::Panicked { origin: callback.origin(), message: located(payload) }
    }
}
