//! The folder of this user that holds what the browsers load.

use std::fmt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::error::Error;
use crate::lock::Package;

/// A folder with the files of packages, keyed by the sha256 of the wheel that they came from.
///
/// `wheels/` in it holds the packages as they were published; a file dropped there by hand is used like a fetched one.
/// Any number of processes may use a store at once.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

/// How packages are got.
pub struct OpenOptions<'a> {
    /// The folder of the store. `None`: the user's own, as [`Store::of_user`] finds it.
    pub store: Option<PathBuf>,
    /// Whether fetching is forbidden.
    pub offline: bool,
    /// Is told, in a line each, of what takes time.
    pub progress: &'a dyn Fn(&str),
}

impl OpenOptions<'_> {
    /// Silent, as the environment says: `DASH_STORE` names the folder, a `DASH_OFFLINE` other than empty or `0` forbids
    /// fetching.
    pub fn from_env() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            store: set("DASH_STORE").map(PathBuf::from),
            offline: set("DASH_OFFLINE").is_some_and(|value| value != "0"),
            progress: &|_| (),
        }
    }

    /// The store that these options name.
    ///
    /// # Errors
    /// When none is named and this user has no folder for caches.
    pub fn store(&self) -> Result<Store, Error> {
        self.store.as_ref().map_or_else(Store::of_user, |root| Ok(Store::at(root)))
    }
}

impl fmt::Debug for OpenOptions<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OpenOptions")
            .field("store", &self.store)
            .field("offline", &self.offline)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The store in this folder, which need not exist yet.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The store in the folder where this user's programs keep what they can get again.
    ///
    /// # Errors
    /// When the user has no home folder.
    pub fn of_user() -> Result<Self, Error> {
        let strategy = etcetera::choose_base_strategy().map_err(|error| Error::Io {
            doing: "find a folder for the store; set DASH_STORE to one, instead of",
            path: PathBuf::from("the user's cache folder"),
            source: std::io::Error::other(error),
        })?;
        Ok(Self::at(strategy.cache_dir().join("dash-for-rust")))
    }

    /// The folder where whole packages are, and where one may be dropped.
    pub fn wheels(&self) -> PathBuf {
        self.root.join("wheels")
    }

    /// The folder of a package's files. Its content has the paths of the wheel.
    pub fn folder(&self, package: &Package) -> PathBuf {
        self.root.join("files").join(&package.sha256)
    }

    /// Makes sure that all registered files of a package are there, and names their folder.
    ///
    /// # Errors
    /// When the package is missing and may not or cannot be fetched, or is not what the lock says.
    pub fn ensure(&self, package: &Package, options: &OpenOptions<'_>) -> Result<PathBuf, Error> {
        let folder = self.folder(package);
        let missing: Vec<String> = package.files().filter(|path| !folder.join(path).is_file()).collect();
        if !missing.is_empty() {
            self.fill(package, &missing, options)?;
        }
        Ok(folder)
    }

    /// The folder of the store itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    #[cfg(not(feature = "fetch"))]
    fn fill(&self, package: &Package, _: &[String], _: &OpenOptions<'_>) -> Result<(), Error> {
        Err(self.missing(package, "this program was built without the feature `fetch`"))
    }

    /// The error that says how to get a package by hand.
    pub(crate) fn missing(&self, package: &Package, reason: impl Into<String>) -> Error {
        Error::Missing {
            package: format!("{} {}", package.name, package.version),
            file: package.file.clone(),
            sha256: package.sha256.clone(),
            folder: self.wheels(),
            reason: reason.into(),
        }
    }
}
