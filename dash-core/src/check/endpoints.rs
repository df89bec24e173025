//! Where callbacks are reached beside the page.

use std::collections::HashMap;

use super::Problem;
use super::settings::are_plain_names;
use crate::callback::Callback;
use crate::config::Config;

/// The endpoints of the callbacks: the position of each with its path, or with what is wrong with it.
pub(crate) fn endpoints<'a>(
    callbacks: impl Iterator<Item = &'a Callback>,
    config: &Config,
) -> Vec<(usize, &'a str, Option<String>)> {
    let mut known: HashMap<&str, &Callback> = HashMap::new();
    let mut endpoints = Vec::new();
    for (index, callback) in callbacks.enumerate() {
        let Some(path) = callback.api_endpoint() else { continue };
        let declared = callback.inputs.len() + callback.state.len();
        let names = &callback.arguments;
        let twice = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
        let problem = if callback.is_clientside() {
            Some("a clientside callback runs in the browser and has no endpoint".to_owned())
        } else if !is_plain(path) {
            Some("expected a path of plain names, such as `/api/total`".to_owned())
        } else if is_taken(path, config) {
            Some("the app itself answers there; choose another path".to_owned())
        } else if let Some(other) = known.get(path) {
            Some(format!("it is also that of {}", other.origin()))
        } else if names.len() != declared {
            Some(format!("{declared} argument(s) need a name each, {} have one", names.len()))
        } else {
            twice.map(|(_, name)| format!("two arguments have the name `{name}`"))
        };
        known.entry(path).or_insert(callback);
        endpoints.push((index, path, problem));
    }
    endpoints
}

pub(super) fn problems(callbacks: &[&Callback], config: &Config) -> Vec<Problem> {
    let found = endpoints(callbacks.iter().copied(), config).into_iter();
    let problem = |(index, path, problem): (usize, &str, Option<String>)| {
        let problem = Problem::error(format!("endpoint `{path}`: {}", problem?));
        Some(problem.of(&callbacks[index].origin().to_string()))
    };
    found.filter_map(problem).collect()
}

/// Names with single slashes before them, which mean themselves in a URL and in a route.
fn is_plain(path: &str) -> bool {
    path.is_ascii() && path.strip_prefix('/').is_some_and(are_plain_names)
}

/// Whether one of the app's own routes is there.
fn is_taken(path: &str, config: &Config) -> bool {
    let prefix = &config.routes_pathname_prefix;
    let below = |name: &str| path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with(name));
    let assets = format!("{}/", config.assets_url_path);
    format!("{path}/") == *prefix
        || ["_dash-", "_dash/", "_favicon.ico", "_reload-hash", &assets].into_iter().any(below)
}
