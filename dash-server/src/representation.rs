//! A file as HTTP sends it: in the encoding that the client takes, whole or a part of it, or not again.

use std::ops::RangeInclusive;

use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    IF_RANGE, RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use dash_packages::{Body, Encoding, Error, File};

use crate::encodings;

/// Answers a GET or HEAD of a file. Reads from the disk.
pub(crate) fn respond(file: &File<'_>, method: &Method, headers: &HeaderMap) -> Response {
    let offered = file.encodings();
    let Some(wanted) = encodings::best(headers, &offered) else {
        return (StatusCode::NOT_ACCEPTABLE, "this file can be had as gzip or br").into_response();
    };
    let (encoding, body) = match body(file, wanted) {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!("{error}");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut response = if is_known(headers, &body.etag) {
        with_etag(StatusCode::NOT_MODIFIED.into_response(), &body.etag)
    } else if let Some(part) = part(file, method, headers) {
        part
    } else {
        let mut response = with_etag(body.bytes.into_response(), &body.etag);
        if encoding != Encoding::Identity {
            let name = HeaderValue::from_static(encoding.name());
            response.headers_mut().insert(CONTENT_ENCODING, name);
        }
        response
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if offered.len() > 1 {
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    // Without a fingerprint: kept, but never used without asking.
    let forever = "public, max-age=31536000, immutable";
    let caching = if file.fingerprinted { forever } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}

/// The body in this encoding; as it is where the compressed one is damaged, which is no reason to refuse the file.
fn body(file: &File<'_>, encoding: Encoding) -> Result<Option<(Encoding, Body)>, Error> {
    let found = file.body(encoding).map(|body| body.map(|body| (encoding, body)));
    match found {
        Err(error) if encoding != Encoding::Identity => {
            tracing::warn!("{error}");
            Ok(file.body(Encoding::Identity)?.map(|body| (Encoding::Identity, body)))
        }
        found => found,
    }
}

/// The part of the file as it is that the request asks for. `None` when it asks for none, or for several, or the client
/// has another version of the rest: then it gets the whole.
fn part(file: &File<'_>, method: &Method, headers: &HeaderMap) -> Option<Response> {
    let range = headers.get(RANGE).filter(|_| method == Method::GET)?.to_str().ok()?;
    let ranges = http_range_header::parse_range_header(range).ok()?;
    if ranges.ranges.len() != 1 {
        return None;
    }
    let Body { bytes, etag } = file.body(Encoding::Identity).ok().flatten()?;
    if headers.get(IF_RANGE).is_some_and(|known| known.as_bytes() != etag.as_bytes()) {
        return None;
    }
    let length = bytes.len();
    // Of nothing there is no part; the library would compute the last position of it.
    let valid = if length == 0 { None } else { ranges.validate(length as u64).ok() };
    let Some(range) = valid.and_then(|ranges| positions(ranges.into_iter().next()?)) else {
        let range = [(CONTENT_RANGE, format!("bytes */{length}"))];
        return Some((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
    };
    let content_range = [(CONTENT_RANGE, format!("bytes {}-{}/{length}", range.start(), range.end()))];
    let response = (StatusCode::PARTIAL_CONTENT, content_range, bytes.slice(range)).into_response();
    Some(with_etag(response, &etag))
}

fn positions(range: RangeInclusive<u64>) -> Option<RangeInclusive<usize>> {
    let (start, end) = range.into_inner();
    Some(usize::try_from(start).ok()?..=usize::try_from(end).ok()?)
}

fn with_etag(mut response: Response, etag: &str) -> Response {
    if let Ok(etag) = HeaderValue::try_from(etag) {
        response.headers_mut().insert(ETAG, etag);
    }
    response
}

/// Whether the browser says that it has this version: `If-None-Match` compares weakly, and may be a list or `*`.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let tags = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}
