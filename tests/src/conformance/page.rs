//! What an HTML page consists of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use dash_packages::fingerprint;

use super::Json;

/// What the configuration in a page says about Python, about this very load, or about other companies' servers
/// (`page-configuration` in [`ALLOWED`](super::ALLOWED)).
const CONFIGURATION: &[&str] = &[
    "children_props",
    "dash_version_url",
    "disable_version_check",
    "end_id",
    "hot_reload",
    "plotly_cloud_installed",
    "python_version",
    "url_base_pathname",
];

/// How the content of a script begins that defines an inline function.
const FUNCTION: &str = "inline function ";

/// The elements of a page in their order, each with its attributes and, where that is one text, with its content.
pub(super) fn read(html: &str) -> Json {
    let mut elements = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        if !tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let mut element = BTreeMap::from([("<".to_owned(), Json::Text(name.to_owned()))]);
        element.extend(read_attributes(attributes));
        if ["script", "style", "title", "p"].contains(&name) {
            let (content, after) = rest.split_once(&format!("</{name}>")).unwrap_or((rest, ""));
            rest = after;
            let is_configuration = element.get("id") == Some(&Json::Text("_dash-config".to_owned()));
            let content = if is_configuration { configuration(content) } else { Json::Text(script(content)) };
            let is_function = matches!(&content, Json::Text(text) if text.starts_with(FUNCTION));
            element.insert(">".to_owned(), content);
            // Dash brings the same function once for each callback.
            if is_function && elements.contains(&Json::Object(element.clone())) {
                continue;
            }
        }
        elements.push(Json::Object(element));
    }
    Json::List(elements)
}

fn read_attributes(text: &str) -> BTreeMap<String, Json> {
    let mut attributes = BTreeMap::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && rest != "/" {
        let end = rest.find(|letter: char| letter == '=' || letter.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let quoted = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        let (value, after) = quoted.unwrap_or(("", after.trim_start_matches('=')));
        let value = if ["src", "href"].contains(&name) { url(value) } else { value.into() };
        attributes.insert(name.to_owned(), Json::Text(value.into_owned()));
        rest = after.trim_start();
    }
    attributes
}

/// A URL without what changes with a build of a package.
fn url(url: &str) -> Cow<'_, str> {
    if url.contains("_dash-component-suites") { fingerprint::strip(url).0 } else { url.into() }
}

fn configuration(text: &str) -> Json {
    match Json::parse(text) {
        Ok(Json::Object(mut keys)) => {
            keys.retain(|key, _| !CONFIGURATION.contains(&key.as_str()));
            Json::Object(keys)
        }
        _ => Json::Text(text.to_owned()),
    }
}

/// A script; of one that defines an inline clientside function, only its name and its source (`inline-function` in
/// [`ALLOWED`](super::ALLOWED)).
fn script(text: &str) -> String {
    let text = text.trim();
    // Our hooks end with their lines (`hooks`).
    let is_start = text.starts_with("var renderer = new DashRenderer(");
    let plain = || if is_start { text.replace('\n', "") } else { text.to_owned() };
    definition(text).unwrap_or_else(plain)
}

fn definition(script: &str) -> Option<String> {
    let (before, source) =
        script.rsplit_once("\"] = ").filter(|_| script.contains("_dashprivate_clientside_funcs"))?;
    let (_, name) = before.rsplit_once('"')?;
    let source = source.strip_suffix("})();")?.trim().trim_end_matches(';').trim();
    Some(format!("{FUNCTION}{name} = {source}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_elements() {
        let page = r#"<!DOCTYPE html><meta charset="a b"/><p hidden>x &lt; y</p>
            <!--[if IE]><b><![endif]--><script defer src="/u"></script>"#;
        let expected = r#"[
            {"<": "meta", "charset": "a b"}, {"<": "p", ">": "x &lt; y", "hidden": ""},
            {"<": "script", ">": "", "defer": "", "src": "/u"}
        ]"#;
        assert_eq!(read(page), Json::parse(expected).unwrap());
    }
}
