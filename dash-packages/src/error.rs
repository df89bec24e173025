//! What can go wrong on the way from a lock to a served file.

use std::io;
use std::path::{Path, PathBuf};

/// Why packages could not be locked, fetched or opened. Each text says what to do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A lock that cannot be read.
    #[error(
        "{origin} is not a lock of component packages: {message}; restore it, or delete it and run `cargo dash add` again"
    )]
    Lock {
        /// The lock, as a path or in words.
        origin: String,
        /// What is wrong, with its line.
        message: String,
    },
    /// A package whose components are linked in but which the lock does not name.
    #[error(
        "the package `{name}` is linked into this app but not in its dash.lock; run `cargo dash add {name}`"
    )]
    NotLocked {
        /// The name of the package.
        name: String,
    },
    /// A package that is not in the store, and why it was not fetched.
    #[error(
        "the package `{package}` is not in the store, and {reason}; run `cargo dash fetch` where there is a network, or \
         put the file {file} (sha256 {sha256}) into the folder {}", folder.display()
    )]
    Missing {
        /// Name and version.
        package: String,
        /// The file to get.
        file: String,
        /// What it must hash to.
        sha256: String,
        /// Where to drop it.
        folder: PathBuf,
        /// Why it was not fetched.
        reason: String,
    },
    /// A file that is not the locked one.
    #[error(
        "{} has sha256 {found}, expected {expected}; delete it and fetch it again, and if that does not help, ask who \
         changed the package", path.display()
    )]
    WrongHash {
        /// The file.
        path: PathBuf,
        /// The locked sha256.
        expected: String,
        /// The file's own.
        found: String,
    },
    /// A package file that must not be unpacked.
    #[error("{} is refused: {reason}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What it holds.
        reason: String,
    },
    /// The package client answered with an error.
    #[error("`{command}` failed:\n{message}")]
    Client {
        /// The command, without its paths.
        command: String,
        /// What it said, whole, without addresses.
        message: String,
    },
    /// The facts of a package could not be read.
    #[error("cannot read what {package} holds: {message}")]
    Facts {
        /// The package or its file.
        package: String,
        /// What was found.
        message: String,
    },
    /// The file system refused.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        doing: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err`: what was tried on which file.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}
