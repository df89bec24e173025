//! Filling stores.

use std::fs;
use std::path::Path;

use dash_packages::{Lock, OpenOptions, Package, Store};

use crate::Result;

/// Fetches what the user's store lacks.
pub(crate) fn fetch(options: &OpenOptions<'_>) -> Result<()> {
    let (store, lock) = (options.store()?, Lock::find(&std::env::current_dir()?)?);
    store.ensure_all(&lock.packages.iter().collect::<Vec<_>>(), options)?;
    for package in &lock.packages {
        println!("{} {} is in {}", package.name, package.version, store.root().display());
    }
    Ok(())
}

/// Makes a store in `dir`, of whole packages and of unpacked files.
pub(crate) fn vendor(dir: &Path, options: &OpenOptions<'_>) -> Result<()> {
    let (store, vendored) = (options.store()?, Store::at(dir));
    let lock = Lock::find(&std::env::current_dir()?)?;
    let target = |package: &Package| vendored.wheels().join(&package.file);
    let wanted: Vec<_> = lock.packages.iter().filter(|package| !target(package).is_file()).collect();
    let wheels = store.all_wheels(&wanted, options)?;
    fs::create_dir_all(vendored.wheels())?;
    for (wheel, package) in wheels.iter().zip(wanted) {
        fs::copy(wheel, target(package))?;
    }
    vendored.ensure_all(&lock.packages.iter().collect::<Vec<_>>(), options)?;
    println!("run with DASH_STORE={} to use what is in it", dir.display());
    Ok(())
}
