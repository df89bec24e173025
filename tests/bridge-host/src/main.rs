//! Serves an app of Dash's own tests: `bridge-host MANIFEST`, at `HOST` and `PORT`.
//!
//! A test of Plotly's repository builds its app in Python. Here the same app is built with the public run-time builder
//! and served by the public server; what only Python can do, which is to run a user's function, is asked of the test's
//! process, the oracle. `cargo xtask bridge` runs the tests.
//!
//! | Module | Question |
//! |---|---|
//! | `manifest` | what does the test say about its app? |
//! | `app` | how is that said to `dash::App`? |
//! | `callback` | how does a declaration become a callback? |
//! | `package` | where are the component packages? |
//! | `call` | what is the oracle asked in a call, and what becomes of its answer? |
//! | `oracle` | how is the oracle asked? |

mod app;
mod call;
mod callback;
mod manifest;
mod oracle;
mod package;

use std::process::ExitCode;

use dash::{BoxError, Serve};

use crate::manifest::Manifest;
use crate::oracle::Oracle;

/// Set to anything, it breaks one answer: the first that has values gives none of them to the browser. The proof that
/// the tests look at what this program does.
const BREAK: &str = "BRIDGE_HOST_BREAK";

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), BoxError> {
    let path = std::env::args_os().nth(1).ok_or("usage: bridge-host MANIFEST")?;
    let manifest = Manifest::read(path.as_ref())?;
    let oracle = Oracle::new(&manifest.bridge, std::env::var_os(BREAK).is_some());
    app::build(manifest, oracle)?.run().await?;
    Ok(())
}
