//! Writing to the store: one process at a time, and every file whole or not at all.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::Error;
use crate::store::Store;

/// The right to write to a store. It ends with the value, or with the process, however that ends.
///
/// What is half done lies in a folder of its own, which whoever gets the right next empties; from there files are
/// renamed to their places. So readers, who need no right, never see half a file.
#[derive(Debug)]
pub(crate) struct Guard {
    half_done: PathBuf,
    _lock: File,
}

impl Store {
    /// Waits until no other process writes to this store.
    pub(crate) fn guard(&self, progress: &dyn Fn(&str)) -> Result<Guard, Error> {
        let root = self.root();
        fs::create_dir_all(root).map_err(Error::write("create", root))?;
        let path = root.join("lock");
        let lock = File::options().create(true).append(true).open(&path);
        let lock = lock.map_err(Error::write("open", &path))?;
        let mut is_alone = true;
        match lock.try_lock() {
            Ok(()) => (),
            Err(TryLockError::WouldBlock) => {
                progress("waiting for another process that writes to the store");
                lock.lock().map_err(Error::write("lock", &path))?;
            }
            // Some network file systems have no locks. Renaming keeps the store right without; work is done twice.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                is_alone = false;
            }
            Err(TryLockError::Error(error)) => return Err(Error::write("lock", &path)(error)),
        }
        let half_done = root.join("half-done");
        if is_alone {
            // What a process left that was killed. Where it cannot be removed, it is in nobody's way.
            let _ = fs::remove_dir_all(&half_done);
        }
        fs::create_dir_all(&half_done).map_err(Error::write("create", &half_done))?;
        Ok(Guard { half_done, _lock: lock })
    }
}

impl Guard {
    /// A folder for one download, removed when it is dropped.
    pub(crate) fn folder(&self) -> Result<TempDir, Error> {
        tempfile::tempdir_in(&self.half_done).map_err(Error::write("write to", &self.half_done))
    }

    /// Makes these bytes the content of the file at `target`, whatever was there.
    pub(crate) fn write(&self, target: &Path, bytes: &[u8]) -> Result<(), Error> {
        create_parent(target)?;
        let mut file =
            new_file().tempfile_in(&self.half_done).map_err(Error::write("write to", &self.half_done))?;
        file.write_all(bytes).map_err(Error::write("write", target))?;
        file.persist(target).map_err(|error| Error::write("write", target)(error.error))?;
        Ok(())
    }
}

/// Moves a file out of a folder of [`Guard::folder`] to its place.
pub(crate) fn keep(file: &Path, target: &Path) -> Result<(), Error> {
    create_parent(target)?;
    fs::rename(file, target).map_err(Error::write("write", target))
}

impl Drop for Guard {
    fn drop(&mut self) {
        // It stays where others still write to it.
        let _ = fs::remove_dir(&self.half_done);
    }
}

/// What is served is no secret: whoever fetches need not be who serves, so the user's mask decides who may read it.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[cfg(unix)]
    {
        let mut builder = tempfile::Builder::new();
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder
    }
    #[cfg(not(unix))]
    tempfile::Builder::new()
}

fn create_parent(target: &Path) -> Result<(), Error> {
    let folder = target.parent().unwrap_or(target);
    fs::create_dir_all(folder).map_err(Error::write("create", folder))
}
