//! What the renderer asks for when it has loaded.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Body;
use axum::http::{Method, Request};
use dash_core::{App, Callback, Ctx};
use serde_json::json;

use crate::support::{app, get, html, post, router, send, sync, update};

fn page(layout: App) -> App {
    layout.callbacks([] as [Callback; 0]).debug(true)
}

#[tokio::test]
async fn c18_layout_and_dependencies_are_json() {
    let router = router(app([sync(|_| "")]));
    let layout = get(&router, "/_dash-layout").await;
    assert_eq!((layout.status.as_u16(), layout.header("content-type")), (200, "application/json"));
    assert_eq!(layout.json()["namespace"], "dash_html_components");
    let dependencies = get(&router, "/_dash-dependencies").await;
    assert_eq!(
        (dependencies.status.as_u16(), dependencies.header("content-type")),
        (200, "application/json")
    );
    assert_eq!(dependencies.json()[0]["output"], "out.children");
}

#[tokio::test]
async fn c17_the_reload_hash_has_its_four_keys() {
    let answer = get(&router(app([] as [Callback; 0]).debug(false)), "/_reload-hash").await;
    assert_eq!(answer.header("content-type"), "application/json");
    let packages = ["dash", "feffery_antd_components", "plotly"];
    assert_eq!(answer.json(), json!({"files": [], "hard": false, "packages": packages, "reloadHash": null}));
}

#[tokio::test]
async fn c17_the_reload_hash_is_answered_whatever_the_app_is_like() {
    for app in [app([]).debug(false), app([]).requests_pathname_prefix("/proxy/"), app([sync(|_| "")])] {
        let answer = get(&router(app), "/_reload-hash").await;
        assert_eq!(answer.status, 200);
        let keys: Vec<_> = answer.json().as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["files", "hard", "packages", "reloadHash"]);
    }
    let below = router(app([]).url_base_pathname("/sales/"));
    assert_eq!(get(&below, "/sales/_reload-hash").await.header("content-type"), "application/json");
}

/// A page that was loaded before a restart must not be reloaded by what it asks for afterwards.
/// C85: callbacks are never added at run time, so what was declared is declared for good, and says so.
#[tokio::test]
async fn c85_the_declarations_stay_the_same() {
    let router = router(app([sync(|_| 1)]));
    let first = get(&router, "/_dash-dependencies").await;
    assert_eq!(first.json()[0]["dynamic_creator"], serde_json::Value::Null);
    update(&router, "a").await;
    assert_eq!(get(&router, "/_dash-dependencies").await.body, first.body);
}

#[tokio::test]
async fn c80_nothing_is_left_to_reload_when_the_hash_was_read() {
    let router = router(app([]));
    let first = get(&router, "/_reload-hash").await.json();
    // Pages compare the hash with the last one; what else is in the answer counts only when it differs.
    assert_eq!(get(&router, "/_reload-hash").await.json()["reloadHash"], first["reloadHash"]);
    assert_eq!(first["files"], json!([]));
}

#[tokio::test]
async fn c22_a_layout_function_runs_for_each_page_load() {
    let calls = AtomicUsize::new(0);
    let router = router(page(
        App::new().layout(move || html::Div::new().title(calls.fetch_add(1, Ordering::Relaxed))),
    ));
    let title = async || get(&router, "/_dash-layout").await.json()["props"]["title"].as_u64().unwrap();
    assert_eq!(title().await + 1, title().await);
}

#[tokio::test]
async fn c22_an_async_layout_function_sees_the_request() {
    let layout = async |ctx: Ctx| format!("{} {}", ctx.path(), ctx.header("X-User").unwrap_or("nobody"));
    let router = axum::Router::new().nest("/of", router(page(App::new().layout(layout))));
    let request = Request::get("/of/_dash-layout").header("x-user", "Zoë").body(Body::empty()).unwrap();
    assert_eq!(send(&router, request).await.json(), "/of/_dash-layout Zoë");
}

#[tokio::test]
async fn a_layout_function_that_panics_fails_one_request() {
    let calls = AtomicUsize::new(0);
    let layout = move || {
        // The first call is the check's.
        assert_ne!(calls.fetch_add(1, Ordering::Relaxed), 1, "<no> layout");
        "good"
    };
    let router = router(page(App::new().layout(layout)));
    let failed = get(&router, "/_dash-layout").await;
    assert_eq!(failed.status, 500);
    // The renderer puts it into the page as HTML.
    assert_eq!(failed.header("content-type"), "text/html; charset=utf-8");
    assert!(failed.text().starts_with("<pre>the layout could not be made: "), "{}", failed.text());
    assert_eq!(get(&router, "/_dash-layout").await.json(), "good");
}

#[tokio::test]
async fn wrong_methods_are_refused() {
    let router = router(app([] as [Callback; 0]));
    let suite = "/_dash-component-suites/plotly/package_data/plotly.min.js";
    for path in ["/", "/a/b", "/_dash-layout", "/_dash-dependencies", "/_reload-hash", "/_favicon.ico", suite]
    {
        assert_eq!(post(&router, path, "{}").await.status, 405, "{path}");
    }
    let request = Request::builder().method(Method::PUT).uri("/_dash-update-component");
    assert_eq!(send(&router, request.body(Body::empty()).unwrap()).await.status, 405);
}
