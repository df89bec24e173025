//! The page that the browser loads first.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use dash_packages::Tag;

use crate::page::{escape, fill, tag};
use crate::renderer_config;
use crate::server::Server;

const TEMPLATE: &str = "<!DOCTYPE html>
<html>
    <head>
        {%metas%}
        <title>{%title%}</title>
        {%favicon%}
        {%css%}
    </head>
    <body>
        {%app_entry%}
        <footer>
            {%config%}
            {%scripts%}
            {%renderer%}
        </footer>
    </body>
</html>
";

const APP_ENTRY: &str = r#"<div id="react-entry-point"><div class="_dash-loading">Loading...</div></div>"#;

const RENDERER: &str = r#"<script id="_dash-renderer" type="application/javascript">var renderer = new DashRenderer();</script>"#;

/// The page for every URL that is nothing else: what it shows may depend on the URL, but only in the browser.
pub(crate) async fn index(
    State(server): State<Arc<Server>>,
    OriginalUri(original): OriginalUri,
    uri: Uri,
) -> Response {
    let config = server.app.config();
    let prefix = match &config.requests_pathname_prefix {
        Some(prefix) => Cow::from(prefix),
        None => Cow::from(format!("{}{}", outer_prefix(&original, &uri), config.routes_pathname_prefix)),
    };
    // The page names one page load: a copy of it would be another one's.
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (headers, page(&server, &prefix)).into_response()
}

/// What routers around this one have stripped from the path.
fn outer_prefix<'a>(original: &'a Uri, stripped: &Uri) -> &'a str {
    let (original, stripped) = (original.path(), stripped.path());
    // A router that is nested at `/sales` is asked for `/` when the browser asks for `/sales`.
    let inner = if stripped == "/" && !original.ends_with('/') { "" } else { stripped };
    original.strip_suffix(inner).unwrap_or_default()
}

fn page(server: &Server, prefix: &str) -> String {
    let config = server.app.config();
    let template = config.index_string.as_deref().unwrap_or(TEMPLATE);
    fill(template, |mark| {
        Some(match mark {
            "metas" => metas().into(),
            "title" => escape(&config.title),
            "favicon" => favicon(server, prefix).into(),
            "css" => styles(server, prefix).into(),
            "app_entry" => APP_ENTRY.into(),
            "config" => {
                let json = renderer_config::json(server, prefix);
                format!(r#"<script id="_dash-config" type="application/json">{json}</script>"#).into()
            }
            "scripts" => scripts(server, prefix).into(),
            "renderer" => RENDERER.into(),
            _ => return None,
        })
    })
}

fn metas() -> String {
    let metas = [
        tag("meta", [("http-equiv", "X-UA-Compatible"), ("content", "IE=edge")]),
        tag("meta", [("charset", "UTF-8")]),
        tag("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
    ];
    metas.join("\n        ")
}

fn favicon(server: &Server, prefix: &str) -> String {
    let href = format!("{prefix}_favicon.ico?v={}", server.library.dash_version());
    tag("link", [("rel", "icon"), ("type", "image/x-icon"), ("href", &href)])
}

fn styles(server: &Server, prefix: &str) -> String {
    let link = |style: &Tag| {
        let href = url(prefix, style);
        tag("link", [("rel", "stylesheet"), ("href", &*href)].into_iter().chain(attributes(style)))
    };
    server.library.styles().iter().map(link).collect::<Vec<_>>().join("\n")
}

fn scripts(server: &Server, prefix: &str) -> String {
    let script = |script: &Tag| {
        let src = url(prefix, script);
        tag("script", [("src", &*src)].into_iter().chain(attributes(script))) + "</script>"
    };
    // The development bundles are those whose React checks properties.
    server.library.scripts(server.debug).iter().map(script).collect::<Vec<_>>().join("\n")
}

fn url(prefix: &str, file: &Tag) -> String {
    format!("{prefix}_dash-component-suites/{}", file.path)
}

fn attributes(tag: &Tag) -> impl Iterator<Item = (&str, &str)> {
    tag.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outer_prefix_is_what_was_stripped() {
        for (original, stripped, outer) in [
            ("/", "/", ""),
            ("/a/b", "/a/b", ""),
            ("/sales", "/", "/sales"),
            ("/sales/", "/", "/sales"),
            ("/sales/2024", "/2024", "/sales"),
            ("/a/sales/x/", "/x/", "/a/sales"),
        ] {
            let uri = |path: &str| path.parse::<Uri>().unwrap();
            assert_eq!(outer_prefix(&uri(original), &uri(stripped)), outer, "{original} {stripped}");
        }
    }
}
