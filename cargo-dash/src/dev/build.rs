//! `cargo build`, and what it says.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::SystemTime;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::Command;

use super::metadata::{Metadata, Package};
use super::plain::plain;
use super::problem::Problem;

/// How cargo is called.
#[derive(Debug, Clone)]
pub(super) struct Build {
    arguments: Vec<OsString>,
}

/// A program that can be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Built {
    pub(super) program: PathBuf,
    /// The folder of its crate.
    pub(super) folder: PathBuf,
    /// Another time is another program.
    modified: Option<SystemTime>,
}

/// A line of cargo's messages.
#[derive(Debug, Deserialize)]
#[serde(tag = "reason")]
enum Message {
    #[serde(rename = "compiler-message")]
    Said { message: Diagnostic },
    #[serde(rename = "compiler-artifact")]
    Made { executable: Option<PathBuf>, manifest_path: PathBuf, target: Target },
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
struct Diagnostic {
    level: String,
    rendered: String,
}

#[derive(Debug, Deserialize)]
struct Target {
    name: String,
}

/// What cargo said, as far as it was read.
#[derive(Debug, Default)]
struct Said {
    errors: Vec<String>,
    /// With the names that `--bin` or `--example` takes.
    programs: Vec<(String, Built)>,
}

impl Build {
    /// Splits the arguments of cargo from those of the app, which come after `--`.
    pub(super) fn new(mut arguments: Vec<OsString>) -> (Self, Vec<OsString>) {
        let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
        let rest = arguments.split_off(end).into_iter().skip(1).collect();
        (Self { arguments }, rest)
    }

    /// The manifest that the user named.
    pub(super) fn manifest(&self) -> Option<&OsStr> {
        let mut arguments = self.arguments.iter().map(OsString::as_os_str);
        while let Some(argument) = arguments.next() {
            if argument == "--manifest-path" {
                return arguments.next();
            }
            let joined = argument.to_str().and_then(|argument| argument.strip_prefix("--manifest-path="));
            if let Some(manifest) = joined {
                return Some(OsStr::new(manifest));
            }
        }
        None
    }

    /// Builds the app. Dropping the future ends cargo.
    pub(super) fn run(&self) -> impl Future<Output = Result<Built, Problem>> + 'static {
        let build = self.clone();
        async move {
            eprintln!("cargo dash dev: building");
            let (success, said, lines) = cargo(&build.arguments).await.map_err(|error| Problem {
                title: "cannot start cargo".to_owned(),
                text: error.to_string(),
            })?;
            if !success {
                return Err(said.problem(&lines));
            }
            // Where there is but one, nobody needs to ask cargo.
            let metadata = (said.programs.len() > 1).then(|| Metadata::read(build.manifest()).ok()).flatten();
            said.program(metadata.map_or_else(Vec::new, |metadata| metadata.packages).as_slice())
        }
    }
}

/// Runs cargo; whether it succeeded, what it said to programs, and what it said to people.
async fn cargo(arguments: &[OsString]) -> std::io::Result<(bool, Said, Vec<String>)> {
    let is_terminal = std::io::stderr().is_terminal();
    let format = if is_terminal { "json-diagnostic-rendered-ansi" } else { "json" };
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["build", "--message-format", format]).args(arguments);
    if is_terminal {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn()?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (said, lines, status) = tokio::join!(messages(stdout), lines(stderr), child.wait());
    Ok((status?.success(), said, lines))
}

/// Reads cargo's messages; shows what the compiler says.
async fn messages(stdout: Option<impl AsyncRead + Unpin>) -> Said {
    let mut said = Said::default();
    let Some(stdout) = stdout else { return said };
    let mut lines = BufReader::new(stdout).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        match serde_json::from_str(&line) {
            Ok(Message::Said { message }) => {
                eprint!("{}", message.rendered);
                if message.level.starts_with("error") {
                    said.errors.push(plain(&message.rendered));
                }
            }
            Ok(Message::Made { executable: Some(program), manifest_path, target }) => {
                let modified = std::fs::metadata(&program).and_then(|it| it.modified()).ok();
                let folder = manifest_path.parent().map(PathBuf::from).unwrap_or_default();
                said.programs.push((target.name, Built { program, folder, modified }));
            }
            // Build scripts and procedural macros write here, too.
            Ok(_) | Err(_) => (),
        }
    }
    said
}

/// Passes on what cargo itself says.
async fn lines(stderr: Option<impl AsyncRead + Unpin>) -> Vec<String> {
    let mut all = Vec::new();
    let Some(stderr) = stderr else { return all };
    let mut lines = BufReader::new(stderr).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        eprintln!("{line}");
        all.push(plain(&line));
    }
    all
}

