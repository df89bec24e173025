//! Dash's repository, and the folder in which its tests are run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::prepare::python::BRIDGE;
use crate::workspace::{command, output, root};

/// A clone of `plotly/dash`.
#[derive(Debug)]
pub(super) struct Checkout {
    git: PathBuf,
    /// The commit that is checked out.
    pub(super) commit: String,
}

impl Checkout {
    /// Opens a clone, or its git directory.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let path = fs::canonicalize(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let inner = path.join(".git");
        let git = if inner.exists() { inner } else { path };
        let commit = output(self::git(&git).args(["rev-parse", "HEAD"]))?.trim().to_owned();
        Ok(Self { git, commit })
    }

    /// The day of the commit.
    pub(super) fn date(&self) -> Result<String, String> {
        Ok(output(git(&self.git).args(["log", "-1", "--format=%cs"]))?.trim().to_owned())
    }

    /// A folder in which the tests of this commit are run with what is installed for them.
    pub(super) fn folder(&self) -> PathBuf {
        BRIDGE.folder().join("dash").join(&self.commit)
    }

    /// Puts the tests into their folder, and our Python beside them.
    pub(super) fn lay(&self) -> Result<PathBuf, String> {
        let folder = self.folder();
        self.extract(&["tests"], &folder)?;
        for file in ["conftest.py", "bridge"] {
            let from = root().join("tests/bridge-host/python").join(file);
            output(command("cp").arg("-R").arg(from).arg(&folder))?;
        }
        Ok(folder)
    }

    /// Writes folders of the repository, as they were committed, below `target`.
    pub(super) fn extract(&self, paths: &[&str], target: &Path) -> Result<(), String> {
        fs::create_dir_all(target).map_err(|error| format!("cannot make {}: {error}", target.display()))?;
        let mut archive = git(&self.git)
            .args(["archive", &self.commit])
            .args(paths)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("git did not start: {error}"))?;
        let files = archive.stdout.take().map_or_else(Stdio::null, Stdio::from);
        output(command("tar").arg("-x").arg("-C").arg(target).stdin(files))?;
        match archive.wait() {
            Ok(status) if status.success() => Ok(()),
            _ => Err(format!("{} is no clone of plotly/dash with {}", self.git.display(), paths.join(", "))),
        }
    }
}

fn git(folder: &Path) -> Command {
    let mut git = command("git");
    git.arg("--git-dir").arg(folder);
    git
}
