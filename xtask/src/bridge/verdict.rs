//! Case by case: what Python does, what our server does, and what follows.

use std::collections::BTreeMap;

use super::known::{self, Known};
use super::results::{Case, Outcome, Results};

/// What a case says about our server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Finding {
    Passed,
    /// With the cause, where it is known.
    Failed(Option<String>),
    /// It cannot be asked; with the reason.
    CannotTravel(String),
    /// It passes, but no server was needed for that.
    NotServed,
    FailsInPython,
    SkippedByDash,
}

impl Finding {
    /// Whether the case counts.
    pub(super) fn counts(&self) -> bool {
        matches!(self, Self::Passed | Self::Failed(_))
    }
}

/// All cases that were run with both servers.
#[derive(Debug)]
pub(super) struct Verdict {
    /// By the case's name; the text is what our server's case, or else Python's, ended with.
    pub(super) cases: BTreeMap<String, (Finding, String)>,
    /// Cases that passed only when they were run once more.
    pub(super) late: Vec<String>,
    /// Entries of the list of failing cases that pass.
    outdated: Vec<String>,
}

impl Verdict {
    pub(super) fn new(reference: &Results, host: &Results, known: &Known) -> Self {
        let cases: BTreeMap<_, _> =
            host.0.values().map(|case| (case.name.clone(), judge(case, reference, known))).collect();
        let late = host.0.values().filter(|case| case.retried && !case.failed());
        let passes = |name: &String| {
            let found: Vec<_> = cases.iter().filter(|(case, _)| names(name, case)).collect();
            !found.is_empty() && found.iter().all(|(_, (finding, _))| !matches!(finding, Finding::Failed(_)))
        };
        let outdated = known.failing.keys().filter(|name| passes(name)).cloned().collect();
        Self { late: late.map(|case| case.name.clone()).collect(), outdated, cases }
    }

    pub(super) fn passed(&self) -> usize {
        self.cases.values().filter(|(finding, _)| *finding == Finding::Passed).count()
    }

    pub(super) fn counted(&self) -> usize {
        self.cases.values().filter(|(finding, _)| finding.counts()).count()
    }

    /// The negative control: a server that breaks answers must not pass.
    pub(super) fn must_fail(&self) -> Result<(), String> {
        let (passed, counted) = (self.passed(), self.counted());
        println!("with one broken answer for each app {passed} of {counted} cases pass");
        if passed == counted { Err("no test sees a broken answer".to_owned()) } else { Ok(()) }
    }

    /// Whether each failure is known, and each known failure is one.
    pub(super) fn must_be_explained(&self) -> Result<(), String> {
        let unexplained = self.cases.iter().filter(|(_, (finding, _))| *finding == Finding::Failed(None));
        let mut problems: Vec<_> = unexplained.map(|(name, _)| format!("{name} fails")).collect();
        problems.extend(self.outdated.iter().map(|name| format!("{name} passes, but is listed as failing")));
        if problems.is_empty() {
            return Ok(());
        }
        Err(format!("{}\nthe causes belong into {}", problems.join("\n"), known::FILE))
    }
}

fn judge(case: &Case, reference: &Results, known: &Known) -> (Finding, String) {
    let python = reference.0.get(&case.name);
    let finding = match python.map(|case| case.outcome) {
        None | Some(Outcome::Failed | Outcome::Error) => Finding::FailsInPython,
        Some(Outcome::Skipped) => Finding::SkippedByDash,
        Some(Outcome::Passed) => {
            if let Some(reason) = known::find(&known.cannot_travel, &case.name) {
                Finding::CannotTravel(reason.to_owned())
            } else if case.outcome != Outcome::Passed {
                Finding::Failed(known::find(&known.failing, &case.name).map(str::to_owned))
            } else if case.served {
                Finding::Passed
            } else {
                Finding::NotServed
            }
        }
    };
    let text = match (&finding, python) {
        (Finding::FailsInPython | Finding::SkippedByDash, Some(python)) => &python.text,
        _ => &case.text,
    };
    (finding, text.lines().next().unwrap_or_default().to_owned())
}

/// Whether a name of the list stands for a case.
fn names(name: &str, case: &str) -> bool {
    case.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: &str, outcome: Outcome, served: bool) -> Case {
        let (name, text) = (name.to_owned(), "first line\nsecond".to_owned());
        Case { name, outcome, seconds: 0.0, served, text, retried: false }
    }

    #[test]
    fn a_case_counts_where_python_passes_and_the_server_is_asked() {
        use Outcome::{Failed, Passed, Skipped};
        let python = [
            case("a", Passed, false),
            case("b[1]", Passed, false),
            case("c", Failed, false),
            case("d", Skipped, false),
            case("e", Passed, false),
            case("f", Passed, false),
        ];
        let host = ["a", "b[1]", "c", "d", "e", "f"].map(|name| match name {
            "b[1]" => case(name, Failed, true),
            "f" => case(name, Passed, false),
            name => case(name, Passed, true),
        });
        let known: Known =
            toml::from_str("[failing]\na = 'old'\nb = 'why'\n[cannot-travel]\ne = 'routes'").unwrap();
        let verdict = Verdict::new(&python.into_iter().collect(), &host.into_iter().collect(), &known);
        let findings: Vec<_> = verdict.cases.values().map(|(finding, _)| finding.clone()).collect();
        assert_eq!(
            findings,
            [
                Finding::Passed,
                Finding::Failed(Some("why".to_owned())),
                Finding::FailsInPython,
                Finding::SkippedByDash,
                Finding::CannotTravel("routes".to_owned()),
                Finding::NotServed,
            ]
        );
        assert_eq!((verdict.passed(), verdict.counted()), (1, 2));
        assert!(verdict.must_be_explained().unwrap_err().starts_with("a passes, but"));
        assert!(verdict.must_fail().is_ok());
    }
}
