//! The program with the machine's real package client, which is shown a folder in place of an index.

#[cfg(unix)]
mod accidents;
mod add_again;
#[cfg(unix)]
mod big;
mod check;
#[cfg(unix)]
mod dev;
#[cfg(target_os = "linux")]
mod full_disk;
mod new;
mod offline;
#[cfg(unix)]
mod read_only;
mod scene;

use std::fs;

use scene::{Scene, error, output};

#[test]
fn fetch_unpacks_what_the_lock_names() {
    let scene = Scene::new();
    scene.lock(&scene.sha256);
    let text = output(scene.dash(["fetch"]));
    assert!(text.contains("fetching tiny-components 1.0 ("), "{text}");
    assert_eq!(fs::read_to_string(scene.unpacked("tiny_components/tiny.js")).unwrap(), "tiny()");
    // It is there: nothing is fetched, and nothing could be.
    output(scene.dash(["fetch"]).env("DASH_OFFLINE", "1"));
}

#[test]
fn a_wrong_hash_is_refused_with_both_hashes() {
    let scene = Scene::new();
    let wrong = "0".repeat(64);
    scene.lock(&wrong);
    let text = error(scene.dash(["fetch"]));
    assert!(text.contains(&wrong) && text.contains(&scene.sha256), "{text}");
    assert_eq!(fs::read_dir(scene.store().join("wheels")).unwrap().count(), 0);
}

#[test]
fn processes_may_fetch_at_the_same_time() {
    let scene = Scene::new();
    scene.lock(&scene.sha256);
    let children: Vec<_> = (0..3).map(|_| scene.dash(["fetch"]).spawn().unwrap()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(scene.unpacked("tiny_components/tiny.js").is_file());
}

#[test]
fn without_a_package_client_the_file_can_be_dropped_in() {
    let scene = Scene::new();
    scene.lock(&scene.sha256);
    let nowhere = scene.folder().join("empty");
    let text = error(scene.dash(["fetch"]).env("PATH", &nowhere));
    for part in ["has no `python3 -m pip`", "tiny_components-1.0-py3-none-any.whl", &scene.sha256] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    fs::copy(scene.wheel(), scene.store().join("wheels/tiny_components-1.0-py3-none-any.whl")).unwrap();
    output(scene.dash(["fetch"]).env("PATH", &nowhere));
}

#[test]
fn vendor_makes_a_store_that_needs_nothing_else() {
    let scene = Scene::new();
    scene.lock(&scene.sha256);
    output(scene.dash(["vendor", "vendored"]));
    fs::remove_dir_all(scene.store()).unwrap();
    output(scene.dash(["fetch"]).env("DASH_OFFLINE", "1").env("DASH_STORE", "vendored"));
}

/// The first argument is there when cargo calls the installed program.
#[test]
fn add_locks_a_package_and_writes_a_crate_of_bindings() {
    let scene = Scene::new();
    scene.workspace();
    let text = output(scene.dash(["dash", "add", "Tiny_Components==1.0", "--path", "ui"]));
    assert!(text.contains("tiny-components = { path = \"ui\" }"), "{text}");

    let lock = fs::read_to_string(scene.folder().join("dash.lock")).unwrap();
    for part in [
        "name = \"dash\"",
        "name = \"plotly\"",
        &scene.sha256,
        "eager tiny.js",
        "async chunk.js",
        "styles = [\"eager tiny.css\"]",
    ] {
        assert!(lock.contains(part), "`{part}` is not in:\n{lock}");
    }
    assert!(!lock.contains("never-shipped.js"), "{lock}");
    let manifest = fs::read_to_string(scene.folder().join("Cargo.toml")).unwrap();
    assert!(manifest.contains(r#""ui""#), "{manifest}");
    let bindings = fs::read_to_string(scene.folder().join("ui/src/generated/tiny_components.rs")).unwrap();
    assert_eq!(bindings, include_str!("tiny_components.txt"));
}

#[test]
fn codegen_tells_what_was_edited_and_writes_it_again() {
    let scene = Scene::new();
    scene.workspace();
    output(scene.dash(["add", "tiny-components"]));
    fs::copy(scene.wheel(), scene.store().join("wheels/tiny_components-1.0-py3-none-any.whl")).unwrap();
    // The packages that come with Dash are not in the folder that stands for the index.
    scene.forget_dash();
    output(scene.dash(["codegen", "--check"]));

    let file = scene.folder().join("tiny-components/src/generated/tiny_components.rs");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("n_clicks: Num", "n_clicks: Str")).unwrap();
    let message = error(scene.dash(["codegen", "--check"]));
    assert!(message.contains("tiny_components.rs: line "), "{message}");
    assert!(
        message.contains("`n_clicks: Str = \"nClicks\",`, expected `n_clicks: Num = \"nClicks\",`"),
        "{message}"
    );
    output(scene.dash(["codegen"]));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_crate_that_is_something_else_is_left_alone() {
    let scene = Scene::new();
    scene.workspace();
    let message = error(scene.dash(["add", "tiny-components", "--path", "app"]));
    assert!(message.contains("name another folder with --path"), "{message}");
}

#[test]
fn a_package_that_nobody_publishes_is_the_clients_own_error() {
    let scene = Scene::new();
    scene.workspace();
    let message = error(scene.dash(["add", "no-such-package"]));
    assert!(message.contains("`python3 -m pip download no-such-package` failed"), "{message}");
    assert!(message.contains("No matching distribution found for no-such-package"), "{message}");
}
