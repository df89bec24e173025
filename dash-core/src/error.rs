//! The error of the public API, and the error value that means "no update".

use std::error::Error as StdError;
use std::fmt;

/// Any error, boxed.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// What `dash` functions fail with, and what an app's own `main` and callbacks may return.
///
/// Like `anyhow::Error` it is made by `?` from every error type, and is deliberately none itself. `Debug`
/// prints the message and its causes, since that is what Rust shows when `main` returns it.
///
/// ```
/// fn share(all: f64, n: Option<f64>) -> dash_core::Result<f64> {
///     match n {
///         Some(0.0) => Err(dash_core::Error::new("nobody to share with")),
///         Some(n) => Ok(all / n),
///         None => Err(dash_core::PreventUpdate)?,
///     }
/// }
/// # assert!(share(1.0, Some(0.0)).is_err());
/// ```
pub struct Error(BoxError);

/// `Result` with [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with a message, or around another error.
    pub fn new(error: impl Into<BoxError>) -> Self {
        Self(error.into())
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self(Box::new(error))
    }
}

impl From<Error> for BoxError {
    fn from(error: Error) -> Self {
        error.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&chain(&*self.0))
    }
}

/// The message of an error followed by its causes, one a line.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str("\ncaused by: ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// The error value that means "leave the page as it is": the answer is 204 without a body.
///
/// ```
/// use dash_core::PreventUpdate;
/// fn only_even(n: Option<u64>) -> Result<String, PreventUpdate> {
///     match n {
///         Some(n) if n % 2 == 0 => Ok(n.to_string()),
///         _ => Err(PreventUpdate),
///     }
/// }
/// # assert!(only_even(Some(1)).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PreventUpdate;

/// The cause of every [`PreventUpdate`]. Wrappers such as `anyhow::Error` and `io::Error` hide their error itself, but
/// pass on its cause.
#[derive(Debug)]
struct Marker;

impl StdError for PreventUpdate {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&Marker)
    }
}

impl StdError for Marker {}

impl fmt::Display for PreventUpdate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the callback prevents the update")
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("nothing is to change")
    }
}

/// Whether the error, or one of its causes, is [`PreventUpdate`].
pub(crate) fn prevents_update(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.is::<Marker>() {
            return true;
        }
        next = error.source();
    }
    false
}
