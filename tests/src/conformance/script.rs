//! The requests to one app.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{ALLOWED, Answer, Json};

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
    /// The headers of the answer that are compared as well.
    #[serde(default)]
    compare: Vec<String>,
    /// The callback's position among the dependencies: the `output` of the request is what each server says there.
    callback: Option<usize>,
    /// What we answer where that is meant to be something else.
    differs: Option<RawDiffers>,
    /// The headers that go with an `update`.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// The query that goes with an `update`.
    #[serde(default)]
    query: String,
    /// The body of a request to run a callback,
    update: Option<Box<RawValue>>,
    /// or a whole request.
    send: Option<Raw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDiffers {
    /// The name of the difference in [`ALLOWED`].
    allowed: String,
    status: u16,
    json: Option<Box<RawValue>>,
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
#[derive(Clone, Debug, Serialize)]
pub struct Request {
    /// What it is about.
    #[serde(skip)]
    pub name: String,
    /// The status that both servers must answer with.
    #[serde(skip)]
    pub status: u16,
    /// The headers of the answer that are compared as well.
    #[serde(skip)]
    pub compare: Vec<String>,
    /// Where we are meant to answer something else than Python: what.
    #[serde(skip)]
    pub differs: Option<Differs>,
    #[serde(skip)]
    callback: Option<usize>,
    /// The HTTP method.
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The headers.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

/// What we answer where that is meant to be something else than what Python answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Differs {
    /// The status.
    pub status: u16,
    /// The body, if it is JSON and the status is 200.
    pub json: Option<Json>,
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
        let first =
            ["_dash-layout", "_dash-dependencies"].map(|path| Request::get(&format!("{prefix}{path}")));
        let requests = file.requests.into_iter().map(|entry| entry.request(prefix));
        Self { requests: first.into_iter().chain(requests).collect() }
    }
}

impl Request {
    /// Asks for what is at a path.
    pub fn get(path: &str) -> Self {
        Self {
            name: path.to_owned(),
            status: 200,
            compare: Vec::new(),
            differs: None,
            callback: None,
            method: "GET".into(),
            path: path.to_owned(),
            headers: BTreeMap::new(),
            body: String::new(),
        }
    }

    /// Whether it asks for the declarations of callbacks.
    pub fn is_dependencies(&self) -> bool {
        self.path.ends_with("_dash-dependencies")
    }

    /// The same to a server that answered this to the request for its dependencies.
    ///
    /// # Panics
    /// When there is no callback at the position that the request names.
    #[must_use]
    pub fn to(&self, dependencies: &Answer) -> Self {
        let Some(position) = self.callback else { return self.clone() };
        let output = match &dependencies.json {
            Some(Json::List(entries)) => entries.get(position).and_then(Json::output),
            _ => None,
        };
        let output = output.unwrap_or_else(|| panic!("{}: there is no callback {position}", self.name));
        let mut body: BTreeMap<&str, Box<RawValue>> =
            serde_json::from_str(&self.body).expect("an `update` is an object");
        body.insert("output", serde_json::value::to_raw_value(output).expect("text is JSON"));
        Self { body: serde_json::to_string(&body).expect("it was JSON"), ..self.clone() }
    }
}

impl Entry {
    fn request(self, prefix: &str) -> Request {
        let Self { name, status, compare, callback, differs, headers, query, update, send } = self;
        let Raw { method, path, headers, body } = match (update, send) {
            (Some(update), None) => Raw::update(update.get(), &query, headers),
            (None, Some(raw)) => raw,
            _ => panic!("{name}: expected one of `update` and `send`"),
        };
        let path = if path.starts_with('/') { path } else { format!("{prefix}{path}") };
        let differs = differs.map(|differs| differs.read(&name));
        Request {
            name,
            status: status.unwrap_or(200),
            compare,
            differs,
            callback,
            method,
            path,
            headers,
            body,
        }
    }
}

impl RawDiffers {
    fn read(self, name: &str) -> Differs {
        let Self { allowed, status, json } = self;
        assert!(
            ALLOWED.iter().any(|known| known.name == allowed),
            "{name}: no difference of the name `{allowed}` is allowed"
        );
        Differs { status, json: json.map(|json| Json::parse(json.get()).expect("it is part of a JSON file")) }
    }
}

impl Raw {
    fn update(body: &str, query: &str, mut headers: BTreeMap<String, String>) -> Self {
        headers.insert("content-type".into(), "application/json".into());
        Self {
            method: "POST".into(),
            path: format!("_dash-update-component{query}"),
            headers,
            body: body.into(),
        }
    }
}
