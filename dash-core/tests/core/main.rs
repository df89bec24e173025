//! The core through its public interface, as a server uses it.

mod app;
mod patch;
mod support;
mod update;
