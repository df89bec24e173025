//! Where the app's component packages come from.

use dash_core::Config;
use dash_packages::{Error, Library};

/// Opens the packages that the program holds: nothing else is looked at, and nothing can be missing.
#[cfg(feature = "embed")]
pub(crate) fn open(_: &Config, packages: &[&str]) -> Result<Library, Error> {
    Library::embedded(&dash_embed::BUNDLE, packages)
}

/// Opens the packages in the store: the one that the app names, that `DASH_STORE` names, that lies beside the program, or
/// else the user's.
#[cfg(not(feature = "embed"))]
pub(crate) fn open(config: &Config, packages: &[&str]) -> Result<Library, Error> {
    use crate::settings;

    let options = settings::packages(config);
    let lock = settings::lock(options.store.as_deref())?;
    Library::open(&lock, packages, &options)
}
