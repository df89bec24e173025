//! An app that `cargo dash new` made, outside the workspace.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

use super::program::binary;

/// The folder of an app called `demo`; dropping it removes the folder. There is one at a time: two would write the same
/// binary, and wait for one another's builds.
#[derive(Debug)]
pub struct NewApp {
    folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl NewApp {
    /// Makes one in an empty folder.
    ///
    /// # Panics
    /// When `cargo dash new` fails.
    pub async fn make() -> Self {
        static ALONE: Mutex<()> = Mutex::const_new(());
        let alone = ALONE.lock().await;
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let app = Self { folder, _alone: alone };
        let mut command = app.dash(["new", "demo"]);
        let output = command.current_dir(app.folder.path()).output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        // The crates are those of this workspace, which are on this machine.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, app.path("Cargo.lock")).expect("the workspace has a Cargo.lock");
        app
    }

    /// A file of the app.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("demo").join(file)
    }

    /// Puts another text in the place of one that is in a file.
    ///
    /// # Panics
    /// When it is not there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).expect("the file can be read");
        assert!(text.contains(from), "`{from}` is not in {file}:\n{text}");
        fs::write(self.path(file), text.replace(from, to)).expect("the file can be written");
    }

    /// `cargo` in the app's folder. It builds where this workspace is built, which has most of it already.
    pub fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
    }

    /// `cargo dash` in the app's folder.
    pub fn dash<const N: usize>(&self, arguments: [&str; N]) -> Command {
        self.command(binary("cargo-dash").into(), arguments)
    }

    fn command<const N: usize>(&self, program: OsString, arguments: [&str; N]) -> Command {
        let target = PathBuf::from(binary("cargo-dash"));
        let target = target.ancestors().nth(2).expect("a profile's folder is in the target folder");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path().join("demo"));
        command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
        // Those of this test's own crate, which cargo would give the app's.
        command.env_remove("CARGO_MANIFEST_DIR");
        command
    }
}
