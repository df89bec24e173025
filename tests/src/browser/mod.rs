//! A real Chromium, and the programs it visits.

mod driver;
mod log;
mod page;
mod program;
mod wait;

pub use page::{Browser, Element};
pub use program::{Program, get};
pub use wait::until;
