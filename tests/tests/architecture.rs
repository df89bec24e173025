//! Promises about the shape of the whole that no compiler checks.

use std::path::Path;
use std::process::Command;

/// What the normal dependencies of a package are called, with all features, however deep.
fn dependencies(package: &str) -> Vec<String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["tree", "--package", package, "--edges", "normal", "--all-features"]);
    cargo.args(["--prefix", "none", "--format", "{p}"]);
    let output = cargo.output().expect("cargo runs this test");
    assert!(output.status.success(), "{cargo:?}\n{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// What decides is tested without a socket, so it must not know one.
#[test]
fn what_decides_knows_no_transport() {
    for package in ["dash-core", "dash-components", "dash-macros"] {
        let found = dependencies(package);
        assert_eq!(found[0], package);
        for transport in ["axum", "http", "hyper", "tokio", "tower"] {
            assert!(!found.iter().any(|it| it == transport), "{package} depends on {transport}: {found:?}");
        }
    }
    assert!(dependencies("dash-server").iter().any(|it| it == "tokio"), "the list above would name it");
}

/// The attribute is the product: an app is what its author would have written anyway.
#[test]
fn the_article_app_is_short() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/async-callback/src/main.rs");
    let lines = std::fs::read_to_string(path).expect("the example exists").lines().count();
    assert!(lines <= 45, "{lines} lines, at most 45");
}
