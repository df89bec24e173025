//! `cargo dash check` on one of the examples of this repository.

use std::process::{Command, Output};

fn check(package: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dash"));
    command.args(["dash", "check", "-p", package]).current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    // No port, no package, no network is needed.
    command.env("DASH_OFFLINE", "1").env("DASH_STORE", "/nowhere");
    command.output().expect("it starts")
}

#[test]
fn every_mistake_is_reported_together_with_its_line_and_the_command_fails() {
    let output = check("mistakes");
    let errors = String::from_utf8_lossy(&output.stderr);
    for expected in [
        "error: callback `total` (examples/mistakes/src/main.rs:18): output `totl.children`: no component of the layout \
         has the id `totl`; did you mean `total`?",
        "input `price.Value`: `price` is a dash_core_components.Input and has no property `Value`; did you mean `value`?",
        "error: callback `many` (examples/mistakes/src/main.rs:30): output `note.children` is also written by callback \
         `dear` (examples/mistakes/src/main.rs:24); one property has one writer",
        "error: callbacks trigger one another in a circle: callback `count_from_price` \
         (examples/mistakes/src/main.rs:36) writes `count.value`, which triggers callback `price_from_count` \
         (examples/mistakes/src/main.rs:41) writes `price.value`, which triggers callback `count_from_price`",
        "checked: 4 error(s), 0 warning(s)",
        "error: the app did not pass; what is wrong is above",
    ] {
        assert!(errors.contains(expected), "{expected}\nis not in\n{errors}");
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_sound_app_passes() {
    let output = check("sync-callback");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("checked: 0 error(s), 0 warning(s) in 1 callback(s)"), "{errors}");
    assert!(output.status.success());
}
