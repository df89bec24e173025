//! What an index page and a static route need of the packages of an app.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bytes::Bytes;

use crate::entry::Entry;
use crate::error::Error;
use crate::file::{File, content_type};
use crate::fingerprint;
use crate::folder::{self, Folder};
use crate::lock::{Lock, Module, Package, Role};
use crate::store::OpenOptions;
use crate::tag::{Build, Source, Tag};

/// The packages that every app uses.
const ALWAYS: [&str; 2] = ["dash", "plotly"];

/// The packages of one app, ready to be served.
#[derive(Debug)]
pub struct Library {
    react: Builds,
    third_party: Builds,
    dash: Builds,
    styles: Builds,
    folders: Vec<Folder>,
    files: HashMap<String, Stored>,
    suites: BTreeSet<String>,
    favicon: Option<String>,
    children_props: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    versions: [String; 2],
}

/// Tags without and with development bundles.
#[derive(Debug)]
struct Builds([Vec<Tag>; 2]);

/// A registered file.
#[derive(Debug)]
enum Stored {
    /// Of the store, where it never changes: read when it is first asked for.
    Locked { path: PathBuf, etag: String, bytes: OnceLock<Bytes> },
    /// Of a folder, where it may: read each time.
    Free(PathBuf),
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
                (name, Stored::Locked { path, etag: etag.clone(), bytes: OnceLock::new() })
            }));
        }

        let modules = page_order(&packages);
        let scripts = |part| {
            let modules = modules.iter().filter(|(package, module)| Part::of(package, module) == part);
            Builds::new(modules, |module| &module.scripts)
        };
        Ok(Self {
            react: scripts(Part::React),
            third_party: scripts(Part::ThirdParty),
            dash: scripts(Part::Dash),
            styles: Builds::new(&modules, |module| &module.styles),
            folders: Vec::new(),
            files,
            suites: modules.iter().map(|(_, module)| module.suite.clone()).collect(),
            favicon: dash.favicon.clone(),
            children_props: children_props(&modules),
            versions: [dash.version.clone(), plotly.version.clone()],
        })
    }

    /// Adds a package that lies in a folder, after those that are there.
    ///
    /// # Errors
    /// When the folder or one of its files is not there.
    pub fn add(&mut self, folder: Folder) -> Result<(), Error> {
        folder.check()?;
        let file = |path: &str| (format!("{}/{path}", folder.suite), Stored::Free(folder.root.join(path)));
        self.files.extend(folder.paths().map(file));
        self.suites.insert(folder.suite.clone());
        self.children_props.insert(folder.namespace.clone(), folder.children_props.clone());
        self.folders.push(folder);
        Ok(())
    }

    /// The scripts that stand before all others on the page: React and what goes with it.
    pub fn react(&self, build: Build) -> &[Tag] {
        self.react.of(build)
    }

    /// The scripts of other packages than Dash's, which stand between React and the renderer: first those of the lock,
    /// in its order.
    pub fn third_party(&self, build: Build) -> Vec<Tag> {
        let folders = self.folders.iter().flat_map(|folder| folder.scripts(build));
        self.third_party.of(build).iter().cloned().chain(folders).collect()
    }

    /// The scripts of Dash: the renderer, dcc, html, the table.
    pub fn dash(&self, build: Build) -> &[Tag] {
        self.dash.of(build)
    }

    /// The styles of the page, in order.
    pub fn styles(&self, build: Build) -> Vec<Tag> {
        let folders = self.folders.iter().flat_map(|folder| folder.styles(build));
        self.styles.of(build).iter().cloned().chain(folders).collect()
    }

    /// The packages that have files, by the first part of their URLs; sorted.
    pub fn suites(&self) -> impl Iterator<Item = &str> {
        self.suites.iter().map(String::as_str)
    }

    /// The file at a path below `_dash-component-suites/`, with or without a fingerprint. `None` for everything that no
    /// package in use registers.
    pub fn file(&self, path: &str) -> Option<File> {
        let (path, fingerprinted) = fingerprint::strip(path);
        match self.files.get(&*path)? {
            Stored::Free(path) => folder::read(path, fingerprinted),
            Stored::Locked { path, etag, bytes } => Some(File {
                bytes: read_once(path, bytes)?,
                content_type: content_type(&path.to_string_lossy()),
                etag: etag.clone(),
                fingerprinted,
            }),
        }
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

fn read_once(path: &Path, bytes: &OnceLock<Bytes>) -> Option<Bytes> {
    match bytes.get() {
        Some(bytes) => Some(bytes.clone()),
        None => fs::read(path).ok().map(|read| bytes.get_or_init(|| read.into()).clone()),
    }
}

/// C5: packages of others load after React and before the renderer, whose interface those of Dash read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    React,
    ThirdParty,
    Dash,
}

impl Part {
    fn of(package: &Package, module: &Module) -> Self {
        match module.role {
            Role::Deps => Self::React,
            Role::Components if package.name != "dash" => Self::ThirdParty,
            Role::Components | Role::Renderer => Self::Dash,
        }
    }
}

/// In the order of the page; within one part as they are locked, but the renderer before what needs it.
fn page_order<'a>(packages: &[&'a Package]) -> Vec<(&'a Package, &'a Module)> {
    let modules = packages.iter().flat_map(|package| package.modules.iter().map(|module| (*package, module)));
    let mut modules: Vec<_> = modules.collect();
    modules.sort_by_key(|(package, module)| (Part::of(package, module), module.role != Role::Renderer));
    modules
}

impl Builds {
    fn new<'a>(
        modules: impl IntoIterator<Item = &'a (&'a Package, &'a Module)>,
        entries: fn(&Module) -> &[Entry],
    ) -> Self {
        let mut builds = [Vec::new(), Vec::new()];
        for (package, module) in modules {
            for (build, tags) in [Build::Production, Build::Development].into_iter().zip(&mut builds) {
                tags.extend(self::tags(package, module, entries(module), build));
            }
        }
        Self(builds)
    }

    fn of(&self, build: Build) -> &[Tag] {
        &self.0[usize::from(build == Build::Development)]
    }
}

fn tags(package: &Package, module: &Module, entries: &[Entry], build: Build) -> impl Iterator<Item = Tag> {
    entries.iter().filter(move |entry| entry.is_tag(build)).map(|entry| {
        let path = fingerprint::insert(&entry.path, &module.version, package.short_hash());
        let attributes = module.attributes.get(&entry.path).into_iter().flatten();
        Tag {
            source: Source::Suite(format!("{}/{path}", module.suite)),
            attributes: attributes.map(|(name, value)| (name.clone(), value.clone())).collect(),
        }
    })
}

fn children_props(modules: &[(&Package, &Module)]) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let with_namespace = modules.iter().filter_map(|(_, module)| Some((module.namespace.clone()?, module)));
    with_namespace.map(|(namespace, module)| (namespace, module.children_props.clone())).collect()
}
