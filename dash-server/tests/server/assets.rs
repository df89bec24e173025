//! The app's own files.

use std::fs;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use dash_core::{App, Callback, Checks};
use tempfile::TempDir;

use crate::support::{Answer, app, get, router, send};

const SCRIPT: &str = "window.own = true;";

/// A folder with these files.
fn folder(names: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, if name.ends_with("js") { SCRIPT } else { "p { color: red; }" }).unwrap();
    }
    folder
}

fn with(folder: &Path) -> App {
    app([] as [Callback; 0]).assets_folder(folder)
}

/// What the page says of the assets: the rest of each tag, after `assets/` and up to its end.
async fn listed(app: App) -> Vec<String> {
    let page = get(&router(app), "/").await;
    let tags = page.text().split("=\"/assets/").skip(1).map(|rest| rest.split_once('>').unwrap().0);
    tags.map(|tag| {
        let (path, rest) = tag.split_once("?m=").unwrap();
        let (modified, rest) = rest.split_once('"').unwrap();
        assert!(modified.contains('.') && modified.parse::<f64>().unwrap() > 1e9, "{tag}");
        format!("{path}{rest}")
    })
    .collect()
}

#[tokio::test]
async fn c15_the_root_comes_first_then_folders_then_names() {
    let folder = folder(&[
        "b/a.js",
        "b/c/deep.js",
        "b-c/x.js",
        "a/z.mjs",
        "z.js",
        "A.js",
        "2.css",
        "10.css",
        "a/in.css",
        "picture.svg",
        "notes.txt",
    ]);
    let expected = [
        "10.css",
        "2.css",
        "a/in.css",
        "A.js",
        "z.js",
        "a/z.mjs type=\"module\"",
        "b/a.js",
        "b-c/x.js",
        "b/c/deep.js",
    ];
    // Style sheets stand in the page's head.
    assert_eq!(listed(with(folder.path())).await, expected);
}

#[tokio::test]
async fn c15_ignored_files_are_not_listed_but_served() {
    let folder = folder(&["draft.js", "good.js", "old/a.js", "old/draft/b.css", "new/a.css", "older.js"]);
    let ignoring = || with(folder.path()).assets_ignore("^draft").assets_path_ignore(["^ol?d$"]);
    assert_eq!(listed(ignoring()).await, ["new/a.css", "good.js", "older.js"]);
    let router = router(ignoring());
    for path in ["draft.js", "old/a.js", "old/draft/b.css"] {
        assert_eq!(get(&router, &format!("/assets/{path}")).await.status, 200, "{path}");
    }
    let nothing = with(folder.path()).include_assets_files(false);
    assert_eq!(listed(nothing).await, [""; 0]);
}

#[tokio::test]
async fn c15_a_name_is_written_as_a_url() {
    let folder = folder(&["50% & \"<more>\" #1?.js"]);
    let router = router(with(folder.path()));
    let page = get(&router, "/").await;
    let path = "/assets/50%25%20&amp;%20%22%3Cmore%3E%22%20%231%3F.js?m=";
    assert!(page.text().contains(path), "{}", page.text());
    assert_eq!(get(&router, &path.replace("&amp;", "&")).await.text(), SCRIPT);
}

#[tokio::test]
async fn c15_the_last_icon_is_the_pages() {
    let folder = folder(&["b/favicon.ico", "favicon.ico", "a/favicon.ico"]);
    assert_eq!(listed(with(folder.path())).await, ["b/favicon.ico"]);
}

#[tokio::test]
async fn c5_own_scripts_come_before_the_renderer_and_own_styles_last() {
    let folder = folder(&["own.js", "own.css"]);
    let app = with(folder.path())
        .external_script("https://example.com/first.js")
        .external_stylesheet(("https://example.com/first.css", [("media", "print & \"screen\"")]));
    let page = get(&router(app), "/").await;
    let mut last = 0;
    for text in [
        r#"<link rel="stylesheet" href="https://example.com/first.css" media="print &amp; &quot;screen&quot;">"#,
        r#"<link rel="stylesheet" href="/assets/own.css?m="#,
        "dash/deps/prop-types@",
        r#"<script src="https://example.com/first.js"></script>"#,
        "feffery_antd_components/",
        r#"<script src="/assets/own.js?m="#,
        "dash/dash-renderer/build/",
        "dash/dcc/dash_core_components.",
    ] {
        let place = page.text().rfind(text).unwrap_or_else(|| panic!("{text} is missing\n{}", page.text()));
        assert!(last < place, "{text} stands too early\n{}", page.text());
        last = place;
    }
}

