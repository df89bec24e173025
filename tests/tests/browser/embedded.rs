//! The program with everything inside, alone in an empty folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dash_packages::Lock;
use dash_tests::browser::{Browser, Program, get};

/// As the README builds it.
fn build() -> PathBuf {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--features", "embed", "-p", "async-callback"]);
    // What cargo tells a test is not what it tells a program of the workspace.
    let told = ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"];
    told.iter().fold(&mut cargo, |cargo, name| cargo.env_remove(name));
    let status = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).status().expect("cargo runs this test");
    assert!(status.success(), "{cargo:?} failed; its error is above");
    // Beside the folder that cargo gives to tests.
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("release").join("async-callback")
}

#[tokio::test]
async fn a_program_alone_serves_the_app() {
    let folder = std::env::temp_dir().join(format!("dash-embedded-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is room");
    let alone = folder.join("app");
    fs::copy(build(), &alone).expect("it was built");
    // No store, no home, no package client: whatever it needs, it has.
    let mut command = Command::new(&alone);
    command.env_clear().current_dir(&folder);
    command.env("HOME", folder.join("no-home")).env("DASH_STORE", "/dev/null").env("DASH_OFFLINE", "1");
    let app = Program::command(command).await;

    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#execute", "shown", |button| button.text == "执行计算").await;
    browser.click("#execute").await;
    browser.wait_for("#result", "a result", |it| it.text.starts_with("本次计算结果：[")).await;
    assert_eq!(browser.problems().await, [""; 0]);

    // Also what this page does not load: pages may name any component of the packages that are linked.
    let lock = Lock::built_in().expect("it is tested");
    let files: Vec<_> = lock.packages.iter().flat_map(dash_packages::Package::production_files).collect();
    for path in files {
        let url = format!("/_dash-component-suites/{path}");
        assert_eq!(get(app.port(), &url).await.expect("the app answers"), 200, "{path}");
    }
    assert_eq!(get(app.port(), "/_favicon.ico").await.expect("the app answers"), 200);
    let map = "/_dash-component-suites/dash/dcc/async-graph.js.map";
    assert_eq!(get(app.port(), map).await.expect("the app answers"), 404);

    // With developer tools the page has the same bundles, since there are no others.
    drop(app);
    let mut command = Command::new(&alone);
    command.env_clear().current_dir(&folder).env("DASH_DEBUG", "1");
    let app = Program::command(command).await;
    browser.open(&app.url()).await;
    browser.wait_for("#execute", "shown", |button| button.text == "执行计算").await;
    assert_eq!(browser.problems().await, [""; 0]);
    let left: Vec<_> = fs::read_dir(&folder).expect("it is there").collect();
    assert_eq!(left.len(), 1, "the program left something behind: {left:?}");
    drop(app);
    fs::remove_dir_all(&folder).expect("nobody else uses it");
}
