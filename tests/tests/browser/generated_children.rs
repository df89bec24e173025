//! Callbacks on components that a callback made, and answers that come too late.

use dash_tests::browser::{Browser, Gate, Program};

/// Remembers every list of hits from now on.
const WATCH: &str = "window.seen = [];
    const look = () => window.seen.push(document.querySelector('#hits')?.innerText ?? '');
    new MutationObserver(look).observe(document.body, {childList: true, characterData: true, subtree: true});
    return true;";

const NEWER_ONLY: &str =
    "return window.seen.includes('Alan\\nDonald') && !window.seen.some(it => it.includes('Ada'));";

#[tokio::test]
async fn callbacks_of_generated_children_run() {
    let app = Program::example("generated-children").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#hits", "the initial call of what was made", |it| it.text.contains("Barbara")).await;
    browser.type_into("#query", "da").await;
    browser.wait_for("#hits", "those found", |it| it.text == "Ada").await;

    browser.click("#tab .ant-segmented-item:last-child").await;
    browser.wait_for("#sum", "the initial call", |it| it.text == "2 numbers make 2").await;
    browser.click("#more").await;
    browser.wait_for("#sum", "one more", |it| it.text == "3 numbers make 3").await;
    let number = |number: u32| format!(r#"[id='{{"number":{number},"type":"number"}}']"#);
    browser.type_into(&number(2), "0\t").await;
    browser.wait_for("#sum", "a number of the new row", |it| it.text == "3 numbers make 12").await;
    browser.settle().await;
    browser.screenshot("generated-children").await;
    browser.click("#tab .ant-segmented-item:first-child").await;
    browser.wait_for("#hits", "made anew", |it| it.text.contains("Barbara")).await;
    assert_eq!(browser.problems().await, [""; 0]);
}

#[tokio::test]
async fn a_late_answer_does_not_overwrite_a_newer_one() {
    let app = Program::example("generated-children").await;
    let gate = Gate::before(&app).await;
    let browser = Browser::start().await;
    browser.open(&gate.url()).await;
    browser.wait_for("#hits", "the initial call", |it| it.text.contains("Barbara")).await;
    browser.answered(2).await;

    // The answer to `a` is kept back until that to `al` is on the page.
    let mut first = gate.hold(r#""value":"a"}"#);
    browser.type_into("#query", "a").await;
    first.arrived().await;
    browser.wait_until("a watch over the hits", WATCH).await;
    browser.type_into("#query", "l").await;
    browser.wait_for("#hits", "the newer answer", |it| it.text == "Alan\nDonald").await;
    browser.answered(3).await;
    first.release();
    browser.answered(4).await;

    // What the browser asked for later is on the page: so it has read the late answer, and dropped it.
    browser.click("#tab .ant-segmented-item:last-child").await;
    browser.wait_for("#sum", "a later answer", |it| it.text == "2 numbers make 2").await;
    browser.wait_until("the newer answer to have stayed", NEWER_ONLY).await;
    assert_eq!(browser.problems().await, [""; 0]);
}
