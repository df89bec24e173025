//! Answers that are compressed on the way.

use std::io::Read;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use dash_core::{App, Callback};
use flate2::read::GzDecoder;
use serde_json::Value as Json;

use crate::support::{Answer, app, html, router, send, sync, update_body};

/// Answers with a text of as many lines as it is told.
fn lines() -> Callback {
    sync(|count: Option<String>| {
        let count = count.and_then(|count| count.parse().ok()).unwrap_or_default();
        "one line and another one\n".repeat(count)
    })
}

async fn ask(router: &Router, accept: &str, title: &str) -> Answer {
    let request = Request::post("/_dash-update-component").header(header::CONTENT_TYPE, "application/json");
    let request = if accept.is_empty() { request } else { request.header(header::ACCEPT_ENCODING, accept) };
    send(router, request.body(update_body(title).to_string().into()).unwrap()).await
}

async fn get(router: &Router, path: &str, accept: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_ENCODING, accept);
    send(router, request.body(Body::empty()).unwrap()).await
}

fn text(answer: &Answer) -> String {
    let mut text = String::new();
    match answer.header(header::CONTENT_ENCODING) {
        "gzip" => _ = GzDecoder::new(&*answer.body).read_to_string(&mut text).unwrap(),
        _ => text.push_str(answer.text()),
    }
    text
}

#[tokio::test]
async fn a_large_answer_is_compressed_and_a_small_one_is_not() {
    let router = router(app([lines()]));
    for (count, is_large) in [("1", false), ("100", false), ("1000", true), ("20000", true)] {
        let plain = ask(&router, "", count).await;
        assert_eq!(plain.header(header::CONTENT_ENCODING), "");
        let answer = ask(&router, "gzip, deflate, br", count).await;
        assert_eq!(answer.header(header::CONTENT_ENCODING) == "gzip", is_large, "{count}");
        assert_eq!(answer.header(header::VARY), if is_large { "accept-encoding" } else { "" });
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
        assert_eq!(text(&answer), plain.text());
        assert!(!is_large || answer.body.len() < plain.body.len() / 10);
        let refused = ask(&router, "br, gzip;q=0", count).await;
        assert!(refused.body == plain.body, "{count}");
    }
}

#[tokio::test]
async fn what_never_changes_is_compressed_once() {
    let texts = (0..400).map(|number| html::Div::new().children(format!("part {number}")).into());
    let layout = html::Div::new().children(texts.collect::<Vec<dash_core::Component>>());
    let router = router(App::new().layout(layout).callbacks([] as [Callback; 0]));
    let plain = get(&router, "/_dash-layout", "identity").await;
    let first = get(&router, "/_dash-layout", "gzip").await;
    assert_eq!(
        (first.header(header::CONTENT_ENCODING), plain.header(header::CONTENT_ENCODING)),
        ("gzip", "")
    );
    assert_eq!(
        (first.header(header::VARY), plain.header(header::VARY)),
        ("accept-encoding", "accept-encoding")
    );
    assert!(text(&first) == plain.text() && serde_json::from_str::<Json>(&text(&first)).is_ok());
    // The very same bytes: kept, not made again.
    let second = get(&router, "/_dash-layout", "gzip").await;
    assert_eq!(first.body.as_ptr(), second.body.as_ptr());
    // What fits into a packet stays as it is.
    assert_eq!(get(&router, "/_dash-dependencies", "gzip").await.text(), "[]");
}

#[tokio::test]
async fn a_layout_that_is_made_for_each_page_is_compressed_when_it_is_large() {
    let layout = || html::Div::new().children("a line of the page\n".repeat(2000));
    let router = router(App::new().layout(layout).callbacks([] as [Callback; 0]));
    let answer = get(&router, "/_dash-layout", "gzip").await;
    assert_eq!(answer.header(header::CONTENT_ENCODING), "gzip");
    assert_eq!(text(&answer), get(&router, "/_dash-layout", "").await.text());
}

#[tokio::test]
async fn an_app_that_compresses_nothing_says_so_once() {
    let layout =
        html::Div::new().id("in").children(html::Div::new().id("out").children("text ".repeat(9000)));
    let router = router(App::new().layout(layout).callbacks([lines()]).compress(false));
    for answer in [get(&router, "/_dash-layout", "gzip").await, ask(&router, "gzip", "9000").await] {
        assert_eq!(answer.header(header::CONTENT_ENCODING), "");
        assert_eq!(answer.header(header::VARY), "");
    }
}
