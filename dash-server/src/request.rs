//! The request behind a callback.

use std::net::SocketAddr;
use std::str::from_utf8;

use axum::extract::{ConnectInfo, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Uri};
use dash_core::Request;

/// What core may read of an HTTP request. The parts are moved in, nothing is copied.
#[derive(Debug)]
pub(crate) struct HttpRequest(pub(crate) Parts);

impl HttpRequest {
    /// The URL as the browser asked for it, with what an outer router has stripped.
    fn uri(&self) -> &Uri {
        self.0.extensions.get::<OriginalUri>().map_or(&self.0.uri, |OriginalUri(uri)| uri)
    }
}

impl Request for HttpRequest {
    fn header(&self, name: &str) -> Option<&str> {
        self.0.headers.get(name).and_then(|value| from_utf8(value.as_bytes()).ok())
    }

    fn headers(&self) -> Vec<(&str, &str)> {
        let text = |value| from_utf8(HeaderValue::as_bytes(value)).ok();
        self.0.headers.iter().filter_map(|(name, value)| Some((name.as_str(), text(value)?))).collect()
    }

    fn path(&self) -> &str {
        self.uri().path()
    }

    fn query(&self) -> Option<&str> {
        self.uri().query()
    }

    fn remote_addr(&self) -> Option<SocketAddr> {
        self.0.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| *address)
    }
}
