//! What a user waits for: builds of an app, anew and after an edit, beside the same job by hand on axum.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::statistics::median;
use super::{machine, process, report, table};
use crate::prepare::browser;
use crate::workspace::{cargo, output, root};

/// Where an edit goes; both programs have this line in what is called for the browser.
const PLACE: &str = "let start = Instant::now();\n";

/// How many times an edit is made.
const EDITS: u32 = 3;

const APPS: [&str; 2] = ["async-callback", "bare"];

const BARE: &str = "[package]\nname = \"bare\"\nedition.workspace = true\nversion.workspace = true\n\n[dependencies]\n\
    axum = { workspace = true, features = [\"json\"] }\nfutures-util.workspace = true\nrand.workspace = true\n\
    serde.workspace = true\nserde_json.workspace = true\n\
    tokio = { workspace = true, features = [\"macros\", \"net\", \"rt-multi-thread\", \"time\"] }\n";

const KINDS: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("debug", &["build"]), ("release", &["build", "--release"])];

/// Seconds.
#[derive(Debug, Clone, Copy)]
struct Took {
    cpu: f64,
    wall: f64,
}

/// Measures, prints and writes.
pub(super) fn run() -> Result<(), String> {
    let folder = super::target().join("bench-build");
    lay_out(&folder)?;
    let mut rows = Vec::new();
    for (kind, args) in KINDS {
        let [ours, bare] = APPS.map(|app| measure(&folder, app, args));
        let ((ours_clean, ours_edit), (bare_clean, bare_edit)) = (ours?, bare?);
        rows.push(row(&format!("{kind}, from nothing"), ours_clean, bare_clean, ""));
        rows.push(row(&format!("{kind}, after an edit"), ours_edit, bare_edit, "1.5"));
        println!("{kind} is measured");
    }
    let header =
        ["CPU seconds (seconds to wait)", "async-callback", "by hand on axum", "CPU, as a ratio", "at most"];
    let browser = test_of_an_example()?;
    let text = format!(
        "{}\n{}\n\nThe browser tests of the example `todo`, once built: {:.1} s to wait, {:.1} s of CPU in all.",
        machine::short()?,
        table::table(&header, rows),
        browser.wall,
        browser.cpu
    );
    println!("\n{text}");
    report::write("build", &text)
}

fn row(name: &str, ours: Took, bare: Took, limit: &str) -> Vec<String> {
    let both = |took: Took| format!("{:.2} ({:.2})", took.cpu, took.wall);
    let ratio = format!("{:.2}", ours.cpu / bare.cpu.max(0.01));
    vec![name.to_owned(), both(ours), both(bare), ratio, limit.to_owned()]
}

/// A build from nothing, and the median of those after edits.
fn measure(folder: &Path, app: &str, args: &[&str]) -> Result<(Took, Took), String> {
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)
            .map_err(|error| format!("cannot remove {}: {error}", target.display()))?;
    }
    let mut build = cargo();
    build.current_dir(folder).env("CARGO_TARGET_DIR", &target).args(args).args(["--package", app]);
    let clean = timed(&mut build)?;
    let file = source(folder, app);
    let text =
        fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let mut edits = Vec::new();
    for number in 0..EDITS {
        write(
            &file,
            &edited(&text, number).ok_or_else(|| format!("{}: no line `{PLACE}`", file.display()))?,
        )?;
        edits.push(timed(&mut build)?);
    }
    write(&file, &text)?;
    let middle = |number: fn(&Took) -> f64| median(edits.iter().map(number)).unwrap_or_default();
    Ok((clean, Took { cpu: middle(|took| took.cpu), wall: middle(|took| took.wall) }))
}

/// A statement more, which is not the last edit's.
fn edited(text: &str, number: u32) -> Option<String> {
    let (before, after) = text.split_once(PLACE)?;
    Some(format!("{before}{PLACE}    assert!(start.elapsed().as_secs() < {});\n{after}", 1_000 + number))
}

fn timed(command: &mut Command) -> Result<Took, String> {
    let (start, before) = (Instant::now(), process::children_cpu());
    output(command)?;
    let cpu = process::children_cpu().saturating_sub(before).as_secs_f64();
    Ok(Took { cpu, wall: start.elapsed().as_secs_f64() })
}

