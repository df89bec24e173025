//! The folder of this user that holds what the browsers load.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::encoding::Encoding;
use crate::error::{Error, MissingFiles};
use crate::lock::Package;
use crate::manifest::Manifest;

/// A folder with the files of packages, keyed by the sha256 of the wheel that they came from.
///
/// `wheels/` in it holds the packages as they were published; a file dropped there by hand is used like a fetched one.
/// `files/` holds what they register, unpacked, and for each package a list of what these files must be; `brotli/` and
/// `gzip/` hold the same files compressed, when `cargo dash fetch` made them. Any number of processes may use a store at
/// once.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
}

/// How packages are got.
pub struct OpenOptions<'a> {
    /// The folder of the store. `None`: the user's own, as [`Store::of_user`] finds it.
    pub store: Option<PathBuf>,
    /// Whether fetching is forbidden.
    pub offline: Offline,
    /// Is told, in a line each, of what takes time.
    pub progress: &'a dyn Fn(&str),
}

/// Whether fetching is forbidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offline {
    /// What the store lacks is fetched.
    No,
    /// Nothing is fetched.
    Yes,
    /// `DASH_OFFLINE` is this word, which says neither. [`OpenOptions::store`] refuses it, whatever the store holds.
    Unclear(String),
}

impl Offline {
    /// What a value of `DASH_OFFLINE` means: the words are those of every switch of an app.
    fn parse(value: Option<&str>) -> Self {
        match value.map(str::to_ascii_lowercase).as_deref() {
            None | Some("" | "0" | "false" | "no" | "off") => Self::No,
            Some("1" | "true" | "yes" | "on") => Self::Yes,
            Some(_) => Self::Unclear(value.unwrap_or_default().to_owned()),
        }
    }
}

impl OpenOptions<'_> {
    /// Silent, as the environment says: `DASH_STORE` names the folder, `DASH_OFFLINE=1` forbids fetching.
    pub fn from_env() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        Self {
            store: set("DASH_STORE").map(PathBuf::from),
            offline: Offline::parse(set("DASH_OFFLINE").as_deref().map(OsStr::to_string_lossy).as_deref()),
            progress: &|_| (),
        }
    }

    /// The store that these options name.
    ///
    /// # Errors
    /// When none is named and this user has no folder for caches, and when it is unclear whether fetching is forbidden.
    pub fn store(&self) -> Result<Store, Error> {
        if let Offline::Unclear(found) = &self.offline {
            let (variable, found) = ("DASH_OFFLINE", found.clone());
            return Err(Error::Setting { variable, found, expected: "1 or 0" });
        }
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
    /// The name of a store that lies beside a program and is used by it.
    pub const BESIDE: &str = "dash-store";

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

    /// Where a body of a file is, or would be.
    pub(crate) fn body(&self, package: &Package, encoding: Encoding, path: &str) -> PathBuf {
        self.root.join(encoding.folder()).join(&package.sha256).join(path)
    }

    /// Where the list of what a package's files must be is. It is written after them.
    pub fn manifest_path(&self, package: &Package) -> PathBuf {
        self.root.join("files").join(format!("{}.toml", package.sha256))
    }

    pub(crate) fn manifest(&self, package: &Package) -> Manifest {
        Manifest::read(&self.manifest_path(package))
    }

    /// Makes sure that all registered files of a package are there, with the lengths that they had when they were
    /// unpacked, and names their folder. What is in them is compared when one is first served.
    ///
    /// # Errors
    /// When the package is missing and may not or cannot be fetched, or is not what the lock says.
    pub fn ensure(&self, package: &Package, options: &OpenOptions<'_>) -> Result<PathBuf, Error> {
        if !self.lost_files(package).is_empty() {
            self.fill(package, options, Self::lost_files)?;
        }
        Ok(self.folder(package))
    }

    /// Makes sure of several packages.
    ///
    /// # Errors
    /// Those of [`Self::ensure`]; one that tells of a missing package tells of all that are.
    pub fn ensure_all(&self, packages: &[&Package], options: &OpenOptions<'_>) -> Result<(), Error> {
        let all = packages.iter().try_for_each(|package| self.ensure(package, options).map(drop));
        all.map_err(|error| {
            let missing = packages.iter().filter(|package| !self.lost_files(package).is_empty());
            error.with_missing(self.missing_files(missing.copied()))
        })
    }

    /// The registered files of a package that are not there, or not whole.
    pub(crate) fn lost_files(&self, package: &Package) -> Vec<String> {
        let manifest = self.manifest(package);
        let is_there = |path: &String| {
            let content = manifest.files.get(path).map(|bodies| &bodies.identity);
            content.is_some_and(|content| content.seems_at(&self.body(package, Encoding::Identity, path)))
        };
        package.files().filter(|path| !is_there(path)).collect()
    }

    /// The folder of the store itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    #[cfg(not(feature = "fetch"))]
    fn fill(
        &self,
        package: &Package,
        _: &OpenOptions<'_>,
        _: fn(&Self, &Package) -> Vec<String>,
    ) -> Result<(), Error> {
        Err(self.missing(package, "this program was built without the feature `fetch`"))
    }

    /// The error that says how to get a package by hand.
    pub(crate) fn missing(&self, package: &Package, reason: &str) -> Error {
        Error::Missing { reason: reason.to_owned(), files: self.missing_files([package]) }
    }

    /// Those of these packages whose files are not in the store, to be got by hand.
    pub(crate) fn missing_files<'p>(&self, packages: impl IntoIterator<Item = &'p Package>) -> MissingFiles {
        let folder = self.wheels();
        let missing = packages.into_iter().filter(|package| !folder.join(&package.file).is_file());
        let files = missing.map(|package| (package.file.clone(), package.sha256.clone())).collect();
        MissingFiles { files, folder }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_switch_is_kept_for_the_error() {
        let parse = |word: &str| Offline::parse(Some(word));
        assert_eq!(Offline::parse(None), Offline::No);
        assert_eq!((parse("False"), parse("")), (Offline::No, Offline::No));
        assert_eq!((parse("TRUE"), parse("on")), (Offline::Yes, Offline::Yes));
        assert_eq!(parse("Maybe"), Offline::Unclear("Maybe".to_owned()));
    }
}
