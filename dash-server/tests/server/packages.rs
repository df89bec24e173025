//! Component packages that lie in folders.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, header};
use dash_core::{App, Callback, Checks, PackageFile, PackageFolder};
use tempfile::TempDir;

use crate::support::{app, config, get, router, send, third_party, urls};

const FILES: [&str; 8] = [
    "own.min.js",
    "own.dev.js",
    "second.js",
    "proptypes.js",
    "own.css",
    "chunks/async-Editor.js",
    "own.min.js.map",
    "secret.py",
];

/// As a wheel lies in the `site-packages` of a Python.
fn site_packages() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in FILES {
        let path = folder.path().join("own_components").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("/* {name} */")).unwrap();
    }
    fs::write(folder.path().join("outside.js"), "").unwrap();
    folder
}

fn package(site_packages: &Path) -> PackageFolder {
    PackageFolder::new("own_components", site_packages.join("own_components"))
        .version("1.2.0")
        .script(PackageFile::external("https://example.com/first.js").attribute("crossorigin", "anonymous"))
        .script(PackageFile::new("own.min.js").dev("own.dev.js"))
        .script(("second.js", [("type", "module")]))
        .script(PackageFile::dev_only("proptypes.js"))
        .style("own.css")
        .file("chunks/async-Editor.js")
        .file("own.min.js.map")
        .children_props("Panel", ["title", "items[].label"])
}

fn with(package: PackageFolder) -> App {
    app([] as [Callback; 0]).package(package)
}

/// The URLs of the page that are about the package, without what changes with its files.
fn own(urls: &[&str]) -> Vec<String> {
    let own = urls.iter().filter(|url| url.contains("own_components") || url.contains("example.com"));
    own.map(|url| dash_packages::fingerprint::strip(url).0.into_owned()).collect()
}

