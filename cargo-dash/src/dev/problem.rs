//! What is wrong, and how the page learns of it.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;
use tempfile::TempDir;

use crate::Result;

/// What keeps the newest sources from being served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// In one line.
    pub(super) title: String,
    /// What the compiler or the program said, as plain text.
    pub(super) text: String,
}

/// What a page asks for: JSON with the problem, null where there is none.
pub(super) fn json(problem: Option<&Problem>) -> String {
    serde_json::json!({ "problem": problem }).to_string()
}

/// A file that the running program reads when a page asks it.
#[derive(Debug)]
pub(super) struct Status {
    folder: TempDir,
    problem: Option<Problem>,
}

impl Status {
    pub(super) fn new() -> Result<Self> {
        let status =
            Self { folder: tempfile::Builder::new().prefix("cargo-dash-dev-").tempdir()?, problem: None };
        status.write()?;
        Ok(status)
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("status.json")
    }

    pub(super) fn problem(&self) -> Option<Problem> {
        self.problem.clone()
    }

    pub(super) fn set(&mut self, problem: Option<Problem>) -> Result<()> {
        self.problem = problem;
        self.write()
    }

    /// In one step: nobody reads half of it.
    fn write(&self) -> Result<()> {
        let new = self.folder.path().join("new.json");
        fs::write(&new, json(self.problem.as_ref()))?;
        Ok(fs::rename(new, self.path())?)
    }
}
