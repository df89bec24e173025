//! The same app twice, in Python and in Rust; the same requests to both; equal answers.
//!
//! The Python half of an app and the requests to both are files in `tests/conformance`; the Rust half is a function
//! in the test itself.

mod allowed;
mod answer;
mod compare;
mod ids;
mod json;
mod oracle;
mod page;
mod script;
mod server;

pub use allowed::{ALLOWED, Allowed};
pub use answer::Answer;
pub use compare::differences;
pub use json::Json;
pub use oracle::Oracle;
pub use script::{Differs, Request, Script};
pub use server::answer;
