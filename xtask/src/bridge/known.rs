//! What is known of single cases and was written down by hand.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;

use crate::workspace::root;

pub(super) const FILE: &str = "tests/bridge-host/known.toml";

/// What each case or, without the brackets of its parameters, each test is known for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Known {
    /// Cases that say nothing about a server that is not Python's, and why.
    #[serde(default)]
    pub(super) cannot_travel: BTreeMap<String, String>,
    /// Cases that fail with our server, and why.
    #[serde(default)]
    pub(super) failing: BTreeMap<String, String>,
}

impl Known {
    pub(super) fn read() -> Result<Self, String> {
        let path = root().join(FILE);
        let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {FILE}: {error}"))?;
        toml::from_str(&text).map_err(|error| format!("{FILE}: {error}"))
    }
}

/// What is known of a case: as it is named, or as its test is.
pub(super) fn find<'k>(known: &'k BTreeMap<String, String>, case: &str) -> Option<&'k str> {
    let test = case.split('[').next().unwrap_or(case);
    known.get(case).or_else(|| known.get(test)).map(String::as_str)
}
