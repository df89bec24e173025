//! What the store knows of the files that it holds: so that a damaged one is never served.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::encoding::Encoding;
use crate::error::Error;

/// The bodies of the unpacked files of one package, by their paths in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    #[serde(default)]
    pub(crate) files: BTreeMap<String, Bodies>,
}

/// The bodies of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bodies {
    pub(crate) identity: Content,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gzip: Option<Content>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) brotli: Option<Content>,
}

/// What a body must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    /// In bytes.
    pub(crate) size: u64,
    pub(crate) sha256: String,
}

impl Manifest {
    /// An empty one where there is none, or none that can be read: then nothing counts as unpacked.
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        toml::from_str(&text).unwrap_or_default()
    }

    #[cfg(feature = "fetch")]
    pub(crate) fn to_text(&self) -> String {
        // A map of plain strings and numbers has a TOML form.
        toml::to_string(self).unwrap_or_default()
    }
}

impl Bodies {
    pub(crate) fn get(&self, encoding: Encoding) -> Option<&Content> {
        match encoding {
            Encoding::Identity => Some(&self.identity),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Brotli => self.brotli.as_ref(),
        }
    }
}

impl Content {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) }
    }

    /// Whether the file at this path has the right length: what can be said without reading it.
    pub(crate) fn seems_at(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == self.size)
    }

    /// Whether the file at this path is what it must be.
    #[cfg(feature = "fetch")]
    pub(crate) fn is_at(&self, path: &Path) -> bool {
        self.seems_at(path) && self.read(path).is_ok()
    }

    /// The bytes of the file at this path, which are what they must be.
    pub(crate) fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let bytes = fs::read(path).map_err(Error::io("read", path))?;
        if Self::of(&bytes) == *self { Ok(bytes) } else { Err(Error::Damaged { path: path.to_owned() }) }
    }
}

pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(2 * digest.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(all(test, feature = "fetch"))]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_as_it_was_written_and_a_broken_one_is_empty() {
        let bodies = Bodies { identity: Content::of(b"abc"), gzip: None, brotli: Some(Content::of(b"")) };
        let manifest = Manifest { files: [("a/b.js".to_owned(), bodies)].into() };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.toml");
        assert_eq!(Manifest::read(&path), Manifest::default());
        fs::write(&path, manifest.to_text()).unwrap();
        assert_eq!(Manifest::read(&path), manifest);
        fs::write(&path, &manifest.to_text()[..40]).unwrap();
        assert_eq!(Manifest::read(&path), Manifest::default());
    }
}
