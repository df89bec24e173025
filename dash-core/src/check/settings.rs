//! Rules about the settings of an app.

use super::Problem;
use crate::config::Config;
use crate::suggest::did_you_mean;

/// Every problem of the settings, which need no layout and no callback to be seen.
pub(super) fn problems(config: &Config) -> impl Iterator<Item = Problem> {
    prefixes(config).chain(marks(config)).chain(assets(config)).chain(hooks(config)).chain(renderer(config))
}

fn prefixes(config: &Config) -> impl Iterator<Item = Problem> {
    let prefixes = [Some(&config.routes_pathname_prefix), config.requests_pathname_prefix.as_ref()];
    prefixes.into_iter().flatten().filter(|prefix| !is_prefix(prefix)).map(|prefix| {
        let form =
            "must begin and end with a slash and hold plain names between single slashes, as `/sales/` does";
        Problem::error(format!("the prefix `{prefix}` {form}"))
    })
}

fn is_prefix(prefix: &str) -> bool {
    match prefix.strip_prefix('/').map(|rest| rest.strip_suffix('/')) {
        Some(Some(names)) => are_plain_names(names),
        Some(None) => prefix == "/",
        None => false,
    }
}

/// Names with single slashes between them, which mean themselves in a URL and in a route.
fn are_plain_names(names: &str) -> bool {
    let plain =
        |name: &str| !name.is_empty() && !name.contains(['{', '}', ':', '*', '?', '#', '"', '<', ' ']);
    names.split('/').all(plain)
}

/// Marks that an index template must have and lacks.
fn marks(config: &Config) -> impl Iterator<Item = Problem> {
    let marks = ["{%app_entry%}", "{%config%}", "{%scripts%}", "{%renderer%}"];
    let template = config.index_string.iter();
    let missing = template.flat_map(move |text| marks.into_iter().filter(|mark| !text.contains(mark)));
    missing.map(|mark| Problem::error(format!("the index template lacks `{mark}`")))
}

fn hooks(config: &Config) -> impl Iterator<Item = Problem> {
    const OCCASIONS: [&str; 6] = [
        "layout_pre",
        "layout_post",
        "request_pre",
        "request_post",
        "callback_resolved",
        "request_refresh_jwt",
    ];
    config.hooks.iter().enumerate().filter_map(|(index, (occasion, function))| {
        let problem = if !OCCASIONS.contains(&occasion.as_str()) {
            format!("the renderer has no such occasion{}", did_you_mean(occasion, OCCASIONS))
        } else if config.hooks[..index].iter().any(|(earlier, _)| earlier == occasion) {
            "there is one already".to_owned()
        } else {
            leaves_its_element(function)?
        };
        Some(Problem::error(format!("hook `{occasion}`: {problem}")))
    })
}

fn renderer(config: &Config) -> impl Iterator<Item = Problem> {
    let doubled = (config.renderer.is_some() && !config.hooks.is_empty()).then(|| {
        "the app has a script that starts the renderer, and hooks, which that script would not pass on; write the \
         hooks into it, as in `new DashRenderer({request_pre: ..})`, or leave it out"
            .to_owned()
    });
    let script = config.renderer.as_deref().and_then(leaves_its_element);
    let script = script.map(|problem| format!("the script that starts the renderer: {problem}"));
    doubled.into_iter().chain(script).map(Problem::error)
}

/// What is wrong with JavaScript that no script element can hold.
fn leaves_its_element(script: &str) -> Option<String> {
    let script = script.to_ascii_lowercase();
    let end = ["</script", "<!--"].into_iter().find(|end| script.contains(end))?;
    Some(format!("`{end}` would end the script around it; write `<` as `\\x3c` there"))
}

fn assets(config: &Config) -> impl Iterator<Item = Problem> {
    let path = &config.assets_url_path;
    let path = (!are_plain_names(path) || path.starts_with("_dash-")).then(|| {
        let form = "must be a plain name, as `assets` is, or several with slashes between them; \
                    names that begin with `_dash-` are taken";
        Problem::error(format!("the assets' URL path `{path}` {form}"))
    });
    let expressions = config.assets_ignore.iter().map(|text| ("assets_ignore", text));
    let expressions =
        expressions.chain(config.assets_path_ignore.iter().map(|text| ("assets_path_ignore", text)));
    path.into_iter().chain(expressions.filter_map(|(setting, text)| {
        let error = regex::Regex::new(text).err()?.to_string();
        // What stands above the last line points at the place, over several lines.
        let reason = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
        Some(Problem::error(format!("`{setting}` is `{text}`, which is no regular expression: {reason}")))
    }))
}
