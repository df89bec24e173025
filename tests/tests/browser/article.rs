//! The two apps of the articles, in Rust and in Python: before the click, during the work, after it.

use std::time::{Duration, Instant};

use dash_tests::browser::{Browser, Element, Program, get};

#[tokio::test]
async fn async_in_rust() {
    let visit = Visit::open("async", Program::example("async-callback").await).await;
    visit.click().await;
    let seconds = visit.result().await;
    assert!(seconds < 2.0, "five jobs of a second took {seconds} s: they did not run at once");
}

#[tokio::test]
async fn sync_in_rust() {
    let visit = Visit::open("sync", Program::example("sync-callback").await).await;
    visit.click().await;
    visit.others_are_served().await;
    let seconds = visit.result().await;
    assert!(seconds >= 5.0, "five jobs of a second took {seconds} s: they did not run one after the other");
}

#[tokio::test]
async fn async_in_python() {
    let visit = Visit::open("python-async", Program::python("articles.async_callback").await).await;
    visit.click().await;
    let seconds = visit.result().await;
    assert!(seconds < 2.0, "{seconds}");
}

#[tokio::test]
async fn sync_in_python() {
    let visit = Visit::open("python-sync", Program::python("articles.sync_callback").await).await;
    visit.click().await;
    visit.others_are_served().await;
    let seconds = visit.result().await;
    assert!(seconds >= 5.0, "{seconds}");
}

const SPINNER: &str = "const icon = document.querySelector('#execute .ant-btn-loading-icon');
    return icon !== null && icon.getBoundingClientRect().width >= 14;";

/// A visit to one of the apps; each step looks at all that it changes.
struct Visit {
    name: &'static str,
    app: Program,
    browser: Browser,
    title: String,
}

impl Visit {
    async fn open(name: &'static str, app: Program) -> Self {
        let browser = Browser::start().await;
        browser.open(&app.url()).await;
        let button = browser.wait_for("#execute", "shown", |button| !button.text.is_empty()).await;
        assert_eq!(button.text, "执行计算");
        assert!(!is_busy(&button), "{button:?}");
        assert_eq!(browser.element("#result").await.map(|it| it.text).unwrap_or_default(), "");
        browser.settle().await;
        browser.screenshot(&format!("{name}-before")).await;
        Self { name, app, browser, title: button.title }
    }

    async fn click(&self) {
        self.browser.click("#execute").await;
        let busy = |it: &Element| is_busy(it) && it.title == "Updating...";
        let button = self.browser.wait_for("#execute", "busy", busy).await;
        assert_eq!(button.text.trim(), "计算中");
        // The button grows to make room for the spinner; what else moves may go on for longer than the work.
        self.browser.wait_until("the spinner to have its full width", SPINNER).await;
        self.browser.screenshot(&format!("{}-during", self.name)).await;
        let button = self.browser.element("#execute").await.expect("the button stays");
        assert!(is_busy(&button), "the picture was taken after the work: {button:?}");
    }

    /// While the work goes on, somebody else asks for the page.
    async fn others_are_served(&self) {
        let asked = Instant::now();
        assert_eq!(get(self.app.port(), "/_dash-layout").await.expect("the server answers"), 200);
        assert!(asked.elapsed() < Duration::from_secs(1), "the answer took {:?}", asked.elapsed());
        let button = self.browser.element("#execute").await.expect("the button stays");
        assert!(is_busy(&button), "another request was only answered after the work");
    }

    /// The seconds that the app says it took.
    async fn result(&self) -> f64 {
        let result = self.browser.wait_for("#result", "a result", |it| !it.text.is_empty()).await;
        let idle = |it: &Element| !is_busy(it) && it.title == self.title;
        let button = self.browser.wait_for("#execute", "idle", idle).await;
        assert_eq!(button.text, "执行计算");
        self.browser.settle().await;
        self.browser.screenshot(&format!("{}-after", self.name)).await;
        assert_eq!(self.browser.problems().await, [""; 0]);
        let (numbers, seconds) =
            parse(&result.text).unwrap_or_else(|| panic!("not a result: {}", result.text));
        assert_eq!(numbers.len(), 5);
        assert!(numbers.iter().all(|number| *number <= 100), "{numbers:?}");
        seconds
    }
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
