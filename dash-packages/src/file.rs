//! A file of a package on its way to the browser.

use bytes::Bytes;

/// A file as it is served.
#[derive(Debug, Clone)]
pub struct File {
    /// Its content. Cloning shares it.
    pub bytes: Bytes,
    /// Its media type, with the character set where it is text.
    pub content_type: &'static str,
    /// A strong entity tag with its quotes. It stays the same as long as the package does.
    pub etag: String,
    /// Whether it was asked for by a fingerprinted path, so that it may be kept for ever.
    pub fingerprinted: bool,
}

/// The media type of a file name, by its extension.
pub(crate) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "html" => "text/html; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "ico" => "image/x-icon",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "wasm" => "application/wasm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C14: by extension.
    #[test]
    fn c14_media_types_follow_the_extension() {
        assert_eq!(content_type("a/b.min.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("a/b.js.map"), "application/json");
        assert_eq!(content_type("a.js/unknown"), "application/octet-stream");
    }
}
