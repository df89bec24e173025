//! What the feature `embed` puts into a program: the locked component packages, compressed.
//!
//! The build script copies them from the user's store, which `cargo dash fetch` fills; it fetches nothing itself.

use dash_packages::Bundle;

/// The packages inside this program.
pub static BUNDLE: Bundle = include!(concat!(env!("OUT_DIR"), "/bundle.rs"));
