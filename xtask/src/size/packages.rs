//! What a program holds of each package: the files that the build script of `dash-embed` copied.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::workspace::root;

/// One package inside a program.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) files: usize,
    /// As they are in the program: mostly compressed.
    pub(super) bytes: u64,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
}

/// The packages in the order of the lock.
pub(super) fn read(folder: &Path) -> Result<Vec<Part>, String> {
    let path = root().join("dash.lock");
    let text =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let lock: Lock = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let names: Vec<_> = lock.package.into_iter().map(|it| format!("{} {}", it.name, it.version)).collect();
    let fail = |error| format!("cannot read {}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let size = entry.metadata().map_err(fail)?.len();
        files.push((entry.file_name().to_string_lossy().into_owned(), size));
    }
    Ok(sums(&names, &files))
}

/// A file is called after the number of its package, and its own.
fn sums(names: &[String], files: &[(String, u64)]) -> Vec<Part> {
    let mut parts: Vec<_> = names.iter().map(|name| Part { name: name.clone(), ..Part::default() }).collect();
    for (file, size) in files {
        let number = file.split_once('-').and_then(|(package, _)| package.parse::<usize>().ok());
        if let Some(part) = number.and_then(|number| parts.get_mut(number)) {
            part.files += 1;
            part.bytes += size;
        }
    }
    parts
}

pub(super) fn table(parts: &[Part]) -> String {
    let mut text = format!("\n{:<38}{:>8}{:>14}\n", "packages inside, bytes", "files", "embed");
    let all = Part {
        name: "all".to_owned(),
        files: parts.iter().map(|part| part.files).sum(),
        bytes: parts.iter().map(|part| part.bytes).sum(),
    };
    for part in parts.iter().chain([&all]) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<38}{:>8}{:>14}", part.name, part.files, part.bytes);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_summed_by_the_number_of_their_package() {
        let names = ["a 1".to_owned(), "b 2".to_owned()];
        let files = [("0-0", 5), ("1-0", 7), ("1-12", 11), ("bundle.rs", 100), ("9-0", 100)];
        let parts = sums(&names, &files.map(|(name, size)| (name.to_owned(), size)));
        let part = |name: &str, files, bytes| Part { name: name.to_owned(), files, bytes };
        assert_eq!(parts, [part("a 1", 1, 5), part("b 2", 2, 18)]);
        let last =
            table(&parts).lines().last().unwrap().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(last, ["all", "3", "23"]);
    }
}
