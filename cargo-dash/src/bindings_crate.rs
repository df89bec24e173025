//! The crate that holds the bindings of one package.

use std::fs;
use std::path::{Path, PathBuf};

use dash_packages::add::Added;
use dash_packages::bindings;
use toml_edit::DocumentMut;

use crate::Result;
use crate::workspace::Workspace;

/// The generated files of a bindings crate and their content.
pub(crate) fn generated(folder: &Path, added: &Added) -> Vec<(PathBuf, String)> {
    let modules = added.facts.modules.iter().filter(|module| !module.components.is_empty());
    let files = modules.map(|module| {
        let path = folder.join("src/generated").join(format!("{}.rs", module.name));
        (path, bindings::print(&added.package.name, &added.package.version, module))
    });
    files.collect()
}

/// The package whose bindings the crate in `folder` holds, if it is a bindings crate.
pub(crate) fn package_of(folder: &Path) -> Option<String> {
    let manifest: DocumentMut = fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()?;
    let dash = manifest.get("package")?.get("metadata")?.get("dash")?;
    Some(dash.get("package")?.as_str()?.to_owned())
}

/// Writes the hand-written part of a new crate: its manifest and `lib.rs`.
pub(crate) fn create(folder: &Path, added: &Added, workspace: &Workspace) -> Result<()> {
    if folder.join("Cargo.toml").exists() {
        return Err(format!(
            "there is already a crate in {} that is no bindings crate of {}; name another folder with --path",
            folder.display(),
            added.package.name
        )
        .into());
    }
    let manifest = manifest(folder, added, workspace)?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    Ok(fs::write(folder.join("src/lib.rs"), lib(added))?)
}

fn manifest(folder: &Path, added: &Added, workspace: &Workspace) -> Result<String> {
    let name = &added.package.name;
    let version = three_numbers(&added.package.version);
    let core = workspace.core_dependency(folder)?;
    let has_lints = workspace.manifest()?.get("workspace").and_then(|table| table.get("lints")).is_some();
    let lints = if has_lints { "[lints]\nworkspace = true\n\n" } else { "" };
    Ok(format!(
        r#"[package]
name = "{name}"
description = "Bindings of {name} for Dash for Rust"
version = "{version}"
edition = "2024"
publish = false

[package.metadata.dash]
package = "{name}"

{lints}[lib]
# Tables have no documentation tests.
doctest = false

[dependencies]
dash-core = {core}
"#
    ))
}

/// A version that cargo takes: packages may have two numbers or four, or letters.
fn three_numbers(version: &str) -> String {
    let mut numbers = version.split('.').map(|part| part.parse::<u64>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    format!("{}.{}.{}", next(), next(), next())
}

fn lib(added: &Added) -> String {
    let name = &added.package.name;
    let modules: Vec<_> = added.facts.modules.iter().filter(|module| !module.components.is_empty()).collect();
    let header = format!("//! The components of `{name}`, for Dash for Rust.\n\n");
    match &modules[..] {
        [module] => {
            let path = &module.name;
            format!("{header}#[path = \"generated/{path}.rs\"]\nmod generated;\n\npub use generated::*;\n")
        }
        modules => modules.iter().fold(header, |text, module| {
            let name = &module.name;
            format!("{text}#[path = \"generated/{name}.rs\"]\npub mod {name};\n")
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_version_becomes_one_that_cargo_takes() {
        for (version, wanted) in
            [("0.4.6", "0.4.6"), ("2.0", "2.0.0"), ("1.0.0rc1", "1.0.0"), ("1.2.3.4", "1.2.3")]
        {
            assert_eq!(three_numbers(version), wanted);
        }
    }
}
