//! The components of `feffery-antd-components`, for Dash for Rust.

#[path = "generated/feffery_antd_components.rs"]
mod generated;

pub use generated::*;
