//! Virtual environments with what Python has of Dash.

use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::workspace::{cache, command, output, root};

/// A virtual environment in the user's cache.
#[derive(Debug)]
pub(crate) struct Environment {
    /// What it is for; the first part of its folder's name.
    pub(crate) name: &'static str,
    /// The file that lists its packages.
    pub(crate) requirements: &'static str,
}

/// What to compare answers with.
pub(crate) const ORACLE: Environment =
    Environment { name: "oracle", requirements: "tests/conformance/requirements.txt" };

/// What Dash's own tests need.
pub(crate) const BRIDGE: Environment =
    Environment { name: "bridge", requirements: "tests/bridge-host/requirements.txt" };

/// What our server is measured against.
pub(crate) const BENCH: Environment =
    Environment { name: "bench", requirements: "benches/python/requirements.txt" };

impl Environment {
    /// Makes the virtual environment unless it is there.
    pub(crate) fn prepare(&self) -> Result<String, String> {
        let folder = self.folder();
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
        let python = self.python();
        let pip = ["-m", "pip", "--disable-pip-version-check", "--quiet", "--python"].map(OsStr::new);
        let install =
            [python.as_os_str(), "install".as_ref(), "--requirement".as_ref(), self.requirements.as_ref()];
        python3(pip.into_iter().chain(install))?;
        fs::write(&ready, "").map_err(|error| format!("cannot write {}: {error}", ready.display()))?;
        Ok(format!("made {}", folder.display()))
    }

    /// The environment's interpreter.
    pub(crate) fn python(&self) -> PathBuf {
        self.program("python")
    }

    /// A program of the environment.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder().join("bin").join(name)
    }

    /// In the user's cache, under a name that changes with the requirements and the interpreter.
    pub(crate) fn folder(&self) -> PathBuf {
        let mut key = DefaultHasher::new();
        fs::read(root().join(self.requirements)).unwrap_or_default().hash(&mut key);
        python3(["--version"]).unwrap_or_default().hash(&mut key);
        cache().join(format!("{}-{:016x}", self.name, key.finish()))
    }

    /// Where its packages are.
    pub(crate) fn packages(&self) -> Result<PathBuf, String> {
        let code = "import sysconfig; print(sysconfig.get_path('purelib'))";
        let folder = output(command(&self.python().to_string_lossy()).args(["-c", code]))?;
        Ok(Path::new(folder.trim()).to_owned())
    }
}

fn python3(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<String, String> {
    output(command("python3").args(args))
        .map_err(|error| format!("{error}\nPython Dash needs a `python3` of version 3.8 or later with pip"))
}
