//! Where things are, and how other programs are called.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The root of the checkout that cargo runs this program for. Two checkouts may share one binary.
pub(crate) fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&package).parent().expect("xtask is a folder of the workspace").to_owned()
    });
    &ROOT
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// A program, started at the root of the checkout, that finds nobody at its standard input.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// What a program prints, or why it did not.
pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?} did not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(format!(
        "{command:?} failed ({status})\n{text}{errors}",
        status = output.status,
        errors = String::from_utf8_lossy(&output.stderr)
    ))
}

/// The first of these programs that is on the path.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// The folder of this user for what takes long to make, and is easily made again.
pub(crate) fn cache() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    cache.or_else(home).map_or_else(|| root().join("target"), |cache| cache.join("dash-for-rust"))
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Whether this process may install system packages.
pub(crate) fn is_root() -> bool {
    output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// The files git knows, relative to the root, of which the pattern holds.
pub(crate) fn tracked(pattern: &str) -> Result<Vec<String>, String> {
    let names = output(command("git").args(["ls-files", "-z", "--", pattern]))?;
    // A file may be deleted and not yet committed as such.
    Ok(names.split('\0').filter(|name| root().join(name).is_file()).map(str::to_owned).collect())
}
