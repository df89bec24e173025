//! The graphs of callbacks: the server's own, and the renderer's with the server's timings.

use dash_tests::browser::{Browser, Program};

/// Whether no two texts of the picture lie on each other, and none leaves its box.
const LEGIBLE: &str = "
    const texts = [...document.querySelectorAll('.card text')].map(it => it.getBoundingClientRect());
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
    const inside = [...document.querySelectorAll('.card')].every(card => {
        const box = card.querySelector('rect').getBoundingClientRect();
        return [...card.querySelectorAll('text')].every(text => {
            const it = text.getBoundingClientRect();
            return it.left >= box.left && it.right <= box.right && it.top >= box.top && it.bottom <= box.bottom;
        });
    });
    return texts.length > 8 && inside && texts.every((a, i) => texts.every((b, j) => i === j || apart(a, b)));";

#[tokio::test]
async fn the_servers_graph_shows_who_triggers_whom_and_how_often() {
    let app = Program::example_in_debug("todo").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.type_into("#new", "Write a test").await;
    browser.click("#add").await;
    browser.wait_for("#count", "counted", |it| it.text == "0 of 1 done").await;
    browser.open(&format!("{}_dash/graph", app.url())).await;
    browser.wait_for("svg", "the callbacks", |it| it.title == "Callbacks of To do").await;
    let numbers =
        "return [...document.querySelectorAll('.numbers')].some(it => it.textContent.startsWith('1 call'));";
    browser.wait_until("a callback that was called once", numbers).await;
    browser.wait_until("texts beside each other", LEGIBLE).await;
    browser.screenshot("graph-todo").await;
    assert_eq!(browser.problems().await, [""; 0]);

    drop(app);
    let app = Program::example_in_debug("clientside").await;
    browser.open(&format!("{}_dash/graph", app.url())).await;
    browser.wait_for("svg .clientside", "there", |_| true).await;
    browser.wait_until("texts beside each other", LEGIBLE).await;
    browser.screenshot("graph-clientside").await;
}
