//! What there is to run, in the order in which a failure is cheapest.

use crate::{prepare, tidy};

/// One step of `cargo xtask test`.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) work: Work,
    /// Stages that come first when this one is asked for by name.
    pub(crate) needs: &'static [&'static str],
    /// Whether plain `cargo xtask test` runs it. What does not is a part of a stage that does.
    pub(crate) by_default: bool,
}

/// How a stage is run and counted.
#[derive(Debug)]
pub(crate) enum Work {
    /// Part of this program; says what it did, or what is wrong.
    Own(fn() -> Result<String, String>),
    /// Arguments for cargo, and an environment variable for it.
    Cargo(&'static [&'static str], Option<(&'static str, &'static str)>),
    /// Arguments for `cargo test`; each test counts.
    Tests(&'static [&'static str]),
}

const TEST_NEEDS: &[&str] = &["browser", "oracle", "packages"];

/// Every stage, in order.
pub(crate) const STAGES: &[Stage] = &[
    own("browser", "prepare: Chromium, chromedriver and a Chinese font", prepare::browser::prepare),
    own("oracle", "prepare: a virtual environment with Python Dash", prepare::oracle),
    own("cargo-deny", "prepare: the program cargo-deny", prepare::cargo_deny),
    cargo("packages", "prepare: the locked browser packages", &["dash", "fetch"]),
    cargo("fmt", "formatting", &["fmt", "--all", "--check"]),
    own("tidy", "house rules", tidy::check),
    cargo("clippy", "lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    Stage {
        work: Work::Cargo(&["doc", "--workspace", "--no-deps"], Some(("RUSTDOCFLAGS", "-D warnings"))),
        ..cargo("doc", "documentation builds without a warning", &[])
    },
    cargo("codegen", "generated code is what the generator writes", &["dash", "codegen", "--check"]),
    Stage {
        needs: &["cargo-deny"],
        ..cargo(
            "deny",
            "licences, sources and duplicate versions of dependencies",
            &["deny", "check", "bans", "licenses", "sources"],
        )
    },
    tests("test", "every test and doctest of the workspace", &["--workspace"]),
    Stage {
        needs: &["packages"],
        ..tests(
            "features",
            "what only features bring",
            &["-p", "dash-server", "--features", "metrics", "--test", "server", "metrics"],
        )
    },
    Stage {
        by_default: false,
        needs: &["oracle", "packages"],
        ..tests("conformance", "part of test: against Python Dash", &["--workspace", "--test", "conformance"])
    },
    Stage {
        by_default: false,
        ..tests("chromium", "part of test: in a real browser", &["--workspace", "--test", "browser"])
    },
];

const fn stage(name: &'static str, about: &'static str, work: Work) -> Stage {
    Stage { name, about, work, needs: &[], by_default: true }
}

const fn own(name: &'static str, about: &'static str, check: fn() -> Result<String, String>) -> Stage {
    stage(name, about, Work::Own(check))
}

const fn cargo(name: &'static str, about: &'static str, args: &'static [&'static str]) -> Stage {
    stage(name, about, Work::Cargo(args, None))
}

const fn tests(name: &'static str, about: &'static str, args: &'static [&'static str]) -> Stage {
    let mut stage = stage(name, about, Work::Tests(args));
    stage.needs = TEST_NEEDS;
    stage
}

/// The stages of these names with what they need, in order; without names, all that run by default.
pub(crate) fn select(names: &[&str]) -> Result<Vec<&'static Stage>, String> {
    if let Some(name) = names.iter().find(|name| find(name).is_none()) {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(format!("no stage `{name}`; the stages are {}", known.join(", ")));
    }
    let needed: Vec<&str> =
        names.iter().filter_map(|name| find(name)).flat_map(|it| it.needs).copied().collect();
    let wanted = |stage: &&Stage| match names {
        [] => stage.by_default,
        _ => names.contains(&stage.name) || needed.contains(&stage.name),
    };
    Ok(STAGES.iter().filter(wanted).collect())
}

fn find(name: &str) -> Option<&'static Stage> {
    STAGES.iter().find(|stage| stage.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(selected: &[&Stage]) -> Vec<&'static str> {
        selected.iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn a_stage_brings_what_it_needs() {
        let selected = select(&["conformance", "fmt"]).expect("both exist");
        assert_eq!(names(&selected), ["oracle", "packages", "fmt", "conformance"]);
    }

    #[test]
    fn without_names_nothing_runs_twice() {
        let selected = names(&select(&[]).expect("no name can be unknown"));
        assert!(selected.contains(&"test"), "{selected:?}");
        assert!(!selected.contains(&"conformance"), "{selected:?}");
    }

    #[test]
    fn an_unknown_stage_is_answered_with_the_known_ones() {
        let message = select(&["tset"]).expect_err("there is no such stage");
        assert!(message.starts_with("no stage `tset`; the stages are browser, "), "{message}");
    }

    #[test]
    fn every_need_is_a_stage() {
        for need in STAGES.iter().flat_map(|stage| stage.needs) {
            assert!(find(need).is_some(), "{need}");
        }
    }
}
