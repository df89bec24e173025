//! `cargo dash add`.

use std::path::{Path, PathBuf};

use dash_packages::add::Added;
use dash_packages::{Lock, OpenOptions, Package};

use crate::workspace::{Workspace, relative};
use crate::{Result, bindings_crate, codegen};

/// Locks a package and writes its bindings.
pub(crate) fn run(wanted: &str, path: Option<PathBuf>, options: &OpenOptions<'_>) -> Result<()> {
    let (name, version) = match wanted.split_once("==") {
        Some((name, version)) => (name, Some(version)),
        None => (wanted, None),
    };
    let workspace = Workspace::load()?;
    let lock_path = Lock::locate(&workspace.root).unwrap_or_else(|| workspace.root.join("dash.lock"));
    let mut lock = if lock_path.is_file() { Lock::read(&lock_path)? } else { built_in_only()? };
    let added = dash_packages::add::add(name, version, &lock, options)?;

    // The lock comes last: a package that is in it has its bindings.
    let place = write_bindings(&workspace, path, &added)?;
    let Package { name, version, .. } = &added.package;
    lock.insert(added.package.clone());
    lock.write(&lock_path)?;
    println!("locked {name} {version} in {}", relative(&workspace.root, &lock_path));
    if let Some(place) = place {
        println!("wrote its bindings to {place}; to use them, add this to the Cargo.toml of your app:");
        println!("\n    {name} = {{ path = \"{place}\" }}    # seen from the root of the workspace\n");
    }
    Ok(())
}

/// Writes the bindings into the crates that hold them already, or into a new one, whose place is returned.
fn write_bindings(workspace: &Workspace, path: Option<PathBuf>, added: &Added) -> Result<Option<String>> {
    let name = &*added.package.name;
    let is_elsewhere = path.is_some();
    let folder = std::env::current_dir()?.join(path.unwrap_or_else(|| workspace.root.join(name)));
    let mut known: Vec<&Path> =
        workspace.bindings().filter(|(package, _)| *package == name).map(|(_, folder)| folder).collect();
    // Cargo does not know a crate that nothing depends on, unless it is a member of a workspace.
    let is_left_over = bindings_crate::package_of(&folder).is_some_and(|package| package == name);
    if is_left_over && !known.contains(&&*folder) && (is_elsewhere || known.is_empty()) {
        known.push(&folder);
    }
    if !known.is_empty() {
        for folder in known {
            write_files(bindings_crate::generated(folder, added))?;
            println!("wrote the bindings in {} anew", relative(&workspace.root, folder));
        }
        if is_left_over {
            workspace.include(&folder)?;
        }
        return Ok(None);
    }
    let has_components = added.facts.modules.iter().any(|module| !module.components.is_empty());
    if !has_components || name == "dash" {
        println!("its bindings come with dash itself");
        return Ok(None);
    }
    bindings_crate::create(&folder, added, workspace)?;
    write_files(bindings_crate::generated(&folder, added))?;
    workspace.include(&folder)?;
    Ok(Some(relative(&workspace.root, &folder)))
}

fn write_files(files: Vec<(PathBuf, String)>) -> Result<()> {
    files.into_iter().try_for_each(|(path, text)| codegen::write(&path, &text))
}

/// What a project starts with: Dash itself.
fn built_in_only() -> Result<Lock> {
    let mut lock = Lock::built_in()?;
    lock.packages.retain(|package| matches!(&*package.name, "dash" | "plotly"));
    Ok(lock)
}