/// A workspace of its own with the two programs, and with all that this one says of profiles and dependencies.
fn lay_out(folder: &Path) -> Result<(), String> {
    let own =
        fs::read_to_string(root().join("Cargo.toml")).map_err(|error| format!("Cargo.toml: {error}"))?;
    write(&folder.join("Cargo.toml"), &manifest(&own)?)?;
    let copy = |from: &str, to: PathBuf| {
        let text =
            fs::read_to_string(root().join(from)).map_err(|error| format!("cannot read {from}: {error}"))?;
        write(&to, &text)
    };
    copy("Cargo.lock", folder.join("Cargo.lock"))?;
    copy("examples/async-callback/Cargo.toml", folder.join("async-callback/Cargo.toml"))?;
    copy("examples/async-callback/src/main.rs", source(folder, "async-callback"))?;
    write(&folder.join("bare/Cargo.toml"), BARE)?;
    copy("benches/examples/bare.rs", source(folder, "bare"))
}

fn source(folder: &Path, app: &str) -> PathBuf {
    folder.join(app).join("src/main.rs")
}

/// The workspace's manifest with other members, and with paths that lead back.
fn manifest(own: &str) -> Result<String, String> {
    let mut manifest: toml::Table = toml::from_str(own).map_err(|error| format!("Cargo.toml: {error}"))?;
    let workspace = manifest.get_mut("workspace").and_then(toml::Value::as_table_mut);
    let workspace = workspace.ok_or("Cargo.toml: no table `workspace`")?;
    workspace.insert("members".to_owned(), APPS.to_vec().into());
    let dependencies = workspace.get_mut("dependencies").and_then(toml::Value::as_table_mut);
    for dependency in dependencies.ok_or("Cargo.toml: no workspace dependencies")?.iter_mut() {
        if let Some(toml::Value::String(path)) = dependency.1.get_mut("path") {
            *path = root().join(&*path).to_string_lossy().into_owned();
        }
    }
    toml::to_string(&manifest).map_err(|error| format!("Cargo.toml: {error}"))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(file);
    let made = fs::create_dir_all(folder).and_then(|()| fs::write(file, text));
    made.map_err(|error| format!("cannot write {}: {error}", file.display()))
}

/// The example's tests in a browser, after they were built.
fn test_of_an_example() -> Result<Took, String> {
    browser::prepare()?;
    let mut test = cargo();
    test.args(["test", "--package", "dash-tests", "--test", "browser"]).envs(browser::environment());
    output(test.arg("--no-run"))?;
    let mut test = cargo();
    test.args(["test", "--package", "dash-tests", "--test", "browser", "todo"]).envs(browser::environment());
    timed(&mut test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edit_is_another() {
        let text = "fn f() {\n    let start = Instant::now();\n    g()\n}\n";
        let (first, second) = (edited(text, 0).unwrap(), edited(text, 1).unwrap());
        assert_ne!(first, second);
        assert!(first.contains("now();\n    assert!(start.elapsed().as_secs() < 1000);\n    g()"), "{first}");
        assert_eq!(edited("fn f() {}", 0), None);
    }

    #[test]
    fn both_programs_have_a_place_for_edits() {
        for file in ["examples/async-callback/src/main.rs", "benches/examples/bare.rs"] {
            let text = fs::read_to_string(root().join(file)).unwrap();
            assert!(edited(&text, 0).is_some(), "{file}");
        }
    }

    #[test]
    fn cargo_understands_the_workspace_that_is_laid_out() {
        let folder = super::super::target().join("bench-build-test");
        lay_out(&folder).unwrap();
        let mut metadata = cargo();
        metadata.current_dir(&folder).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        let metadata = output(&mut metadata).unwrap();
        for app in APPS {
            assert!(metadata.contains(&format!("{app}/src/main.rs")), "{metadata}");
        }
    }

    #[test]
    fn paths_lead_back_and_versions_stay() {
        let own = "[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\na = { path = \"a\" }\nserde = \"1.0\"\n";
        let manifest: toml::Table = toml::from_str(&manifest(own).unwrap()).unwrap();
        let workspace = &manifest["workspace"];
        assert_eq!(workspace["members"], APPS.to_vec().into());
        let path = root().join("a").to_string_lossy().into_owned();
        assert_eq!(workspace["dependencies"]["a"]["path"].as_str(), Some(path.as_str()));
        assert_eq!(workspace["dependencies"]["serde"].as_str(), Some("1.0"));
    }
}
