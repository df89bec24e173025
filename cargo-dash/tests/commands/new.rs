//! `cargo dash new`: what it writes, and what it refuses. That the app runs is a test in the browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::scene::{error, output};

fn dash<const N: usize>(folder: &Path, arguments: [&str; N]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dash"));
    command.arg("new").args(arguments).current_dir(folder);
    command
}

#[test]
fn an_app_says_where_dash_is_and_what_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let text = output(dash(folder.path(), ["demo"]));
    let dash = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("dash");
    for part in
        ["made the app `demo`", "not on a registry yet", &dash.to_string_lossy(), "cargo run", "cargo test"]
    {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    let manifest = fs::read_to_string(folder.path().join("demo/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"demo\"") && !manifest.contains("[workspace]"), "{manifest}");
    assert!(manifest.contains("\nembed = [\"dash/embed\"]\n"), "{manifest}");
    assert_eq!(fs::read_to_string(folder.path().join("demo/.gitignore")).unwrap(), "/target\n");
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("demo"), "mine").unwrap();
    let text = error(dash(folder.path(), ["demo"]));
    assert!(text.contains("there is already something called demo; choose another name"), "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("demo")).unwrap(), "mine");
    let text = error(dash(folder.path(), ["no/place"]));
    assert!(text.contains("cannot make the folder no/place"), "{text}");
}

#[test]
fn what_could_not_be_made_whole_is_not_in_the_way_of_the_next_attempt() {
    let folder = tempfile::tempdir().unwrap();
    let text = error(dash(folder.path(), ["demo"]).env("CARGO", "no-such-cargo"));
    assert!(text.contains("cannot start cargo: "), "{text}");
    assert!(!folder.path().join("demo").exists());
    output(dash(folder.path(), ["demo"]));
}

#[test]
fn an_app_inside_another_workspace_has_its_own_unless_it_is_a_member() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("Cargo.toml");
    fs::create_dir(folder.path().join("apps")).unwrap();
    fs::write(&root, "[workspace]\nresolver = \"3\"\nmembers = [\"apps/*\"]\n").unwrap();
    let manifest = |path: &str| fs::read_to_string(folder.path().join(path).join("Cargo.toml")).unwrap();
    output(dash(folder.path(), ["apps/member"]));
    assert!(!manifest("apps/member").contains("[workspace]"));
    output(dash(folder.path(), ["stranger"]));
    assert!(manifest("stranger").ends_with("no part of it.\n[workspace]\n"), "{}", manifest("stranger"));
}

#[test]
fn dash_may_be_in_another_folder_or_in_a_repository() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = |name: &str| fs::read_to_string(folder.path().join(name).join("Cargo.toml")).unwrap();
    let text = error(dash(folder.path(), ["one", "--dash-path", "nowhere"]));
    assert!(text.contains("--dash-path: nowhere is not the folder with the sources"), "{text}");
    assert!(!folder.path().join("one").exists());

    fs::create_dir_all(folder.path().join("copy/dash/src")).unwrap();
    fs::write(folder.path().join("copy/dash/Cargo.toml"), "[package]\nname = \"dash\"\n").unwrap();
    fs::write(folder.path().join("copy/dash/src/lib.rs"), "").unwrap();
    output(dash(folder.path(), ["one", "--dash-path", "copy"]));
    let dependency =
        manifest("one").lines().find(|line| line.starts_with("dash = ")).map(str::to_owned).unwrap();
    assert!(
        dependency.starts_with("dash = { path = \"/") && dependency.ends_with("/copy/dash\" }"),
        "{dependency}"
    );

    output(dash(folder.path(), ["two", "--git", "ssh://host/dash.git"]));
    assert!(manifest("two").contains("dash = { git = \"ssh://host/dash.git\" }"), "{}", manifest("two"));
}
