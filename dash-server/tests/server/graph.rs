//! The graph of callbacks.

use dash_core::{App, Call, Callback, IntoReply};
use serde_json::json;

use crate::support::{app, declared, get, router, update};

fn graph() -> App {
    let first = declared("first & <foremost>").handler(|mut args| {
        let title: String = args.next()?;
        Ok(Call::blocking(move || title.parse::<u64>()?.into_reply()))
    });
    let second = Callback::builder("second").output(("in", "children")).input(("out", "children"));
    let second = second.state(("in", "title")).clientside("(x) => x");
    app([first, second])
}

#[tokio::test]
async fn a_program_gets_callbacks_edges_and_numbers() {
    let router = router(graph());
    assert_eq!(update(&router, "1").await.status, 200);
    assert_eq!(update(&router, "x").await.status, 500);
    let answer = get(&router, "/_dash/graph?format=json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    let graph = answer.json();
    let first = &graph["callbacks"][0];
    assert_eq!((&first["name"], &first["clientside"]), (&json!("first & <foremost>"), &json!(false)));
    assert_eq!(first["file"], "dash-server/tests/server/support.rs");
    assert_eq!((&first["inputs"], &first["outputs"]), (&json!(["in.title"]), &json!(["out.children"])));
    assert_eq!((&first["calls"], &first["errors"], &first["in_flight"]), (&json!(2), &json!(1), &json!(0)));
    assert!(["mean_ms", "p95_ms", "last_ms"].iter().all(|time| first[time].is_f64()), "{first}");
    let second = &graph["callbacks"][1];
    assert_eq!((&second["clientside"], &second["mean_ms"]), (&json!(true), &json!(null)));
    let edge = json!({"from": 0, "to": 1, "property": "out.children", "triggers": true});
    assert_eq!(graph["edges"], json!([edge]));
}

#[tokio::test]
async fn a_person_gets_a_page_that_runs_no_script() {
    let router = router(graph().title("<b>Sales</b>").url_base_pathname("/sales/"));
    let answer = get(&router, "/sales/_dash/graph").await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'; "), "{answer:?}");
    let page = answer.text();
    for part in [
        "Callbacks of &lt;b&gt;Sales&lt;/b&gt;",
        "first &amp; &lt;foremost&gt;",
        "out.children",
        "not called yet",
        "class=\"card clientside\"",
        "vscode://file/",
        "/dash-server/tests/server/support.rs:",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("<b>") && !page.contains("<script"), "{page}");
    assert_eq!(page.matches("<path class=\"edge\"").count(), 1, "{page}");
}

#[tokio::test]
async fn users_get_none() {
    let router = router(graph().debug(false));
    for path in ["/_dash/graph", "/_dash/graph?format=json"] {
        let answer = get(&router, path).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (404, "only with debug on"));
    }
}
