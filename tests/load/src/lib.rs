//! Does it bear load?
//!
//! | Module | Question |
//! |---|---|
//! | [`load`] | does each of many clients get its own answer, and is each error counted once? |
//! | [`soak`] | does the server keep its size under load that goes on? |
//! | [`stop`] | does a server that is told to stop under load answer what it began? |
//!
//! The clients are plain sockets, so that they can also misbehave.

pub mod client;
pub mod load;
pub mod memory;
pub mod rude;
pub mod server;
pub mod soak;
pub mod stop;

/// Why a run failed, in words.
pub type Result<T, E = String> = std::result::Result<T, E>;
