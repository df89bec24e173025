//! `set_props` and duplicate outputs, as a person sees them.

use dash_tests::browser::{Browser, Program};

#[tokio::test]
async fn set_props_and_duplicate_outputs_change_the_page() {
    let app = Program::example("side-updates").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#status", "as laid out", |it| it.text == "nothing yet").await;

    browser.click("#save").await;
    browser.wait_for("#status", "set by a callback without outputs", |it| it.text == "saved 1").await;
    browser.wait_for("#log", "written by the first callback", |it| it.text == "save 1").await;
    browser.click("#load").await;
    browser.wait_for("#log", "written by the second callback", |it| it.text == "load 1").await;
    browser.click("#save").await;
    browser.wait_until("the button to be disabled", "return document.querySelector('#save').disabled;").await;
    browser.wait_until("the title", "return document.querySelector('#status').title === 'just now';").await;
    browser.wait_for("#log", "written by the first callback again", |it| it.text == "save 2").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
