//! Filling stores.

use std::fs;
use std::path::Path;

use dash_packages::{Lock, OpenOptions, Store};

use crate::Result;

/// Fetches what the user's store lacks.
pub(crate) fn fetch(options: &OpenOptions<'_>) -> Result<()> {
    let store = options.store()?;
    for package in &Lock::find(&std::env::current_dir()?)?.packages {
        store.ensure(package, options)?;
        println!("{} {} is in {}", package.name, package.version, store.root().display());
    }
    Ok(())
}

/// Makes a store in `dir`, of whole packages and of unpacked files.
pub(crate) fn vendor(dir: &Path, options: &OpenOptions<'_>) -> Result<()> {
    let (store, vendored) = (options.store()?, Store::at(dir));
    fs::create_dir_all(vendored.wheels())?;
    for package in &Lock::find(&std::env::current_dir()?)?.packages {
        let target = vendored.wheels().join(&package.file);
        if !target.is_file() {
            fs::copy(store.wheel(package, options)?, target)?;
        }
        vendored.ensure(package, options)?;
    }
    println!("run with DASH_STORE={} to use what is in it", dir.display());
    Ok(())
}
