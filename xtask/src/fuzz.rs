//! `cargo xtask fuzz`: inputs that nobody would think of.
//!
//! The targets are in `tests/fuzz-targets`, which the tests run over `fuzz/corpus` and `fuzz/found`. Here libFuzzer makes up more
//! inputs, starting from these.

use std::process::ExitCode;

use crate::prepare;
use crate::workspace::{cargo, root, target};

pub(crate) const USAGE: &str = "cargo xtask fuzz [TARGET...] [--minutes N]";

/// What to run, and for how long each.
#[derive(Debug, PartialEq)]
struct Options {
    targets: Vec<String>,
    minutes: f64,
}

pub(crate) fn main(args: &[&str]) -> ExitCode {
    let ran = targets().and_then(|known| Options::parse(args, &known)).and_then(|options| run(&options));
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The names of all targets: each has a program.
fn targets() -> Result<Vec<String>, String> {
    let folder = root().join("fuzz/fuzz_targets");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

impl Options {
    fn parse(args: &[&str], known: &[String]) -> Result<Self, String> {
        let mut options = Self { targets: Vec::new(), minutes: 10.0 };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            if *arg == "--minutes" {
                let value = args.next().copied().unwrap_or_default();
                let minutes =
                    value.parse().ok().filter(|minutes: &f64| *minutes > 0.0 && minutes.is_finite());
                options.minutes =
                    minutes.ok_or_else(|| format!("--minutes is `{value}`, expected a number above 0"))?;
            } else if known.iter().any(|name| name == arg) {
                options.targets.push((*arg).to_owned());
            } else {
                return Err(format!("no target `{arg}`; there are {}\nusage: {USAGE}", known.join(", ")));
            }
        }
        if options.targets.is_empty() {
            options.targets = known.to_vec();
        }
        Ok(options)
    }
}

fn run(options: &Options) -> Result<(), String> {
    println!("{}", prepare::cargo_fuzz()?);
    let mut failed = Vec::new();
    for target in &options.targets {
        println!("\n{target}: {} minute(s)", options.minutes);
        if !fuzz(target, options.minutes)? {
            failed.push(target.as_str());
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!(
        "something does not hold in {}: the input is in fuzz/artifacts; when it is mended, keep the input in fuzz/found",
        failed.join(", ")
    ))
}

/// Whether the target held for as long as that. What is new is kept beside the build, and used by the next run.
fn fuzz(name: &str, minutes: f64) -> Result<bool, String> {
    let built = target().join("fuzz");
    let found = built.join("corpus").join(name);
    std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let mut command = cargo();
    // Our code has no `unsafe`, so there is nothing for a sanitizer to see; without one the stable compiler will do.
    command.env("RUSTC_BOOTSTRAP", "1").args(["fuzz", "run", "--sanitizer", "none", "--target-dir"]);
    command.arg(&built).arg(name).arg(found).arg(root().join("fuzz/corpus").join(name)).arg("--");
    command.arg(format!("-max_total_time={:.0}", minutes * 60.0));
    command.args(["-timeout=10", "-max_len=4096", "-print_final_stats=1"]);
    let dictionary = root().join("fuzz/dictionaries").join(name);
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    let status = command.status().map_err(|error| format!("{command:?} did not start: {error}"))?;
    Ok(status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Options, String> {
        Options::parse(args, &["ids".to_owned(), "lock".to_owned()])
    }

    #[test]
    fn without_a_name_all_run() {
        let options = parse(&["--minutes", "0.5"]).expect("this is right");
        assert_eq!(options, Options { targets: vec!["ids".into(), "lock".into()], minutes: 0.5 });
        assert_eq!(parse(&["lock"]).expect("this is right").targets, ["lock"]);
    }

    #[test]
    fn what_is_not_understood_is_answered_with_what_is() {
        assert!(
            parse(&["log"]).expect_err("no such target").starts_with("no target `log`; there are ids, lock")
        );
        assert_eq!(
            parse(&["--minutes", "long"]).expect_err("no number"),
            "--minutes is `long`, expected a number above 0"
        );
    }

    #[test]
    fn every_target_has_a_program() {
        let library =
            std::fs::read_to_string(root().join("tests/fuzz-targets/src/lib.rs")).expect("it is there");
        let targets = targets().expect("the folder is there");
        assert!(targets.len() >= 6, "{targets:?}");
        for name in &targets {
            assert!(library.contains(&format!("(\"{name}\", {name}::run)")), "{name}");
        }
        assert_eq!(library.matches("::run),").count(), targets.len());
    }
}
