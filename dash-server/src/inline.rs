//! The JavaScript that stands in the page itself.

use std::borrow::Cow;

use dash_core::Config;

/// Starts the renderer: the app's own script, or Dash's with the app's hooks as they were written.
pub(crate) fn renderer(config: &Config) -> Cow<'_, str> {
    if let Some(script) = &config.renderer {
        return script.into();
    }
    let hooks: Vec<_> =
        config.hooks.iter().map(|(occasion, function)| format!("{occasion}: {function}")).collect();
    // A line's end ends a comment in a function's last line.
    let hooks = if hooks.is_empty() { String::new() } else { format!("{{{}\n}}", hooks.join("\n,")) };
    format!("var renderer = new DashRenderer({hooks});").into()
}
