//! The requests to one app.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The content of a file in `tests/conformance/requests`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What the app's paths begin with.
    prefix: Option<String>,
    requests: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    /// What both servers must answer; so that two wrong answers are not taken for a right one.
    status: Option<u16>,
    /// The body of a request to run a callback,
    update: Option<Box<RawValue>>,
    /// or a whole request.
    send: Option<Raw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    method: String,
    /// Below the prefix, unless it begins with a slash.
    path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

/// The requests to one app, in order: layout and dependencies first, then those of its file.
#[derive(Debug)]
pub struct Script {
    /// All of them.
    pub requests: Vec<Request>,
}

/// One request.
#[derive(Debug, Serialize)]
pub struct Request {
    /// What it is about.
    #[serde(skip)]
    pub name: String,
    /// The status that both servers must answer with.
    #[serde(skip)]
    pub status: u16,
    /// The HTTP method.
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The headers.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Script {
    /// Reads the requests to an app.
    ///
    /// # Panics
    /// When there is no such file, or it is not what it should be.
    pub fn read(app: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("conformance/requests/{app}.json"));
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file: File = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{app}.json: {error}"));
        let prefix = file.prefix.as_deref().unwrap_or("/");
        let get = |path: &str| Entry {
            name: path.into(),
            status: None,
            update: None,
            send: Some(Raw {
                method: "GET".into(),
                path: path.into(),
                headers: BTreeMap::new(),
                body: String::new(),
            }),
        };
        let first = [get("_dash-layout"), get("_dash-dependencies")];
        Self { requests: first.into_iter().chain(file.requests).map(|entry| entry.request(prefix)).collect() }
    }
}

impl Entry {
    fn request(self, prefix: &str) -> Request {
        let Self { name, status, update, send } = self;
        let Raw { method, path, headers, body } = match (update, send) {
            (Some(update), None) => Raw::update(update.get()),
            (None, Some(raw)) => raw,
            _ => panic!("{name}: expected one of `update` and `send`"),
        };
        let path = if path.starts_with('/') { path } else { format!("{prefix}{path}") };
        Request { name, status: status.unwrap_or(200), method, path, headers, body }
    }
}

impl Raw {
    fn update(body: &str) -> Self {
        Self {
            method: "POST".into(),
            path: "_dash-update-component".into(),
            headers: BTreeMap::from([("content-type".into(), "application/json".into())]),
            body: body.into(),
        }
    }
}
