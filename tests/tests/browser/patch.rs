//! The example of patches: what a person sees after each click, and what the browser holds then.

use dash_tests::browser::{Browser, Program};

/// Whether the plot holds these points and this width of its line, and shows this title.
fn plot(points: &str, width: u32, title: &str) -> String {
    format!(
        "const plot = document.querySelector('#plot .js-plotly-plot');
        const line = plot?.data?.[0];
        const title = plot?.querySelector('.gtitle')?.textContent;
        return JSON.stringify([line?.y, line?.line.width, title]) === '[{points},{width},\"{title}\"]';"
    )
}

/// Remembers whether the plot was ever pale.
const WATCH: &str = "const plot = document.querySelector('#plot');
    const look = () => { window.wasPale ||= plot.style.opacity === '0.5'; };
    new MutationObserver(look).observe(plot, {attributes: true, attributeFilter: ['style']});
    return true;";

const WAS_PALE: &str = "return window.wasPale && document.querySelector('#plot').style.opacity === '1';";

#[tokio::test]
async fn a_list_and_a_plot_are_patched() {
    let app = Program::example("patch").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;

    let list = async |lines: &str| browser.wait_for("#list", lines, |list| list.text == lines).await;
    list("line 0").await;
    browser.click("#append").await;
    list("line 0\nline 1").await;
    browser.click("#append").await;
    list("line 0\nline 1\nline 2").await;
    browser.click("#reverse").await;
    list("line 2\nline 1\nline 0").await;

    let shows = async |plot: String| browser.wait_until("the plot to be patched", &plot).await;
    shows(plot("[1,4,2]", 1, "Three points")).await;
    browser.wait_until("a watch over the plot", WATCH).await;
    browser.click("#point").await;
    shows(plot("[1,4,2,3]", 1, "Point 1 was added")).await;
    browser.wait_until("the plot to have been pale", WAS_PALE).await;
    browser.click("#thicker").await;
    shows(plot("[1,4,2,3]", 2, "Point 1 was added")).await;
    browser.click("#thicker").await;
    shows(plot("[1,4,2,3]", 4, "Point 1 was added")).await;
    browser.click("#undo").await;
    shows(plot("[1,4,2]", 4, "Point 1 was added")).await;

    browser.settle().await;
    browser.screenshot("patch").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
