//! The two apps of the articles, in Rust and in Python: before the click, during the work, after it.

use std::time::{Duration, Instant};

use dash_tests::browser::{Browser, Element, Program, get};

#[tokio::test]
async fn async_in_rust() {
    let seconds = visit("async", Program::example("async-callback").await).await;
    assert!(seconds < 2.0, "five jobs of a second took {seconds} s: they did not run at once");
}

#[tokio::test]
async fn sync_in_rust() {
    let seconds = visit("sync", Program::example("sync-callback").await).await;
    assert!(seconds >= 5.0, "five jobs of a second took {seconds} s: they did not run one after the other");
}

#[tokio::test]
async fn async_in_python() {
    let seconds = visit("python-async", Program::python("articles.async_callback").await).await;
    assert!(seconds < 2.0, "{seconds}");
}

#[tokio::test]
async fn sync_in_python() {
    let seconds = visit("python-sync", Program::python("articles.sync_callback").await).await;
    assert!(seconds >= 5.0, "{seconds}");
}

/// Clicks once and looks at all that changes; the seconds that the app says it took.
async fn visit(name: &str, app: Program) -> f64 {
    let browser = Browser::start().await;
    browser.open(&app.url()).await;
    let before = browser.wait_for("#execute", "shown", |button| !button.text.is_empty()).await;
    assert_eq!(before.text, "执行计算");
    assert!(!is_busy(&before), "{before:?}");
    assert_eq!(browser.element("#result").await.map(|it| it.text).unwrap_or_default(), "");
    browser.screenshot(&format!("{name}-before")).await;

    browser.click("#execute").await;
    let during = browser.wait_for("#execute", "busy", |it| is_busy(it) && it.title == "Updating...").await;
    assert_eq!(during.text.trim(), "计算中");
    let asked = Instant::now();
    assert_eq!(get(app.port(), "/_dash-layout").await.expect("the server answers"), 200);
    assert!(asked.elapsed() < Duration::from_millis(500), "the answer took {:?}", asked.elapsed());
    let still = browser.element("#execute").await.expect("the button stays");
    assert!(is_busy(&still), "another request was only answered after the work");
    browser.screenshot(&format!("{name}-during")).await;

    let result = browser.wait_for("#result", "a result", |it| !it.text.is_empty()).await;
    let after = browser.wait_for("#execute", "idle", |it| !is_busy(it) && it.title == before.title).await;
    assert_eq!(after.text, "执行计算");
    browser.screenshot(&format!("{name}-after")).await;
    assert_eq!(browser.problems().await, [""; 0]);
    let (numbers, seconds) = parse(&result.text).unwrap_or_else(|| panic!("not a result: {}", result.text));
    assert_eq!(numbers.len(), 5);
    assert!(numbers.iter().all(|number| *number <= 100), "{numbers:?}");
    seconds
}

fn is_busy(button: &Element) -> bool {
    button.has_class("ant-btn-loading")
}

/// Reads `本次计算结果：[8, 87, 99, 64, 53], 计算耗时：1.05 秒`.
fn parse(result: &str) -> Option<(Vec<u64>, f64)> {
    let (numbers, rest) = result.strip_prefix("本次计算结果：[")?.split_once("], 计算耗时：")?;
    let seconds = rest.strip_suffix(" 秒")?;
    let (_, decimals) = seconds.split_once('.')?;
    let numbers = numbers.split(", ").map(str::parse).collect::<Result<_, _>>().ok()?;
    (decimals.len() == 2).then_some((numbers, seconds.parse().ok()?))
}
