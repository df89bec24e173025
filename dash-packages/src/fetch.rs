//! Getting a missing package into the store.

use std::fs;
use std::path::{Path, PathBuf};

use crate::encoding::Encoding;
use crate::error::Error;
use crate::guard::{self, Guard};
use crate::lock::Package;
use crate::manifest::{Bodies, Content};
use crate::pip;
use crate::store::{Offline, OpenOptions, Store};
use crate::wheel::Wheel;

impl Store {
    /// Unpacks those files of a package that are `wanted`, from its wheel.
    ///
    /// The list of what they must be comes last: what a process that is killed leaves behind counts as missing.
    pub(crate) fn fill(
        &self,
        package: &Package,
        options: &OpenOptions<'_>,
        wanted: fn(&Self, &Package) -> Vec<String>,
    ) -> Result<(), Error> {
        self.may_fetch(package, options)?;
        let guard = self.guard(options.progress)?;
        // Another process may have unpacked them meanwhile.
        let files = wanted(self, package);
        if files.is_empty() {
            return Ok(());
        }
        let mut wheel = self.open_wheel(package, options, &guard)?;
        let mut manifest = self.manifest(package);
        for file in files {
            let bytes = wheel.read(&file)?;
            guard.write(&self.body(package, Encoding::Identity, &file), &bytes)?;
            let bodies = Bodies { identity: Content::of(&bytes), gzip: None, brotli: None };
            manifest.files.insert(file, bodies);
        }
        guard.write(&self.manifest_path(package), manifest.to_text().as_bytes())
    }

    /// Unpacks again what is not what it was when it was unpacked, after reading all of it.
    ///
    /// # Errors
    /// Those of [`Self::ensure`].
    pub fn repair(&self, package: &Package, options: &OpenOptions<'_>) -> Result<(), Error> {
        if self.damaged_files(package).is_empty() {
            return Ok(());
        }
        self.fill(package, options, Self::damaged_files)
    }

    fn damaged_files(&self, package: &Package) -> Vec<String> {
        let manifest = self.manifest(package);
        let is_right = |path: &String| {
            let content = manifest.files.get(path).map(|bodies| &bodies.identity);
            content.is_some_and(|content| content.is_at(&self.body(package, Encoding::Identity, path)))
        };
        package.files().filter(|path| !is_right(path)).collect()
    }

    /// Where the wheel of a package is: in `wheels/`, where it is fetched to if need be. It is what the lock says.
    ///
    /// # Errors
    /// When it is missing and may not or cannot be fetched, or is not what the lock says.
    pub fn wheel(&self, package: &Package, options: &OpenOptions<'_>) -> Result<PathBuf, Error> {
        let target = self.wheels().join(&package.file);
        if target.is_file() {
            Wheel::open(&target, Some(&package.sha256))?;
        } else {
            self.may_fetch(package, options)?;
            self.open_wheel(package, options, &self.guard(options.progress)?)?;
        }
        Ok(target)
    }

    /// Copies a wheel into this store. It is what the lock says.
    ///
    /// # Errors
    /// When it is not, or the store cannot be written.
    pub fn put(&self, package: &Package, wheel: &Path, options: &OpenOptions<'_>) -> Result<(), Error> {
        let wheel = Wheel::open(wheel, Some(&package.sha256))?;
        self.guard(options.progress)?.write(&self.wheels().join(&package.file), wheel.bytes())
    }

    /// Refuses what may not be fetched, before anything is written.
    fn may_fetch(&self, package: &Package, options: &OpenOptions<'_>) -> Result<(), Error> {
        let is_there = self.wheels().join(&package.file).is_file();
        if is_there || options.offline == Offline::No {
            return Ok(());
        }
        Err(self.missing(package, "DASH_OFFLINE forbids fetching"))
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

    fn open_wheel(
        &self,
        package: &Package,
        options: &OpenOptions<'_>,
        guard: &Guard,
    ) -> Result<Wheel, Error> {
        let target = self.wheels().join(&package.file);
        if target.is_file() {
            return Wheel::open(&target, Some(&package.sha256));
        }
        // Also for those who read that they may drop the file there.
        let wheels = self.wheels();
        fs::create_dir_all(&wheels).map_err(Error::write("create", &wheels))?;
        (options.progress)(&format!(
            "fetching {} {} ({}.{} MB)",
            package.name,
            package.version,
            package.size / 1_000_000,
            package.size / 100_000 % 10
        ));
        let folder = guard.folder()?;
        let requirements = folder.path().join("requirements.txt");
        let wanted = format!("{}=={}", package.name, package.version);
        let line = format!("{wanted} --hash=sha256:{}\n", package.sha256);
        fs::write(&requirements, line).map_err(Error::write("write", &requirements))?;
        let arguments = ["--require-hashes", "--requirement", &requirements.to_string_lossy()];
        let was_fetched = pip::download(folder.path(), &wanted, &arguments)
            .map_err(|error| error.with_missing(self.missing_files([package])))?;
        if !was_fetched {
            return Err(self.missing(package, "this machine has no `python3 -m pip` to fetch them with"));
        }
        let fetched = folder.path().join(&package.file);
        let wheel = Wheel::open(&fetched, Some(&package.sha256))?;
        guard::keep(&fetched, &target)?;
        Ok(wheel)
    }
}
