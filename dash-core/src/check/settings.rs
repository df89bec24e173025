//! Rules about the settings of an app.

use std::collections::HashSet;

use super::Problem;
use crate::clientside::leaves_its_element;
use crate::config::{Config, PackageFolder, PackagePlace};
use crate::suggest::did_you_mean;

/// Every problem of the settings, which need no layout and no callback to be seen.
pub(super) fn problems(config: &Config) -> impl Iterator<Item = Problem> {
    prefixes(config)
        .chain(marks(config))
        .chain(assets(config))
        .chain(hooks(config))
        .chain(renderer(config))
        .chain(packages(config))
        .chain(super::security::problems(config))
        .chain(limits(config))
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
pub(super) fn are_plain_names(names: &str) -> bool {
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

fn limits(config: &Config) -> impl Iterator<Item = Problem> {
    let limits = &config.limits;
    let numbers = [
        ("connections", limits.connections),
        ("callbacks", limits.callbacks),
        ("header_size", limits.header_size),
    ];
    let times = [
        ("header_timeout", limits.header_timeout),
        ("body_timeout", limits.body_timeout),
        ("write_timeout", limits.write_timeout),
        ("keep_alive", limits.keep_alive),
    ];
    let numbers = numbers.into_iter().filter(|(_, number)| *number == 0).map(|(name, _)| name);
    let times = times.into_iter().filter(|(_, time)| time.is_zero()).map(|(name, _)| name);
    numbers
        .chain(times)
        .map(|name| Problem::error(format!("`Limits::{name}` is 0, so that no request would be answered")))
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

fn assets(config: &Config) -> impl Iterator<Item = Problem> {
    let path = &config.assets_url_path;
    let path = (!are_plain_names(path)
        || path == "_dash"
        || path.starts_with("_dash-")
        || path.starts_with("_dash/"))
    .then(|| {
        let form = "must be a plain name, as `assets` is, or several with slashes between them; \
                    `_dash` and names that begin with `_dash-` are taken";
        Problem::error(format!("the assets' URL path `{path}` {form}"))
    });
    let expressions = config.assets_ignore.iter().map(|text| ("assets_ignore", text));
    let expressions =
        expressions.chain(config.assets_path_ignore.iter().map(|text| ("assets_path_ignore", text)));
    let external = config.assets_external_path.iter().filter(|url| !is_base(url)).map(|url| {
        let form = "must begin with `https://`, `http://` or `/` and hold no `?` and no `#`: the names of files follow it";
        Problem::error(format!("the assets' external path `{url}` {form}"))
    });
    path.into_iter().chain(external).chain(expressions.filter_map(|(setting, text)| {
        let error = regex::Regex::new(text).err()?.to_string();
        // What stands above the last line points at the place, over several lines.
        let reason = error.lines().last().unwrap_or_default().trim_start_matches("error: ");
        Some(Problem::error(format!("`{setting}` is `{text}`, which is no regular expression: {reason}")))
    }))
}

/// Whether names of files can be put after it.
fn is_base(url: &str) -> bool {
    ["https://", "http://", "/"].iter().any(|start| url.starts_with(start)) && !url.contains(['?', '#'])
}

/// What is wrong with packages in folders whatever the folders hold.
fn packages(config: &Config) -> impl Iterator<Item = Problem> {
    let mut names = HashSet::new();
    config.packages.iter().flat_map(move |package| {
        let name = &package.name;
        let taken = if ["dash", "plotly"].contains(&name.as_str()) {
            Some("the name belongs to a package that every app has; give it another one".to_owned())
        } else if !names.insert(name) {
            Some("the app has two packages of this name".to_owned())
        } else {
            None
        };
        let form = (!are_plain_names(name) || name.contains('/')).then(|| {
            "the name must be one plain name, as `my_components` is: it is a part of URLs".to_owned()
        });
        let empty = (package.scripts.is_empty() && package.styles.is_empty()).then(|| {
            "it brings nothing to the page; name its scripts with `.script(..)`, its style sheets with `.style(..)`"
                .to_owned()
        });
        let paths = paths(package).filter(|path| !stays_inside(path)).map(|path| {
            format!("`{path}` is no path inside its folder: expected names joined by `/`")
        });
        let problems = taken.into_iter().chain(form).chain(empty).chain(paths);
        problems.map(|problem| Problem::error(format!("package `{name}`: {problem}"))).collect::<Vec<_>>()
    })
}

fn paths(package: &PackageFolder) -> impl Iterator<Item = &str> {
    let tags = package.scripts.iter().chain(&package.styles).flat_map(|file| match &file.place {
        PackagePlace::Folder { production, development } => {
            [production.as_ref(), development.as_ref().filter(|path| production.as_ref() != Some(*path))]
        }
        PackagePlace::Url(_) => [None, None],
    });
    tags.flatten().chain(&package.files).map(String::as_str)
}

fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}
