//! What an open page is told of changes. What comes when is a test beside the code.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use axum::http::StatusCode;
use dash_core::{App, Callback, DevTools};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::log;
use crate::support::{app, config, get, router};

/// A folder with a style sheet and a script.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("style.css"), "p { color: red; }").unwrap();
    fs::write(folder.path().join("page.js"), "window.own = true;").unwrap();
    folder
}

fn with(folder: &Path) -> App {
    app([] as [Callback; 0]).assets_folder(folder)
}

/// As an editor does a while later.
fn touch(file: &Path) {
    let later = SystemTime::now() + Duration::from_mins(1);
    File::options().write(true).open(file).unwrap().set_modified(later).unwrap();
}

#[tokio::test]
async fn c80_a_changed_style_sheet_is_another_hash_and_another_page() {
    let folder = folder();
    let router = router(with(folder.path()).url_base_pathname("/sales/"));
    let before = get(&router, "/sales/_reload-hash").await.json();
    assert_eq!((&before["hard"], &before["files"]), (&json!(true), &json!([])));
    assert_eq!(get(&router, "/sales/_reload-hash").await.json(), before);
    let page = get(&router, "/sales/").await;

    touch(&folder.path().join("style.css"));
    let after = get(&router, "/sales/_reload-hash").await.json();
    assert!(after["reloadHash"].is_string() && after["reloadHash"] != before["reloadHash"], "{after}");
    assert_eq!(after["packages"], before["packages"]);
    let sheet = |page: &str| page.split("style.css?m=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(sheet(get(&router, "/sales/").await.text()), sheet(page.text()));
}

#[tokio::test]
async fn a_folder_that_is_made_later_is_served_and_nothing_is_said_twice() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("static");
    log::take();
    let router = router(with(&folder));
    assert_eq!(log::take().matches("there is no assets folder ").count(), 1);
    get(&router, "/").await;
    get(&router, "/_reload-hash").await;
    assert_eq!(
        (log::take(), get(&router, "/assets/a.svg").await.status),
        (String::new(), StatusCode::NOT_FOUND)
    );

    for (file, is_on_page) in [("a.svg", false), ("style.css", true)] {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(file), "p { color: red; }").unwrap();
        get(&router, "/_reload-hash").await;
        assert_eq!(get(&router, &format!("/assets/{file}")).await.status, 200, "{file}");
        assert_eq!(get(&router, "/").await.text().contains(file), is_on_page, "{file}");
    }
    assert_eq!(log::take(), "");
}

#[tokio::test]
async fn each_start_of_a_program_has_its_own_hash() {
    let hash = async || get(&router(app([])), "/_reload-hash").await.json()["reloadHash"].clone();
    assert_ne!(hash().await, hash().await);
}

#[tokio::test]
async fn only_developers_pages_ask() {
    let asked = async |app: App| {
        let router = router(app);
        let told = get(&router, "/_reload-hash").await.json()["reloadHash"].is_string();
        (config(&get(&router, "/").await)["hot_reload"].clone(), told)
    };
    let every = |interval: u32| (json!({"interval": interval, "max_retry": 8}), true);
    assert_eq!(asked(app([])).await, every(3000));
    assert_eq!(asked(app([]).debug(false)).await, (Value::Null, false));
    assert_eq!(asked(app([]).dev_tools(DevTools::new().hot_reload(false))).await, (Value::Null, false));
    let tools = DevTools::new().hot_reload(true).hot_reload_interval(Duration::from_millis(200));
    assert_eq!(asked(app([]).debug(false).dev_tools(tools)).await, every(200));
}

#[tokio::test]
async fn without_cargo_dash_dev_there_is_no_banner() {
    let router = router(app([]));
    assert!(!get(&router, "/").await.text().contains("_dash-dev"));
    assert!(get(&router, "/_dash-dev/status").await.header("content-type").starts_with("text/html"));
}
