//! What must hold for any input.
//!
//! Each target takes bytes, which libFuzzer makes up (`fuzz/`, `cargo xtask fuzz`) or which lie in a corpus (`tests/replay.rs`), and
//! panics when something does not hold: our code and a second, simple one disagree, or what was written does not read back.

mod declared;
mod files;
mod ids;
mod lock;
mod matching;
mod patch;
mod reference;
mod request;
mod strict;

/// A target: its name and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target, by the name of its corpus.
pub const TARGETS: &[Target] = &[
    ("files", files::run),
    ("ids", ids::run),
    ("lock", lock::run),
    ("matching", matching::run),
    ("patch", patch::run),
    ("request", request::run),
];

/// Runs the target of this name.
///
/// # Panics
/// When there is no such target, and when something does not hold for this input.
pub fn run(name: &str, input: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, run) = target.unwrap_or_else(|| panic!("no target is called {name}"));
    run(input);
}
