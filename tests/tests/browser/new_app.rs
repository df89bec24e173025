//! `cargo dash new demo && cd demo && cargo run`, in an empty folder.

use dash_tests::browser::{Browser, NewApp, Program};

#[tokio::test]
async fn a_new_app_passes_its_tests_and_runs() {
    let app = NewApp::make().await;
    let tested = app.cargo(["test"]).output().expect("cargo starts");
    let said = [tested.stdout, tested.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(tested.status.success() && said.contains("2 passed"), "{said}");

    let program = Program::command(app.cargo(["run"])).await;
    let browser = Browser::start().await;
    browser.open(&program.url()).await;
    let answer = |wanted| move |answer: &dash_tests::browser::Element| answer.text == wanted;
    browser
        .wait_for("#answer", "the first answer", answer("74326 after 20 years, 26326 of it interest."))
        .await;
    browser
        .wait_until(
            "the plot",
            "return document.querySelectorAll('#growth .scatterlayer .trace').length === 2;",
        )
        .await;
    browser.screenshot("new-app").await;
    let right = char::from(fantoccini::key::Key::Right).to_string();
    browser.type_into("#years [role=slider]", &right).await;
    browser.wait_for("#answer", "a year more", answer("79795 after 21 years, 29395 of it interest.")).await;
    browser.click("#reset").await;
    browser.wait_for("#answer", "twenty again", answer("74326 after 20 years, 26326 of it interest.")).await;
    browser.settle().await;
    browser.screenshot("new-app").await;
    assert_eq!(browser.problems().await, [""; 0]);
}
