//! The JavaScript that stands in the page itself.

use dash_core::{CheckedApp, Config};

/// Every script that stands in the page itself, each with the exact text of its element: what a content security policy
/// names is a hash of that.
#[derive(Debug)]
pub(crate) struct Inline {
    /// The functions of clientside callbacks, in order, after all bundles.
    pub(crate) functions: Vec<String>,
    /// Starts the renderer; the last script of the page.
    pub(crate) renderer: String,
}

impl Inline {
    pub(crate) fn of(app: &CheckedApp) -> Self {
        Self { functions: app.inline_scripts(), renderer: renderer(app.config()) }
    }
}

/// The app's own script, or Dash's with the app's hooks as they were written.
fn renderer(config: &Config) -> String {
    if let Some(script) = &config.renderer {
        return script.clone();
    }
    let hooks: Vec<_> =
        config.hooks.iter().map(|(occasion, function)| format!("{occasion}: {function}")).collect();
    // A line's end ends a comment in a function's last line.
    let hooks = if hooks.is_empty() { String::new() } else { format!("{{{}\n}}", hooks.join("\n,")) };
    format!("var renderer = new DashRenderer({hooks});")
}
