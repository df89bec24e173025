//! Large answers, compressed on the way.

use std::io::{self, Write};

use axum::body::{Body, HttpBody};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;
use tokio::sync::OnceCell;

use crate::encodings;
use crate::routes::json;
use crate::server::Server;

/// In bytes: what TCP sends before it waits for a first answer, ten packets. Less does not arrive sooner when it is
/// smaller.
const LEAST: u64 = 14_000;

/// In bytes: compressing more takes longer than others on the same thread should wait, a millisecond or so.
const LARGE: usize = 128 << 10;

/// In bytes: of an answer that is compressed only once.
const LEAST_FIXED: usize = 1024;

/// What a request says of compression, kept until there is an answer.
#[derive(Debug)]
pub(crate) struct Accepted {
    is_on: bool,
    value: Option<HeaderValue>,
}

impl Accepted {
    pub(crate) fn of(server: &Server, headers: &HeaderMap) -> Self {
        let is_on = server.app.config().compress;
        Self { is_on, value: headers.get(ACCEPT_ENCODING).filter(|_| is_on).cloned() }
    }

    fn gzip(&self) -> bool {
        self.value.as_ref().is_some_and(encodings::takes_gzip)
    }

    /// The answer, compressed if it is large and the client takes it so.
    pub(crate) async fn answer(self, mut response: Response) -> Response {
        let is_large = response.body().size_hint().exact().is_some_and(|size| size >= LEAST);
        if !self.is_on || !is_large || response.headers().contains_key(CONTENT_ENCODING) {
            return response;
        }
        response.headers_mut().append(VARY, HeaderValue::from_static("accept-encoding"));
        if !self.gzip() {
            return response;
        }
        // A box of its own: small answers need no room for it.
        Box::pin(compressed(response)).await
    }
}

async fn compressed(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // A body of a known size is in memory, so nothing can go wrong.
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let Some(gzip) = gzip(bytes.clone(), Compression::fast()).await else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(gzip))
}

/// JSON that is the same for every request: encoded once, compressed once when the first client asks for it so.
#[derive(Debug)]
pub(crate) struct Fixed {
    json: Bytes,
    gzip: OnceCell<Option<Bytes>>,
}

impl Fixed {
    pub(crate) fn new(json: &[u8]) -> Self {
        Self { json: Bytes::copy_from_slice(json), gzip: OnceCell::new() }
    }

    pub(crate) async fn answer(&self, accepted: Accepted) -> Response {
        if !accepted.is_on || self.json.len() < LEAST_FIXED {
            return json(self.json.clone());
        }
        let mut compressed = &None;
        if accepted.gzip() {
            compressed = self.gzip.get_or_init(|| gzip(self.json.clone(), Compression::best())).await;
        }
        let mut response = json(compressed.as_ref().unwrap_or(&self.json).clone());
        response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
        if compressed.is_some() {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// `None` when it becomes no smaller.
async fn gzip(bytes: Bytes, level: Compression) -> Option<Bytes> {
    let size = bytes.len();
    let compress = move || -> io::Result<Vec<u8>> {
        let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), level);
        encoder.write_all(&bytes)?;
        encoder.finish()
    };
    let compressed =
        if size < LARGE { compress().ok() } else { tokio::task::spawn_blocking(compress).await.ok()?.ok() };
    compressed.filter(|compressed| compressed.len() < size).map(Bytes::from)
}
