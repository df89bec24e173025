//! `cargo xtask soak` runs this.

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use dash_load::load::Size;
use dash_load::{load, soak, stop};

/// Puts load on an app of its own.
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Many connections at once, clients that do not behave, and callbacks that go wrong.
    Load {
        /// Connections that are open at once.
        #[arg(long, default_value_t = 5_000)]
        connections: usize,
        /// Requests in each round.
        #[arg(long, default_value_t = 200_000)]
        callbacks: usize,
        /// Rounds; memory after the last one is compared with that after the one before.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Half of what the server can bear, while its memory is watched.
    Soak {
        /// How long.
        #[arg(long, default_value_t = 10.0)]
        minutes: f64,
    },
    /// `Ctrl-C` while callbacks run.
    Stop {
        /// Callbacks that take two seconds.
        #[arg(long, default_value_t = 500)]
        slow: usize,
        /// Connections that ask all the time.
        #[arg(long, default_value_t = 200)]
        busy: usize,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let app = std::env::current_exe().unwrap_or_default().with_file_name("dash-load-app");
    let done = match Args::parse().what {
        What::Load { connections, callbacks, rounds } => {
            println!(
                "{connections} connections, {rounds} times {callbacks} callbacks of which one in a hundred goes wrong"
            );
            let rude = connections / 10;
            let (slow, rest) = ((connections / 100, 10), Some(Duration::from_secs(12)));
            load::run(&app, Size { connections, callbacks, rude, slow, rounds, rest }).await
        }
        What::Soak { minutes } => {
            println!("half load");
            soak::run(&app, Duration::from_secs_f64(minutes * 60.0)).await
        }
        What::Stop { slow, busy } => {
            println!("Ctrl-C while {slow} slow callbacks run and {busy} connections ask");
            stop::run(&app, slow, busy).await
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
