//! The component packages that a test uses, from the folders in which Python has them.

use std::collections::BTreeMap;

use dash::{PackageFile, PackageFolder};

use crate::manifest::{Manifest, Paths, Resource};

/// Those that every app of ours has, from the lock.
const BUILT_IN: [&str; 2] = ["dash", "plotly"];

/// The packages, in the order in which their first scripts are registered.
pub(crate) fn all(manifest: &Manifest) -> Vec<PackageFolder> {
    let mut packages: Vec<PackageFolder> = Vec::new();
    let scripts = manifest.js_dist.iter().map(|resource| (resource, true));
    let styles = manifest.css_dist.iter().map(|resource| (resource, false));
    for (resource, is_script) in scripts.chain(styles) {
        let Some(folder) = manifest.packages.get(&resource.namespace) else { continue };
        if BUILT_IN.contains(&resource.namespace.as_str()) {
            continue;
        }
        let index = packages.iter().position(|known| known.name == resource.namespace);
        let package = match index {
            Some(index) => packages.remove(index),
            None => named(&resource.namespace, folder, manifest),
        };
        packages.insert(index.unwrap_or(packages.len()), with(package, resource, is_script));
    }
    packages
}

fn named(name: &str, folder: &str, manifest: &Manifest) -> PackageFolder {
    let empty = BTreeMap::new();
    let components = manifest.config.children_props.get(name).unwrap_or(&empty);
    components.iter().fold(PackageFolder::new(name, folder), |package, (component, paths)| {
        package.children_props(component, paths.iter().flatten().cloned())
    })
}

fn with(package: PackageFolder, resource: &Resource, is_script: bool) -> PackageFolder {
    let paths = match &resource.relative_package_path {
        None => &[][..],
        Some(Paths::One(path)) => std::slice::from_ref(path),
        Some(Paths::Many(paths)) => paths,
    };
    // What is `async` is loaded when it is needed: this server is not eager.
    let is_on_page = !resource.dynamic && resource.is_async.is_none();
    paths.iter().fold(package, |package, path| {
        let file = PackageFile::new(path.as_str());
        let file = match &resource.dev_package_path {
            Some(dev) => file.dev(dev),
            None => file,
        };
        match (is_on_page, is_script) {
            (false, _) => package.file(path),
            (true, true) => package.script(file),
            (true, false) => package.style(file),
        }
    })
}
