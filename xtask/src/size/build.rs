//! Building the measured program, and learning from cargo where things are.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::workspace::{cargo, output, target};

const PROGRAM: &str = "async-callback";

/// A program that was built, in a place where the next build leaves it alone.
pub(super) struct Built {
    pub(super) program: PathBuf,
    /// Where the build script wrote the packages of the program.
    pub(super) embedded: Option<PathBuf>,
}

/// A line of what cargo says to programs.
#[derive(Deserialize)]
struct Message {
    executable: Option<PathBuf>,
    out_dir: Option<PathBuf>,
    #[serde(default)]
    package_id: String,
}

/// Builds as a release is built.
pub(super) fn build(features: &[&str]) -> Result<Built, String> {
    let mut command = cargo();
    command.args(["build", "--release", "--message-format", "json", "--package", PROGRAM]).args(features);
    // The packages are those of this checkout's lock, which `packages` reads.
    let lines = output(command.env_remove("DASH_LOCK"))?;
    let (executable, embedded) = places(&lines);
    let executable = executable.ok_or_else(|| format!("{command:?} built no program"))?;
    let folder = target().join("size");
    let program = folder.join(if features.is_empty() { "plain" } else { "embed" });
    let copy = || fs::create_dir_all(&folder).and_then(|()| fs::copy(&executable, &program));
    copy().map_err(|error| format!("cannot copy {}: {error}", executable.display()))?;
    Ok(Built { program, embedded })
}

/// The program, and the folder that the build script of `dash-embed` wrote to.
fn places(lines: &str) -> (Option<PathBuf>, Option<PathBuf>) {
    let (mut program, mut embedded) = (None, None);
    for message in lines.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok()) {
        if let Some(path) =
            message.executable.filter(|path| path.file_stem() == Path::new(PROGRAM).file_stem())
        {
            program = Some(path);
        }
        if let Some(path) = message.out_dir.filter(|_| message.package_id.contains("dash-embed")) {
            embedded = Some(path);
        }
    }
    (program, embedded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_from_what_cargo_says() {
        let lines = r#"
            {"reason":"build-script-executed","package_id":"path+file:///x/other#0.1.0","out_dir":"/t/other"}
            {"reason":"build-script-executed","package_id":"path+file:///x/dash-embed#0.1.0","out_dir":"/t/out"}
            {"reason":"compiler-artifact","package_id":"x","executable":null}
            {"reason":"compiler-artifact","package_id":"x","executable":"/t/release/async-callback"}
            no message"#;
        let (program, embedded) = places(lines);
        assert_eq!(program.unwrap(), Path::new("/t/release/async-callback"));
        assert_eq!(embedded.unwrap(), Path::new("/t/out"));
        assert_eq!(places(""), (None, None));
    }
}