async fn ask(router: &Router, path: &str, header: (&str, &str)) -> Answer {
    send(router, Request::get(path).header(header.0, header.1).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn assets_are_kept_by_browsers_and_asked_for_again() {
    let folder = folder(&["own.js"]);
    let router = router(with(folder.path()));
    let file = get(&router, "/assets/own.js?m=1.5").await;
    assert_eq!((file.status.as_u16(), file.text()), (200, SCRIPT));
    assert_eq!(file.header("cache-control"), "no-cache");
    let known = [("if-none-match", file.header("etag")), ("if-modified-since", file.header("last-modified"))];
    for header in known {
        let answer = ask(&router, "/assets/own.js", header).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0), "{header:?}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
    assert_eq!(ask(&router, "/assets/own.js", ("if-none-match", "\"other\"")).await.status, 200);
}

#[tokio::test]
async fn parts_of_assets_can_be_asked_for() {
    let folder = folder(&["own.js"]);
    let router = router(with(folder.path()));
    assert_eq!(get(&router, "/assets/own.js").await.header("accept-ranges"), "bytes");
    let part = ask(&router, "/assets/own.js", ("range", "bytes=7-9")).await;
    assert_eq!((part.status.as_u16(), part.text()), (206, "own"));
    assert_eq!(ask(&router, "/assets/own.js", ("range", "bytes=999-")).await.status, 416);
}

#[tokio::test]
async fn c14_the_extension_of_an_asset_decides_its_media_type() {
    let types = [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.mjs", "application/javascript"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.png", "image/png"),
        ("a.woff2", "font/woff2"),
        ("favicon.ico", "image/x-icon"),
    ];
    let folder = folder(&types.map(|(name, _)| name));
    let router = router(with(folder.path()));
    for (name, expected) in types {
        assert_eq!(get(&router, &format!("/assets/{name}")).await.header("content-type"), expected, "{name}");
    }
}

#[tokio::test]
async fn c12_nothing_outside_the_assets_folder_is_served() {
    let parent = folder(&["secret.txt", "assets/own.js", "assets/folder/index.html"]);
    let router = router(with(&parent.path().join("assets")));
    for path in [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "folder/../../secret.txt",
        "..%5csecret.txt",
        "/etc/passwd",
        "%2fetc/passwd",
        "own.js%00",
        "own.js/",
        "own.js/x",
        "%ff",
        "missing.js",
        "folder",
        "folder/",
    ] {
        let answer = get(&router, &format!("/assets/{path}")).await;
        assert_ne!(answer.status, 200, "{path}");
        assert!(answer.body.is_empty(), "{path}");
    }
    assert_eq!(get(&router, "/assets/folder/index.html").await.status, 200);
}

#[tokio::test]
async fn c16_assets_are_below_the_prefix_wherever_that_is() {
    let folder = folder(&["own.js"]);
    let own = || with(folder.path()).assets_url_path("/static/files/");
    let service = Router::new()
        .nest_service("/sales", router(own()))
        .nest("/of/{tenant}", router(own().url_base_pathname("/inner/")));
    for prefix in ["/sales/", "/of/acme/inner/"] {
        let page = get(&service, prefix).await;
        let url = format!("{prefix}static/files/own.js");
        assert!(page.text().contains(&format!("src=\"{url}?m=")), "{}", page.text());
        assert_eq!(get(&service, &url).await.text(), SCRIPT, "{url}");
    }
    let proxied = router(with(folder.path()).requests_pathname_prefix("/proxy/"));
    assert!(get(&proxied, "/").await.text().contains("src=\"/proxy/assets/own.js?m="));
    assert_eq!(get(&proxied, "/assets/own.js").await.text(), SCRIPT);
}

#[tokio::test]
async fn c16_assets_are_named_where_another_server_has_them() {
    let folder = folder(&["own.js", "in/own.css", "favicon.ico"]);
    for base in ["https://cdn.example.com/copy", "https://cdn.example.com/copy/"] {
        let router = router(with(folder.path()).assets_external_path(base).url_base_pathname("/sales/"));
        let page = get(&router, "/sales/").await;
        for path in ["own.js", "in/own.css", "favicon.ico"] {
            let url = format!("=\"https://cdn.example.com/copy/assets/{path}?m=");
            assert!(page.text().contains(&url), "{url} is missing in {}", page.text());
        }
        // Who else would the other server get them from?
        assert_eq!(get(&router, "/sales/assets/own.js").await.text(), SCRIPT);
    }
}

#[tokio::test]
async fn an_app_needs_no_assets() {
    let router = router(with(Path::new("no such folder")));
    assert!(!get(&router, "/").await.text().contains("assets"));
    assert_eq!(get(&router, "/assets/own.js").await.status, 404);
}

#[tokio::test]
async fn settings_of_assets_that_make_no_sense_are_refused() {
    let wrong = || {
        app([] as [Callback; 0])
            .assets_ignore("(")
            .assets_path_ignore(["good", "a{2,1}"])
            .assets_url_path("a//b")
            .assets_external_path("cdn.example.com")
    };
    let error = dash_server::router(wrong()).unwrap_err().to_string();
    for problem in [
        "`assets_ignore` is `(`, which is no regular expression: unclosed group",
        "`assets_path_ignore` is `a{2,1}`, which is no regular expression: ",
        "the assets' external path `cdn.example.com` must begin with `https://`",
        "the assets' URL path `a//b` must be a plain name, as `assets` is",
    ] {
        assert!(error.contains(problem), "{error}");
    }
    let taken = app([] as [Callback; 0]).assets_url_path("_dash-component-suites");
    assert!(dash_server::router(taken).unwrap_err().to_string().contains("`_dash-` are taken"));
    let warned = app([] as [Callback; 0]).assets_ignore("(").checks(Checks::Warn);
    assert_eq!(get(&router(warned), "/").await.status, 200);
}
