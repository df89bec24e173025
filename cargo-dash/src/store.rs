//! Filling stores.

use std::path::Path;

use dash_packages::{Lock, OpenOptions, Package, Store};

use crate::Result;

/// Fetches what the user's store lacks, and makes sure of what it has.
pub(crate) fn fetch(options: &OpenOptions<'_>) -> Result<()> {
    let (store, lock) = (options.store()?, Lock::find(&std::env::current_dir()?)?);
    fill(&store, &lock, options)?;
    for package in &lock.packages {
        println!("{} {} is in {}", package.name, package.version, store.root().display());
    }
    Ok(())
}

/// Unpacks, compares and compresses the packages of a lock.
fn fill(store: &Store, lock: &Lock, options: &OpenOptions<'_>) -> Result<()> {
    store.ensure_all(&lock.packages.iter().collect::<Vec<_>>(), options)?;
    for package in &lock.packages {
        store.repair(package, options)?;
        store.compress(package, options)?;
    }
    Ok(())
}

/// Makes a store in `dir`, of whole packages and of unpacked files, with the lock that names them.
pub(crate) fn vendor(dir: &Path, options: &OpenOptions<'_>) -> Result<()> {
    let (store, vendored) = (options.store()?, Store::at(dir));
    let lock = Lock::find(&std::env::current_dir()?)?;
    let target = |package: &Package| vendored.wheels().join(&package.file);
    let wanted: Vec<_> = lock.packages.iter().filter(|package| !target(package).is_file()).collect();
    let wheels = store.all_wheels(&wanted, options)?;
    for (wheel, package) in wheels.iter().zip(wanted) {
        vendored.put(package, wheel, options)?;
    }
    fill(&vendored, &lock, options)?;
    lock.write(&dir.join("dash.lock"))?;
    println!("run with DASH_STORE={} to use what is in it", dir.display());
    println!("or copy it beside the program, as a folder of the name `{}`", Store::BESIDE);
    Ok(())
}
