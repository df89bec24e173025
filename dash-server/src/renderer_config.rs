//! What the renderer is told when the page loads (`protocol.md` 1.3).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::server::Server;

#[allow(clippy::struct_excessive_bools, reason = "the renderer reads these very fields")]
#[derive(Debug, Serialize)]
struct RendererConfig<'a> {
    url_base_pathname: Option<&'a str>,
    requests_pathname_prefix: &'a str,
    ui: bool,
    props_check: bool,
    /// The check would ask another company's server about a program that it does not know.
    disable_version_check: bool,
    show_undo_redo: bool,
    suppress_callback_exceptions: bool,
    update_title: Option<&'a str>,
    children_props: &'a BTreeMap<String, BTreeMap<String, Vec<String>>>,
    serve_locally: bool,
    dash_version: &'a str,
    ddk_version: Option<&'a str>,
    plotly_version: &'a str,
    validate_callbacks: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hot_reload: Option<HotReload>,
    csrf_token_name: &'a str,
    csrf_header_name: &'a str,
    /// Names this page load in every update request.
    end_id: &'a str,
    /// Hides an advertisement.
    plotly_cloud_installed: bool,
}

/// How a page asks for changes.
#[derive(Debug, Serialize)]
struct HotReload {
    /// In milliseconds.
    interval: u128,
    /// How often the server may fail before the page no longer asks.
    max_retry: u32,
}

/// The JSON of the configuration, for one page load.
pub(crate) fn json(server: &Server, prefix: &str) -> String {
    let Server { app, library, .. } = server;
    let config = app.config();
    let json = serde_json::to_string(&RendererConfig {
        url_base_pathname: None,
        requests_pathname_prefix: prefix,
        ui: server.has(|tools| tools.ui),
        props_check: server.has(|tools| tools.props_check),
        disable_version_check: true,
        show_undo_redo: false,
        suppress_callback_exceptions: config.suppress_callback_exceptions,
        update_title: config.update_title.as_deref(),
        children_props: library.children_props(),
        serve_locally: true,
        dash_version: library.dash_version(),
        ddk_version: None,
        plotly_version: library.plotly_version(),
        validate_callbacks: server.has(|tools| tools.validate_callbacks),
        hot_reload: server
            .reload
            .as_ref()
            .map(|reload| HotReload { interval: reload.interval.as_millis(), max_retry: 8 }),
        csrf_token_name: &config.csrf_token_name,
        csrf_header_name: &config.csrf_header_name,
        end_id: &end_id(),
        plotly_cloud_installed: true,
    });
    // Text, numbers and lists of text: there is nothing that could not be written.
    in_script(&json.unwrap_or_default())
}

/// JSON that may stand in a script element: no text can end it or begin a comment. These characters occur in JSON
/// only inside strings.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('/', "\\u002f")
}

/// 256 bits that nobody can guess, as letters and digits: the renderer does not encode them for the URL.
fn end_id() -> String {
    let [high, low]: [u128; 2] = rand::random();
    format!("{high:032x}{low:032x}")
}
