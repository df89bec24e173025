//! Who is measured.

use std::path::Path;
use std::process::Command;

use super::workload::Workload;
use crate::prepare::python::BENCH;
use crate::workspace::{command, root};

/// The name of the program that has its packages in it.
pub(super) const EMBEDDED: &str = "ours-embedded";

/// A server, and the way it is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Contestant {
    Gunicorn,
    Uvicorn,
    Plain,
    Tuned,
    Ours,
    /// Ours with everything switched off that can be.
    Bare,
    /// Ours with its packages in the program: it serves as ours does, but starts otherwise.
    Embedded,
}

impl Contestant {
    pub(super) const ALL: [Self; 6] =
        [Self::Gunicorn, Self::Uvicorn, Self::Plain, Self::Tuned, Self::Ours, Self::Bare];

    /// As a column of the tables.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Gunicorn => "Dash, Flask",
            Self::Uvicorn => "Dash, FastAPI",
            Self::Plain => "plain axum",
            Self::Tuned => "tuned axum",
            Self::Ours => "ours",
            Self::Bare => "ours, all off",
            Self::Embedded => "ours, embedded",
        }
    }

    /// All of them, or those that are not Python.
    pub(super) fn with_python(python: bool) -> Vec<Self> {
        Self::ALL.into_iter().filter(|contestant| python || !contestant.is_python()).collect()
    }

    /// Those whose start is measured.
    pub(super) fn starting(python: bool) -> Vec<Self> {
        let mut all = Self::with_python(python);
        all.push(Self::Embedded);
        all
    }

    /// Whether it has a page, and not only what the page asks for.
    pub(super) fn has_page(self) -> bool {
        !matches!(self, Self::Plain | Self::Tuned)
    }

    pub(super) fn is_python(self) -> bool {
        matches!(self, Self::Gunicorn | Self::Uvicorn)
    }

    /// The program that serves a workload at a port. `target` is where the servers were built.
    pub(super) fn command(self, workload: &Workload, target: &Path, port: u16) -> Command {
        let address = format!("127.0.0.1:{port}");
        let mut program = match self {
            Self::Gunicorn => {
                let mut program = python("gunicorn");
                program.args(["--workers", "2", "--log-level", "warning", "--no-control-socket"]);
                program.args(["--bind", &address]);
                if workload.needs_async() {
                    // What a plain `dash[async]` does; one thread a worker would wait for nothing else.
                    program.env("USE_ASYNC", "1").args(["--threads", "8"]);
                }
                program.arg("app:server").env("BACKEND", "flask");
                program
            }
            Self::Uvicorn => {
                let mut program = python("uvicorn");
                program.args(["--workers", "2", "--loop", "uvloop", "--http", "httptools"]);
                program.args(["--no-access-log", "--log-level", "warning", "--port", &port.to_string()]);
                program.arg("app:server").env("BACKEND", "fastapi");
                program
            }
            Self::Plain => server(target, "plain"),
            Self::Tuned => server(target, "tuned"),
            Self::Ours | Self::Bare => server(target, "ours"),
            Self::Embedded => server(target, EMBEDDED),
        };
        if self == Self::Bare {
            program.env("BENCH_EXTRAS", "off").env("RUST_LOG", "off");
        }
        program.env("PORT", port.to_string());
        program.env("BENCH_APP", if workload.is_large() { "large" } else { "small" });
        program
    }
}

fn python(name: &str) -> Command {
    let mut program = command(&BENCH.program(name).to_string_lossy());
    program.current_dir(root().join("benches/python")).env("PYTHONDONTWRITEBYTECODE", "1");
    program
}

fn server(target: &Path, name: &str) -> Command {
    let mut program = command(&target.join(name).to_string_lossy());
    program.env("HOST", "127.0.0.1").env("RUST_LOG", "warn").env("DASH_OFFLINE", "1");
    program.env_remove("DASH_DEBUG").env("BENCH_PAYLOADS", super::payloads());
    program
}
