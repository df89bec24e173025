//! Whose page sends a request. A browser says so, and no page can make it lie; other programs say nothing.

use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Whether a request that changes something may be answered: it comes from the app's own page, from an origin that the app
/// allows, or from no page at all.
///
/// Where the browser tells the relation itself, that decides: it knows the address that a proxy may have hidden. Browsers
/// do not over plain HTTP to another machine; then the page's origin is compared with the host that was asked for. The
/// scheme is not: only the proxy knows it.
pub(crate) fn may_ask(headers: &HeaderMap, allowed: &[String]) -> bool {
    let origin = headers.get(ORIGIN);
    let own = match headers.get(SEC_FETCH_SITE).map(HeaderValue::as_bytes) {
        Some(b"same-origin" | b"none") => true,
        Some(_) => false,
        None => origin.is_none_or(|origin| names_host(origin.as_bytes(), headers)),
    };
    own || origin.is_some_and(|origin| {
        allowed.iter().any(|allowed| origin.as_bytes().eq_ignore_ascii_case(allowed.as_bytes()))
    })
}

/// Whether an origin is that of the host that was asked for. A proxy passes that host on in either header; no page can set
/// the second one for another site, unless that site lets it.
fn names_host(origin: &[u8], headers: &HeaderMap) -> bool {
    let Ok(origin) = str::from_utf8(origin) else { return false };
    let Some((scheme, own)) = origin.split_once("://") else { return false };
    let default_port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let without_port = |host| str::strip_suffix(host, default_port).unwrap_or(host);
    let hosts = [HOST, X_FORWARDED_HOST].into_iter().filter_map(|name| headers.get(name)?.to_str().ok());
    // The first of a list is what the browser asked the first proxy for.
    let mut hosts = hosts.map(|list| list.split(',').next().unwrap_or_default().trim());
    hosts.any(|host| !host.is_empty() && without_port(host).eq_ignore_ascii_case(without_port(own)))
}

/// What the headers say of the page, for the log.
pub(crate) fn described(headers: &HeaderMap) -> String {
    let said = |name: HeaderName| {
        let value = headers.get(&name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        format!("{name}: {}", value.as_deref().unwrap_or("(none)"))
    };
    [SEC_FETCH_SITE, ORIGIN, HOST, X_FORWARDED_HOST].map(said).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&'static str, &str)]) -> bool {
        let headers =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        may_ask(&headers.collect(), &["https://portal.example.com".to_owned()])
    }

    #[test]
    fn a_program_may_ask() {
        assert!(asked(&[]) && asked(&[("host", "app.example.com")]));
    }

    #[test]
    fn where_the_browser_tells_the_relation_that_decides() {
        let from =
            |site, origin| asked(&[("host", "inner:8050"), ("sec-fetch-site", site), ("origin", origin)]);
        assert!(from("same-origin", "https://app.example.com"), "the proxy hides the name");
        assert!(asked(&[("sec-fetch-site", "none")]), "typed by a person");
        for site in ["cross-site", "same-site", "", "SAME-ORIGIN", "nonsense"] {
            assert!(!from(site, "http://inner:8050"), "{site}");
            assert!(from(site, "https://portal.example.com"), "{site}");
        }
        assert!(!asked(&[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn else_the_origin_is_compared_with_the_host() {
        let from = |origin, host| asked(&[("origin", origin), ("host", host)]);
        for (origin, host) in [
            ("http://app.example.com", "app.example.com"),
            ("https://APP.example.com", "app.Example.com"),
            ("https://app.example.com", "app.example.com:443"),
            ("http://app.example.com:80", "app.example.com"),
            ("http://[::1]:8050", "[::1]:8050"),
            ("https://portal.example.com", "app.example.com"),
        ] {
            assert!(from(origin, host), "{origin} {host}");
        }
        for (origin, host) in [
            ("http://app.example.com:8051", "app.example.com:8050"),
            ("http://app.example.com.evil.example", "app.example.com"),
            ("http://evil.example", "app.example.com"),
            ("null", "app.example.com"),
            ("null", "null"),
            ("http://", ""),
            ("app.example.com", "app.example.com"),
            ("https://portal.example.com.evil.example", "app.example.com"),
            ("http://portal.example.com", "app.example.com"),
        ] {
            assert!(!from(origin, host), "{origin} {host}");
        }
    }

    #[test]
    fn a_proxy_may_pass_the_host_on() {
        let from = |forwarded| {
            asked(&[
                ("origin", "http://app.lan"),
                ("host", "127.0.0.1:8050"),
                ("x-forwarded-host", forwarded),
            ])
        };
        assert!(from("app.lan") && from("app.lan, inner") && !from("inner, app.lan") && !from(""));
    }
}
