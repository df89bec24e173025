//! Two callbacks that write the same properties, one of them for two triggers.

use dash_tests::browser::{Browser, Program};

#[tokio::test]
async fn each_writer_of_a_property_is_heard() {
    let app = Program::example("duplicate-outputs").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    let shows = async |counter: &str, log: &str| {
        browser.wait_for(".ant-statistic-content", counter, |it| it.text == counter).await;
        browser.wait_for("#log", log, |it| it.text == log).await;
    };
    shows("0", "Nothing happened yet.").await;
    browser.click("#more").await;
    shows("1", "+1 because of more.nClicks").await;
    browser.click("#more").await;
    shows("2", "+1 because of more.nClicks").await;
    browser.click("#less").await;
    shows("1", "-1 because of less.nClicks").await;
    browser.click("#reset").await;
    shows("0", "Reset, for the 1. time").await;
    browser.click("#less").await;
    shows("-1", "-1 because of less.nClicks").await;
    browser.settle().await;
    browser.screenshot("duplicate-outputs").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
