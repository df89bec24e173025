//! Our server's app, written as a user would write it.

// `async` says where a callback runs: with the others, not on a thread for what may block.
#![allow(clippy::unused_async)]

mod large;
mod small;
mod wide;

use dash::App;

/// Which app is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The callbacks of most workloads, and hardly any layout.
    Small,
    /// A layout of 5,000 components, and 500 callbacks.
    Large,
}

/// The app.
pub fn app(size: Size) -> App {
    match size {
        Size::Small => small::app(),
        Size::Large => large::app(),
    }
}
