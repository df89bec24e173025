//! Which developer tools an app has in the browser.

use std::time::Duration;

use crate::app::App;

/// Which developer tools an app has; one left out follows `debug`. The names are those of Dash's `dev_tools_..`.
///
/// ```
/// use dash_core::{App, DevTools};
///
/// // Everything that `debug` brings, but no slow checks of every property.
/// App::new().debug(true).dev_tools(DevTools::new().props_check(false));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "give it to an app with `App::dev_tools(..)`"]
pub struct DevTools {
    /// The bar at the bottom of the page, with the errors of callbacks and their graph.
    pub ui: Option<bool>,
    /// Whether the browser checks the properties of every component that it draws; takes React's development bundles.
    pub props_check: Option<bool>,
    /// Whether the renderer and component packages come as their development bundles, which browsers can debug.
    pub serve_dev_bundles: Option<bool>,
    /// Whether the browser looks for mistakes in how callbacks are wired.
    pub validate_callbacks: Option<bool>,
    /// Whether an open page follows changes: it is loaded again after a restart of the program, and takes over style sheets
    /// of the assets folder.
    pub hot_reload: Option<bool>,
    /// How often such a page asks; every three seconds by default, twice a second under `cargo dash dev`.
    pub hot_reload_interval: Option<Duration>,
}

impl DevTools {
    /// All of them as `debug` says.
    pub fn new() -> Self {
        Self::default()
    }

    /// Turns the bar at the bottom of the page on or off.
    pub fn ui(self, on: bool) -> Self {
        Self { ui: Some(on), ..self }
    }

    /// Turns the browser's check of properties on or off.
    pub fn props_check(self, on: bool) -> Self {
        Self { props_check: Some(on), ..self }
    }

    /// Turns the development bundles of the renderer and of component packages on or off.
    pub fn serve_dev_bundles(self, on: bool) -> Self {
        Self { serve_dev_bundles: Some(on), ..self }
    }

    /// Turns the browser's check of how callbacks are wired on or off.
    pub fn validate_callbacks(self, on: bool) -> Self {
        Self { validate_callbacks: Some(on), ..self }
    }

    /// Turns the following of changes on or off.
    pub fn hot_reload(self, on: bool) -> Self {
        Self { hot_reload: Some(on), ..self }
    }

    /// How often a page asks whether something changed.
    pub fn hot_reload_interval(self, interval: Duration) -> Self {
        Self { hot_reload_interval: Some(interval), ..self }
    }
}

impl App {
    /// Turns single developer tools on or off, whatever [`debug`](Self::debug) says.
    pub fn dev_tools(mut self, tools: DevTools) -> Self {
        self.config.dev_tools = tools;
        self
    }
}
