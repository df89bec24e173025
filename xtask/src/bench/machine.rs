//! Where and when something was measured.

use std::fs;

use super::options::Options;
use crate::prepare::python::BENCH;
use crate::workspace::{command, output, root};

/// Where, when and with which compiler.
pub(super) fn short() -> Result<String, String> {
    let date = output(command("date").args(["-u", "+%-d %B %Y, %H:%M UTC"]))?;
    let rustc = output(command("rustc").arg("--version"))?;
    let kernel = output(command("uname").args(["-sr"]))?;
    let commit = output(command("git").args(["describe", "--always", "--dirty"]))?;
    Ok(format!(
        "{}, commit {}; {}, {:.0} GB, {}; {}.\n",
        date.trim(),
        commit.trim(),
        processors(),
        memory(),
        kernel.trim(),
        rustc.trim()
    ))
}

/// The lines above the tables.
pub(super) fn describe(options: &Options) -> Result<String, String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let crates = ["axum", "hyper", "tokio", "serde_json", "mimalloc"];
    let crates: Vec<_> = crates.iter().filter_map(|name| locked(&lock, name)).collect();
    let python = if options.python { python()? } else { String::new() };
    Ok(format!(
        "{short}{crates}.{python}\n{rounds} rounds of {seconds} s; cargo's `release` profile as it stands for every Rust server.\n",
        short = short()?,
        crates = crates.join(", "),
        rounds = options.rounds,
        seconds = options.time.as_secs(),
    ))
}

fn processors() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let models: Vec<_> = info.lines().filter_map(|line| line.strip_prefix("model name\t: ")).collect();
    format!("{} x {}", models.len().max(1), models.first().unwrap_or(&"unknown processor"))
}

/// In gigabytes.
fn memory() -> f64 {
    let info = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = info.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes: u32 =
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default();
    f64::from(kilobytes) / 1024.0 / 1024.0
}

/// A crate and its version as the lock has it.
fn locked(lock: &str, name: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    Some(format!("{name} {}", after.split('"').next()?))
}

fn python() -> Result<String, String> {
    let code = "import sys, importlib.metadata as m\n\
        names = ['dash', 'flask', 'gunicorn', 'fastapi', 'uvicorn', 'orjson']\n\
        print('Python', sys.version.split()[0], *(f', {name} {m.version(name)}' for name in names), sep='')";
    let versions = output(command(&BENCH.python().to_string_lossy()).args(["-c", code]))?;
    Ok(format!(" {}; two workers each.", versions.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_of_the_lock() {
        let lock = "[[package]]\nname = \"axum-core\"\nversion = \"0.5.2\"\n\n[[package]]\nname = \"axum\"\nversion = \"0.8.9\"\n";
        assert_eq!(locked(lock, "axum").as_deref(), Some("axum 0.8.9"));
        assert_eq!(locked(lock, "hyper"), None);
    }
}
