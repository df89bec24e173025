//! The JavaScript that stands in the page itself.

use std::borrow::Cow;

use dash_core::{CheckedApp, Config};

/// Every script that stands in the page itself, each with the exact text of its element: what a content security policy
/// names is a hash of that.
#[derive(Debug)]
pub(crate) struct Inline<'a> {
    /// The functions of clientside callbacks, in order, after all bundles.
    pub(crate) functions: Vec<String>,
    /// The last script of the page.
    pub(crate) renderer: Cow<'a, str>,
}

impl<'a> Inline<'a> {
    pub(crate) fn of(app: &'a CheckedApp) -> Self {
        Self { functions: app.inline_scripts(), renderer: renderer(app.config()) }
    }
}

/// Starts the renderer: the app's own script, or Dash's with the app's hooks as they were written.
fn renderer(config: &Config) -> Cow<'_, str> {
    if let Some(script) = &config.renderer {
        return script.into();
    }
    let hooks: Vec<_> =
        config.hooks.iter().map(|(occasion, function)| format!("{occasion}: {function}")).collect();
    // A line's end ends a comment in a function's last line.
    let hooks = if hooks.is_empty() { String::new() } else { format!("{{{}\n}}", hooks.join("\n,")) };
    format!("var renderer = new DashRenderer({hooks});").into()
}
