//! Component packages that lie in a folder, described by the app itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::owned;
use crate::app::App;

/// A component package that lies in a folder: one that you build yourself, or one that Python has installed. What a
/// `dash.lock` would say of it, the app says; neither the lock nor the store needs to know it.
///
/// Only the files that are named here are served. They are read each time they are asked for, so a new build shows
/// when the page is loaded again.
///
/// ```
/// use dash_core::{App, PackageFile, PackageFolder};
///
/// let own = PackageFolder::new("my_components", "../my-components/my_components")
///     .version("0.3.0")
///     .script(PackageFile::new("my_components.min.js").dev("my_components.dev.js"))
///     .style("my_components.css")
///     // What scripts ask for when they need it: chunks, source maps, workers, fonts.
///     .file("async-Editor.js")
///     .children_props("Panel", ["title", "items[].label"]);
/// // The folder that Python imports, with the list `_js_dist` of its `__init__.py`.
/// let installed = PackageFolder::new("dash_leaflet", ".venv/lib/python3.12/site-packages/dash_leaflet")
///     .script("dash_leaflet.js")
///     .file("dash_leaflet.js.map");
/// App::new().package(own).package(installed);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "give it to an app with `App::package(..)`"]
pub struct PackageFolder {
    /// The first part of its URLs, below `_dash-component-suites/`: the name that Python imports, where there is one.
    pub name: String,
    /// The JavaScript namespace of its components.
    pub namespace: String,
    /// Its version, a part of its URLs.
    pub version: String,
    /// Where its files are.
    pub folder: PathBuf,
    /// Its scripts, in order.
    pub scripts: Vec<PackageFile>,
    /// Its style sheets, in order.
    pub styles: Vec<PackageFile>,
    /// Files that are served, but not put into the page.
    pub files: Vec<String>,
    /// By component, the properties other than `children` that hold components.
    pub children_props: BTreeMap<String, Vec<String>>,
}

/// A script or a style sheet of a [`PackageFolder`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "give it to a package with `PackageFolder::script(..)` or `PackageFolder::style(..)`"]
pub struct PackageFile {
    /// Where it is.
    pub place: PackagePlace,
    /// The other attributes of its element.
    pub attributes: Vec<(String, String)>,
}

/// Where a script or a style sheet of a package is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackagePlace {
    /// In the folder, by their paths: one for production, one for the page with development bundles. `None`: the page has
    /// none there.
    Folder {
        /// The one of production.
        production: Option<String>,
        /// The one of development.
        development: Option<String>,
    },
    /// On another server.
    Url(String),
}

impl PackageFolder {
    /// The package of this name, with its files in this folder.
    ///
    /// A relative folder is looked for as [`App::assets_folder`] is: beside the `Cargo.toml` of the program that cargo
    /// runs; else beside the program itself; then in the current folder. The namespace of the components is the name
    /// too, unless [`namespace`](Self::namespace) says otherwise.
    pub fn new(name: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        let name = name.into();
        Self {
            namespace: name.clone(),
            name,
            version: "0".to_owned(),
            folder: folder.into(),
            scripts: Vec::new(),
            styles: Vec::new(),
            files: Vec::new(),
            children_props: BTreeMap::new(),
        }
    }

    /// The JavaScript namespace of its components: the `namespace` that they have in a layout.
    pub fn namespace(self, namespace: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), ..self }
    }

    /// Its version, a part of the URLs of its scripts and style sheets, which browsers keep for a year. Without it these
    /// URLs change with the time and the length of a file: give one where files keep both when they change, as in
    /// images that are built reproducibly.
    pub fn version(self, version: impl Into<String>) -> Self {
        Self { version: version.into(), ..self }
    }

    /// Adds a script to the page, after React and before the renderer: a path inside the folder, or a [`PackageFile`].
    pub fn script(mut self, script: impl Into<PackageFile>) -> Self {
        self.scripts.push(script.into());
        self
    }

    /// Adds a style sheet to the page, before those of the assets folder: a path inside the folder, or a [`PackageFile`].
    pub fn style(mut self, style: impl Into<PackageFile>) -> Self {
        self.styles.push(style.into());
        self
    }

    /// Serves a file that is not on the page, such as a chunk or a source map; Dash's `async` and `dynamic`.
    pub fn file(mut self, path: impl Into<String>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Names the properties of a component, other than `children`, that hold components: such as `title`, or
    /// `items[].label` for the `label` of each of its `items`. Dash's `_children_props`.
    pub fn children_props<T: Into<String>>(
        mut self,
        component: impl Into<String>,
        paths: impl IntoIterator<Item = T>,
    ) -> Self {
        self.children_props.insert(component.into(), paths.into_iter().map(Into::into).collect());
        self
    }
}

impl PackageFile {
    /// The file at this path inside the folder.
    pub fn new(path: impl Into<String>) -> Self {
        let path = Some(path.into());
        let place = PackagePlace::Folder { production: path.clone(), development: path };
        Self { place, attributes: Vec::new() }
    }

    /// A file of another server.
    pub fn external(url: impl Into<String>) -> Self {
        Self { place: PackagePlace::Url(url.into()), attributes: Vec::new() }
    }

    /// The file at this path inside the folder, but only on a page with development bundles.
    pub fn dev_only(path: impl Into<String>) -> Self {
        let place = PackagePlace::Folder { production: None, development: Some(path.into()) };
        Self { place, attributes: Vec::new() }
    }

    /// Another path inside the folder for the page with development bundles.
    pub fn dev(mut self, path: impl Into<String>) -> Self {
        if let PackagePlace::Folder { development, .. } = &mut self.place {
            *development = Some(path.into());
        }
        self
    }

    /// Adds an attribute to its element, such as `type` with the value `module`.
    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }
}

impl From<&str> for PackageFile {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for PackageFile {
    fn from(path: String) -> Self {
        Self::new(path)
    }
}

impl<const N: usize> From<(&str, [(&str, &str); N])> for PackageFile {
    fn from((path, attributes): (&str, [(&str, &str); N])) -> Self {
        Self { attributes: owned(attributes), ..Self::new(path) }
    }
}

impl App {
    /// Adds a component package that lies in a folder. Its scripts stand on the page after those of locked packages, in
    /// the order of these calls. Where bindings of the same package are linked, the folder takes the place of what the
    /// lock says of it.
    pub fn package(mut self, package: PackageFolder) -> Self {
        self.config.packages.push(package);
        self
    }

    /// The store with the files of locked packages, as `cargo dash vendor` makes it; found like
    /// [`assets_folder`](Self::assets_folder). Without it: the one that `DASH_STORE` names, else a folder `dash-store`
    /// beside the program, else the store of the user. A program that was built with the feature `embed` needs none.
    pub fn package_store(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.package_store = Some(folder.into());
        self
    }
}
