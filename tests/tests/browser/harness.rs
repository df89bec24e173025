//! The browser's complaints arrive: without these tests, silence would prove nothing.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use dash_tests::browser::Browser;

const PAGE: &str = "<!doctype html><title>page</title><link rel=icon href='data:,'>
<button class='a b' onclick=\"this.innerText = 'done'\">do</button>
<script>
    console.info('fine');
    console.warn('careful');
    fetch('/broken').then(() => fetch('http://127.0.0.1:9/')).catch(() => { document.title = 'asked'; });
</script>";

async fn serve() -> String {
    let router = Router::new()
        .route("/", get(async || Html(PAGE)))
        .route("/broken", get(async || StatusCode::INTERNAL_SERVER_ERROR));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

#[tokio::test]
async fn warnings_and_failed_requests_are_problems() {
    let browser = Browser::start().await;
    browser.open(&serve().await).await;
    browser.wait_for("button", "both requests are over", |button| button.title == "asked").await;
    let problems = browser.problems().await.join("\n");
    for expected in ["careful", "request 500", "/broken", "request net::ERR_", "127.0.0.1:9"] {
        assert!(problems.contains(expected), "{expected} is not in\n{problems}");
    }
    assert!(!problems.contains("fine"), "{problems}");
    assert!(browser.problems().await.is_empty(), "each problem is told once");
}

#[tokio::test]
async fn an_element_is_seen_and_clicked() {
    let browser = Browser::start().await;
    browser.open(&serve().await).await;
    let button = browser.wait_for("button", "there", |_| true).await;
    assert_eq!((button.text.as_str(), button.has_class("b"), button.has_class("c")), ("do", true, false));
    assert!(browser.element("#nowhere").await.is_none());
    browser.click("button").await;
    browser.wait_for("button", "clicked", |button| button.text == "done").await;
}
