//! What cargo knows of the packages.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::Result;

#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    pub(super) packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Package {
    /// Nothing where it is on this machine.
    pub(super) source: Option<String>,
    pub(super) manifest_path: PathBuf,
    /// The program that `cargo run` takes where there are several.
    pub(super) default_run: Option<String>,
}

impl Metadata {
    /// Of the manifest, else of the current folder's.
    ///
    /// # Errors
    /// What cargo says where it cannot read it.
    pub(super) fn read(manifest: Option<&OsStr>) -> Result<Self> {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(["metadata", "--format-version", "1"]).stdin(Stdio::null());
        if let Some(manifest) = manifest {
            command.arg("--manifest-path").arg(manifest);
        }
        let output = command.output().map_err(|error| format!("cannot start cargo: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().into());
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("what `cargo metadata` says cannot be read: {error}").into())
    }
}
