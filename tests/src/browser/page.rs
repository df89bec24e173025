//! One page in one browser, and what a person would look at.

use std::path::PathBuf;
use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{Mutex, MutexGuard};

use super::dev_tools::DevTools;
use super::driver::Driver;
use super::log::{FetchLog, Requests, console};
use super::wait::{try_until, until};

/// How long a page may take to show what was asked for.
const PATIENCE: Duration = Duration::from_secs(30);

/// An element as it is at one moment, together with the document's title at that moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Element {
    /// What it shows.
    pub text: String,
    /// Its classes.
    pub classes: Vec<String>,
    /// The title of the document.
    pub title: String,
}

impl Element {
    /// Whether it has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.iter().any(|it| it == class)
    }
}

const ELEMENT: &str = "const found = document.querySelector(arguments[0]);
    return found && {text: found.innerText, classes: [...found.classList], title: document.title};";

/// Whether nothing moves but what moves for ever.
const SETTLED: &str = "return document.getAnimations().every(animation =>
    animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity);";

/// A Chromium with one page. There is one at a time: two would slow each other down, and tests look at seconds.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    requests: Mutex<Requests>,
    _driver: Driver,
    _alone: MutexGuard<'static, ()>,
}

impl Browser {
    /// Starts one, when it is this test's turn.
    ///
    /// # Panics
    /// When there is none to start.
    pub async fn start() -> Self {
        static ALONE: Mutex<()> = Mutex::const_new(());
        let alone = ALONE.lock().await;
        let driver = Driver::start();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(driver.capabilities()).connect(&driver.url()).await;
        let client = client.expect("chromedriver starts Chromium");
        Self { client, requests: Mutex::default(), _driver: driver, _alone: alone }
    }

    /// Goes to a page.
    ///
    /// # Panics
    /// When nothing is there.
    pub async fn open(&self, url: &str) {
        self.client.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// The element of this CSS selector, if there is one.
    ///
    /// # Panics
    /// When the page cannot be asked.
    pub async fn element(&self, selector: &str) -> Option<Element> {
        let found = self.client.execute(ELEMENT, vec![json!(selector)]).await.expect("the page can be asked");
        serde_json::from_value(found).expect("an element or null")
    }

    /// Waits for an element of which something holds.
    ///
    /// # Panics
    /// When there is none in time.
    pub async fn wait_for(&self, selector: &str, what: &str, holds: impl Fn(&Element) -> bool) -> Element {
        let found = try_until(PATIENCE, async || match self.element(selector).await {
            Some(element) if holds(&element) => Ok(element),
            other => Err(format!("{other:?}")),
        });
        match found.await {
            Ok(element) => element,
            Err(seen) => panic!("waited for `{selector}`: {what}; saw {seen}; {:#?}", self.problems().await),
        }
    }

    /// Clicks where a person would.
    ///
    /// # Panics
    /// When there is nothing that can be clicked.
    pub async fn click(&self, selector: &str) {
        // The page may not have drawn it yet.
        let element = self.client.wait().for_element(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|error| panic!("{selector}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Types into an element, one key after the other; see [`fantoccini::key::Key`] for those that are no letters.
    ///
    /// # Panics
    /// When there is nothing to type into.
    pub async fn type_into(&self, selector: &str, keys: &str) {
        // The page may not have drawn it yet.
        let element = self.client.wait().for_element(Locator::Css(selector)).await;
        let element = element.unwrap_or_else(|error| panic!("{selector}: {error}"));
        element.send_keys(keys).await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Waits until nothing moves any more but what moves for ever.
    ///
    /// # Panics
    /// When that does not come.
    pub async fn settle(&self) {
        self.wait_until("animations to end", SETTLED).await;
    }

    /// Waits until a script, the body of a function, returns true.
    ///
    /// # Panics
    /// When that does not come.
    pub async fn wait_until(&self, what: &str, script: &str) {
        until(what, PATIENCE, async || match self.client.execute(script, Vec::new()).await {
            Ok(holds) if holds == true => Ok(()),
            other => Err(format!("{other:?}")),
        })
        .await;
    }

    /// Waits until the page has the answers to so many requests for callbacks since it was opened.
    ///
    /// # Panics
    /// When that does not come.
    pub async fn answered(&self, times: usize) {
        let script = format!(
            "const asked = performance.getEntriesByType('resource')
                .filter(entry => entry.name.includes('/_dash-update-component'));
            return asked.length === {times} || asked.map(entry => entry.responseStatus);"
        );
        self.wait_until(&format!("{times} answers"), &script).await;
    }

    /// Runs a script, the body of a function, for what it returns.
    ///
    /// # Panics
    /// When it throws.
    pub async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Clicks at a point of the page, in pixels from the top left corner of what is seen of it.
    ///
    /// # Panics
    /// When there is no such point.
    pub async fn click_at(&self, x: f64, y: f64) {
        let mouse = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(mouse).await.unwrap_or_else(|error| panic!("{x}, {y}: {error}"));
    }

    /// Makes the window so large.
    ///
    /// # Panics
    /// When there is no window.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window can be resized");
    }

    /// Looks as somebody does who likes dark pages, or light ones.
    ///
    /// # Panics
    /// When the browser is none of Chromium's family.
    pub async fn prefer_dark(&self, is_dark: bool) {
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        let command = DevTools("Emulation.setEmulatedMedia", json!({"features": features}));
        self.client.issue_cmd(command).await.expect("Chromium emulates media");
    }

    /// Keeps what the page looks like at this moment, as `target/screenshots/NAME.png`.
    ///
    /// # Panics
    /// When the file cannot be written.
    pub async fn screenshot(&self, name: &str) {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots"));
        std::fs::create_dir_all(&folder).expect("target can be written to");
        let picture = self.client.screenshot().await.expect("the page can be seen");
        std::fs::write(folder.join(format!("{name}.png")), picture).expect("target can be written to");
    }

    /// What the browser complained of since the last call: console messages that are warnings or worse, and requests
    /// that failed.
    ///
    /// # Panics
    /// When the browser keeps no logs.
    pub async fn problems(&self) -> Vec<String> {
        let mut problems = console(&self.log("browser").await);
        let log = self.log("performance").await;
        problems.extend(self.requests.lock().await.read(&log));
        problems
    }

    async fn log(&self, kind: &'static str) -> Value {
        self.client.issue_cmd(FetchLog(kind)).await.expect("chromedriver keeps logs")
    }
}
