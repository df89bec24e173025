//! The files of component packages.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use dash_core::Callback;

use crate::support::{Answer, app, get, router, send};

const DCC: &str = "dash/dcc/dash_core_components";

fn served() -> Router {
    router(app([] as [Callback; 0]))
}

async fn file(router: &Router, path: &str) -> Answer {
    get(router, &format!("/_dash-component-suites/{path}")).await
}

#[tokio::test]
async fn c11_files_are_found_with_any_fingerprint_and_without() {
    let router = served();
    let plain = file(&router, &format!("{DCC}.js")).await;
    assert_eq!(plain.status, 200);
    for fingerprint in ["v4_4_1m1795348059", "v0m0", "v1_2-3mabcdefABCDEF"] {
        let marked = file(&router, &format!("{DCC}.{fingerprint}.js")).await;
        assert_eq!((marked.status.as_u16(), &marked.body), (200, &plain.body), "{fingerprint}");
    }
    let react = file(&router, "dash/deps/react@18.v4_4_1m1.3.1.min.js").await;
    assert_eq!(react.body, file(&router, "dash/deps/react@18.3.1.min.js").await.body);
    for wrong in ["v4_4_1", "4_4_1m1", "v4.4.1m1", "v4_4_1mxyz"] {
        assert_eq!(file(&router, &format!("{DCC}.{wrong}.js")).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn c12_every_registered_file_is_served_and_nothing_else() {
    let router = served();
    for path in [
        "dash/dcc/async-graph.js",
        "dash/dcc/async-graph.js.map",
        "dash/dash_table/async-table.js",
        "dash/dash-renderer/build/dash-ws-worker.js",
        "plotly/package_data/plotly.min.js",
    ] {
        assert_eq!(file(&router, path).await.status, 200, "{path}");
    }
    for path in [
        "dash/dash.py",
        "dash/dcc/",
        "dash/dcc/../dcc/async-graph.js",
        "dash/dcc/%2e%2e/dcc/async-graph.js",
        "dash%2fdcc%2f..%2fdcc%2fasync-graph.js",
        "../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%5c..%5cetc",
        "/etc/passwd",
        "dash//dcc/async-graph.js",
        "dash/dcc/async-graph.js%00",
        "%ff",
        "unknown/file.js",
    ] {
        assert_eq!(file(&router, path).await.status, 404, "{path}");
    }
}

async fn conditional(router: &Router, path: &str, tags: &[&str]) -> Answer {
    let request = Request::get(format!("/_dash-component-suites/{path}"));
    let request = tags.iter().fold(request, |request, tag| request.header(header::IF_NONE_MATCH, *tag));
    send(router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn c13_only_a_fingerprint_makes_a_file_last() {
    let router = served();
    let marked = file(&router, &format!("{DCC}.v4_4_1m1.js")).await;
    assert_eq!(marked.header("cache-control"), "public, max-age=31536000, immutable");

    let path = format!("{DCC}.js");
    let plain = file(&router, &path).await;
    let etag = plain.header("etag");
    assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");
    assert!(!plain.header("cache-control").contains("max-age"));

    let (weak, list) = (format!("W/{etag}"), format!("\"other\", {etag}"));
    for known in [vec![etag], vec![&weak], vec![&list], vec!["\"other\"", etag], vec!["*"]] {
        let answer = conditional(&router, &path, &known).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0), "{known:?}");
        assert_eq!(answer.header("etag"), etag);
    }
    assert_eq!(conditional(&router, &path, &["\"other\""]).await.status, 200);
}

#[tokio::test]
async fn c14_the_extension_decides_the_media_type() {
    let router = served();
    for (path, expected) in [
        (format!("{DCC}.js"), "text/javascript; charset=utf-8"),
        (format!("{DCC}.v4_4_1m1.js"), "text/javascript; charset=utf-8"),
        ("dash/dcc/async-graph.js.map".to_owned(), "application/json"),
    ] {
        assert_eq!(file(&router, &path).await.header("content-type"), expected, "{path}");
    }
}

#[tokio::test]
async fn the_icon_is_one() {
    let icon = get(&served(), "/_favicon.ico?v=4.4.1").await;
    assert_eq!((icon.status.as_u16(), icon.header("content-type")), (200, "image/x-icon"));
    assert!(icon.body.starts_with(&[0, 0, 1, 0]));
}
