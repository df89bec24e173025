//! `cargo dash`: the commands of Dash for Rust.

mod add;
mod bindings_crate;
mod check;
mod codegen;
mod crate_name;
mod dev;
mod new;
mod store;
mod workspace;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use dash_packages::OpenOptions;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The commands of Dash for Rust.
#[derive(Debug, Parser)]
#[command(name = "cargo dash", bin_name = "cargo dash", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new app: a page with sliders and a plot, its style sheet and its tests. It runs as it is.
    New(new::New),
    /// Lock a component package and write a crate of Rust bindings for it.
    Add {
        /// The package as it is published, and its version if not the newest: `NAME` or `NAME==VERSION`.
        package: String,
        /// The folder of the bindings crate; by default one of the package's name beside Cargo.lock.
        #[arg(long)]
        path: Option<PathBuf>,
    },
    /// Check an app without serving it: every mistake that can be found before the first request, all together. Fails if
    /// there is one. A program with several apps ends with the first one.
    Check {
        /// What `cargo run` needs to find the app, such as `-p NAME` or `--example NAME`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Serve an app while you write it: what you save is built, and open pages follow. Style sheets of the assets folder need no
    /// build; what the compiler says is also in the page.
    ///
    /// The port stays open: the last program that was built answers until the next one takes its place. `HOST` and `PORT` say
    /// where; `DASH_DEBUG` is 1 unless you set it. The app listens with `App::run` or `dash::listen`, and has no standard
    /// input.
    Dev {
        /// What `cargo run` would need, such as `-p NAME`, `--example NAME` or `--release`; after `--` what the app gets.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Fetch the locked packages that this user's store lacks.
    Fetch,
    /// Fill a folder with the locked packages, to be used with `DASH_STORE=DIR` where there is no network.
    Vendor {
        /// The folder.
        dir: PathBuf,
    },
    /// Read the locked packages again, and write their lock and bindings anew.
    #[command(hide = true)]
    Codegen {
        /// Write nothing; fail where something would change.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    // Cargo calls `cargo-dash dash add ..`; the alias of this repository calls `cargo-dash add ..`.
    let is_repeated = |(index, argument): &(usize, OsString)| *index == 1 && argument == "dash";
    let arguments = std::env::args_os().enumerate().filter(|argument| !is_repeated(argument));
    let arguments = Arguments::parse_from(arguments.map(|(_, argument)| argument));
    match run(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let options = OpenOptions { progress: &|line| eprintln!("{line}"), ..OpenOptions::from_env() };
    match command {
        Command::New(new) => new::run(&new),
        Command::Add { package, path } => add::run(&package, path, &options),
        Command::Check { arguments } => check::run(&arguments),
        Command::Dev { arguments } => dev::run(arguments),
        Command::Fetch => store::fetch(&options),
        Command::Vendor { dir } => store::vendor(&dir, &options),
        Command::Codegen { check } => codegen::run(check, &options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
