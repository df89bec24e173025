//! Gets a fresh machine ready.

pub(crate) mod browser;
pub(crate) mod python;

use crate::workspace::{cargo, output};

/// The version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

/// Installs cargo-deny unless some version of it is there.
pub(crate) fn cargo_deny() -> Result<String, String> {
    if let Ok(version) = output(cargo().args(["deny", "--version"])) {
        return Ok(version.trim().to_owned());
    }
    output(cargo().args(["install", "cargo-deny", "--locked", "--version", CARGO_DENY]))?;
    Ok(format!("installed cargo-deny {CARGO_DENY}"))
}

/// Python Dash, to compare with.
pub(crate) fn oracle() -> Result<String, String> {
    python::ORACLE.prepare()
}
