//! Python Dash, to compare with.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use crate::workspace::{command, output, root};

const REQUIREMENTS: &str = "tests/conformance/requirements.txt";

/// Makes the virtual environment unless it is there.
pub(crate) fn prepare() -> Result<String, String> {
    let folder = folder();
    let ready = folder.join("ready");
    if ready.is_file() {
        return Ok(format!("found {}", folder.display()));
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("cannot remove {}: {error}", folder.display()))?;
    }
    // Debian's Python has no pip to put into an environment; any pip can install into one from outside.
    python3([OsStr::new("-m"), "venv".as_ref(), "--without-pip".as_ref(), folder.as_ref()])?;
    let python = python();
    let pip = ["-m", "pip", "--disable-pip-version-check", "--quiet", "--python"].map(OsStr::new);
    let install = [python.as_os_str(), "install".as_ref(), "--requirement".as_ref(), REQUIREMENTS.as_ref()];
    python3(pip.into_iter().chain(install))?;
    fs::write(&ready, "").map_err(|error| format!("cannot write {}: {error}", ready.display()))?;
    Ok(format!("made {}", folder.display()))
}

/// The environment's interpreter.
pub(crate) fn python() -> PathBuf {
    folder().join("bin/python")
}

/// In the user's cache, under a name that changes with the requirements and the interpreter.
fn folder() -> PathBuf {
    let mut key = DefaultHasher::new();
    fs::read(root().join(REQUIREMENTS)).unwrap_or_default().hash(&mut key);
    python3(["--version"]).unwrap_or_default().hash(&mut key);
    cache().join(format!("oracle-{:016x}", key.finish()))
}

fn cache() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    cache.or_else(home).map_or_else(|| root().join("target"), |cache| cache.join("dash-for-rust"))
}

fn python3(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<String, String> {
    output(command("python3").args(args))
        .map_err(|error| format!("{error}\nthe oracle needs a `python3` of version 3.8 or later with pip"))
}
