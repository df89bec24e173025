//! A package as it is published: an archive that is not trusted before its hash was compared.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::entry::is_plain;
use crate::error::Error;

/// No package that draws components comes near these.
const MOST_BYTES: u64 = 512 << 20;
const MOST_BYTES_A_FILE: u64 = 32 << 20;
const MOST_BYTES_UNPACKED: u64 = 1 << 30;
const MOST_FILES: usize = 100_000;

/// An open wheel, held in memory so that what was hashed is what is read.
pub(crate) struct Wheel {
    path: PathBuf,
    #[cfg(feature = "bindings")]
    size: u64,
    #[cfg(feature = "bindings")]
    sha256: String,
    archive: ZipArchive<Cursor<Vec<u8>>>,
}

impl Wheel {
    /// Opens a wheel; `expected` is the sha256 that it must have.
    pub(crate) fn open(path: &Path, expected: Option<&str>) -> Result<Self, Error> {
        let size = fs::metadata(path).map_err(Error::io("read", path))?.len();
        if size > MOST_BYTES {
            return Err(refuse(path, format!("it has {size} bytes, expected at most {MOST_BYTES}")));
        }
        let bytes = fs::read(path).map_err(Error::io("read", path))?;
        let sha256 = hex(&Sha256::digest(&bytes));
        if let Some(expected) = expected.filter(|expected| *expected != sha256) {
            return Err(Error::WrongHash {
                path: path.to_owned(),
                expected: expected.to_owned(),
                found: sha256,
            });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse(path, error.to_string()))?;
        let mut wheel = Self {
            path: path.to_owned(),
            #[cfg(feature = "bindings")]
            size,
            #[cfg(feature = "bindings")]
            sha256,
            archive,
        };
        wheel.check()?;
        Ok(wheel)
    }

    /// The content of one file.
    pub(crate) fn read(&mut self, name: &str) -> Result<Vec<u8>, Error> {
        let fail = |reason: String| refuse(&self.path, format!("`{name}` in it: {reason}"));
        let file = self.archive.by_name(name).map_err(|error| fail(error.to_string()))?;
        let mut bytes = Vec::new();
        // The size in the archive's index may lie: what counts is what comes out.
        file.take(MOST_BYTES_A_FILE + 1).read_to_end(&mut bytes).map_err(|error| fail(error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES_A_FILE {
            return Err(fail(format!("unpacks to more than {MOST_BYTES_A_FILE} bytes")));
        }
        Ok(bytes)
    }

    /// Refuses the whole archive for one entry that no package has by accident.
    fn check(&mut self) -> Result<(), Error> {
        if self.archive.len() > MOST_FILES {
            return Err(refuse(&self.path, format!("it holds more than {MOST_FILES} files")));
        }
        let mut unpacked = 0_u64;
        for index in 0..self.archive.len() {
            let file =
                self.archive.by_index_raw(index).map_err(|error| refuse(&self.path, error.to_string()))?;
            let name = file.name().map_err(|error| refuse(&self.path, error.to_string()))?;
            if !is_plain(name.strip_suffix('/').unwrap_or(&name)) {
                return Err(refuse(&self.path, format!("it holds `{name}`, a path that leaves its folder")));
            }
            unpacked = unpacked.saturating_add(file.size());
            if unpacked > MOST_BYTES_UNPACKED {
                return Err(refuse(
                    &self.path,
                    format!("it unpacks to more than {MOST_BYTES_UNPACKED} bytes"),
                ));
            }
            if file.is_symlink() {
                return Err(refuse(&self.path, format!("it holds `{name}`, a link")));
            }
        }
        Ok(())
    }
}

#[cfg(feature = "bindings")]
impl Wheel {
    pub(crate) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// In bytes.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }
}

fn refuse(path: &Path, reason: String) -> Error {
    Error::Refused { path: path.to_owned(), reason }
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write;
    digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
