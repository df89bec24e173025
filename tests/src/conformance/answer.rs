//! What a server said to a request.

use super::{Json, page};

/// An answer, read as far as answers are compared.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type, without parameters.
    pub media_type: String,
    /// Every header, with its name in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, if it is JSON; or what an HTML page consists of.
    pub json: Option<Json>,
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Panics
    /// When it says that it is JSON and is not.
    pub fn new(status: u16, headers: impl IntoIterator<Item = (String, String)>, body: &str) -> Self {
        let headers: Vec<_> =
            headers.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        let content_type = headers.iter().find(|(name, _)| name == "content-type");
        let media_type = content_type.and_then(|(_, value)| value.split(';').next()).unwrap_or_default();
        let json = match media_type.trim() {
            "application/json" => Some(Json::parse(body).unwrap_or_else(|error| panic!("{error} in {body}"))),
            "text/html" if status == 200 => Some(page::read(body)),
            _ => None,
        };
        Self { status, media_type: media_type.trim().to_owned(), headers, json }
    }

    /// Every value of a header, without what no two runs have in common, in an order of no meaning.
    pub(super) fn header(&self, name: &str) -> Vec<String> {
        // Python does not tell these.
        let phases = ["decode;", "wait;", "callback;", "encode;"];
        let is_phase =
            |value: &str| name == "server-timing" && phases.iter().any(|phase| value.starts_with(phase));
        let values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let values = values.filter(|value| !is_phase(value));
        let mut values: Vec<_> = values
            .map(|value| match name {
                "set-cookie" => cookie(value),
                "server-timing" if value.starts_with("__dash_server;dur=") => "__dash_server".to_owned(),
                _ => value.clone(),
            })
            .collect();
        values.sort();
        values
    }
}

/// A cookie with its attributes in an order of no meaning.
fn cookie(text: &str) -> String {
    let mut parts: Vec<_> = text.split(';').map(|part| part.trim().to_owned()).collect();
    parts[1..].sort_by_key(|part| part.to_ascii_lowercase());
    parts.join("; ")
}
