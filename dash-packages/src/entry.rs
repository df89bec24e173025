//! One registered file of a package, and when it becomes a tag of the page.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::tag::Build;

/// When a registered file becomes a tag. Whatever the kind, the file is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Always.
    Eager,
    /// Only without development bundles.
    Prod,
    /// Only with development bundles.
    Dev,
    /// Never here: the browser asks for it when it is needed. (Dash would make it a tag under eager loading.)
    Async,
    /// Never: source maps, workers, files that scripts ask for.
    Dynamic,
}

const KINDS: [(Kind, &str); 5] = [
    (Kind::Eager, "eager"),
    (Kind::Prod, "prod"),
    (Kind::Dev, "dev"),
    (Kind::Async, "async"),
    (Kind::Dynamic, "dynamic"),
];

/// A registered script or style, written `kind path` in the lock, for example `async dcc/async-graph.js`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Entry {
    /// When it becomes a tag.
    pub kind: Kind,
    /// Its path inside the Python package, with `/`.
    pub path: String,
}

impl Entry {
    /// Whether the file has a tag on a page with bundles of this build.
    pub fn is_tag(&self, build: Build) -> bool {
        match self.kind {
            Kind::Eager => true,
            Kind::Prod => build == Build::Production,
            Kind::Dev => build == Build::Development,
            Kind::Async | Kind::Dynamic => false,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, kind) = KINDS.iter().find(|(kind, _)| *kind == self.kind).ok_or(fmt::Error)?;
        write!(out, "{kind} {}", self.path)
    }
}

impl FromStr for Entry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, path) = text.split_once(' ').unwrap_or((text, ""));
        let kind = KINDS.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind).ok_or_else(|| {
            format!("`{text}` starts with `{word}`, expected `eager`, `prod`, `dev`, `async` or `dynamic`")
        })?;
        if !is_plain(path) {
            return Err(format!("`{path}` is no path inside a package: expected names joined by `/`"));
        }
        Ok(Self { kind, path: path.to_owned() })
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        entry.to_string()
    }
}

impl TryFrom<String> for Entry {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// Whether a path stays where it is put: relative, no `..`, nothing that only one system takes for a separator.
pub(crate) fn is_plain(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_read_as_they_are_written() {
        for text in
            ["eager a.js", "prod deps/react@18.3.1.min.js", "dev b.js", "async c.js", "dynamic d.js.map"]
        {
            assert_eq!(text.parse::<Entry>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn paths_that_leave_the_package_are_refused() {
        for path in ["../a.js", "/a.js", "a//b.js", "a/./b", "a\\b.js", "c:a.js", "", "a/.."] {
            assert!(format!("eager {path}").parse::<Entry>().is_err(), "{path}");
        }
        assert!("sometimes a.js".parse::<Entry>().unwrap_err().contains("`sometimes`"));
    }
}
