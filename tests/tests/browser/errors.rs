//! Errors of callbacks: what a developer sees in the page, and what a user does not.

use dash_tests::browser::{Browser, Program};

/// What the page shows, the renderer's developer tools included.
const SHOWN: &str = "return document.body.innerText";

#[tokio::test]
async fn a_developer_sees_the_error_in_the_page() {
    let app = Program::example_in_debug("errors").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#fail", "shown", |it| it.text == "Fail").await;
    browser.click("#fail").await;
    browser.wait_for(".test-devtools-error-toggle", "in the list of errors", |_| true).await;
    browser.click(".test-devtools-error-toggle").await;
    for text in ["callback `fail` (examples/errors/src/main.rs:", "invalid digit found in string"] {
        browser.wait_until(text, &format!("{SHOWN}.includes({text:?});")).await;
    }
    browser.settle().await;
    browser.screenshot("errors-debug").await;
}

#[tokio::test]
async fn a_user_sees_no_error_and_can_go_on() {
    let app = Program::example("errors").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#fail", "shown", |it| it.text == "Fail").await;
    browser.click("#fail").await;
    browser.click("#panic").await;
    browser.click("#work").await;
    browser.wait_for("#worked", "worked after two failures", |it| it.text == "worked 1").await;
    let inside = ["invalid digit", "empty cupboard", "main.rs"];
    for text in inside {
        browser
            .wait_until("nothing internal", &format!("return !document.body.innerText.includes({text:?});"))
            .await;
    }
    let problems = browser.problems().await.join("\n");
    assert!(problems.contains("500") && inside.iter().all(|text| !problems.contains(text)), "{problems}");
}
