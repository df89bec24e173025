//! What the command is told.

use std::path::PathBuf;

pub(crate) const USAGE: &str = "cargo xtask bridge --dash PATH [--only reference|host|report] [--break] [--release] \
                                [FILE...] [-- PYTEST ARGUMENT...]";

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Compares our server with Python; takes the reference of an earlier run where there is one.
    Compare,
    /// Makes the reference anew, and no more.
    Reference,
    /// Writes the report of the last comparison again, with what is known by now.
    Report,
    /// Has our server break one answer of each app: the tests must see that.
    Break,
}

/// The arguments of the command.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    /// A clone of `plotly/dash`, or its git directory.
    pub(super) dash: PathBuf,
    pub(super) mode: Mode,
    pub(super) release: bool,
    /// Files, folders or cases below the repository's root; none stands for all that the host is for.
    pub(super) files: Vec<String>,
    /// Further arguments for pytest.
    pub(super) pytest: Vec<String>,
}

impl Options {
    pub(super) fn parse(args: &[&str]) -> Result<Self, String> {
        let mut dash = None;
        let mut options = Self {
            dash: PathBuf::new(),
            mode: Mode::Compare,
            release: false,
            files: Vec::new(),
            pytest: Vec::new(),
        };
        let mut args = args.iter().copied();
        while let Some(arg) = args.next() {
            match arg {
                "--dash" => dash = args.next().map(PathBuf::from),
                "--only" => match args.next() {
                    Some("reference") => options.mode = Mode::Reference,
                    Some("host") => options.mode = Mode::Compare,
                    Some("report") => options.mode = Mode::Report,
                    _ => {
                        return Err(format!(
                            "`--only` is for `reference`, `host` or `report`\nusage: {USAGE}"
                        ));
                    }
                },
                "--break" => options.mode = Mode::Break,
                "--release" => options.release = true,
                "--" => options.pytest.extend(args.by_ref().map(str::to_owned)),
                option if option.starts_with('-') => {
                    return Err(format!("no option `{option}`\nusage: {USAGE}"));
                }
                file => options.files.push(file.to_owned()),
            }
        }
        let missing = || format!("where is Dash's repository? `--dash` names a clone of it\nusage: {USAGE}");
        Ok(Self { dash: dash.ok_or_else(missing)?, ..options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_arguments_of_pytest_are_told_apart() {
        let options = Options::parse(&["--dash", "d", "a.py", "--break", "--", "-k", "x"]).unwrap();
        let Options { dash, mode, release, files, pytest } = options;
        assert_eq!((dash, mode, release), (PathBuf::from("d"), Mode::Break, false));
        assert_eq!((files, pytest), (vec!["a.py".to_owned()], vec!["-k".to_owned(), "x".to_owned()]));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (args, problem) in [
            (&["a.py"][..], "where is Dash's repository?"),
            (&["--dash"], "where is Dash's repository?"),
            (&["--dash", "d", "--only"], "`--only` is for"),
            (&["--dash", "d", "--brake"], "no option `--brake`"),
        ] {
            let message = Options::parse(args).unwrap_err();
            assert!(message.starts_with(problem), "{message}");
        }
    }
}
