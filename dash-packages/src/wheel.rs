//! A package as it is published: an archive that is not trusted before its hash was compared.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::entry::is_plain;
use crate::error::Error;
use crate::manifest::hex;

/// No package that draws components comes near these.
const MOST_BYTES: u64 = 512 << 20;
const MOST_BYTES_A_FILE: u64 = 32 << 20;
const MOST_BYTES_UNPACKED: u64 = 1 << 30;
const MOST_FILES: usize = 100_000;

/// An open wheel, held in memory so that what was hashed is what is read.
pub(crate) struct Wheel {
    path: PathBuf,
    bytes: Bytes,
    #[cfg(feature = "bindings")]
    size: u64,
    #[cfg(feature = "bindings")]
    sha256: String,
    archive: ZipArchive<Cursor<Bytes>>,
}

impl Wheel {
    /// Opens a wheel; `expected` is the sha256 that it must have.
    pub(crate) fn open(path: &Path, expected: Option<&str>) -> Result<Self, Error> {
        let size = fs::metadata(path).map_err(Error::io("read", path))?.len();
        if size > MOST_BYTES {
            return Err(refuse(path, format!("it has {size} bytes, expected at most {MOST_BYTES}")));
        }
        let bytes = Bytes::from(fs::read(path).map_err(Error::io("read", path))?);
        let sha256 = hex(&Sha256::digest(&bytes));
        if let Some(expected) = expected.filter(|expected| *expected != sha256) {
            return Err(Error::WrongHash {
                path: path.to_owned(),
                expected: expected.to_owned(),
                found: sha256,
            });
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes.clone())).map_err(|error| refuse(path, error.to_string()))?;
        let mut wheel = Self {
            path: path.to_owned(),
            bytes,
            #[cfg(feature = "bindings")]
            size,
            #[cfg(feature = "bindings")]
            sha256,
            archive,
        };
        wheel.check()?;
        Ok(wheel)
    }

    /// The wheel itself.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
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
        let entries = self.entries();
        if entries > MOST_FILES {
            return Err(refuse(&self.path, format!("it holds more than {MOST_FILES} files")));
        }
        if entries != self.archive.len() {
            // Which of the two is read differs between programs.
            return Err(refuse(&self.path, "it holds two files of one name".to_owned()));
        }
        let mut names = HashMap::new();
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
            // On some systems the second would take the place of the first.
            if let Some(other) = names.insert(name.to_lowercase(), name.to_string()) {
                let found = format!("it holds `{other}` and `{name}`, which differ in case only");
                return Err(refuse(&self.path, found));
            }
        }
        Ok(())
    }

    /// How many entries the archive's index has. The archive itself counts one of each name.
    fn entries(&self) -> usize {
        let start = usize::try_from(self.archive.central_directory_start()).unwrap_or(usize::MAX);
        let mut rest = self.bytes.get(start..).unwrap_or_default();
        let mut count = 0;
        while let Some((head, after)) = rest.split_at_checked(46) {
            if !head.starts_with(b"PK\x01\x02") {
                break;
            }
            count += 1;
            // The lengths of what follows: name, extra field, comment.
            let lengths = [28, 30, 32].map(|at| usize::from(u16::from_le_bytes([head[at], head[at + 1]])));
            rest = after.get(lengths.iter().sum()..).unwrap_or_default();
        }
        count
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
