//! Cookies, headers, path and query: from the browser to a callback and back.

use dash_tests::browser::{Browser, Program};

const DARK: &str =
    "return getComputedStyle(document.querySelector('#page')).backgroundColor === 'rgb(20, 20, 20)';";
const LIGHT: &str =
    "return getComputedStyle(document.querySelector('#page')).backgroundColor === 'rgb(245, 245, 245)';";

#[tokio::test]
async fn cookies_outlive_the_page() {
    let app = Program::example("cookies").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#visits", "the first", |it| it.text == "Visit 1").await;
    browser.wait_until("a light page", LIGHT).await;
    browser.click("#dark").await;
    browser.wait_until("a dark page", DARK).await;
    let visible = "return document.cookie === 'theme=dark';";
    browser.wait_until("one cookie that scripts may read", visible).await;

    browser.open(&app.url()).await;
    browser.wait_for("#visits", "the second", |it| it.text == "Visit 2").await;
    browser.wait_until("a page that is dark from the start", DARK).await;
    browser.click("#ask").await;
    let seen = browser.wait_for("#seen", "what the server sees", |it| it.text.contains("path")).await.text;
    for part in ["path: /_dash-update-component", "accept: application/json", "visits=2", "theme: dark"] {
        assert!(seen.contains(part), "{part} is not in\n{seen}");
    }
    browser.settle().await;
    browser.screenshot("cookies").await;

    browser.click("#forget").await;
    browser.wait_for("#visits", "forgotten", |it| it.text == "We have never met.").await;
    browser.wait_until("no cookie", "return document.cookie === '';").await;
    browser.open(&app.url()).await;
    browser.wait_for("#visits", "the first again", |it| it.text == "Visit 1").await;
    browser.wait_until("a light page", LIGHT).await;
    assert_eq!(browser.problems().await, [""; 0]);
}
