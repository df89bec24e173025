//! Ids made of keys: a list that grows, a box for each entry, callbacks for one of them and for all, also in `running`.

use dash_tests::browser::{Browser, Gate, Program};

/// The element of one part of one entry.
fn part(kind: &str, number: u32) -> String {
    format!(r#"[id='{{"number":{number},"type":"{kind}"}}']"#)
}

/// Whether exactly these boxes cannot be ticked, of so many.
fn disabled(expected: &[bool]) -> String {
    format!(
        "const boxes = [...document.querySelectorAll('#list input[type=checkbox]')];
        return JSON.stringify(boxes.map(box => box.disabled)) === '{expected:?}'.replaceAll(' ', '');"
    )
}

async fn open(gate: &Gate) -> Browser {
    let browser = Browser::start().await;
    browser.open(&gate.url()).await;
    browser.wait_for("#count", "the initial call", |it| it.text == "Nothing to do").await;
    for (number, text) in [(1, "Milk"), (2, "Bread"), (3, "Sleep")] {
        browser.type_into("#new", text).await;
        browser.click("#add").await;
        browser.wait_for(&part("text", number), "added", |it| it.text == text).await;
        browser
            .wait_until("the field to be empty", "return document.querySelector('#new').value === '';")
            .await;
    }
    browser.wait_for("#count", "counted", |it| it.text == "0 of 3 done").await;
    browser
}

#[tokio::test]
async fn match_is_the_entry_that_was_ticked() {
    let app = Program::example("todo").await;
    let gate = Gate::before(&app).await;
    let browser = open(&gate).await;

    let mut ticking = gate.hold(r#"[\"MATCH\"]"#);
    browser.click(&part("done", 2)).await;
    ticking.arrived().await;
    browser.wait_until("only its box to be disabled", &disabled(&[false, true, false])).await;
    browser.settle().await;
    browser.screenshot("todo-during").await;
    ticking.release();
    browser.wait_until("every box to be enabled", &disabled(&[false; 3])).await;
    let struck =
        "return [...document.querySelectorAll('#list del')].map(it => it.innerText).join() === 'Bread';";
    browser.wait_until("its text to be struck through", struck).await;
    let title =
        format!("return document.querySelector(`{}`).title === 'number 2 is done';", part("entry", 2));
    browser.wait_until("the callback to know its number", &title).await;
    browser.wait_for("#count", "one done", |it| it.text == "1 of 3 done").await;
    assert_eq!(browser.problems().await, [""; 0]);
}

#[tokio::test]
async fn all_are_every_entry_that_there_is() {
    let app = Program::example("todo").await;
    let gate = Gate::before(&app).await;
    let browser = open(&gate).await;

    browser.click(&part("done", 1)).await;
    browser.wait_for("#count", "one done", |it| it.text == "1 of 3 done").await;
    let mut clearing = gate.hold(r#""output":"list.children@"#);
    browser.click("#clear").await;
    clearing.arrived().await;
    browser.wait_until("every box to be disabled", &disabled(&[true; 3])).await;
    clearing.release();
    browser.wait_for("#list", "without what was done", |it| it.text == "Bread\nSleep").await;
    browser.wait_for("#count", "counted anew", |it| it.text == "0 of 2 done").await;
    browser.wait_until("every box to be enabled", &disabled(&[false; 2])).await;

    browser.click(&part("done", 3)).await;
    browser.wait_for("#count", "one done", |it| it.text == "1 of 2 done").await;
    browser.click("#tick-all").await;
    browser.wait_for("#count", "all done", |it| it.text == "2 of 2 done").await;
    browser.settle().await;
    browser.screenshot("todo").await;
    browser.click("#clear").await;
    browser.wait_for("#count", "nothing left", |it| it.text == "Nothing to do").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
