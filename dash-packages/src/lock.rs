//! `dash.lock`: which packages an app draws with, and what a server must know of them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Kind, is_plain};
use crate::error::Error;

const HEADER: &str = "# The component packages of this project, and what their files say about themselves.\n\
                      # Written by `cargo dash add`; commit it.\n\n";

/// The content of a `dash.lock`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The packages, in the order in which their scripts stand on the page.
    #[serde(rename = "package", default)]
    pub packages: Vec<Package>,
    #[serde(skip)]
    origin: Origin,
}

/// Where a lock was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// This crate itself: no file was found.
    BuiltIn,
    /// The program itself, which holds the packages too.
    Embedded,
    /// A text that a program had.
    #[default]
    Text,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(out, "{}", path.display()),
            Self::BuiltIn => write!(out, "the built-in lock"),
            Self::Embedded => write!(out, "the lock inside this program"),
            Self::Text => write!(out, "the text of its lock"),
        }
    }
}

/// One locked package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// The name under which it is published, in lower case with hyphens.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The name of its wheel.
    pub file: String,
    /// The size of the wheel in bytes.
    pub size: u64,
    /// The sha256 of the wheel, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Where in the wheel the icon of the page is, if this package has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub favicon: Option<String>,
    /// Its modules.
    #[serde(rename = "module", default)]
    pub modules: Vec<Module>,
}

/// One module of a package: what Python imports as one thing, such as `dash.dcc`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// Its short name, for example `dcc`.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Role::is_components")]
    pub role: Role,
    /// The JavaScript namespace of its components, if it has any, for example `dash_core_components`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
    /// The Python package that its files belong to: the first part of their URLs.
    pub suite: String,
    /// The version in the fingerprints of its files.
    pub version: String,
    /// Where the facts were read: `classes`, `classes and metadata`, or `code` for a module without components.
    pub facts: String,
    /// Its scripts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scripts: Vec<Entry>,
    /// Its styles, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub styles: Vec<Entry>,
    /// Attributes that the tags of some files carry, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, BTreeMap<String, String>>,
    /// By component, the paths of properties other than `children` that hold components. Components without are left
    /// out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub children_props: BTreeMap<String, Vec<String>>,
}

/// What a module is for: it decides where its scripts stand on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// React and what else comes before everything.
    Deps,
    /// The renderer.
    Renderer,
    /// Components.
    #[default]
    Components,
}

impl Role {
    // The signature is serde's.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    fn is_components(&self) -> bool {
        *self == Self::Components
    }
}

impl Lock {
    /// The lock of the project that `start` is in: `dash.lock` in this folder or the nearest one above it. The
    /// [built-in](Self::built_in) one where there is none.
    ///
    /// # Errors
    /// When the lock that was found cannot be read.
    pub fn find(start: &Path) -> Result<Self, Error> {
        Self::locate(start).map_or_else(Self::built_in, |path| Self::read(&path))
    }

    /// Where the lock of the project that `start` is in would be read, if there is one.
    pub fn locate(start: &Path) -> Option<PathBuf> {
        start.ancestors().map(|folder| folder.join("dash.lock")).find(|path| path.is_file())
    }

    /// The versions that this crate was tested with.
    ///
    /// # Errors
    /// Never in a build that passed its tests.
    pub fn built_in() -> Result<Self, Error> {
        Self::parse(include_str!("../../dash.lock"), Origin::BuiltIn)
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// When the file cannot be read, is not a lock, or names a path outside a package.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(Error::io("read", path))?;
        Self::parse(&text, Origin::File(path.to_owned()))
    }

    /// Reads the text of a lock; errors name its `origin`.
    ///
    /// # Errors
    /// When it is not a lock, or names a path outside a package.
    pub fn parse(text: &str, origin: Origin) -> Result<Self, Error> {
        let fail = |message: String| Error::Lock { origin: origin.to_string(), message };
        let lock: Self = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        lock.packages.iter().try_for_each(|package| package.check().map_err(&fail))?;
        Ok(Self { origin, ..lock })
    }

