//! The forms in which a file is sent. `cargo dash fetch` must have compressed those of the store.

use std::io::Read;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, header};
use dash_core::{Callback, PackageFolder};
use flate2::read::GzDecoder;

use crate::support::{Answer, app, get, router, send};

const DCC: &str = "/_dash-component-suites/dash/dcc/dash_core_components.v4_4_1m1.js";
const MAP: &str = "/_dash-component-suites/dash/dcc/async-graph.js.map";

fn served() -> Router {
    router(app([] as [Callback; 0]))
}

async fn ask<const N: usize>(
    router: &Router,
    path: &str,
    headers: [(header::HeaderName, &str); N],
) -> Answer {
    request(router, Method::GET, path, headers).await
}

async fn request<const N: usize>(
    router: &Router,
    method: Method,
    path: &str,
    headers: [(header::HeaderName, &str); N],
) -> Answer {
    let request = Request::builder().method(method).uri(path);
    let request = headers.into_iter().fold(request, |request, (name, value)| request.header(name, value));
    send(router, request.body(Body::empty()).unwrap()).await
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    plain
}

fn unbrotli(mut bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut bytes, &mut plain).unwrap();
    plain
}

/// Back to the file as it is.
type Decode = fn(&[u8]) -> Vec<u8>;

#[tokio::test]
async fn a_file_is_sent_in_the_encoding_that_the_client_takes() {
    let router = served();
    let plain = get(&router, DCC).await;
    assert_eq!(plain.header(header::CONTENT_ENCODING), "");
    assert_eq!(plain.header(header::VARY), "accept-encoding");
    let mut etags = vec![plain.header(header::ETAG).to_owned()];
    for (accept, name, decode) in
        [("gzip, deflate", "gzip", gunzip as Decode), ("gzip, deflate, br, zstd", "br", unbrotli)]
    {
        let answer = ask(&router, DCC, [(header::ACCEPT_ENCODING, accept)]).await;
        assert_eq!((answer.status.as_u16(), answer.header(header::CONTENT_ENCODING)), (200, name));
        assert_eq!(answer.header(header::CONTENT_LENGTH), answer.body.len().to_string());
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");
        assert_eq!(answer.header(header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(answer.header(header::VARY), "accept-encoding");
        assert!(answer.body.len() < plain.body.len() / 2, "{}", answer.body.len());
        assert!(decode(&answer.body) == plain.body, "{name}");
        etags.push(answer.header(header::ETAG).to_owned());
    }
    etags.dedup();
    assert_eq!(etags.len(), 3, "{etags:?}");
    assert!(etags.iter().all(|etag| etag.starts_with('"') && etag.ends_with('"')), "{etags:?}");
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_what_there_is_is_told() {
    let router = served();
    assert_eq!(ask(&router, DCC, [(header::ACCEPT_ENCODING, "zstd, *;q=0")]).await.status, 406);
    assert_eq!(ask(&router, MAP, [(header::ACCEPT_ENCODING, "br")]).await.status, 200);
}

#[tokio::test]
async fn each_form_is_asked_for_again_by_its_own_tag() {
    let router = served();
    let plain = get(&router, DCC).await.header(header::ETAG).to_owned();
    let accept = (header::ACCEPT_ENCODING, "br");
    let brotli = ask(&router, DCC, [accept.clone()]).await.header(header::ETAG).to_owned();
    let known = ask(&router, DCC, [accept.clone(), (header::IF_NONE_MATCH, &brotli)]).await;
    assert_eq!((known.status.as_u16(), known.body.len()), (304, 0));
    assert_eq!((known.header(header::ETAG), known.header(header::VARY)), (&*brotli, "accept-encoding"));
    assert_eq!(ask(&router, DCC, [accept, (header::IF_NONE_MATCH, &plain)]).await.status, 200);
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let router = served();
    let accept = (header::ACCEPT_ENCODING, "gzip");
    let get = ask(&router, DCC, [accept.clone()]).await;
    let head = request(&router, Method::HEAD, DCC, [accept, (header::RANGE, "bytes=0-9")]).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    for name in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::ETAG, header::CONTENT_TYPE] {
        assert_eq!(head.header(&name), get.header(&name), "{name}");
    }
}

#[tokio::test]
async fn a_part_is_one_of_the_file_as_it_is() {
    let router = served();
    let plain = get(&router, DCC).await;
    let length = plain.body.len();
    assert_eq!(plain.header(header::ACCEPT_RANGES), "bytes");
    for (range, first, last) in [
        ("bytes=0-9".to_owned(), 0, 9),
        ("bytes=10-".to_owned(), 10, length - 1),
        ("bytes=-5".to_owned(), length - 5, length - 1),
        (format!("bytes=5-{}", length * 2), 5, length - 1),
    ] {
        let part = ask(&router, DCC, [(header::RANGE, &range), (header::ACCEPT_ENCODING, "br")]).await;
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(part.header(header::CONTENT_RANGE), format!("bytes {first}-{last}/{length}"));
        assert_eq!(part.header(header::CONTENT_ENCODING), "");
        assert_eq!(part.header(header::ETAG), plain.header(header::ETAG));
        assert!(part.body == plain.body.slice(first..=last), "{range}");
    }
    let refused = ask(&router, DCC, [(header::RANGE, &format!("bytes={length}-"))]).await;
    assert_eq!((refused.status.as_u16(), refused.body.len()), (416, 0));
    assert_eq!(refused.header(header::CONTENT_RANGE), format!("bytes */{length}"));
    // What is none, or several, is answered with the whole.
    for range in ["bytes=a-b", "pages=1-2", "bytes=0-1,3-4", "bytes=-0", "bytes=5,", ""] {
        let whole = ask(&router, DCC, [(header::RANGE, range)]).await;
        assert!(whole.status == 200 && whole.body == plain.body, "{range}: {}", whole.status);
    }
}

#[tokio::test]
async fn the_rest_of_another_version_is_not_sent() {
    let router = served();
    let etag = get(&router, DCC).await.header(header::ETAG).to_owned();
    let range = (header::RANGE, "bytes=10-19");
    assert_eq!(ask(&router, DCC, [range.clone(), (header::IF_RANGE, &etag)]).await.status, 206);
    let weak = format!("W/{etag}");
    for other in ["\"other\"", &weak, "Mon, 23 Nov 2026 06:00:00 GMT"] {
        assert_eq!(
            ask(&router, DCC, [range.clone(), (header::IF_RANGE, other)]).await.status,
            200,
            "{other}"
        );
    }
}

#[tokio::test]
async fn a_file_of_a_folder_has_one_form() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.js"), "0123456789").unwrap();
    let package = PackageFolder::new("own", folder.path()).script("own.js");
    let router = router(app([] as [Callback; 0]).package(package));
    let path = "/_dash-component-suites/own/own.js";
    let part = ask(&router, path, [(header::RANGE, "bytes=2-3"), (header::ACCEPT_ENCODING, "br")]).await;
    assert_eq!((part.status.as_u16(), part.text(), part.header(header::VARY)), (206, "23", ""));
    std::fs::write(folder.path().join("own.js"), "").unwrap();
    assert_eq!(ask(&router, path, [(header::RANGE, "bytes=0-")]).await.status, 416);
    assert_eq!(get(&router, path).await.status, 200);
}
