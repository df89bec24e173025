//! A real Chromium, and the programs it visits.

mod dev_tools;
mod driver;
mod gate;
mod log;
mod new_app;
mod page;
mod program;
mod wait;

pub use gate::{Gate, Held};
pub use new_app::NewApp;
pub use page::{Browser, Element};
pub use program::{Program, binary, get, post};
pub use wait::until;
