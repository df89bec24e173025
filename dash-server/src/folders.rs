//! The component packages that an app takes from folders.

use dash_core::{Config, Package, PackageFile, PackageFolder, PackagePlace};
use dash_packages::{Entry, Error, Folder, Kind, Resource, What};

use crate::settings;

/// Where the folders are, and what the library must know of them.
///
/// # Errors
/// When one is nowhere.
pub(crate) fn of(config: &Config) -> impl Iterator<Item = Result<Folder, Error>> {
    config.packages.iter().map(|package| {
        let files = package.files.iter().map(|path| file(Kind::Dynamic, path));
        let files = files.map(|what| Resource { what, attributes: Vec::new() });
        Ok(Folder {
            suite: package.name.clone(),
            namespace: package.namespace.clone(),
            version: package.version.clone(),
            root: settings::folder(&package.folder).ok_or_else(|| nowhere(package))?,
            scripts: package.scripts.iter().flat_map(resources).chain(files).collect(),
            styles: package.styles.iter().flat_map(resources).collect(),
            children_props: package.children_props.clone(),
        })
    })
}

fn nowhere(package: &PackageFolder) -> Error {
    let places = "is not there: not beside the `Cargo.toml` of the program that cargo runs, not beside the program, \
                  not in the current folder";
    let found = if package.folder.is_absolute() { "is not there" } else { places };
    Error::Folder { package: package.name.clone(), folder: package.folder.clone(), found: found.to_owned() }
}

/// Whether the app takes a package, whose bindings are linked, from a folder: so that no lock needs to name it.
pub(crate) fn replace(config: &Config, linked: &Package) -> bool {
    // `dash-leaflet` is imported as `dash_leaflet`.
    let same = |name: &str| name.eq_ignore_ascii_case(&linked.name.replace(['-', '.'], "_"));
    let is_it = |folder: &PackageFolder| same(&folder.name) || folder.namespace == linked.namespace;
    config.packages.iter().any(is_it)
}

fn resources(file: &PackageFile) -> impl Iterator<Item = Resource> {
    let whats = match &file.place {
        PackagePlace::Url(url) => [Some(What::Url(url.clone())), None],
        PackagePlace::Folder { production, development } if production == development => {
            [production.as_ref().map(|path| self::file(Kind::Eager, path)), None]
        }
        PackagePlace::Folder { production, development } => [
            production.as_ref().map(|path| self::file(Kind::Prod, path)),
            development.as_ref().map(|path| self::file(Kind::Dev, path)),
        ],
    };
    whats.into_iter().flatten().map(|what| Resource { what, attributes: file.attributes.clone() })
}

fn file(kind: Kind, path: &str) -> What {
    What::File(Entry { kind, path: path.to_owned() })
}
