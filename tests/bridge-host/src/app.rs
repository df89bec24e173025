//! The app of a test, as `dash::App`.

use std::collections::BTreeMap;
use std::sync::Arc;

use dash::{App, BoxError, Checks, Ctx, DevTools, ExternalFile, Value};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::manifest::{External, Manifest, PageConfig, Settings};
use crate::oracle::Oracle;
use crate::{callback, package};

/// The oracle's answer to `layout`.
#[derive(Deserialize)]
struct Layout {
    layout: Box<RawValue>,
}

/// How Dash starts the renderer unless an app has a script of its own.
const START: &str = "var renderer = new DashRenderer();";

pub(crate) fn build(manifest: Manifest, oracle: Oracle) -> Result<App, BoxError> {
    let oracle = Arc::new(oracle);
    let callbacks = callback::all(&manifest, &oracle)?;
    let packages = package::all(&manifest);
    let layout = move |_: Ctx| {
        let oracle = Arc::clone(&oracle);
        async move { layout(&oracle).await }
    };
    let PageConfig { ui, props_check, validate_callbacks, .. } = manifest.config;
    let dev_tools = DevTools::new().ui(ui).props_check(props_check).validate_callbacks(validate_callbacks);
    let mut app = App::new()
        .title(manifest.title)
        .index_string(manifest.index_string)
        .assets_folder(manifest.assets_folder)
        .debug(manifest.debug)
        .dev_tools(dev_tools)
        // Tests of mistakes want to see them in the browser.
        .checks(Checks::Warn)
        .callbacks(callbacks)
        .layout(layout);
    app = packages.into_iter().fold(app, App::package);
    if manifest.renderer != START {
        app = app.renderer(manifest.renderer);
    }
    configure(app, manifest.app)
}

async fn layout(oracle: &Oracle) -> Result<Value, BoxError> {
    let Layout { layout } = oracle.ask("layout", &BTreeMap::<String, String>::new()).await?;
    Ok(layout.into())
}

fn configure(mut app: App, settings: Settings) -> Result<App, BoxError> {
    app = app
        .update_title(settings.update_title.as_deref())
        .suppress_callback_exceptions(settings.suppress_callback_exceptions.unwrap_or(false))
        .include_assets_files(settings.include_assets_files.unwrap_or(true))
        .assets_ignore(settings.assets_ignore.unwrap_or_default())
        .assets_path_ignore(settings.assets_path_ignore.unwrap_or_default());
    if let Some(path) = settings.assets_url_path {
        app = app.assets_url_path(path);
    }
    if let Some(url) = settings.assets_external_path {
        app = app.assets_external_path(url);
    }
    if let Some(prefix) = settings.routes_pathname_prefix {
        app = app.url_base_pathname(prefix);
    }
    if let Some(prefix) = settings.requests_pathname_prefix {
        app = app.requests_pathname_prefix(prefix);
    }
    for attributes in &settings.meta_tags {
        app = app.meta(attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    }
    for script in settings.external_scripts {
        app = app.external_script(external(script, "src")?);
    }
    for sheet in settings.external_stylesheets {
        app = app.external_stylesheet(external(sheet, "href")?);
    }
    Ok(app)
}

fn external(file: External, url: &str) -> Result<ExternalFile, BoxError> {
    match file {
        External::Url(url) => Ok(url.into()),
        External::Attributes(mut attributes) => {
            let url = attributes.remove(url).ok_or_else(|| format!("an external file without `{url}`"))?;
            Ok(ExternalFile { url, attributes: attributes.into_iter().collect() })
        }
    }
}
