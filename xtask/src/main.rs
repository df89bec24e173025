//! How this repository is kept.
//!
//! `cargo xtask test` prepares a machine and runs every check there is; `cargo xtask test STAGE...` runs some of
//! them, with what they need. `cargo xtask tidy` runs the house rules alone, `cargo xtask codegen` writes the generated
//! files anew and `cargo xtask codegen --check` compares them. `cargo xtask bridge` runs Dash's own tests against our server,
//! `cargo xtask bench` measures it, `cargo xtask fuzz` makes up inputs that nobody would think of,
//! `cargo xtask soak` puts load on a server, `cargo xtask size` says what a program is made of.

mod bench;
mod bridge;
mod count;
mod fuzz;
mod prepare;
mod run;
mod size;
mod soak;
mod stages;
mod tidy;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["test", names @ ..] => test(names),
        ["tidy"] => test(&["tidy"]),
        ["codegen", "--check"] => test(&["codegen"]),
        ["codegen"] => codegen(),
        ["bench", args @ ..] => bench::main(args),
        ["bridge", args @ ..] => bridge::main(args),
        ["fuzz", args @ ..] => fuzz::main(args),
        ["size", args @ ..] => size::main(args),
        ["soak", args @ ..] => soak::main(args),
        _ => usage(),
    }
}

fn test(names: &[&str]) -> ExitCode {
    match stages::select(names) {
        Ok(selected) => run::run(&selected),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the generated files anew.
fn codegen() -> ExitCode {
    match workspace::cargo().args(["dash", "codegen"]).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: cargo cannot be started: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!(
        "usage: cargo xtask test [STAGE...]\n       cargo xtask tidy\n       cargo xtask codegen [--check]\n       {}\n       {}\n       {}\n       {}\n       {}\n\nstages:",
        bench::USAGE,
        bridge::USAGE,
        fuzz::USAGE,
        size::USAGE,
        soak::USAGE
    );
    for stage in stages::STAGES {
        eprintln!("  {:12} {}", stage.name, stage.about);
    }
    ExitCode::FAILURE
}
