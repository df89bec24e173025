//! What went wrong in the browser, from its own logs.

use std::collections::HashMap;

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Fetches and empties a log. Not in the standard, but in chromedriver.
#[derive(Debug)]
pub(super) struct FetchLog(pub(super) &'static str);

impl WebDriverCompatibleCommand for FetchLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": self.0 }).to_string()))
    }
}

/// The messages of the console log that are warnings or worse.
pub(super) fn console(log: &Value) -> Vec<String> {
    let entries = log.as_array().into_iter().flatten();
    let bad = entries.filter(|entry| matches!(entry["level"].as_str(), Some("WARNING" | "SEVERE")));
    bad.map(|entry| format!("console {}: {}", text(&entry["level"]), text(&entry["message"]))).collect()
}

/// The requests that a page made, by the id that the performance log gives them.
#[derive(Debug, Default)]
pub(super) struct Requests {
    urls: HashMap<String, String>,
}

impl Requests {
    /// Reads on in the log; the requests that failed.
    pub(super) fn read(&mut self, log: &Value) -> Vec<String> {
        log.as_array().into_iter().flatten().filter_map(|entry| self.event(text(&entry["message"]))).collect()
    }

    fn event(&mut self, message: &str) -> Option<String> {
        let event: Value = serde_json::from_str(message).unwrap_or_default();
        let params = &event["message"]["params"];
        let id = text(&params["requestId"]);
        match text(&event["message"]["method"]) {
            "Network.requestWillBeSent" => {
                self.urls.insert(id.to_owned(), text(&params["request"]["url"]).to_owned());
                None
            }
            "Network.responseReceived" => {
                let status = params["response"]["status"].as_u64().unwrap_or_default();
                (status >= 400).then(|| format!("request {status}: {}", text(&params["response"]["url"])))
            }
            "Network.loadingFailed" if params["canceled"] != true => {
                // What no page sent is Chromium's own: it warms up its search engine, which is out of reach.
                let url = self.urls.get(id)?;
                Some(format!("request {}: {url}", text(&params["errorText"])))
            }
            _ => None,
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
