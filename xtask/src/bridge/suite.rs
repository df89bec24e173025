//! Running the tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::results::Results;
use crate::prepare::{browser, python::BRIDGE};
use crate::workspace::{command, find_program, is_root, root};

/// What our server is measured by.
const FILES: &[&str] = &[
    "tests/integration/callbacks",
    "tests/integration/clientside",
    "tests/integration/renderer",
    "tests/integration/dash_assets",
    "tests/integration/test_patch.py",
    "tests/integration/test_clientside_patch.py",
    "tests/integration/test_integration.py",
    "tests/integration/test_scripts.py",
];

/// Who serves the apps.
#[derive(Debug)]
pub(super) enum Server {
    /// Python Dash.
    Python,
    /// Ours.
    Host {
        program: PathBuf,
        /// Whether it breaks an answer of each app.
        broken: bool,
    },
}

/// Some of Dash's tests, in a folder of their own.
#[derive(Debug)]
pub(super) struct Suite {
    pub(super) folder: PathBuf,
    pub(super) files: Vec<String>,
    pub(super) pytest: Vec<String>,
}

impl Suite {
    /// The files, folders and cases to run.
    pub(super) fn names(&self) -> Vec<&str> {
        if self.files.is_empty() { FILES.to_vec() } else { self.files.iter().map(String::as_str).collect() }
    }

    /// Runs the tests, and those that fail once more: a browser on a busy machine is late at times.
    pub(super) fn run(&self, server: &Server) -> Result<Results, String> {
        let first = self.once(server, &self.names())?;
        let failed: Vec<_> = first.failed().map(str::to_owned).collect();
        if failed.is_empty() || matches!(server, Server::Host { broken: true, .. }) {
            return Ok(first);
        }
        println!("{} failed: once more", failed.len());
        let again = self.once(server, &failed.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(first.retried(again))
    }

    fn once(&self, server: &Server, names: &[&str]) -> Result<Results, String> {
        let results = self.folder.join("results.jsonl");
        if results.exists() {
            fs::remove_file(&results)
                .map_err(|error| format!("cannot remove {}: {error}", results.display()))?;
        }
        let mut tests = as_root_without_priority(&BRIDGE.python().to_string_lossy());
        tests.current_dir(&self.folder);
        // The longest case takes a minute and a half where two cores are shared.
        tests.args(["-m", "pytest", "--headless", "--nopercyfinalize", "--timeout=200", "--quiet"]);
        // Its settings are for another machine; nothing is to be kept from one run to the next.
        tests.args([
            "--override-ini",
            "addopts=",
            "-p",
            "no:cacheprovider",
            "--tb=no",
            "--disable-warnings",
            "--no-flaky-report",
        ]);
        tests.args(&self.pytest).args(names);
        tests.env("PYTHONDONTWRITEBYTECODE", "1").env("BRIDGE_RESULTS", &results);
        for (variable, program) in browser::environment() {
            match variable {
                "DASH_CHROMIUM" => tests.env("DASH_TEST_CHROMEPATH", program),
                _ => &mut tests,
            };
        }
        if let Server::Host { program, broken } = server {
            tests.env("BRIDGE_HOST", program).env("BRIDGE_LOGS", self.folder.join("logs"));
            tests.env("DASH_LOCK", root().join("dash.lock")).env("DASH_OFFLINE", "1");
            if *broken {
                tests.env("BRIDGE_HOST_BREAK", "1");
            }
        }
        // It fails when a test does; what it has to say is in the results.
        tests.status().map_err(|error| format!("pytest did not start: {error}"))?;
        let found = Results::read(&results)?;
        if found.is_empty() {
            return Err("no case ran".to_owned());
        }
        Ok(found)
    }
}

/// Chromium raises its own priority where it may, as root may, and fails where that is then refused.
fn as_root_without_priority(program: &str) -> Command {
    if !is_root() || find_program(&["setpriv"]).is_none() {
        return command(program);
    }
    let mut privileges = command("setpriv");
    privileges.args(["--bounding-set", "-sys_nice", "--inh-caps", "-sys_nice", program]);
    privileges
}
