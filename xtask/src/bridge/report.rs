//! What came out, for readers.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::checkout::Checkout;
use super::verdict::{Finding, Verdict};
use crate::prepare::{browser, python::BRIDGE};
use crate::workspace::{command, output};

/// What was compared.
#[derive(Debug)]
pub(super) struct Versions {
    commit: String,
    date: String,
    python: String,
    browser: String,
}

impl Versions {
    pub(super) fn read(checkout: &Checkout) -> Result<Self, String> {
        let code = "import platform, dash, plotly; \
                    print(f'Dash {dash.__version__}, plotly {plotly.__version__}, Python {platform.python_version()}')";
        let python = output(command(&BRIDGE.python().to_string_lossy()).args(["-c", code]))?;
        Ok(Self {
            commit: checkout.commit.clone(),
            date: checkout.date()?,
            python: python.trim().to_owned(),
            // What follows is the driver, of the same version.
            browser: browser::prepare()?.split(',').next().unwrap_or_default().to_owned(),
        })
    }
}

/// The report that is committed.
pub(super) fn report(verdict: &Verdict, versions: &Versions) -> String {
    let Versions { commit, date, python, browser } = versions;
    format!(
        "# Dash's own tests against our server\n\n\
         Written by `cargo xtask bridge`. The tests are those of `plotly/dash` at commit `{commit}` ({date}),\n\
         unmodified; the reference is {python}; the browser is {browser}.\n\n{}",
        results(verdict)
    )
}

/// The numbers, and the names of all cases that do not simply pass.
pub(super) fn results(verdict: &Verdict) -> String {
    let (passed, counted) = (verdict.passed(), verdict.counted());
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "**{passed} of {counted} cases that pass with Python and can travel pass with our server: {}.**\n",
        percentage(passed, counted)
    );
    text.push_str(&table(verdict));
    for (title, wanted) in SECTIONS {
        let cases: Vec<_> = verdict
            .cases
            .iter()
            .filter_map(|(name, (finding, text))| Some((name, wanted(finding, text)?)))
            .collect();
        section(&mut text, title, &cases);
    }
    let late: Vec<_> = verdict.late.iter().map(|name| (name, String::new())).collect();
    section(&mut text, "Passed when run once more", &late);
    text
}

type Wanted = fn(&Finding, &str) -> Option<String>;

/// Which cases are named, under what title, with what remark.
const SECTIONS: &[(&str, Wanted)] = &[
    ("Fails with our server", |finding, text| match finding {
        Finding::Failed(cause) => Some(cause.clone().unwrap_or_else(|| format!("cause unknown: {text}"))),
        _ => None,
    }),
    ("Cannot travel", |finding, _| match finding {
        Finding::CannotTravel(reason) => Some(reason.clone()),
        _ => None,
    }),
    ("Starts no server", |finding, _| (*finding == Finding::NotServed).then(String::new)),
    ("Fails with Python", |finding, text| (*finding == Finding::FailsInPython).then(|| text.to_owned())),
    ("Skipped by Dash", |finding, text| (*finding == Finding::SkippedByDash).then(|| text.to_owned())),
];

fn section(text: &mut String, title: &str, cases: &[(&String, String)]) {
    if cases.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}\n");
    for (name, remark) in cases {
        let remark = if remark.is_empty() { String::new() } else { format!(": {remark}") };
        let _ = writeln!(text, "* `{name}`{remark}");
    }
}

/// A line for each file: what passes of what counts, and how many cases there are.
fn table(verdict: &Verdict) -> String {
    let mut files: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (name, (finding, _)) in &verdict.cases {
        let file = name.split("::").next().unwrap_or(name);
        let counts = files.entry(file).or_default();
        counts[0] += usize::from(*finding == Finding::Passed);
        counts[1] += usize::from(finding.counts());
        counts[2] += 1;
    }
    let lines = files.iter().map(|(file, [passed, counted, cases])| {
        let file = file.strip_prefix("tests/integration/").unwrap_or(file);
        format!("| {file} | {passed} | {counted} | {cases} |\n")
    });
    let head =
        "| File | Pass with our server | Pass with Python and can travel | Cases |\n|---|---:|---:|---:|\n";
    head.to_owned() + &lines.collect::<String>()
}

fn percentage(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "nothing to count".to_owned();
    }
    // In tenths, rounded down: 97 % is not reached before it is.
    let tenths = part * 1000 / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_never_rounded_up() {
        assert_eq!(percentage(969, 1000), "96.9 %");
        assert_eq!(percentage(2, 3), "66.6 %");
        assert_eq!(percentage(7, 7), "100.0 %");
        assert_eq!(percentage(0, 0), "nothing to count");
    }
}
