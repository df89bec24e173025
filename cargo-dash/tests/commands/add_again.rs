//! `cargo dash add` where there is already something: a bindings crate, a lock, a fetched package.

use std::fs;
use std::path::Path;

use crate::scene::{Scene, WHEEL, error, output};

const ADD: [&str; 2] = ["add", "tiny-components"];

#[test]
fn a_package_can_be_added_again_to_a_project_that_is_no_workspace() {
    let scene = Scene::new();
    scene.plain_project();
    output(scene.dash(ADD));
    // Nothing depends on the new crate yet: cargo does not know it.
    let text = output(scene.dash(ADD));
    assert!(text.contains("wrote the bindings in tiny-components anew"), "{text}");

    // Cargo knows it, but not as a member.
    let manifest = scene.folder().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}tiny-components = {{ path = \"tiny-components\" }}\n")).unwrap();
    let text = output(scene.dash(ADD));
    assert!(text.contains("wrote the bindings in tiny-components anew"), "{text}");
}

#[test]
fn codegen_finds_the_bindings_of_a_project_that_is_no_workspace() {
    let scene = Scene::new();
    scene.plain_project();
    output(scene.dash(["add", "tiny-components", "--path", "ui"]));
    let manifest = scene.folder().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("{text}tiny-components = {{ path = \"ui\" }}\n")).unwrap();
    scene.forget_dash();
    let file = scene.folder().join("ui/src/generated/tiny_components.rs");
    fs::write(&file, "").unwrap();
    output(scene.dash(["codegen"]));
    assert_eq!(fs::read_to_string(file).unwrap(), include_str!("tiny_components.txt"));
}

#[test]
fn an_add_that_fails_leaves_nothing_behind() {
    let scene = Scene::new();
    scene.plain_project();
    fs::create_dir(scene.folder().join("ui")).unwrap();
    fs::write(scene.folder().join("ui/Cargo.toml"), "[package]\nname = \"ui\"\n").unwrap();
    let text = error(scene.dash(["add", "tiny-components", "--path", "ui"]));
    assert!(text.contains("no bindings crate of tiny-components"), "{text}");
    assert!(!scene.folder().join("dash.lock").exists());

    // No crate of the project depends on dash-core.
    fs::write(
        scene.folder().join("Cargo.toml"),
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
    )
    .unwrap();
    let text = error(scene.dash(ADD));
    assert!(text.contains("add `dash` to the dependencies"), "{text}");
    assert!(!scene.folder().join("dash.lock").exists());
    assert!(!scene.folder().join("tiny-components").exists());
}

#[test]
fn a_lock_that_cannot_be_read_stops_an_add_before_anything_is_written() {
    let scene = Scene::new();
    scene.plain_project();
    fs::write(scene.folder().join("dash.lock"), "what?").unwrap();
    let text = error(scene.dash(ADD));
    assert!(text.contains("is not a lock"), "{text}");
    assert!(!scene.folder().join("tiny-components").exists());
}

#[test]
fn the_locked_version_is_not_fetched_again() {
    let scene = Scene::new();
    scene.plain_project();
    output(scene.dash(["add", "tiny-components==1.0"]));
    assert!(scene.store().join("wheels").join(WHEEL).is_file());
    let mut again = scene.dash(["add", "Tiny_Components==1.0"]);
    let text = output(again.env("DASH_OFFLINE", "1"));
    assert!(!text.contains("fetching"), "{text}");
    // The newest may be another one by now.
    let text = output(scene.dash(ADD));
    assert!(text.contains("fetching tiny-components"), "{text}");
}

#[test]
fn bindings_name_dash_core_as_the_app_names_dash() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let scene = Scene::new();
    scene.plain_project();
    output(scene.dash(ADD));
    let manifest = fs::read_to_string(scene.folder().join("tiny-components/Cargo.toml")).unwrap();
    let absolute = format!("dash-core = {{ path = \"{}/dash-core\" }}", checkout.display());
    assert!(manifest.contains(&absolute), "{manifest}");

    let path = scene.folder().join("Cargo.toml");
    let text = fs::read_to_string(&path).unwrap();
    let up = "../".repeat(scene.folder().components().count() - 1);
    fs::write(&path, text.replace("path = '/", &format!("path = '{up}"))).unwrap();
    output(scene.dash(["add", "tiny-components", "--path", "ui"]));
    let manifest = fs::read_to_string(scene.folder().join("ui/Cargo.toml")).unwrap();
    assert!(manifest.contains("dash-core = { path = \"../../"), "{manifest}");
}
