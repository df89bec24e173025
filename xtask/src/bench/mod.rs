//! What a callback costs: our server beside two that are written by hand, and Python Dash.
//!
//! The main figure is what the server took of the processors for one request, from the operating system: unlike requests a
//! second it does not depend on who asks. All servers answer by turns, so that what else the machine does hits all.
//! `benches` has the servers; the last results are in its README.

mod agreement;
mod building;
mod contestant;
mod http;
mod machine;
mod options;
mod process;
mod report;
mod rounds;
mod server;
mod start;
mod statistics;
mod table;
mod workload;
mod wrk;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::prepare::python::BENCH;
use crate::workspace::{cargo, output};
use options::Options;

/// What the command is told.
pub(crate) const USAGE: &str = options::USAGE;

/// Where callbacks are asked for, as the renderer does: the query is the id of the page's load and a checksum.
const UPDATE: &str = "/_dash-update-component?endId=NMtoiyXKtdD8UtsvVzWajjpt~f65ac8114fe85f60d475acea56f6e128f87e160df28d59b165e5cf8a077970f6";

/// Runs the command with what follows `bench`.
pub(crate) fn main(args: &[&str]) -> ExitCode {
    let done = match args {
        ["build"] => building::run(),
        _ => Options::parse(args).and_then(|options| run(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    wrk::prepare()?;
    if options.python {
        println!("{}", BENCH.prepare()?);
    }
    let target = build()?;
    agreement::check(options.python, &target)?;
    println!("all servers give equal answers");
    let mut results = Vec::new();
    for workload in &options.workloads {
        println!("{}: {}", workload.name, workload.about);
        results.push(rounds::run(workload, options, &target)?);
    }
    let mut text = table::all(&results);
    if options.all {
        text = [text, start::table(options, &target)?].join("\n\n");
    }
    println!("\n{text}");
    if options.all {
        report::write("numbers", &format!("{}\n{text}", machine::describe(options)?))?;
    }
    Ok(())
}

/// Builds the servers and writes what they are sent; says where the programs are.
fn build() -> Result<PathBuf, String> {
    output(cargo().args(["dash", "fetch"]))?;
    server::make_folder()?;
    let target = target().join("release");
    let servers = ["build", "--release", "--package", "dash-benches"];
    output(cargo().args(servers).args(["--features", "embed"]))?;
    let (from, to) = (target.join("ours"), target.join(contestant::EMBEDDED));
    fs::copy(&from, &to).map_err(|error| format!("cannot write {}: {error}", to.display()))?;
    output(cargo().args(servers))?;
    let payloads = target.join("payloads");
    output(crate::workspace::command(&payloads.to_string_lossy()).arg(self::payloads()))?;
    Ok(target)
}

/// The folder that cargo builds into: this program is in it.
fn target() -> PathBuf {
    let own = std::env::current_exe().ok();
    let target = own.as_deref().and_then(Path::parent).and_then(Path::parent);
    target.map_or_else(|| crate::workspace::root().join("target"), Path::to_owned)
}

/// Where payloads and logs are.
fn payloads() -> PathBuf {
    target().join("bench")
}
