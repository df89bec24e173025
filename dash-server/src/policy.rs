//! The content security policy of the page: what the app said, and what the page itself has.

use dash_core::{Config, ContentSecurityPolicy};

use crate::csp::{Algorithm, source};

/// The policy for a page, as it is but for the parts that differ from load to load. What stands in it the app has put there,
/// so that may run; what comes later may not.
pub(crate) fn for_page(policy: &ContentSecurityPolicy, config: &Config, page: &str) -> String {
    let mut policy = policy.clone();
    let mut allow = |directive: &str, source: String| {
        let is_it = |(name, sources): &(String, Vec<String>)| name == directive && sources.contains(&source);
        if !policy.directives.iter().any(is_it) {
            policy = std::mem::take(&mut policy).allow(directive, source);
        }
    };
    for (tag, text) in elements(page, "script") {
        match attribute(tag, "src") {
            Some(url) => {
                if let Some(server) = server(url) {
                    allow("script-src", server);
                }
            }
            // Data, which does not run.
            None if attribute(tag, "type").is_some_and(|kind| kind.contains("json")) => (),
            // As browsers read it.
            None => allow("script-src", source(Algorithm::default(), &text.replace("\r\n", "\n"))),
        }
    }
    for (tag, _) in elements(page, "link") {
        let is_sheet = attribute(tag, "rel").is_some_and(|rel| rel.contains("stylesheet"));
        let server = attribute(tag, "href").filter(|_| is_sheet).and_then(server);
        if let Some(server) = server {
            allow("style-src", server);
        }
    }
    let assets = config.assets_external_path.as_deref().and_then(server);
    for directive in ["img-src", "font-src"] {
        if let Some(server) = &assets {
            allow(directive, server.clone());
        }
    }
    let directives = policy.directives.iter().map(|(name, sources)| format!("{name} {}", sources.join(" ")));
    directives.collect::<Vec<_>>().join("; ")
}

/// The start tag of each element of this name, without its brackets, and what stands between it and the end tag, if one
/// follows. Enough for pages whose text is escaped.
fn elements<'a>(page: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let lower = page.to_ascii_lowercase();
    let (start, end) = (format!("<{name}"), format!("</{name}"));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = lower[at..].find(&start).map(|begin| at + begin + start.len()) {
        at = begin;
        let is_name = page[begin..].starts_with(|next: char| next == '>' || next.is_ascii_whitespace());
        let Some(length) = tag_length(&page[begin..]).filter(|_| is_name) else { continue };
        let text = begin + length + 1;
        let close = lower[text..].find(&end).unwrap_or(0);
        found.push((&page[begin..begin + length], &page[text..text + close]));
        at = text;
    }
    found
}

/// How far it is to the bracket that closes a tag: one between quotes does not.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    rest.char_indices().find_map(|(index, letter)| {
        match (letter, quote) {
            ('>', None) => return Some(index),
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            _ => (),
        }
        None
    })
}

/// The value of an attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote)?,
            _ => after.split_once(|it: char| it.is_ascii_whitespace()).unwrap_or((after, "")),
        };
        if before.split_ascii_whitespace().next_back()?.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
}

/// The server of a URL, as a source; `None` for one of the app's own.
fn server(url: &str) -> Option<String> {
    let (scheme, rest) = match url.split_once("//")? {
        (scheme @ ("https:" | "http:"), rest) => (format!("{scheme}//"), rest),
        ("", rest) => (String::new(), rest),
        _ => return None,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty()).then(|| scheme + host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_names_what_stands_in_the_page() {
        let page = "<SCRIPT>one\r\ntwo</Script><script type='application/json'>{}</script>\
            <script data-a=\"a > b\" SRC = 'https://cdn.example/a.js?b'></script><script src=\"own.js\"></script>\
            <script async src=//other.example:81/x></script><scripture>no</scripture>\
            <link rel='icon' href='https://icons.example/i'><link href=\"https://css.example/s\" rel=stylesheet>";
        let config = Config::default();
        let text = for_page(&ContentSecurityPolicy::new(), &config, page);
        let hash = source(Algorithm::Sha256, "one\ntwo");
        let scripts = format!("; script-src 'self' {hash} https://cdn.example other.example:81; ");
        assert!(text.contains(&scripts), "{text}");
        assert!(text.contains("; style-src 'self' 'unsafe-inline' https://css.example; "), "{text}");
        assert!(!text.contains("icons.example"), "{text}");
    }

    #[test]
    fn a_page_that_breaks_off_ends_nothing() {
        for page in ["<script", "<script>", "<script src=\"", "<link href=", "<script a>x", "é<script>é"] {
            assert!(
                for_page(&ContentSecurityPolicy::new(), &Config::default(), page)
                    .contains("script-src 'self'")
            );
        }
    }
}
