//! What the command is asked to measure.

use std::time::Duration;

use super::workload::{WORKLOADS, Workload};

pub(super) const USAGE: &str = "cargo xtask bench [WORKLOAD..] [--rounds N] [--seconds S] [--without-python]\n       cargo xtask bench build";

/// The arguments of the command.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) workloads: Vec<&'static Workload>,
    /// Whether these are all, so that the report is written.
    pub(super) all: bool,
    pub(super) rounds: usize,
    /// How long each server is under load in a round.
    pub(super) time: Duration,
    pub(super) python: bool,
}

impl Options {
    pub(super) fn parse(args: &[&str]) -> Result<Self, String> {
        let mut options =
            Self { workloads: Vec::new(), all: false, rounds: 3, time: Duration::from_secs(6), python: true };
        let mut args = args.iter().copied();
        while let Some(arg) = args.next() {
            match arg {
                "--rounds" => options.rounds = number(arg, args.next())?,
                "--seconds" => options.time = Duration::from_secs(number(arg, args.next())?),
                "--without-python" => options.python = false,
                option if option.starts_with('-') => {
                    return Err(format!("no option `{option}`\nusage: {USAGE}"));
                }
                name => options.workloads.push(find(name)?),
            }
        }
        if options.workloads.is_empty() {
            options.workloads.extend(WORKLOADS);
            options.all = true;
        }
        Ok(options)
    }
}

fn find(name: &str) -> Result<&'static Workload, String> {
    let known = || WORKLOADS.iter().map(|workload| workload.name).collect::<Vec<_>>().join(", ");
    let found = WORKLOADS.iter().find(|workload| workload.name == name.to_lowercase());
    found.ok_or_else(|| format!("no workload `{name}`; there are {}\nusage: {USAGE}", known()))
}

fn number<N: std::str::FromStr + PartialEq + Default>(
    option: &str,
    value: Option<&str>,
) -> Result<N, String> {
    let number = value.and_then(|value| value.parse().ok()).filter(|number| *number != N::default());
    number.ok_or_else(|| format!("`{option}` is followed by a number from 1\nusage: {USAGE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_names_everything_is_measured() {
        let options = Options::parse(&["--seconds", "2"]).unwrap();
        assert_eq!((options.workloads.len(), options.all), (WORKLOADS.len(), true));
        assert_eq!((options.rounds, options.time, options.python), (3, Duration::from_secs(2), true));
    }

    #[test]
    fn names_choose() {
        let options = Options::parse(&["w3", "W1", "--without-python"]).unwrap();
        let names: Vec<_> = options.workloads.iter().map(|workload| workload.name).collect();
        assert_eq!((names, options.all, options.python), (vec!["w3", "w1"], false, false));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (args, problem) in [
            (&["w99"][..], "no workload `w99`; there are w1, "),
            (&["--rounds"], "`--rounds` is followed by a number from 1"),
            (&["--rounds", "0"], "`--rounds` is followed by a number from 1"),
            (&["--fast"], "no option `--fast`"),
        ] {
            let message = Options::parse(args).unwrap_err();
            assert!(message.starts_with(problem), "{message}");
        }
    }
}
