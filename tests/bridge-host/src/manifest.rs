//! What a test says about its app.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dash::BoxError;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// The manifest, as far as this program reads it. Its form is described in this package's README.
#[derive(Debug, Deserialize)]
pub(crate) struct Manifest {
    /// The base URL of the oracle.
    pub(crate) bridge: String,
    pub(crate) config: PageConfig,
    pub(crate) title: String,
    pub(crate) index_string: String,
    pub(crate) assets_folder: PathBuf,
    pub(crate) app: Settings,
    /// The scripts that define inline clientside functions.
    pub(crate) inline_scripts: Vec<String>,
    /// The script that starts the renderer.
    pub(crate) renderer: String,
    pub(crate) debug: bool,
    /// The declarations, in order.
    pub(crate) dependencies: Vec<Declaration>,
    /// The outputs of each callback that runs in Python.
    pub(crate) callbacks: BTreeMap<String, PythonCallback>,
    /// The folder of each component package.
    pub(crate) packages: BTreeMap<String, String>,
    pub(crate) js_dist: Vec<Resource>,
    pub(crate) css_dist: Vec<Resource>,
}

/// What Python would tell the renderer, as far as it is the app's choice.
#[derive(Debug, Deserialize)]
pub(crate) struct PageConfig {
    #[serde(default)]
    pub(crate) ui: bool,
    #[serde(default)]
    pub(crate) props_check: bool,
    #[serde(default)]
    pub(crate) validate_callbacks: bool,
    /// By namespace and component, the properties that hold components.
    pub(crate) children_props: BTreeMap<String, BTreeMap<String, Option<Vec<String>>>>,
}

/// A script or a style sheet of a component package.
#[derive(Debug, Deserialize)]
pub(crate) struct Resource {
    pub(crate) namespace: String,
    pub(crate) relative_package_path: Option<Paths>,
    pub(crate) dev_package_path: Option<String>,
    #[serde(default)]
    pub(crate) dynamic: bool,
    #[serde(rename = "async")]
    pub(crate) is_async: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Paths {
    One(String),
    Many(Vec<String>),
}

impl Manifest {
    pub(crate) fn read(path: &Path) -> Result<Self, BoxError> {
        let text = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        Ok(serde_json::from_slice(&text)
            .map_err(|error| format!("{} is no manifest: {error}", path.display()))?)
    }
}

/// The arguments of Dash's constructor.
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    #[serde(default)]
    pub(crate) external_scripts: Vec<External>,
    #[serde(default)]
    pub(crate) external_stylesheets: Vec<External>,
    #[serde(default)]
    pub(crate) meta_tags: Vec<BTreeMap<String, String>>,
    pub(crate) assets_url_path: Option<String>,
    pub(crate) assets_external_path: Option<String>,
    pub(crate) assets_ignore: Option<String>,
    pub(crate) assets_path_ignore: Option<Vec<String>>,
    pub(crate) include_assets_files: Option<bool>,
    pub(crate) update_title: Option<String>,
    pub(crate) suppress_callback_exceptions: Option<bool>,
    pub(crate) requests_pathname_prefix: Option<String>,
    pub(crate) routes_pathname_prefix: Option<String>,
}

/// A file of another server: its URL, or the attributes of its element.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum External {
    Url(String),
    Attributes(BTreeMap<String, String>),
}

/// One callback, as `_dash-dependencies` has it.
#[derive(Debug, Deserialize)]
pub(crate) struct Declaration {
    pub(crate) output: String,
    pub(crate) inputs: Vec<Trigger>,
    pub(crate) state: Vec<Trigger>,
    #[serde(default)]
    pub(crate) prevent_initial_call: bool,
    #[serde(default)]
    pub(crate) no_output: bool,
    #[serde(default)]
    pub(crate) optional: Option<bool>,
    #[serde(default)]
    pub(crate) hidden: Option<bool>,
    pub(crate) persistent: Option<bool>,
    pub(crate) clientside_function: Option<Clientside>,
    pub(crate) running: Option<Running>,
}

/// An input or a state.
#[derive(Debug, Deserialize)]
pub(crate) struct Trigger {
    pub(crate) id: String,
    pub(crate) property: String,
    #[serde(default)]
    pub(crate) allow_optional: bool,
}

/// The function of a callback that runs in the browser.
#[derive(Debug, Deserialize)]
pub(crate) struct Clientside {
    pub(crate) namespace: String,
    pub(crate) function_name: String,
}

/// What is set while a callback runs and when it is done, by `id.property`.
#[derive(Debug, Deserialize)]
pub(crate) struct Running {
    pub(crate) running: BTreeMap<String, Box<RawValue>>,
    #[serde(rename = "runningOff")]
    pub(crate) running_off: BTreeMap<String, Box<RawValue>>,
}

/// A callback that runs in Python.
#[derive(Debug, Deserialize)]
pub(crate) struct PythonCallback {
    #[serde(flatten)]
    pub(crate) shape: Shape,
    /// The names of the function's parameters.
    #[serde(default)]
    pub(crate) arguments: Vec<String>,
    pub(crate) api_endpoint: Option<String>,
    /// Whether the oracle has a function for its errors.
    #[serde(default)]
    pub(crate) on_error: bool,
}

/// What the oracle needs to be told again in each call.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Shape {
    pub(crate) multi: bool,
    pub(crate) no_output: bool,
}