#[tokio::test]
async fn c5_a_package_in_a_folder_stands_before_the_renderer_and_after_locked_ones() {
    assert_eq!(third_party::PACKAGE.name, "feffery-antd-components");
    let folder = site_packages();
    let suite = |name| format!("/_dash-component-suites/own_components/{name}");
    for (debug, scripts) in
        [(false, vec!["own.min.js", "second.js"]), (true, vec!["own.dev.js", "second.js", "proptypes.js"])]
    {
        let app = with(package(folder.path())).debug(debug).external_script("https://other.org/a.js");
        let page = get(&router(app), "/").await;
        let mut expected = vec![suite("own.css"), "https://example.com/first.js".to_owned()];
        expected.extend(scripts.into_iter().map(suite));
        assert_eq!(own(&urls(&page)), expected);
        let urls = urls(&page);
        let place = |text: &&str| urls.iter().position(|url| url.contains(text)).unwrap();
        let order =
            ["deps/react@", "other.org", "/feffery_antd", "example.com", "/second.", "/dash_renderer."];
        assert!(order.is_sorted_by_key(place), "{urls:?}");
        assert!(page.text().contains(r#"first.js" crossorigin="anonymous"></script>"#), "{}", page.text());
        assert!(page.text().contains(r#".js" type="module"></script>"#), "{}", page.text());
    }
}

#[tokio::test]
async fn c12_the_files_of_a_folder_that_are_named_are_served_and_no_others() {
    let folder = site_packages();
    let router = router(with(package(folder.path())));
    let file =
        async |path: &str| get(&router, &format!("/_dash-component-suites/own_components/{path}")).await;
    for name in &FILES[..7] {
        let answer = file(name).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, &*format!("/* {name} */")), "{name}");
    }
    // webpack asks with the fingerprint of its own build.
    assert_eq!(file("chunks/async-Editor.v1_2_0m1638000000.js").await.status, 200);
    for path in
        ["secret.py", "", "chunks", "chunks/", "../outside.js", "%2e%2e/outside.js", "..%2foutside.js"]
    {
        assert_eq!(file(path).await.status, 404, "{path}");
    }
    for (name, media_type) in [
        ("second.js", "text/javascript; charset=utf-8"),
        ("own.css", "text/css; charset=utf-8"),
        ("own.min.js.map", "application/json"),
    ] {
        assert_eq!(file(name).await.header("content-type"), media_type);
    }
}

#[tokio::test]
async fn c13_a_new_build_has_another_fingerprint_and_another_tag() {
    let folder = site_packages();
    let router = router(with(package(folder.path())));
    let url = async || {
        let page = get(&router, "/").await;
        urls(&page).into_iter().find(|url| url.contains("/second.")).unwrap().to_owned()
    };
    let plain = "/_dash-component-suites/own_components/second.js";
    let known = get(&router, plain).await.header("etag").to_owned();
    let ask = async || {
        let request = Request::get(plain).header(header::IF_NONE_MATCH, &known).body(Body::empty());
        send(&router, request.unwrap()).await
    };
    let before = url().await;
    assert!(before.contains("/second.v1_2_0m"), "{before}");
    assert_eq!(get(&router, &before).await.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(ask().await.status, 304);

    fs::write(folder.path().join("own_components/second.js"), "built again").unwrap();
    assert_ne!(url().await, before);
    assert_eq!((ask().await.status.as_u16(), ask().await.text()), (200, "built again"));
    // A build may take files away for a moment.
    fs::remove_file(folder.path().join("own_components/second.js")).unwrap();
    assert_eq!(url().await, plain);
    assert_eq!(get(&router, plain).await.status, 404);
}

#[tokio::test]
async fn c6_the_config_names_what_holds_components_in_a_package_in_a_folder() {
    let folder = site_packages();
    let page = get(&router(with(package(folder.path()).namespace("own"))), "/").await;
    let props = &config(&page)["children_props"];
    assert_eq!(props["own"], serde_json::json!({"Panel": ["title", "items[].label"]}));
    assert_eq!(props["dash_core_components"]["Tab"], serde_json::json!(["label"]));
}

#[tokio::test]
async fn c17_the_reload_hash_names_packages_in_folders() {
    let folder = site_packages();
    let answer = get(&router(with(package(folder.path()))), "/_reload-hash").await.json();
    let expected = ["dash", "feffery_antd_components", "own_components", "plotly"];
    assert_eq!(answer["packages"], serde_json::json!(expected));
}

/// Its bindings are linked into this test: but its files come from the folder, whatever the lock says.
#[tokio::test]
async fn a_folder_takes_the_place_of_a_locked_package() {
    let folder = site_packages();
    for package in [
        PackageFolder::new("feffery_antd_components", folder.path().join("own_components")),
        PackageFolder::new("fork", folder.path().join("own_components")).namespace("feffery_antd_components"),
    ] {
        let name = package.name.clone();
        let router = router(with(package.script("second.js")));
        let page = get(&router, "/").await;
        let third_party: Vec<_> = urls(&page)
            .into_iter()
            .filter(|url| !url.contains("/dash/") && !url.contains("/_favicon"))
            .map(|url| dash_packages::fingerprint::strip(url).0.into_owned())
            .collect();
        assert_eq!(third_party, [format!("/_dash-component-suites/{name}/second.js")]);
        assert_eq!(config(&page)["children_props"]["feffery_antd_components"], serde_json::json!({}));
        let locked = "/_dash-component-suites/feffery_antd_components/feffery_antd_components.min.js";
        assert_eq!(get(&router, locked).await.status, 404);
    }
}

#[test]
fn a_folder_that_is_not_as_it_was_described_is_refused() {
    let folder = site_packages();
    let refused = |package: PackageFolder| dash_server::router(with(package)).unwrap_err().to_string();
    let gone = folder.path().join("gone");
    let absent = refused(PackageFolder::new("own", &gone).script("a.js"));
    assert_eq!(
        absent,
        format!(
            "the folder of the package `own`, {}, is not there; build or install the package, or correct what \
             `PackageFolder::new(..)` and the calls after it say",
            gone.display()
        )
    );
    let absent = refused(PackageFolder::new("own", "no/such").script("a.js"));
    assert!(absent.contains("`own`, no/such, is not there: not beside the `Cargo.toml`"), "{absent}");
    let lacking = refused(package(folder.path()).script("third.js").file("async-Other.js"));
    assert!(lacking.contains("own_components, lacks `third.js`, `async-Other.js`; build"), "{lacking}");
}

#[test]
fn packages_that_cannot_be_served_are_refused() {
    let folder = site_packages();
    let named = |name: &str| PackageFolder::new(name, folder.path().join("own_components"));
    let wrong = || {
        with(named("dash").script("second.js"))
            .package(named("a/b").script("second.js"))
            .package(named("empty").file("second.js"))
            .package(named("twice").script("second.js"))
            .package(named("twice").script("../outside.js"))
    };
    let error = dash_server::router(wrong()).unwrap_err().to_string();
    for problem in [
        "package `dash`: the name belongs to a package that every app has",
        "package `a/b`: the name must be one plain name",
        "package `empty`: it brings nothing to the page",
        "package `twice`: the app has two packages of this name",
        "package `twice`: `../outside.js` is no path inside its folder",
    ] {
        assert!(error.contains(problem), "{error}");
    }
    // Even where problems are only told, nothing outside is served.
    let warned = with(named("own").script("../outside.js")).checks(Checks::Warn);
    assert!(dash_server::router(warned).unwrap_err().to_string().contains("lacks `../outside.js`"));
}
