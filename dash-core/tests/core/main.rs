//! The core through its public interface, as a server uses it.

mod app;
mod support;
mod update;
