//! A token in a cookie that the page's scripts must send back.

use crate::app::App;

/// A token in a cookie that the page's scripts must send back. A page of another site can make a browser send the cookie,
/// but not read it.
impl App {
    /// Refuses requests for callbacks, with 403, unless a header repeats the token of a cookie that the page was sent with.
    /// Off by default: [other sites' pages](Self::allow_origin) are refused already; this is for those who must show a token.
    /// Programs that ask at an `api_endpoint` need none.
    pub fn csrf_protection(mut self, on: bool) -> Self {
        self.config.csrf_protection = on;
        self
    }

    /// The name of the cookie that the renderer reads the token from, `_csrf_token` by default; Dash's `csrf_token_name`. The
    /// app sets the cookie when [`csrf_protection`](Self::csrf_protection) is on; else a layer of yours may.
    pub fn csrf_token_name(mut self, name: impl Into<String>) -> Self {
        self.config.csrf_token_name = name.into();
        self
    }

    /// The name of the header that the renderer sends the token in, `X-CSRFToken` by default; Dash's `csrf_header_name`.
    pub fn csrf_header_name(mut self, name: impl Into<String>) -> Self {
        self.config.csrf_header_name = name.into();
        self
    }
}