impl Said {
    /// The one program that was built, or the one of several that `cargo run` would take.
    fn program(mut self, packages: &[Package]) -> Result<Built, Problem> {
        let is_default = |name: &str, built: &Built| {
            packages.iter().any(|package| {
                package.default_run.as_deref() == Some(name)
                    && package.manifest_path.parent() == Some(&built.folder)
            })
        };
        let defaults: Vec<_> =
            self.programs.iter().filter(|(name, built)| is_default(name, built)).cloned().collect();
        if defaults.len() == 1 {
            self.programs = defaults;
        }
        let names: Vec<_> = self.programs.iter().map(|(name, _)| name.as_str()).collect();
        let text = match names.as_slice() {
            [_] => return Ok(self.programs.remove(0).1),
            [] => "there is only a library; name the package of a program with `-p NAME`".to_owned(),
            names => format!(
                "there are {}: {}; say which one with `--bin NAME`, `--example NAME` or `-p NAME`, or always with \
                 `default-run = \"NAME\"` in the manifest",
                names.len(),
                names.join(", ")
            ),
        };
        eprintln!("cargo dash dev: {text}");
        Err(Problem { title: "cargo built no single program".to_owned(), text })
    }

    /// What went wrong: the compiler's errors, or what cargo itself has to say.
    fn problem(self, lines: &[String]) -> Problem {
        eprintln!("cargo dash dev: the build failed; the next change starts it again");
        let title = "the build failed".to_owned();
        if !self.errors.is_empty() {
            return Problem { title, text: self.errors.join("\n") };
        }
        let start = lines.iter().position(|line| line.starts_with("error")).unwrap_or_default();
        Problem { title, text: lines[start..].join("\n") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(names: &[&str]) -> Said {
        let built = |name: &&str| {
            let built = Built { program: PathBuf::from(name), folder: PathBuf::new(), modified: None };
            ((*name).to_owned(), built)
        };
        Said { errors: Vec::new(), programs: names.iter().map(built).collect() }
    }

    #[test]
    fn arguments_of_the_app_come_after_two_dashes() {
        let words = |text: &str| text.split_whitespace().map(OsString::from).collect::<Vec<_>>();
        let (build, app) = Build::new(words("-p sales --manifest-path apps/Cargo.toml -- --verbose -- x"));
        assert_eq!(build.arguments, words("-p sales --manifest-path apps/Cargo.toml"));
        assert_eq!(build.manifest(), Some(OsStr::new("apps/Cargo.toml")));
        assert_eq!(app, words("--verbose -- x"));
        let (build, _) = Build::new(words("--manifest-path=apps/Cargo.toml --release"));
        assert_eq!(build.manifest(), Some(OsStr::new("apps/Cargo.toml")));
        assert_eq!(Build::new(words("--release")).0.manifest(), None);
    }

    #[test]
    fn there_is_one_program_to_run() {
        assert_eq!(built(&["sales"]).program(&[]).unwrap().program, PathBuf::from("sales"));
        let several = built(&["sales", "stock"]).program(&[]).unwrap_err().text;
        assert!(
            several.starts_with("there are 2: sales, stock; say which one with `--bin NAME`"),
            "{several}"
        );
        assert!(built(&[]).program(&[]).unwrap_err().text.contains("only a library"));
    }

    #[test]
    fn of_several_programs_the_default_of_their_package_is_run() {
        let package = |folder: &str, name: &str| Package {
            source: None,
            manifest_path: PathBuf::from(folder).join("Cargo.toml"),
            default_run: Some(name.to_owned()),
        };
        let program = |packages: &[Package]| built(&["sales", "stock"]).program(packages);
        assert_eq!(program(&[package("", "stock")]).unwrap().program, PathBuf::from("stock"));
        program(&[package("another", "stock")]).unwrap_err();
        program(&[package("", "sales"), package("", "stock")]).unwrap_err();
    }

    #[test]
    fn where_the_compiler_said_nothing_cargo_did() {
        let lines = ["   Compiling x".to_owned(), "error: no such command".to_owned(), "more".to_owned()];
        assert_eq!(Said::default().problem(&lines).text, "error: no such command\nmore");
        let said = Said { errors: vec!["error: a".to_owned(), "error: b".to_owned()], ..Said::default() };
        assert_eq!(said.problem(&lines).text, "error: a\nerror: b");
    }
}
