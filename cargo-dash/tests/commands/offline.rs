//! Where nothing can be fetched.

use std::fs;

use crate::scene::{Scene, WHEEL, error, output};

const SWITCH: &str = "DASH_OFFLINE";

#[test]
fn a_switch_that_is_off_forbids_nothing() {
    let scene = Scene::new();
    scene.lock(&scene.sha256);
    for off in ["", "0", "false", "No", "off"] {
        output(scene.dash(["fetch"]).env(SWITCH, off));
        fs::remove_dir_all(scene.store()).unwrap();
    }
    for on in ["1", "true", "YES", "on"] {
        let text = error(scene.dash(["fetch"]).env(SWITCH, on));
        assert!(text.contains("DASH_OFFLINE forbids"), "{text}");
    }
}

#[test]
fn a_switch_that_is_neither_is_refused_whatever_is_in_the_store() {
    let scene = Scene::new();
    scene.plain_project();
    scene.lock(&scene.sha256);
    output(scene.dash(["fetch"]));
    for command in ["fetch", "codegen"] {
        let text = error(scene.dash([command]).env(SWITCH, "maybe"));
        assert_eq!(text, "error: DASH_OFFLINE is `maybe`, expected 1 or 0\n");
    }
    let text = error(scene.dash(["vendor", "vendored"]).env(SWITCH, "maybe"));
    assert_eq!(text, "error: DASH_OFFLINE is `maybe`, expected 1 or 0\n");
    assert!(!scene.folder().join("vendored").exists());
}

#[test]
fn every_missing_file_is_named_at_once() {
    let scene = Scene::new();
    scene.plain_project();
    scene.lock_two();
    let lines = [
        format!("  {WHEEL} sha256 {}\n", scene.sha256),
        format!("  other-2.0-py3-none-any.whl sha256 {}\n", "0".repeat(64)),
    ];
    let commands: [&[&str]; 3] = [&["fetch"], &["vendor", "vendored"], &["codegen"]];
    for command in commands {
        let text = error(scene.dash([]).args(command).env(SWITCH, "1"));
        let wheels = scene.store().join("wheels").display().to_string();
        for part in [&lines[0], &lines[1], &wheels, "`cargo dash fetch`", "`cargo dash vendor DIR`"] {
            assert!(text.contains(part), "`{part}` is not in: {text}");
        }
    }
    // What is there is not named.
    fs::create_dir_all(scene.store().join("wheels")).unwrap();
    fs::copy(scene.wheel(), scene.store().join("wheels").join(WHEEL)).unwrap();
    let text = error(scene.dash(["fetch"]).env(SWITCH, "1"));
    assert!(!text.contains(&lines[0]) && text.contains(&lines[1]), "{text}");
}

#[test]
fn a_client_that_finds_nothing_is_followed_by_what_to_do_without_a_network() {
    let scene = Scene::new();
    scene.lock_two();
    fs::remove_file(scene.wheel()).unwrap();
    let text = error(scene.dash(["fetch"]));
    let wheels = scene.store().join("wheels").display().to_string();
    for part in
        ["from versions: none", "network", WHEEL, "other-2.0-py3-none-any.whl", &scene.sha256, &wheels]
    {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    scene.plain_project();
    let text = error(scene.dash(["add", "no-such-package"]));
    assert!(text.contains("is there a network"), "{text}");
}
