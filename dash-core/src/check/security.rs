//! Rules about what other sites may do.

use super::Problem;
use crate::config::Config;

/// Every problem of the settings of `config/security.rs`.
pub(super) fn problems(config: &Config) -> impl Iterator<Item = Problem> {
    origins(config)
        .chain(ancestors(config))
        .chain(referrer(config))
        .chain(policy(config))
        .chain(csrf(config))
        .map(Problem::error)
}

fn origins(config: &Config) -> impl Iterator<Item = String> {
    config.allowed_origins.iter().filter(|origin| !is_origin(origin)).map(|origin| {
        format!(
            "`App::allow_origin` was given `{origin}`, expected scheme and host and no path, \
             as `https://portal.example.com` or `http://localhost:3000`"
        )
    })
}

/// As a browser writes it: nothing after the port.
fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:[]".contains(&byte);
        !host.is_empty() && host.bytes().all(fits)
    })
}

fn ancestors(config: &Config) -> impl Iterator<Item = String> {
    let none = config.frame_ancestors.is_empty().then(|| {
        "`App::frame_ancestors` was given nobody; write `[\"'none'\"]` for nobody, `[\"*\"]` for everybody"
            .to_owned()
    });
    let wrong = config.frame_ancestors.iter().filter(|source| !is_source(source)).map(|source| {
        format!(
            "`App::frame_ancestors` was given `{source}`, expected one source of a content security policy, \
             as `'self'` or `https://intranet.example.com`"
        )
    });
    none.into_iter().chain(wrong)
}

/// One word that ends neither its directive nor its policy.
pub(super) fn is_source(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';' && byte != b',')
}

fn referrer(config: &Config) -> impl Iterator<Item = String> {
    const POLICIES: [&str; 8] = [
        "no-referrer",
        "no-referrer-when-downgrade",
        "origin",
        "origin-when-cross-origin",
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
        "unsafe-url",
    ];
    let policy = &config.referrer_policy;
    let is_known = POLICIES.contains(&policy.as_str());
    (!is_known)
        .then(|| format!("the referrer policy is `{policy}`, expected one of {}", POLICIES.join(", ")))
        .into_iter()
}

fn policy(config: &Config) -> impl Iterator<Item = String> {
    let directives = config.content_security_policy.iter().flat_map(|policy| &policy.directives);
    directives.filter_map(|(directive, sources)| {
        let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if directive.is_empty() || !is_name(directive) {
            return Some(format!("the content security policy has `{directive}`, expected a directive such as `img-src`"));
        }
        if directive == "frame-ancestors" {
            return Some("the content security policy has `frame-ancestors`; say it with `App::frame_ancestors(..)`".to_owned());
        }
        let wrong = sources.iter().find(|source| !is_source(source))?;
        Some(format!("the content security policy's `{directive}` has `{wrong}`, expected one source, as `https://api.example.com`"))
    })
}

fn csrf(config: &Config) -> impl Iterator<Item = String> {
    let names =
        [("csrf_token_name", &config.csrf_token_name), ("csrf_header_name", &config.csrf_header_name)];
    names.into_iter().filter(|(_, name)| !is_token(name)).map(|(setting, name)| {
        format!("`App::{setting}` was given `{name}`, expected letters, digits, `-` and `_`")
    })
}

fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}
