//! A callback that takes too long, one that has no place, one that fails: what the page says.

use dash_tests::browser::{Browser, Program};

#[tokio::test]
async fn a_late_a_busy_and_a_failed_callback_leave_a_notice() {
    let app = Program::example("limits").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#printed", "shown", |it| it.text == "Nothing printed yet").await;
    let notice = async |text: &str| {
        browser.wait_for("#notice", text, |it| it.text == text).await;
        browser
            .wait_until("the button to be free", "return !document.querySelector('#print.ant-btn-loading');")
            .await;
    };
    browser.click("#print").await;
    browser.wait_for("#printed", "printed at once", |it| it.text == "3 pages printed").await;

    // Of the switch at the start, of the first page, and of the switch now.
    browser.click("#jammed").await;
    browser.answered(3).await;
    browser.click("#print").await;
    notice("The printer does not answer. Is it jammed?").await;
    browser.settle().await;
    browser.screenshot("limits-late").await;
    browser.click("#print").await;
    notice("The printer is busy with an earlier page.").await;
    browser.wait_for("#printed", "left as it is", |it| it.text == "3 pages printed").await;
    browser.settle().await;
    browser.screenshot("limits-busy").await;

    browser.click("#order").await;
    notice("Sorry, the shop is closed.").await;
    browser.click("#jammed").await;
    browser.answered(7).await;
    browser.type_into("#pages", "\u{e003}0\n").await;
    browser.click("#print").await;
    notice("Choose some pages first.").await;
    browser.type_into("#pages", "\u{e003}7\n").await;
    browser.click("#print").await;
    browser.wait_for("#printed", "printed after the jam", |it| it.text == "7 pages printed").await;
    browser
        .wait_until("no notice", "return document.querySelector('#notice').style.display === 'none';")
        .await;
    assert_eq!(browser.problems().await, [""; 0]);
}
