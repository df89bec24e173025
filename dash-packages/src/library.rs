//! What an index page and a static route need of the packages of an app.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use bytes::Bytes;

use crate::entry::Entry;
use crate::error::Error;
use crate::file::{File, content_type};
use crate::fingerprint;
use crate::lock::{Lock, Module, Package, Role};
use crate::store::OpenOptions;

/// The packages that every app uses.
const ALWAYS: [&str; 2] = ["dash", "plotly"];

/// The packages of one app, ready to be served.
#[derive(Debug)]
pub struct Library {
    tags: [Vec<Tag>; 2],
    styles: Vec<Tag>,
    files: HashMap<String, Stored>,
    favicon: Option<String>,
    children_props: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    versions: [String; 2],
}

/// A script or a style of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its fingerprinted path below `_dash-component-suites/`.
    pub path: String,
    /// Further attributes of the tag, unescaped.
    pub attributes: Vec<(String, String)>,
}

/// A registered file; read when it is first asked for.
#[derive(Debug)]
struct Stored {
    path: PathBuf,
    etag: String,
    bytes: OnceLock<Bytes>,
}

impl Library {
    /// Opens the packages `names`, and those that every app uses, fetching what the store lacks.
    ///
    /// # Errors
    /// When a package is not in the lock, or is missing and may not or cannot be fetched.
    pub fn open(lock: &Lock, names: &[&str], options: &OpenOptions<'_>) -> Result<Self, Error> {
        let locked = |name: &&str| {
            let absent = || Error::NotLocked { name: (*name).to_owned(), origin: lock.origin().clone() };
            lock.package(name).ok_or_else(absent)
        };
        let [dash, plotly] = [locked(&ALWAYS[0])?, locked(&ALWAYS[1])?];
        names.iter().try_for_each(|name| locked(name).map(drop))?;
        let is_used =
            |package: &&Package| ALWAYS.contains(&&*package.name) || names.contains(&&*package.name);
        let packages: Vec<&Package> = lock.packages.iter().filter(is_used).collect();

        let store = options.store()?;
        store.ensure_all(&packages, options)?;
        let mut files = HashMap::new();
        for package in &packages {
            let folder = store.folder(package);
            // A file is what its package makes it: no content needs to be hashed for its tag.
            let etag = format!("\"{}\"", package.sha256);
            files.extend(package.files().map(|name| {
                let path = folder.join(&name);
                (name, Stored { path, etag: etag.clone(), bytes: OnceLock::new() })
            }));
        }

        let modules = page_order(&packages);
        let tags = |dev| {
            modules.iter().flat_map(move |(package, module)| tags(package, module, &module.scripts, dev))
        };
        Ok(Self {
            tags: [tags(false).collect(), tags(true).collect()],
            styles: modules
                .iter()
                .flat_map(|(package, module)| self::tags(package, module, &module.styles, false))
                .collect(),
            files,
            favicon: dash.favicon.clone(),
            children_props: children_props(&modules),
            versions: [dash.version.clone(), plotly.version.clone()],
        })
    }

    /// The scripts of the page, in order: React, the packages as they are locked, the renderer, dcc, html, the table.
    /// With `dev` the development bundles, whose React checks properties.
    pub fn scripts(&self, dev: bool) -> &[Tag] {
        &self.tags[usize::from(dev)]
    }

    /// The styles of the page, in order.
    pub fn styles(&self) -> &[Tag] {
        &self.styles
    }

    /// The file at a path below `_dash-component-suites/`, with or without a fingerprint. `None` for everything that no
    /// package in use registers.
    pub fn file(&self, path: &str) -> Option<File> {
        let (path, fingerprinted) = fingerprint::strip(path);
        let stored = self.files.get(&*path)?;
        Some(File {
            bytes: stored.bytes()?,
            content_type: content_type(&path),
            etag: stored.etag.clone(),
            fingerprinted,
        })
    }

    /// The icon of the page.
    pub fn favicon(&self) -> Option<File> {
        self.file(self.favicon.as_ref()?)
    }

    /// By namespace and component, the paths of properties other than `children` that hold components, as the renderer's
    /// configuration wants them.
    pub fn children_props(&self) -> &BTreeMap<String, BTreeMap<String, Vec<String>>> {
        &self.children_props
    }

    /// The version of Dash whose renderer this is.
    pub fn dash_version(&self) -> &str {
        &self.versions[0]
    }

    /// The version of the package that holds plotly.js.
    pub fn plotly_version(&self) -> &str {
        &self.versions[1]
    }
}

impl Stored {
    fn bytes(&self) -> Option<Bytes> {
        match self.bytes.get() {
            Some(bytes) => Some(bytes.clone()),
            None => fs::read(&self.path).ok().map(|bytes| self.bytes.get_or_init(|| bytes.into()).clone()),
        }
    }
}

/// C5: packages of others load after React and before the renderer, whose interface the built-in ones read at once.
fn page_order<'a>(packages: &[&'a Package]) -> Vec<(&'a Package, &'a Module)> {
    let modules = packages.iter().flat_map(|package| package.modules.iter().map(|module| (*package, module)));
    let mut modules: Vec<_> = modules.collect();
    modules.sort_by_key(|(package, module)| match (module.role, &*package.name) {
        (Role::Deps, _) => 0,
        (Role::Components, name) if name != "dash" => 1,
        (Role::Renderer, _) => 2,
        (Role::Components, _) => 3,
    });
    modules
}

fn tags(package: &Package, module: &Module, entries: &[Entry], dev: bool) -> Vec<Tag> {
    let tags = entries.iter().filter(|entry| entry.is_tag(dev)).map(|entry| {
        let path = fingerprint::insert(&entry.path, &module.version, package.short_hash());
        let attributes = module.attributes.get(&entry.path).into_iter().flatten();
        Tag {
            path: format!("{}/{path}", module.suite),
            attributes: attributes.map(|(name, value)| (name.clone(), value.clone())).collect(),
        }
    });
    tags.collect()
}

fn children_props(modules: &[(&Package, &Module)]) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let with_namespace = modules.iter().filter_map(|(_, module)| Some((module.namespace.clone()?, module)));
    with_namespace.map(|(namespace, module)| (namespace, module.children_props.clone())).collect()
}
