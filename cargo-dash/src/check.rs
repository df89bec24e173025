//! `cargo dash check`.

use std::ffi::OsString;
use std::process::Command;

use crate::Result;

/// Runs the app as far as its checks.
pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--quiet"]).args(arguments).env("DASH_CHECK", "1");
    let status = command.status().map_err(|error| format!("cannot start cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err("the app did not pass; what is wrong is above".into()) }
}
