//! Pages and their hashes, compared with those of Python Dash.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use dash_core::{App, Callback, DevTools, PackageFile, PackageFolder};
use dash_server::{Algorithm, Site};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

/// A page, what it is told when it asks whether to load again, and the hashes of its scripts by each algorithm.
#[derive(Debug, Deserialize)]
struct Answer {
    page: String,
    reload_hash: Json,
    hashes: Vec<Vec<String>>,
}

/// What Python says of apps with these settings.
fn python(questions: &[Json]) -> Vec<Answer> {
    let python = std::env::var_os("DASH_ORACLE_PYTHON")
        .expect("DASH_ORACLE_PYTHON names no Python with Dash to compare with; run `cargo xtask test`, which makes one");
    let mut child = Command::new(python)
        .args(["-c", include_str!("oracle.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(json!(questions).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "its error is above");
    serde_json::from_slice(&output.stdout).unwrap()
}

async fn rust(app: App) -> Answer {
    let site = Site::new(app.layout("").suppress_callback_exceptions(true)).unwrap();
    let hashes =
        [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512].map(|it| site.csp_hashes(it)).to_vec();
    let router = site.into_router();
    let reload_hash = get(&router, "/_reload-hash").await;
    Answer { page: get(&router, "/").await, reload_hash: serde_json::from_str(&reload_hash).unwrap(), hashes }
}

async fn get(router: &Router, path: &str) -> String {
    let answer = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(body.to_vec()).unwrap()
}

/// What two servers can have in common: each makes up its own hash, the renderer does not look at the order of the packages, and
/// where ours answers a change it asks for the whole page.
fn comparable(mut reload_hash: Json) -> Json {
    let packages = reload_hash["packages"].as_array_mut().unwrap();
    packages.sort_by_key(ToString::to_string);
    if let Json::String(_) = reload_hash["reloadHash"] {
        reload_hash["reloadHash"] = json!("a hash");
        reload_hash["hard"].take();
    }
    reload_hash
}

/// What the page loads, in order, without what changes with a build or a file.
fn loaded(page: &str) -> Vec<String> {
    let tags = page.split('<').filter(|tag| tag.starts_with("script ") || tag.starts_with("link "));
    let urls = tags.filter_map(|tag| {
        let (_, url) = tag.split_once(" src=\"").or_else(|| tag.split_once(" href=\""))?;
        let (url, rest) = url.split_once('"')?;
        let url = url.split_once("?m=").map_or(url.to_owned(), |(url, _)| format!("{url}?m="));
        Some(dash_packages::fingerprint::strip(&url).0.into_owned() + rest)
    });
    urls.map(|tag| tag.trim_end_matches(['\n', ' ']).to_owned()).collect()
}

/// The texts of the elements that hold JavaScript.
fn inline_scripts(page: &str) -> Vec<&str> {
    let elements = page.split("<script").skip(1).map(|element| element.split_once("</script>").unwrap().0);
    let tags = elements.map(|element| element.split_once('>').unwrap());
    let inline = tags.filter(|(tag, _)| !tag.contains(" src=") && !tag.contains("application/json"));
    inline.map(|(_, text)| text).collect()
}

fn config(page: &str) -> Json {
    let (_, text) = page.split_once(r#"<script id="_dash-config" type="application/json">"#).unwrap();
    serde_json::from_str(text.split_once("</script>").unwrap().0).unwrap()
}

/// Compares the parts of pages that an app decides about.
async fn compare(apps: Vec<(App, Json)>) {
    let (mut answers, mut questions) = (Vec::new(), Vec::new());
    for (app, mut question) in apps {
        let answer = rust(app).await;
        let scripts = inline_scripts(&answer.page);
        // The last one starts the renderer; Python has its own.
        question["inline_scripts"] = json!(scripts[..scripts.len() - 1]);
        answers.push(answer);
        questions.push(question);
    }
    let python = python(&questions);
    assert_eq!(answers.len(), python.len());
    for ((rust, python), question) in answers.into_iter().zip(python).zip(questions) {
        assert_eq!(loaded(&rust.page), loaded(&python.page), "{question}");
        assert_eq!(rust.hashes, python.hashes, "{question}");
        assert_eq!(comparable(rust.reload_hash), comparable(python.reload_hash), "{question}");
        let (rust, python) = (config(&rust.page), config(&python.page));
        for key in [
            "ui",
            "props_check",
            "validate_callbacks",
            "hot_reload",
            "serve_locally",
            "requests_pathname_prefix",
        ] {
            assert_eq!(rust[key], python[key], "{key}: {question}");
        }
        // Python lists components without such properties too.
        let props = |config: &Json| config["children_props"]["own"].clone();
        assert_eq!(props(&rust), props(&python), "{question}");
    }
}

fn question(debug: bool, settings: &Json) -> Json {
    json!({"settings": settings, "renderer": null, "debug": debug, "tools": {}})
}

#[tokio::test]
async fn developer_tools_are_those_of_dash() {
    let tools = || DevTools::new();
    let mut apps = Vec::new();
    for (debug, tools, theirs) in [
        (false, tools(), json!({})),
        (true, tools(), json!({})),
        (false, tools().props_check(true), json!({"props_check": true})),
        (false, tools().serve_dev_bundles(true).ui(true), json!({"serve_dev_bundles": true, "ui": true})),
        (true, tools().props_check(false), json!({"props_check": false})),
        (
            true,
            tools().serve_dev_bundles(false).validate_callbacks(false),
            json!({"serve_dev_bundles": false, "validate_callbacks": false}),
        ),
    ] {
        let mut question = question(debug, &json!({}));
        question["tools"] = theirs;
        apps.push((App::new().debug(debug).dev_tools(tools), question));
    }
    compare(apps).await;
}

#[tokio::test]
async fn c15_assets_of_another_server_have_the_urls_of_dash() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in ["b.js", "a.mjs", "in/c.css", "favicon.ico"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let mut apps = Vec::new();
    for external in ["", "https://example.com/copy", "https://example.com/copy/"] {
        let app = App::new()
            .debug(false)
            .assets_folder(folder.path())
            .assets_external_path(external)
            .assets_url_path("own/files");
        let settings = json!({
            "assets_folder": folder.path(), "assets_external_path": external, "assets_url_path": "own/files",
        });
        apps.push((app, question(false, &settings)));
    }
    compare(apps).await;
}

#[tokio::test]
async fn c83_hashes_are_those_of_dash() {
    let default = (App::new().debug(false), question(false, &json!({})));
    let script = "\n  /* ü */ var renderer = new DashRenderer({request_pre: (it) => 1 < 2 && it}); \n";
    let mut question = question(false, &json!({}));
    question["renderer"] = script.into();
    let renderer = (App::new().debug(false).renderer(script), question.clone());
    let functions = ["(text) => text + \"!\"", "function(text) {\n  return 1 < 2 && 'ü';\n}"];
    let callbacks = functions.into_iter().enumerate().map(|(index, function)| {
        let callback = Callback::builder(format!("function-{index}"));
        let callback = callback.output((format!("out-{index}"), "title")).input(("in", "title"));
        callback.clientside(function)
    });
    let clientside = App::new().debug(false).renderer(script).callbacks(callbacks);
    compare(vec![default, renderer, (clientside, question)]).await;
}

/// A Python package as it lies where Python finds it; the app takes its files from there.
#[tokio::test]
async fn c5_a_package_that_python_has_installed_is_on_the_page_as_in_dash() {
    let site_packages = tempfile::tempdir().unwrap();
    let folder = site_packages.path().join("own_components");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("__init__.py"), include_str!("oracle_package.py")).unwrap();
    let scripts =
        ["async-Editor.js", "own.min.js", "own.dev.js", "own.min.js.map", "second.js", "proptypes.js"];
    for name in scripts.into_iter().chain(["own.css"]) {
        fs::write(folder.join(name), "").unwrap();
    }
    let assets = tempfile::tempdir().unwrap();
    fs::write(assets.path().join("asset.js"), "").unwrap();
    fs::write(assets.path().join("asset.css"), "").unwrap();
    let mut apps = Vec::new();
    for debug in [false, true] {
        let package = PackageFolder::new("own_components", &folder)
            .namespace("own")
            .version("1.2.0")
            .script(
                PackageFile::external("https://example.com/first.js").attribute("crossorigin", "anonymous"),
            )
            .file("async-Editor.js")
            .script(PackageFile::new("own.min.js").dev("own.dev.js"))
            .file("own.min.js.map")
            .script(("second.js", [("type", "module")]))
            .script(PackageFile::dev_only("proptypes.js"))
            .style("own.css")
            .children_props("Panel", ["title", "items[].label"]);
        let app = App::new()
            .debug(debug)
            .assets_folder(assets.path())
            .external_script("https://other.org/a.js")
            .external_stylesheet("https://other.org/a.css")
            .package(package);
        let settings = json!({
            "assets_folder": assets.path(),
            "external_scripts": ["https://other.org/a.js"],
            "external_stylesheets": ["https://other.org/a.css"],
        });
        let mut question = question(debug, &settings);
        question["package"] = json!({"site_packages": site_packages.path(), "name": "own_components"});
        apps.push((app, question));
    }
    compare(apps).await;
}
