//! `cargo dash codegen`: all that is derived from locked packages, derived again.

use std::fs;
use std::path::{Path, PathBuf};

use dash_packages::{Lock, OpenOptions};

use crate::workspace::{Workspace, relative};
use crate::{Result, bindings_crate};

/// Writes the lock and all bindings anew; with `check` only says what would change.
pub(crate) fn run(check: bool, options: &OpenOptions<'_>) -> Result<()> {
    let workspace = Workspace::load()?;
    let path =
        Lock::locate(&workspace.root).ok_or("this workspace has no dash.lock; run `cargo dash add` first")?;
    let mut lock = Lock::read(&path)?;
    options.store()?.all_wheels(&lock.packages.iter().collect::<Vec<_>>(), options)?;
    let mut files = Vec::new();
    for package in lock.packages.clone() {
        let added = dash_packages::add::add_again(&package, options)?;
        let folders = workspace.bindings().filter(|(name, _)| *name == package.name);
        files.extend(folders.flat_map(|(_, folder)| bindings_crate::generated(folder, &added)));
        lock.insert(added.package);
    }
    files.push((path, lock.to_text()?));

    let differing: Vec<(&PathBuf, String)> =
        files.iter().filter_map(|(path, text)| Some((path, difference(path, text)?))).collect();
    if !check {
        return differing.iter().try_for_each(|(path, _)| {
            println!("writing {}", relative(&workspace.root, path));
            files.iter().filter(|(other, _)| other == *path).try_for_each(|(path, text)| write(path, text))
        });
    }
    if differing.is_empty() {
        return Ok(());
    }
    let summary: Vec<String> = differing
        .iter()
        .map(|(path, what)| format!("  {}: {what}", relative(&workspace.root, path)))
        .collect();
    Err(format!(
        "generated files are not what the generator writes; run `cargo dash codegen`\n{}",
        summary.join("\n")
    )
    .into())
}

/// Writes a file and the folders that it is in.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, text)?)
}

/// How a file differs from what it should hold, in a line.
fn difference(path: &Path, wanted: &str) -> Option<String> {
    let Ok(found) = fs::read_to_string(path) else {
        return Some("is missing".to_owned());
    };
    if found == wanted {
        return None;
    }
    let (mut lines, mut others) = (found.lines(), wanted.lines());
    for number in 1.. {
        match (lines.next(), others.next()) {
            (None, None) => break,
            (line, other) if line == other => {}
            (line, other) => {
                let say = |line: Option<&str>| {
                    line.map_or("the end".to_owned(), |line| format!("`{}`", line.trim()))
                };
                return Some(format!("line {number} is {}, expected {}", say(line), say(other)));
            }
        }
    }
    Some("ends differently".to_owned())
}
