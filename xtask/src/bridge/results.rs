//! What came of each case, as the tests write it down.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    Passed,
    Skipped,
    Failed,
    /// It failed before or after the test itself.
    Error,
}

/// One case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Case {
    /// Its name, such as `tests/integration/test_x.py::test_y[z]`.
    #[serde(rename = "case")]
    pub(super) name: String,
    pub(super) outcome: Outcome,
    pub(super) seconds: f64,
    /// Whether the server under test was started.
    pub(super) served: bool,
    /// Why it failed or was skipped.
    pub(super) text: String,
    /// Whether it failed at first.
    #[serde(default)]
    pub(super) retried: bool,
}

impl Case {
    pub(super) fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed | Outcome::Error)
    }
}

/// Cases by name.
#[derive(Debug, Default)]
pub(super) struct Results(pub(super) BTreeMap<String, Case>);

impl Results {
    /// Reads a file, one case a line; one that is not there has none.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let cannot = |error: &dyn std::error::Error| format!("cannot read {}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| cannot(&error))?;
        let cases = text.lines().map(serde_json::from_str).collect::<Result<Vec<Case>, _>>();
        Ok(cases.map_err(|error| cannot(&error))?.into_iter().collect())
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), String> {
        let lines = self.0.values().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
        let text = lines.map_err(|error| error.to_string())?.join("\n") + "\n";
        fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn failed(&self) -> impl Iterator<Item = &str> {
        self.0.values().filter(|case| case.failed()).map(|case| case.name.as_str())
    }

    /// Whether each of these files, folders and cases was run.
    pub(super) fn cover(&self, names: &[&str]) -> bool {
        let stands_for = |name: &str, case: &str| {
            case.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':', '[']))
        };
        names.iter().all(|name| self.0.keys().any(|case| stands_for(name.trim_end_matches('/'), case)))
    }

    /// With newer results in place of older ones.
    pub(super) fn updated(mut self, newer: Self) -> Self {
        self.0.extend(newer.0);
        self
    }

    /// With the results of a second run of what failed in the first.
    pub(super) fn retried(self, second: Self) -> Self {
        self.updated(second.0.into_values().map(|case| Case { retried: true, ..case }).collect())
    }

    /// How many cases ended how, and which failed.
    pub(super) fn summary(&self) -> String {
        let count = |outcome| self.0.values().filter(|case| case.outcome == outcome).count();
        let (passed, skipped) = (count(Outcome::Passed), count(Outcome::Skipped));
        let mut lines: Vec<_> = self.failed().map(|case| format!("failed: {case}")).collect();
        lines.push(format!("{passed} passed, {skipped} skipped, {} in all", self.0.len()));
        lines.join("\n") + "\n"
    }
}

impl FromIterator<Case> for Results {
    fn from_iter<I: IntoIterator<Item = Case>>(cases: I) -> Self {
        Self(cases.into_iter().map(|case| (case.name.clone(), case)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(lines: &[&str]) -> Results {
        lines.iter().map(|line| serde_json::from_str::<Case>(line).unwrap()).collect()
    }

    const FAILED: &str =
        r#"{"case":"t/a.py::b[c]","outcome":"failed","seconds":1.5,"served":true,"text":"x"}"#;
    const PASSED: &str =
        r#"{"case":"t/a.py::b[c]","outcome":"passed","seconds":1.5,"served":true,"text":""}"#;

    #[test]
    fn a_second_run_takes_the_place_of_the_first() {
        let first = results(&[FAILED]);
        assert_eq!(first.failed().collect::<Vec<_>>(), ["t/a.py::b[c]"]);
        let both = first.retried(results(&[PASSED]));
        assert_eq!(both.failed().count(), 0);
        assert!(both.0["t/a.py::b[c]"].retried);
    }

    #[test]
    fn a_name_stands_for_what_is_below_it() {
        let found = results(&[PASSED]);
        assert!(found.cover(&["t", "t/a.py", "t/a.py::b", "t/a.py::b[c]"]));
        assert!(!found.cover(&["t/a"]) && !found.cover(&["t", "u"]));
    }
}
