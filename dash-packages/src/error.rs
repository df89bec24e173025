//! What can go wrong on the way from a lock to a served file.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::lock::Origin;

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
        "the package `{name}` is linked into this app but not in {origin}; {}run `cargo dash add {name}`",
        before_adding(origin)
    )]
    NotLocked {
        /// The name of the package.
        name: String,
        /// The lock that was read.
        origin: Origin,
    },
    /// A package in a folder that is not as it was described.
    #[error(
        "the folder of the package `{package}`, {}, {found}; build or install the package, or correct what \
         `PackageFolder::new(..)` and the calls after it say", folder.display()
    )]
    Folder {
        /// The name of the package.
        package: String,
        /// Where it should be.
        folder: PathBuf,
        /// What is wrong with it, as the rest of a sentence.
        found: String,
    },
    /// A setting of the environment that makes no sense.
    #[error("{variable} is `{found}`, expected {expected}")]
    Setting {
        /// The variable.
        variable: &'static str,
        /// Its value.
        found: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// Packages that are not in the store, and why they were not fetched.
    #[error(
        "the store lacks packages, and {reason}; run `cargo dash fetch` where there is a network, or {files}"
    )]
    Missing {
        /// Why they were not fetched.
        reason: String,
        /// What to get by hand.
        files: MissingFiles,
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
    #[error("`{command}` failed:\n{message}\n{}", after_failure(files.as_ref()))]
    Client {
        /// The command, without its paths.
        command: String,
        /// What it said, whole, without addresses.
        message: String,
        /// What to get by hand, where that is known.
        files: Option<MissingFiles>,
    },
    /// The facts of a package could not be read.
    #[error("cannot read what {package} holds: {message}")]
    Facts {
        /// The package or its file.
        package: String,
        /// What was found.
        message: String,
    },
    /// A package that cannot be put into a program.
    #[error(
        "`{name}` is not in the store {} as a program needs it, unpacked and compressed; run `cargo dash fetch` in the \
         project (and if it is another one than the store that you mean, set DASH_STORE for both)", store.display()
    )]
    NotPrepared {
        /// The name of the package.
        name: String,
        /// The store.
        store: PathBuf,
    },
    /// A file of the store that is not what was unpacked.
    #[error(
        "{} is not what was unpacked, so it is not served: a program changed it, or the disk is damaged; run \
         `cargo dash fetch`, which unpacks it again", path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The store could not be written. What was in it is as it was.
    #[error("cannot {doing} {}: {source}; {}", path.display(), after_write(source))]
    Write {
        /// What was tried, as a verb.
        doing: &'static str,
        /// On which file or folder of the store.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
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

/// The files of packages that a store lacks, and where to put them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingFiles {
    /// The name of each file, and what it must hash to.
    pub files: Vec<(String, String)>,
    /// The folder of the store that they belong into.
    pub folder: PathBuf,
}

impl fmt::Display for MissingFiles {
    /// Advice that goes on in the middle of a sentence; the files stand on lines of their own.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let these = if self.files.len() == 1 { "this file" } else { "these files" };
        writeln!(out, "put {these} into the folder {}:", self.folder.display())?;
        self.files.iter().try_for_each(|(file, sha256)| writeln!(out, "  {file} sha256 {sha256}"))?;
        write!(out, "(`cargo dash vendor DIR`, on a machine with a network, gathers them in DIR/wheels)")
    }
}

/// What to try before the package is added to another lock than the app's own.
fn before_adding(origin: &Origin) -> &'static str {
    match origin {
        Origin::BuiltIn => {
            "no dash.lock was found; set DASH_LOCK, or start the app from its project; where that has none, "
        }
        Origin::Embedded => {
            "build it with the lock of its project (DASH_LOCK names one); where that lacks it, "
        }
        Origin::File(_) | Origin::Text => "",
    }
}

fn after_failure(files: Option<&MissingFiles>) -> String {
    match files {
        Some(files) => format!("if there is no network, {files}"),
        None => "is there a network, and is the package published under this name and version?".to_owned(),
    }
}

/// What helps when a store cannot be written.
fn after_write(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "nothing was changed in the store; make room, or set DASH_STORE to a folder on another disk"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "fetch as a user who may write to the store, or set DASH_STORE to a folder that this one may write to"
        }
        _ => "set DASH_STORE to another folder if this one cannot be used",
    }
}

impl Error {
    /// Names all that is missing in place of the package that was tried first.
    pub(crate) fn with_missing(self, missing: MissingFiles) -> Self {
        match self {
            Self::Missing { reason, .. } => Self::Missing { reason, files: missing },
            Self::Client { command, message, .. } => Self::Client { command, message, files: Some(missing) },
            other => other,
        }
    }

    /// For `map_err`: what was tried on which file of the store.
    #[cfg(feature = "fetch")]
    pub(crate) fn write(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { doing, path, source }
    }

    /// For `map_err`: what was tried on which file.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}
