//! A package that lies in a folder, built here or installed by Python: no lock names it, no store holds it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::entry::{Entry, is_plain};
use crate::error::Error;
use crate::file::Body;
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
pub(crate) fn read(path: &Path) -> Option<Body> {
    let mut file = fs::File::open(path).ok()?;
    let metadata = file.metadata().ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    std::io::Read::read_to_end(&mut file, &mut bytes).ok()?;
    Some(Body { bytes: bytes.into(), etag: format!("\"{}\"", state(&metadata)) })
}

/// What changes when a file does: its time, to the nanosecond, and its length.
fn state(metadata: &fs::Metadata) -> String {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{:x}-{:x}", modified.unwrap_or_default().as_nanos(), metadata.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Kind;

    fn file(kind: Kind, path: &str) -> Resource {
        Resource { what: What::File(Entry { kind, path: path.to_owned() }), attributes: Vec::new() }
    }

    fn folder(root: &Path, scripts: Vec<Resource>) -> Folder {
        Folder {
            suite: "own".into(),
            version: "1.0".into(),
            root: root.to_owned(),
            scripts,
            ..Folder::default()
        }
    }

    fn paths(folder: &Folder, build: Build) -> Vec<String> {
        let path = |tag: Tag| match tag.source {
            Source::Suite(path) | Source::Url(path) => path,
        };
        folder.scripts(build).map(path).collect()
    }

    #[test]
    fn a_file_that_changes_has_another_fingerprint() {
        let root = tempfile::tempdir().unwrap();
        let write = |text| fs::write(root.path().join("a.b.js"), text).unwrap();
        write("first");
        let folder = folder(root.path(), vec![file(Kind::Eager, "a.b.js")]);
        let first = paths(&folder, Build::Production);
        assert_eq!(paths(&folder, Build::Development), first);
        assert!(first[0].starts_with("own/a.v1_0m") && first[0].ends_with(".b.js"), "{first:?}");
        assert_eq!(fingerprint::strip(&first[0]), ("own/a.b.js".into(), true));
        let etag = read(&root.path().join("a.b.js")).unwrap().etag;
        write("second");
        assert_ne!(paths(&folder, Build::Production), first);
        assert_ne!(read(&root.path().join("a.b.js")).unwrap().etag, etag);
        fs::remove_file(root.path().join("a.b.js")).unwrap();
        assert_eq!(paths(&folder, Build::Production), ["own/a.b.js"]);
        assert!(read(&root.path().join("a.b.js")).is_none() && read(root.path()).is_none());
    }

    #[test]
    fn what_is_missing_or_outside_is_told_together() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        fs::write(root.path().join("in/a.js"), "").unwrap();
        let outside = folder(
            &root.path().join("in"),
            ["a.js", "b.js", "../in/a.js"].map(|path| file(Kind::Dynamic, path)).to_vec(),
        );
        let error = outside.check().unwrap_err().to_string();
        assert!(error.contains("in, lacks `b.js`, `../in/a.js`; build or install"), "{error}");
        let error = folder(&root.path().join("out"), Vec::new()).check().unwrap_err().to_string();
        assert!(error.contains("out, is not there; build or install"), "{error}");
    }
}
