//! The same app twice, in Python and in Rust; the same requests to both; equal answers.
//!
//! The Python half of an app and the requests to both are files in `tests/conformance`; the Rust half is a function
//! in the test itself.

mod compare;
mod json;
mod oracle;
mod script;
mod server;

pub use compare::{ALLOWED, Allowed, differences};
pub use json::Json;
pub use oracle::Oracle;
pub use script::{Request, Script};
pub use server::answer;

/// What a server said to a request.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type, without parameters.
    pub media_type: String,
    /// The body, if it is JSON.
    pub json: Option<Json>,
}

/// The media type of a `Content-Type`.
fn media_type(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_owned()
}
