//! What an index page and a static route need of the packages of an app.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::entry::Entry;
use crate::error::Error;
use crate::file::{File, Stored, content_type};
use crate::fingerprint;
use crate::folder::Folder;
use crate::kept::Kept;
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

impl Library {
    /// Opens the packages `names`, and those that every app uses, fetching what the store lacks.
    ///
    /// # Errors
    /// When a package is not in the lock, or is missing and may not or cannot be fetched.
    pub fn open(lock: &Lock, names: &[&str], options: &OpenOptions<'_>) -> Result<Self, Error> {
        let packages = used(lock, names)?;
        let store = options.store()?;
        store.ensure_all(&packages, options)?;
        let mut files = HashMap::new();
        for package in &packages {
            let manifest = store.manifest(package);
            files.extend(package.files().filter_map(|path| {
                let kept = Kept::stored(&store, package, &path, manifest.files.get(&path)?);
                Some((path, Stored::Kept(kept)))
            }));
        }
        Ok(Self::new(&packages, files, Build::Development))
    }

    /// Opens the packages `names`, and those that every app uses, of those that the program holds. Development bundles are
    /// not among them: the others take their place.
    ///
    /// # Errors
    /// When a package is not in the program.
    #[cfg(feature = "embed")]
    pub fn embedded(bundle: &crate::Bundle, names: &[&str]) -> Result<Self, Error> {
        let lock = Lock::parse(bundle.lock, crate::Origin::Embedded)?;
        let packages = used(&lock, names)?;
        let is_used = |file: &&crate::Embedded| packages.iter().any(|package| package.sha256 == file.package);
        let files = bundle.files.iter().filter(is_used);
        let files = files.map(|file| (file.path.to_owned(), Stored::Kept(Kept::embedded(*file)))).collect();
        Ok(Self::new(&packages, files, Build::Production))
    }

    /// `development` is what stands on a page with development bundles.
    fn new(packages: &[&Package], files: HashMap<String, Stored>, development: Build) -> Self {
        let modules = page_order(packages);
        let scripts = |part| {
            let modules = modules.iter().filter(|(package, module)| Part::of(package, module) == part);
            Builds::new(modules, |module| &module.scripts, development)
        };
        let version = |name: &str| packages.iter().find(|package| package.name == name);
        let version = |name| version(name).map_or_else(String::new, |package| package.version.clone());
        Self {
            react: scripts(Part::React),
            third_party: scripts(Part::ThirdParty),
            dash: scripts(Part::Dash),
            styles: Builds::new(&modules, |module| &module.styles, development),
            folders: Vec::new(),
            files,
            suites: modules.iter().map(|(_, module)| module.suite.clone()).collect(),
            favicon: packages.iter().find_map(|package| package.favicon.clone()),
            children_props: children_props(&modules),
            versions: ALWAYS.map(version),
        }
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
    pub fn file(&self, path: &str) -> Option<File<'_>> {
        let (path, fingerprinted) = fingerprint::strip(path);
        let stored = self.files.get(&*path)?;
        Some(File { content_type: content_type(&path), fingerprinted, stored })
    }

    /// The icon of the page.
    pub fn favicon(&self) -> Option<File<'_>> {
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

/// The locked packages of these names, and those that every app uses, in the order of the lock.
fn used<'a>(lock: &'a Lock, names: &[&str]) -> Result<Vec<&'a Package>, Error> {
    for name in ALWAYS.iter().chain(names) {
        if lock.package(name).is_none() {
            return Err(Error::NotLocked { name: (*name).to_owned(), origin: lock.origin().clone() });
        }
    }
    let is_used = |package: &&Package| ALWAYS.contains(&&*package.name) || names.contains(&&*package.name);
    Ok(lock.packages.iter().filter(is_used).collect())
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
        development: Build,
    ) -> Self {
        let mut builds = [Vec::new(), Vec::new()];
        for (package, module) in modules {
            for (build, tags) in [Build::Production, development].into_iter().zip(&mut builds) {
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
