//! Dash's own browser tests, unmodified, against our server.
//!
//! The tests are Plotly's and are never committed: they come from a clone of `plotly/dash`. Each case is run with
//! Python Dash itself, the reference, and with the program `bridge-host`; what passes with Python must pass with us.
//! `tests/bridge-host/README.md` says how a test written in Python meets a server written in Rust.

mod checkout;
mod components;
mod known;
mod options;
mod report;
mod results;
mod suite;
mod verdict;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::prepare::{browser, python::BRIDGE};
use crate::workspace::{cargo, output, root};
use checkout::Checkout;
use known::Known;
use options::{Mode, Options};
use results::Results;
use suite::{Server, Suite};
use verdict::Verdict;

const REPORT: &str = "tests/bridge-host/REPORT.md";

/// What the command is told.
pub(crate) const USAGE: &str = options::USAGE;

/// Runs the command with what follows `bridge`.
pub(crate) fn main(args: &[&str]) -> ExitCode {
    match Options::parse(args).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    println!("{}", browser::prepare()?);
    println!("{}", BRIDGE.prepare()?);
    let checkout = Checkout::open(&options.dash)?;
    println!("{}", components::install(&checkout)?);
    let suite =
        Suite { folder: checkout.lay()?, files: options.files.clone(), pytest: options.pytest.clone() };

    let stored = suite.folder.join("reference.jsonl");
    let reference = reference(&suite, options, &stored)?;
    if options.mode == Mode::Reference {
        print!("{}", reference.summary());
        return Ok(());
    }
    let last = suite.folder.join("host.jsonl");
    let found = if options.mode == Mode::Report {
        Results::read(&last)?
    } else {
        suite.run(&Server::Host { program: host(options)?, broken: options.mode == Mode::Break })?
    };
    let known = Known::read()?;
    let verdict = Verdict::new(&reference, &found, &known);
    if options.mode == Mode::Break {
        return verdict.must_fail();
    }
    print!("{}", report::results(&verdict));
    if options.files.is_empty() && options.pytest.is_empty() {
        found.write(&last)?;
        let path = root().join(REPORT);
        let text = report::report(&verdict, &report::Versions::read(&checkout)?);
        fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        println!("wrote {REPORT}");
    }
    verdict.must_be_explained()
}

/// What comes of the tests with Python, as it was found before or now.
fn reference(suite: &Suite, options: &Options, stored: &Path) -> Result<Results, String> {
    let known = if options.mode == Mode::Reference { Results::default() } else { Results::read(stored)? };
    if known.cover(&suite.names()) {
        println!("the reference is that of an earlier run; `--only reference` makes a new one");
        return Ok(known);
    }
    let found = suite.run(&Server::Python)?;
    let all = Results::read(stored)?.updated(found);
    all.write(stored)?;
    Ok(all)
}

/// Builds the server under test.
fn host(options: &Options) -> Result<PathBuf, String> {
    let (profile, folder) = if options.release { (Some("--release"), "release") } else { (None, "debug") };
    output(cargo().args(["build", "--package", "bridge-host"]).args(profile))?;
    output(cargo().args(["dash", "fetch"]))?;
    // It is where this program is, but for the profile.
    let own = std::env::current_exe().map_err(|error| format!("where is this program? {error}"))?;
    let target = own.parent().and_then(Path::parent).ok_or("this program is in no target folder")?;
    Ok(target.join(folder).join("bridge-host"))
}
