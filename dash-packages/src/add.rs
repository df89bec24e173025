//! Adding a package to a lock.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::facts::{self, Facts};
use crate::guard;
use crate::lock::{Lock, Package};
use crate::pip;
use crate::store::{Offline, OpenOptions};
use crate::wheel::Wheel;

/// A package that was read: what to lock, and what to print bindings from.
#[derive(Debug)]
pub struct Added {
    /// For [`Lock::insert`](crate::Lock::insert).
    pub package: Package,
    /// For [`bindings::print`](crate::bindings::print).
    pub facts: Facts,
}

/// The name under which a package is locked: lower case, with hyphens.
pub fn normal_name(name: &str) -> String {
    name.to_lowercase().replace(['_', '.'], "-")
}

/// Downloads a package and reads it. Without a `version`, the newest; one that `lock` names is the locked file, which is
/// not downloaded again.
///
/// # Errors
/// When it cannot be fetched, is no component package, or computes what it registers in a way that cannot be followed.
pub fn add(
    name: &str,
    version: Option<&str>,
    lock: &Lock,
    options: &OpenOptions<'_>,
) -> Result<Added, Error> {
    let name = normal_name(name);
    if let Some(locked) = lock.package(&name).filter(|package| Some(&*package.version) == version) {
        return add_again(locked, options);
    }
    let wanted = version.map_or_else(|| name.clone(), |version| format!("{name}=={version}"));
    let fail = |message: &str| Error::Facts { package: wanted.clone(), message: message.to_owned() };
    let store = options.store()?;
    if options.offline != Offline::No {
        return Err(fail("DASH_OFFLINE forbids fetching it; unset it to add a package"));
    }
    (options.progress)(&format!("fetching {wanted}"));
    let alone = store.guard(options.progress)?;
    let folder = alone.folder()?;
    if !pip::download(folder.path(), &wanted, &[&wanted])? {
        return Err(fail("this machine has no `python3 -m pip` to fetch it with; install one"));
    }
    let fetched = fs::read_dir(folder.path()).map_err(Error::io("read", folder.path()))?;
    let mut wheels = fetched.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let fetched: PathBuf =
        wheels.next().ok_or_else(|| fail("the package client said yes and fetched nothing"))?;
    let file = fetched.file_name().and_then(|file| file.to_str()).unwrap_or_default().to_owned();
    let version =
        file.split('-').nth(1).ok_or_else(|| fail(&format!("`{file}` is not the name of a wheel")))?;

    let added = read(&fetched, &name, version)?;
    let target = store.wheels().join(&added.package.file);
    guard::keep(&fetched, &target)?;
    Ok(added)
}

/// Reads a locked package once more: what it says does not change, but how it is read may.
///
/// # Errors
/// When it cannot be fetched, or computes what it registers in a way that cannot be followed.
pub fn add_again(package: &Package, options: &OpenOptions<'_>) -> Result<Added, Error> {
    read(&options.store()?.wheel(package, options)?, &package.name, &package.version)
}

fn read(path: &Path, name: &str, version: &str) -> Result<Added, Error> {
    let wheel = Wheel::open(path, None)?;
    let facts = facts::read(path, name)?;
    let package = Package {
        name: name.to_owned(),
        version: version.to_owned(),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        size: wheel.size(),
        sha256: wheel.sha256().to_owned(),
        favicon: facts.favicon.clone(),
        modules: facts.modules(version)?,
    };
    if let Some(absent) = package.files().find(|path| !wheel.contains(path)) {
        let message = format!("it registers `{absent}`, which {} does not hold", package.file);
        return Err(Error::Facts { package: name.to_owned(), message });
    }
    Ok(Added { package, facts })
}
