//! House rules that a program can hold people to.

mod generated;
mod length;
mod paths;
mod readme;
mod words;

use std::fs;

use crate::workspace::{root, tracked};

/// A file of the checkout.
#[derive(Debug)]
pub(crate) struct File {
    /// From the root, with slashes.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl File {
    /// Whether a person wrote it. The compile-fail cases in `ui` are written by hand, but are meant to be wrong.
    fn is_hand_written(&self) -> bool {
        !["/generated/", "/snapshots/", "/ui/"].iter().any(|folder| self.name.contains(folder))
    }
}

/// Every violation of every rule.
pub(crate) fn check() -> Result<String, String> {
    let rust = read(&tracked("*.rs")?)?;
    let written: Vec<&File> = rust.iter().filter(|file| file.is_hand_written()).collect();
    let mut problems = length::check(&written);
    problems.extend(words::check(&written));
    problems.extend(generated::check(&rust));
    problems.extend(paths::check()?);
    problems.extend(readme::check());
    if problems.is_empty() {
        return Ok(format!("{} Rust files, {} written by hand", rust.len(), written.len()));
    }
    Err(problems.join("\n"))
}

fn read(names: &[String]) -> Result<Vec<File>, String> {
    let read = |name: &String| match fs::read_to_string(root().join(name)) {
        Ok(text) => Ok(File { name: name.clone(), text }),
        Err(error) => Err(format!("cannot read {name}: {error}")),
    };
    names.iter().map(read).collect()
}
