//! Getting a missing package into the store.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lock::Package;
use crate::pip;
use crate::store::{Offline, OpenOptions, Store};
use crate::wheel::Wheel;

impl Store {
    /// Unpacks files of a package from its wheel.
    ///
    /// Each file appears under its name at once and whole, so that two processes that do this at the same time, or one
    /// that is interrupted, leave nothing wrong behind.
    pub(crate) fn fill(
        &self,
        package: &Package,
        files: &[String],
        options: &OpenOptions<'_>,
    ) -> Result<(), Error> {
        let mut wheel = self.open_wheel(package, options)?;
        let folder = self.folder(package);
        files.iter().try_for_each(|file| write_at_once(&folder.join(file), &wheel.read(file)?))
    }

    /// Where the wheel of a package is: in `wheels/`, where it is fetched to if need be. It is what the lock says.
    ///
    /// # Errors
    /// When it is missing and may not or cannot be fetched, or is not what the lock says.
    pub fn wheel(&self, package: &Package, options: &OpenOptions<'_>) -> Result<PathBuf, Error> {
        self.open_wheel(package, options)?;
        Ok(self.wheels().join(&package.file))
    }

    /// Where the wheels of several packages are, in their order.
    ///
    /// # Errors
    /// Those of [`Self::wheel`]; one that tells of a missing package tells of all that are.
    pub fn all_wheels(
        &self,
        packages: &[&Package],
        options: &OpenOptions<'_>,
    ) -> Result<Vec<PathBuf>, Error> {
        let wheels = packages.iter().map(|package| self.wheel(package, options));
        wheels
            .collect::<Result<_, _>>()
            .map_err(|error: Error| error.with_missing(self.missing_files(packages.iter().copied())))
    }

    fn open_wheel(&self, package: &Package, options: &OpenOptions<'_>) -> Result<Wheel, Error> {
        let target = self.wheels().join(&package.file);
        if target.is_file() {
            return Wheel::open(&target, Some(&package.sha256));
        }
        if options.offline != Offline::No {
            return Err(self.missing(package, "DASH_OFFLINE forbids fetching"));
        }
        (options.progress)(&format!(
            "fetching {} {} ({}.{} MB)",
            package.name,
            package.version,
            package.size / 1_000_000,
            package.size / 100_000 % 10
        ));
        let folder = self.download_folder()?;
        let requirements = folder.path().join("requirements.txt");
        let wanted = format!("{}=={}", package.name, package.version);
        let line = format!("{wanted} --hash=sha256:{}\n", package.sha256);
        fs::write(&requirements, line).map_err(Error::io("write", &requirements))?;
        let arguments = ["--require-hashes", "--requirement", &requirements.to_string_lossy()];
        let was_fetched = pip::download(folder.path(), &wanted, &arguments)
            .map_err(|error| error.with_missing(self.missing_files([package])))?;
        if !was_fetched {
            return Err(self.missing(package, "this machine has no `python3 -m pip` to fetch them with"));
        }
        let fetched = folder.path().join(&package.file);
        let wheel = Wheel::open(&fetched, Some(&package.sha256))?;
        fs::rename(&fetched, &target).map_err(Error::io("write", &target))?;
        Ok(wheel)
    }

    /// A folder for one download, beside the place where the file will go, removed when it is dropped.
    pub(crate) fn download_folder(&self) -> Result<tempfile::TempDir, Error> {
        let wheels = self.wheels();
        fs::create_dir_all(&wheels).map_err(Error::io("create", &wheels))?;
        tempfile::tempdir_in(&wheels).map_err(Error::io("write to", &wheels))
    }
}

fn write_at_once(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(Error::io("write to", folder))?;
    file.write_all(bytes).map_err(Error::io("write", target))?;
    file.persist(target).map_err(|error| Error::io("write", target)(error.error))?;
    Ok(())
}
