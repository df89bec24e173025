//! The token that a page must send back: in a cookie, and in a header that only the page's own scripts can set.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use dash_core::Config;

/// The names of the cookie and of the header; there are none where nobody asks for a token.
#[derive(Debug)]
pub(crate) struct Csrf {
    cookie: String,
    header: HeaderName,
}

impl Csrf {
    pub(crate) fn new(config: &Config) -> Option<Self> {
        // What is no header's name the checks have reported.
        let header = config.csrf_header_name.parse().ok()?;
        config.csrf_protection.then(|| Self { cookie: config.csrf_token_name.clone(), header })
    }

    /// The cookie for a page, unless the browser has one: pages that are open already send that one's token.
    pub(crate) fn cookie(&self, headers: &HeaderMap, path: &str) -> Option<HeaderValue> {
        if self.tokens(headers).any(is_token) {
            return None;
        }
        let token: u128 = rand::random();
        // A browser that came over HTTPS sends it over nothing else.
        let proto = headers.get("x-forwarded-proto").map(HeaderValue::as_bytes);
        let secure = if proto == Some(b"https") { "; Secure" } else { "" };
        let Self { cookie, .. } = self;
        let text = format!("{cookie}={token:032x}; Path={path}; SameSite=Lax{secure}");
        HeaderValue::try_from(text).ok()
    }

    /// Whether the header repeats the cookie.
    pub(crate) fn is_repeated(&self, headers: &HeaderMap) -> bool {
        let Some(sent) = headers.get(&self.header).and_then(|value| value.to_str().ok()) else {
            return false;
        };
        self.tokens(headers).any(|token| is_token(token) && is_same(token.as_bytes(), sent.as_bytes()))
    }

    fn tokens<'a>(&'a self, headers: &'a HeaderMap) -> impl Iterator<Item = &'a str> {
        let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|list| list.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(name, _)| *name == self.cookie).map(|(_, value)| value)
    }
}

/// As this server makes them: whatever else is in a cookie of this name is no secret of ours.
fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Takes the same time wherever they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}
