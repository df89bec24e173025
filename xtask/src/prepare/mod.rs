//! Gets a fresh machine ready.

pub(crate) mod browser;
pub(crate) mod python;

use crate::workspace::{cargo, find_program, output};

/// The version that `deny.toml` was written for.
const CARGO_DENY: &str = "0.20.2";

const CARGO_FUZZ: &str = "0.13.2";

/// Installs cargo-deny unless some version of it is there.
pub(crate) fn cargo_deny() -> Result<String, String> {
    subcommand("deny", CARGO_DENY)
}

/// Installs cargo-fuzz unless some version of it is there; libFuzzer is built with the machine's own compiler.
pub(crate) fn cargo_fuzz() -> Result<String, String> {
    if find_program(&["c++", "g++", "clang++"]).is_none() {
        return Err("libFuzzer is C++, and there is no compiler for it: install g++ or clang".to_owned());
    }
    subcommand("fuzz", CARGO_FUZZ)
}

fn subcommand(name: &str, wanted: &str) -> Result<String, String> {
    if let Ok(version) = output(cargo().args([name, "--version"])) {
        return Ok(version.trim().to_owned());
    }
    let program = format!("cargo-{name}");
    output(cargo().args(["install", &program, "--locked", "--version", wanted]))?;
    Ok(format!("installed {program} {wanted}"))
}

/// Python Dash, to compare with.
pub(crate) fn oracle() -> Result<String, String> {
    python::ORACLE.prepare()
}
