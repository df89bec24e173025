//! The lock says what Python itself says, once the packages are imported.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use dash_packages::{Build, Entry, Lock, Module, Package, Role};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Oracle {
    react: BTreeMap<String, Vec<String>>,
    modules: BTreeMap<String, Facts>,
}

#[derive(Debug, Deserialize)]
struct Facts {
    version: String,
    /// Path, and whether it is a tag without and with development bundles.
    scripts: Vec<(String, bool, bool)>,
    styles: Vec<(String, bool, bool)>,
    children_props: BTreeMap<String, Vec<String>>,
}

/// C5, C6, C12: script lists with order and kind, styles, versions, and the paths that hold components.
#[test]
fn the_lock_equals_what_python_reports() {
    let lock = Lock::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let modules: BTreeMap<String, &Module> = lock
        .packages
        .iter()
        .flat_map(|package| package.modules.iter().map(move |module| (package, module)))
        .filter_map(|(package, module)| Some((python_name(package, module)?, module)))
        .collect();
    let oracle = ask(modules.keys());

    for (name, module) in &modules {
        let facts = &oracle.modules[name];
        assert_eq!(entries(&module.scripts), facts.scripts, "scripts of {name}");
        assert_eq!(entries(&module.styles), facts.styles, "styles of {name}");
        assert_eq!(module.children_props, facts.children_props, "children_props of {name}");
        assert_eq!(module.version, facts.version, "version of {name}");
    }
    let deps = lock.package("dash").unwrap().modules.iter().find(|module| module.role == Role::Deps).unwrap();
    for (build, name) in [(Build::Production, "prod"), (Build::Development, "dev")] {
        let tags = deps.scripts.iter().filter(|entry| entry.is_tag(build)).map(|entry| entry.path.clone());
        assert_eq!(tags.collect::<Vec<_>>(), oracle.react[name], "{name} bundles of React");
    }
}

/// What to import for a module. React's list is asked for in another way, and plotly has none.
fn python_name(package: &Package, module: &Module) -> Option<String> {
    match (&*package.name, module.role) {
        ("plotly", _) | (_, Role::Deps) => None,
        ("dash", Role::Renderer) => Some("dash._dash_renderer".to_owned()),
        ("dash", Role::Components) => Some(format!("dash.{}", module.name)),
        _ => Some(module.name.clone()),
    }
}

fn entries(entries: &[Entry]) -> Vec<(String, bool, bool)> {
    entries
        .iter()
        .map(|entry| (entry.path.clone(), entry.is_tag(Build::Production), entry.is_tag(Build::Development)))
        .collect()
}

fn ask<'a>(modules: impl Iterator<Item = &'a String>) -> Oracle {
    let python = std::env::var_os("DASH_ORACLE_PYTHON")
        .expect("DASH_ORACLE_PYTHON names no Python with Dash to compare with; run `cargo xtask test`, which makes one");
    let output = Command::new(python).args(["-c", include_str!("oracle.py")]).args(modules).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}
