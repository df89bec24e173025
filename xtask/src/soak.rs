//! `cargo xtask soak`: a server under load, for as long as one likes. The clients and the app are `tests/load`; the tests do the
//! same at a small size.

use std::process::ExitCode;

use crate::workspace::cargo;

pub(crate) const USAGE: &str = "cargo xtask soak [load | stop] [--minutes N]";

/// Built for release, as what is deployed; then run with these arguments.
pub(crate) fn main(args: &[&str]) -> ExitCode {
    let done = arguments(args).and_then(|args| {
        run(&["dash", "fetch"])?;
        // Both programs: the clients and the app.
        run(&["build", "--release", "--package", "dash-load"])?;
        let run_it = ["run", "--release", "--package", "dash-load", "--"].into_iter();
        run(&run_it.chain(args.iter().map(String::as_str)).collect::<Vec<_>>())
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What `dash-load` is told.
fn arguments(args: &[&str]) -> Result<Vec<String>, String> {
    let args = match args {
        [] => vec!["soak"],
        ["--minutes", minutes] if minutes.parse::<f64>().is_ok_and(|minutes| minutes > 0.0) => {
            vec!["soak", "--minutes", *minutes]
        }
        ["load" | "stop", ..] => args.to_vec(),
        _ => return Err(format!("`{}` is not understood\nusage: {USAGE}", args.join(" "))),
    };
    Ok(args.into_iter().map(str::to_owned).collect())
}

fn run(args: &[&str]) -> Result<(), String> {
    let mut command = cargo();
    command.arg("--quiet").args(args);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("cargo {} failed ({status})", args.join(" "))),
        Err(error) => Err(format!("cargo cannot be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_those_of_the_program() {
        assert_eq!(arguments(&[]).expect("it is right"), ["soak"]);
        assert_eq!(arguments(&["--minutes", "0.5"]).expect("it is right"), ["soak", "--minutes", "0.5"]);
        assert_eq!(
            arguments(&["load", "--connections", "9"]).expect("it is right"),
            ["load", "--connections", "9"]
        );
        for wrong in [&["--minutes", "-1"], &["--minutes", "long"]] {
            assert!(arguments(wrong).expect_err("it is wrong").contains("is not understood"));
        }
    }
}