    /// Where this lock was read.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Writes the lock.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        fs::write(path, self.to_text()?).map_err(Error::io("write", path))
    }

    /// The lock as it is written.
    ///
    /// # Errors
    /// When a value has no TOML form, which none that a package can hold does.
    pub fn to_text(&self) -> Result<String, Error> {
        let text = toml::to_string_pretty(self)
            .map_err(|error| Error::Lock { origin: "the new lock".to_owned(), message: error.to_string() })?;
        Ok(format!("{HEADER}{text}"))
    }

    /// The package of this name.
    pub fn package(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name == name)
    }

    /// Adds a package, in place of the one of its name if there is one.
    pub fn insert(&mut self, package: Package) {
        match self.packages.iter_mut().find(|known| known.name == package.name) {
            Some(known) => *known = package,
            None => self.packages.push(package),
        }
    }
}

impl Package {
    /// The registered files, as paths in the wheel.
    pub fn files(&self) -> impl Iterator<Item = String> {
        let registered = self.modules.iter().flat_map(|module| {
            module
                .scripts
                .iter()
                .chain(&module.styles)
                .map(|entry| format!("{}/{}", module.suite, entry.path))
        });
        registered.chain(self.favicon.clone())
    }

    /// Those of the registered files that a page without development bundles may load: no development bundles, and no
    /// source maps, which only developer tools ask for.
    pub fn production_files(&self) -> impl Iterator<Item = String> {
        let is_needed = |entry: &&Entry| {
            entry.kind != Kind::Dev && Path::new(&entry.path).extension().is_none_or(|it| it != "map")
        };
        let registered = self.modules.iter().flat_map(move |module| {
            let entries = module.scripts.iter().chain(&module.styles).filter(is_needed);
            entries.map(|entry| format!("{}/{}", module.suite, entry.path))
        });
        registered.chain(self.favicon.clone())
    }

    /// The digits of the hash that fingerprints carry.
    pub fn short_hash(&self) -> &str {
        self.sha256.get(..8).unwrap_or(&self.sha256)
    }

    /// What becomes a path must stay inside the store.
    fn check(&self) -> Result<(), String> {
        let is_hash = self.sha256.len() == 64
            && self.sha256.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let name = &self.name;
        if !is_hash {
            return Err(format!(
                "the sha256 of `{name}` is `{}`, expected 64 lower-case hexadecimal digits",
                self.sha256
            ));
        }
        if !is_plain(&self.file) || self.file.contains('/') {
            return Err(format!("the file of `{name}` is `{}`, expected a file name", self.file));
        }
        if let Some(path) = self.files().find(|path| !is_plain(path)) {
            return Err(format!("`{name}` lists `{path}`, expected names joined by `/`"));
        }
        // On some systems the second would take the place of the first.
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for path in self.files() {
            match known.insert(path.to_lowercase(), path.clone()) {
                Some(other) if other != path => {
                    return Err(format!(
                        "`{name}` lists `{other}` and `{path}`, expected names that differ in more than case"
                    ));
                }
                _ => (),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lock_is_written_as_it_was_read() {
        assert_eq!(Lock::built_in().unwrap().to_text().unwrap(), include_str!("../../dash.lock"));
    }

    #[test]
    fn a_project_without_a_lock_gets_the_built_in_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Lock::find(folder.path()).unwrap(), Lock::built_in().unwrap());
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(folder.path().join("dash.lock"), "").unwrap();
        let found = Lock::find(&folder.path().join("a")).unwrap();
        assert!(found.packages.is_empty());
        assert_eq!(*found.origin(), Origin::File(folder.path().join("dash.lock")));
    }

    #[test]
    fn paths_that_leave_the_store_are_refused() {
        let lock = Lock::built_in().unwrap();
        let text = lock.to_text().unwrap();
        let hash = &lock.packages[0].sha256;
        for (from, to) in [
            (format!("sha256 = \"{hash}\""), "sha256 = \"../x\"".to_owned()),
            ("suite = \"dash\"".to_owned(), "suite = \"..\"".to_owned()),
            ("file = \"dash-".to_owned(), "file = \"../dash-".to_owned()),
            ("favicon = \"dash/".to_owned(), "favicon = \"/dash/".to_owned()),
        ] {
            assert!(text.contains(&from), "{from}");
            assert!(Lock::parse(&text.replacen(&from, &to, 1), Origin::Text).is_err(), "{to}");
        }
    }
}
