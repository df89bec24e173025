//! An app's own style sheet, script, picture, icon and hook.

use dash_tests::browser::{Browser, Program, get};

#[tokio::test]
async fn assets_reach_the_page() {
    let app = Program::example("assets").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    browser.wait_for("#greeting", "shown", |greeting| greeting.text.contains("green")).await;
    let colour = "return getComputedStyle(document.querySelector('#greeting')).color === 'rgb(0, 128, 0)';";
    browser.wait_until("the style sheet to colour the text", colour).await;
    let script = "return ['dark', 'light'].includes(document.documentElement.dataset.theme);";
    browser.wait_until("the script to have run", script).await;
    let hook = "return document.documentElement.dataset.layout === 'here';";
    browser.wait_until("the hook to have run", hook).await;
    let picture = "return document.querySelector('#picture').naturalWidth === 64;";
    browser.wait_until("the picture to be loaded", picture).await;
    let icon = "return /\\/assets\\/favicon\\.ico\\?m=/.test(document.querySelector('link[rel=icon]').href);";
    browser.wait_until("the icon to be the app's", icon).await;
    assert_eq!(get(app.port(), "/assets/favicon.ico").await.expect("the server answers"), 200);
    browser.screenshot("assets").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
