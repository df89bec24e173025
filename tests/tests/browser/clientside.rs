//! Callbacks in the browser: they answer without the server, and the server reads what they wrote.

use dash_tests::browser::{Browser, Program};

/// Whether the plot shows the wave that the function in the assets folder draws.
fn highest(height: f64) -> String {
    format!(
        "const y = document.querySelector('#wave .js-plotly-plot')?.data?.[0]?.y ?? [];
        return y.length === 201 && Math.abs(Math.max(...y) - {height}) < 0.01;"
    )
}

#[tokio::test]
async fn inline_and_named_functions_run_beside_the_server() {
    const RIGHT: &str = "\u{e014}";

    let app = Program::example("clientside").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#formula", "the inline function", |it| it.text == "y = 3 · sin(2 x)").await;
    browser.wait_until("the named function", &highest(3.0)).await;
    browser.type_into("#amplitude .ant-slider-handle", RIGHT).await;
    browser.wait_for("#formula", "called again", |it| it.text == "y = 4 · sin(2 x)").await;
    browser.wait_until("the plot to be drawn again", &highest(4.0)).await;
    browser.answered(0).await;

    browser.click("#ask").await;
    let answer = "201 points, none above 4.00";
    browser.wait_for("#answer", "the server's", |it| it.text == answer).await;
    browser.answered(1).await;
    browser.settle().await;
    browser.screenshot("clientside").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
