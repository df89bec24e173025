//! A package that lies in a folder, built here or installed by Python: no lock names it, no store holds it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::entry::{Entry, is_plain};
use crate::error::Error;
use crate::file::{File, content_type};
use crate::fingerprint;
use crate::tag::{Build, Source, Tag};

/// A package in a folder. Its files are read when they are asked for, so that a new build shows at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// The first part of its URLs: the name of the Python package, where there is one.
    pub suite: String,
    /// The JavaScript namespace of its components.
    pub namespace: String,
    /// The version in the fingerprints of its files.
    pub version: String,
    /// Where its files are.
    pub root: PathBuf,
    /// Its scripts, in order.
    pub scripts: Vec<Resource>,
    /// Its styles, in order.
    pub styles: Vec<Resource>,
    /// By component, the paths of properties other than `children` that hold components.
    pub children_props: BTreeMap<String, Vec<String>>,
}

/// A script or a style of a package in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What it is.
    pub what: What,
    /// Further attributes of its tag.
    pub attributes: Vec<(String, String)>,
}

/// What a script or a style is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A file of the folder.
    File(Entry),
    /// Something of another server.
    Url(String),
}

impl Folder {
    /// Makes sure that the folder and all of its files are there.
    ///
    /// # Errors
    /// When one is not, or when a path leaves the folder.
    pub fn check(&self) -> Result<(), Error> {
        let fail =
            |found: String| Error::Folder { package: self.suite.clone(), folder: self.root.clone(), found };
        if !self.root.is_dir() {
            return Err(fail("is not there".to_owned()));
        }
        let absent = |path: &&str| !is_plain(path) || !self.root.join(path).is_file();
        let missing: Vec<_> = self.paths().filter(absent).map(|path| format!("`{path}`")).collect();
        if missing.is_empty() { Ok(()) } else { Err(fail(format!("lacks {}", missing.join(", ")))) }
    }

    /// The paths of its files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.scripts.iter().chain(&self.styles).filter_map(|resource| match &resource.what {
            What::File(entry) => Some(entry.path.as_str()),
            What::Url(_) => None,
        })
    }

    pub(crate) fn scripts(&self, build: Build) -> impl Iterator<Item = Tag> {
        self.tags(&self.scripts, build)
    }

    pub(crate) fn styles(&self, build: Build) -> impl Iterator<Item = Tag> {
        self.tags(&self.styles, build)
    }

    fn tags<'a>(&'a self, resources: &'a [Resource], build: Build) -> impl Iterator<Item = Tag> + 'a {
        resources.iter().filter_map(move |resource| {
            let source = match &resource.what {
                What::Url(url) => Source::Url(url.clone()),
                What::File(entry) if entry.is_tag(build) => Source::Suite(self.url_path(&entry.path)),
                What::File(_) => return None,
            };
            Some(Tag { source, attributes: resource.attributes.clone() })
        })
    }

    /// With the fingerprint of the file as it is now; without one when it is gone for a moment, as during a build.
    fn url_path(&self, path: &str) -> String {
        let hex = fs::metadata(self.root.join(path)).ok().map(|metadata| state(&metadata).replace('-', ""));
        let path = hex.map_or_else(|| path.to_owned(), |hex| fingerprint::insert(path, &self.version, &hex));
        format!("{}/{path}", self.suite)
    }
}

/// Reads a file as it is now.
pub(crate) fn read(path: &Path, fingerprinted: bool) -> Option<File> {
    let mut file = fs::File::open(path).ok()?;
    let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    std::io::Read::read_to_end(&mut file, &mut bytes).ok()?;
    Some(File {
        bytes: bytes.into(),
        content_type: content_type(&path.to_string_lossy()),
        etag: format!("\"{}\"", state(&metadata)),
        fingerprinted,
    })
}

/// What changes when a file does: its time, to the nanosecond, and its length.
fn state(metadata: &fs::Metadata) -> String {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{:x}-{:x}", modified.unwrap_or_default().as_nanos(), metadata.len())
}
