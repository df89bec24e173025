//! The benchmark's own app, and what the browser would send to it: `cargo xtask bench`.
//!
//! The programs in `bin` are servers that give equal answers. `ours` is this crate's [`app`](ours::app); `plain` and `tuned`
//! are the same by hand on axum, the first as one writes it, the second as fast as we know how. Python Dash is in
//! `python/app.py`.

pub mod data;
pub mod ours;
pub mod payloads;
pub mod peer;
