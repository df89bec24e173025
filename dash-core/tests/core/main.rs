//! The core through its public interface, as a server uses it.

mod app;
mod checks;
mod context;
mod missing;
mod patch;
mod properties;
mod support;
mod update;
