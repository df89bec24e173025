//! The page that the browser loads first.

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use dash_core::Config;
use dash_packages::{Source, Tag};

use crate::assets::Assets;
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

/// The page for every URL that is nothing else: what it shows may depend on the URL, but only in the browser.
pub(crate) async fn index(
    State(server): State<Arc<Server>>,
    OriginalUri(original): OriginalUri,
    uri: Uri,
    asked: HeaderMap,
) -> Response {
    let prefix = prefix(server.app.config(), &original, &uri);
    // The page names one page load: a copy of it would be another one's.
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    let mut response = server.page_headers.on((headers, page(&server, &prefix)));
    let cookie = server.csrf.as_ref().and_then(|csrf| csrf.cookie(&asked, &prefix));
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// What stands before every path of the app, as the browser sees it.
pub(crate) fn prefix<'a>(config: &'a Config, original: &Uri, stripped: &Uri) -> Cow<'a, str> {
    match &config.requests_pathname_prefix {
        Some(prefix) => Cow::from(prefix),
        None => Cow::from(format!("{}{}", outer_prefix(original, stripped), config.routes_pathname_prefix)),
    }
}

/// What routers around this one have stripped from the path.
fn outer_prefix<'a>(original: &'a Uri, stripped: &Uri) -> &'a str {
    let (original, stripped) = (original.path(), stripped.path());
    // A router that is nested at `/sales` is asked for `/` when the browser asks for `/sales`.
    let inner = if stripped == "/" && !original.ends_with('/') { "" } else { stripped };
    original.strip_suffix(inner).unwrap_or_default()
}

/// The page; where it is made for nobody, but for the policy, the prefix does not matter.
pub(crate) fn page(server: &Server, prefix: &str) -> String {
    let (config, assets) = (server.app.config(), &server.page_assets());
    let template = config.index_string.as_deref().unwrap_or(TEMPLATE);
    fill(template, |mark| {
        Some(match mark {
            "metas" => metas(config).into(),
            "title" => escape(&config.title),
            "favicon" => favicon(server, assets, prefix).into(),
            "css" => styles(server, assets, prefix).into(),
            "app_entry" => APP_ENTRY.into(),
            "config" => {
                let json = renderer_config::json(server, prefix);
                format!(r#"<script id="_dash-config" type="application/json">{json}</script>"#).into()
            }
            "scripts" => scripts(server, assets, prefix).into(),
            "renderer" => {
                let start = &server.inline.renderer;
                format!(r#"<script id="_dash-renderer" type="application/javascript">{start}</script>"#)
                    .into()
            }
            _ => return None,
        })
    })
}

/// The app's own tags, after those of the default ones that it has none of the kind of.
fn metas(config: &Config) -> String {
    let defaults = [
        vec![("http-equiv", "X-UA-Compatible"), ("content", "IE=edge")],
        vec![("charset", "UTF-8")],
        vec![("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
    ];
    let is_given = |(kind, value): (&str, &str)| {
        config.meta_tags.iter().flatten().any(|(name, own)| {
            name.eq_ignore_ascii_case(kind) && (kind == "charset" || own.eq_ignore_ascii_case(value))
        })
    };
    let defaults = defaults.into_iter().filter(|attributes| !is_given(attributes[0]));
    let own = config.meta_tags.iter().map(|attributes| pairs(attributes).collect());
    lines(defaults.chain(own).map(|attributes| tag("meta", attributes)))
}

fn favicon(server: &Server, assets: &Assets, prefix: &str) -> String {
    let config = server.app.config();
    let href = match &assets.favicon {
        Some(icon) => asset_url(config, prefix, &icon.url),
        None => format!("{prefix}_favicon.ico?v={}", server.library.dash_version()),
    };
    tag("link", [("rel", "icon"), ("type", "image/x-icon"), ("href", &href)])
}

fn styles(server: &Server, assets: &Assets, prefix: &str) -> String {
    let link = |href: &str, attributes: &[(String, String)]| {
        tag("link", [("rel", "stylesheet"), ("href", href)].into_iter().chain(pairs(attributes)))
    };
    let config = server.app.config();
    let external = config.external_stylesheets.iter().map(|file| link(&file.url, &file.attributes));
    let packages = server.library.styles(server.build(|tools| tools.serve_dev_bundles));
    let packages = packages.iter().map(|file| link(&url(prefix, file), &file.attributes));
    let assets = assets.styles.iter().map(|file| link(&asset_url(config, prefix, &file.url), &[]));
    lines(external.chain(packages).chain(assets))
}

/// React, then what needs nothing else: scripts of other servers, of third-party packages, of the app. Then the renderer
/// and the packages of Dash, which need the renderer, and last the functions in the page.
fn scripts(server: &Server, assets: &Assets, prefix: &str) -> String {
    // As in Dash: only React checks properties, and only its development bundle.
    let react = server.library.react(server.build(|tools| tools.props_check));
    let build = server.build(|tools| tools.serve_dev_bundles);
    let (third_party, dash) = (server.library.third_party(build), server.library.dash(build));
    let bundle = |file: &Tag| script(&url(prefix, file), pairs(&file.attributes));
    let config = server.app.config();
    let external = config.external_scripts.iter().map(|file| script(&file.url, pairs(&file.attributes)));
    let assets = assets.scripts.iter();
    let assets = assets.map(|file| {
        script(&asset_url(config, prefix, &file.url), file.is_module.then_some(("type", "module")))
    });
    let inline = server.inline.functions.iter().map(|function| format!("<script>{function}</script>"));
    let banner = server.has_banner().then(|| {
        script(&format!("{prefix}_dash-dev/banner.js"), [("data-program", server.program.as_str())])
    });
    let react = react.iter().map(bundle);
    lines(
        banner
            .into_iter()
            .chain(react)
            .chain(external)
            .chain(third_party.iter().map(bundle))
            .chain(assets)
            .chain(dash.iter().map(bundle))
            .chain(inline),
    )
}

fn script<'a>(src: &'a str, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    tag("script", [("src", src)].into_iter().chain(attributes)) + "</script>"
}

fn url<'a>(prefix: &str, file: &'a Tag) -> Cow<'a, str> {
    match &file.source {
        Source::Suite(path) => format!("{prefix}_dash-component-suites/{path}").into(),
        Source::Url(url) => url.into(),
    }
}

/// The URL of a file of the assets folder, here or where another server has it.
pub(crate) fn asset_url(config: &Config, prefix: &str, file: &str) -> String {
    let base = config.assets_external_path.as_deref().unwrap_or(prefix).trim_end_matches('/');
    format!("{base}/{file}")
}

fn pairs(attributes: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

fn lines(tags: impl Iterator<Item = String>) -> String {
    tags.collect::<Vec<_>>().join("\n")
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
