//! One callback, asked by a page and by a program.

use dash_tests::browser::{Browser, Program, post};

#[tokio::test]
async fn a_page_and_a_program_get_the_same_answer() {
    let app = Program::example("endpoint").await;
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    let shows = async |result: u8, number: &str| {
        let selector = format!("#loan > :nth-child({result}) .ant-statistic-content");
        browser.wait_for(&selector, number, |it| it.text == number).await;
    };
    shows(1, "98.88").await;
    shows(3, "11,866.30").await;
    browser.type_into("#amount", "0\t").await;
    shows(1, "988.85").await;
    browser.settle().await;
    browser.screenshot("endpoint").await;
    assert_eq!(browser.problems().await, [""; 0]);

    let ask = async |json: &str| post(app.port(), "/api/loan", json).await.expect("the server answers");
    let (status, answer) = ask(r#"{"amount": 1200, "rate": 0, "years": 1}"#).await;
    assert_eq!((status, answer.as_str()), (200, "[100.0,0.0,1200.0]"));
    let (status, answer) = ask(r#"{"amount": "much"}"#).await;
    assert_eq!(status, 422, "{answer}");
    assert!(!answer.contains("main.rs"), "{answer}");
}
