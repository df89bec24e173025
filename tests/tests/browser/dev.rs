//! `cargo dash dev`, from a first build that fails to the end: the page follows the sources, and nobody touches it.

use dash_tests::browser::{Browser, Element, NewApp, Program, get};

const MAIN: &str = "src/main.rs";
const MISTAKE: &str = "fn layout() -> html::Main { let _: u32 = \"<b>text</b>\";";
const BANNER: &str = "#_dash-dev-banner";

fn has(text: &'static str) -> impl Fn(&Element) -> bool {
    move |element| element.text.contains(text)
}

#[tokio::test]
async fn the_page_follows_the_sources() {
    let app = NewApp::make().await;
    // What the app needs takes longer to build than a page takes to follow.
    assert!(app.cargo(["build"]).status().expect("cargo starts").success());
    app.edit(MAIN, "fn layout() -> html::Main {", MISTAKE);
    let dev = Program::dev(app.dash(["dev"])).await;
    let browser = Browser::start().await;
    browser.open(&dev.url()).await;
    browser.wait_for("#title", "the first build to have failed", has("the build failed")).await;
    browser.wait_for("#text", "the reason, as text", has("expected `u32`, found `&str`")).await;
    browser.wait_for("#text", "the line, as text", has("<b>text</b>")).await;
    app.edit(MAIN, MISTAKE, "fn layout() -> html::Main {");
    browser.wait_for("#answer", "the app to have taken over the page", has("of it interest")).await;

    // A style sheet: no build, and the page stays. Just after its start a program has the page loaded anew instead.
    let asked = "return performance.getEntriesByType('resource').filter(it => it.name.includes('_reload-hash')).length > 8;";
    browser.wait_until("the page to have asked some times", asked).await;
    browser.wait_until("a mark to be left", "window.mark = true; return true;").await;
    app.edit("assets/style.css", "background: #f1f5f9", "background: rgb(1, 2, 3)");
    let colour = "return getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)';";
    browser.wait_until("the new colour", colour).await;
    browser.wait_until("the mark to be there still", "return window.mark === true;").await;

    // A callback: the page is loaded again, and has its new text.
    app.edit(MAIN, "of it interest", "of it from interest");
    browser.wait_for("#answer", "what the new program says", has("of it from interest")).await;
    browser.wait_until("another page", "return window.mark === undefined;").await;

    // A mistake: the last program goes on, and the page says what is wrong.
    app.edit(MAIN, "fn layout() -> html::Main {", MISTAKE);
    browser.wait_for(BANNER, "the compiler's message", has("expected `u32`, found `&str`")).await;
    browser.wait_for(BANNER, "the place", has("src/main.rs:")).await;
    let right = char::from(fantoccini::key::Key::Right).to_string();
    browser.type_into("#years [role=slider]", &right).await;
    browser.wait_for("#answer", "the last program to answer", has("after 21 years")).await;
    browser.screenshot("dev-banner").await;
    app.edit(MAIN, MISTAKE, "fn layout() -> html::Main {");
    browser
        .wait_until("the banner to be gone", &format!("return !document.querySelector('{BANNER}');"))
        .await;
    browser.wait_for("#answer", "the next program to answer", has("of it from interest")).await;

    // A mistake that only the app's own checks see: the program ends by itself.
    app.edit(MAIN, "reset.n_clicks", "rest.n_clicks");
    browser.wait_for(BANNER, "the end of the program", has("the program ended (exit status: 1)")).await;
    browser.wait_for(BANNER, "the reason", has("did you mean `reset`?")).await;
    app.edit(MAIN, "rest.n_clicks", "reset.n_clicks");
    browser
        .wait_until("the banner to be gone", &format!("return !document.querySelector('{BANNER}');"))
        .await;
    browser.wait_for("#answer", "the app to be back", has("of it from interest")).await;

    let port = dev.port();
    assert!(dev.stop().success());
    assert!(get(port, "/").await.is_err(), "nobody listens any more");
}
