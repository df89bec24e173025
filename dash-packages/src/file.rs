//! A file of a package on its way to the browser.

use std::path::PathBuf;

use bytes::Bytes;

use crate::encoding::Encoding;
use crate::error::Error;
use crate::folder;
use crate::kept::Kept;

/// A file as it is served.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its media type, with the character set where it is text.
    pub content_type: &'static str,
    /// Whether it was asked for by a fingerprinted path, so that it may be kept for ever.
    pub fingerprinted: bool,
    pub(crate) stored: &'a Stored,
}

/// A registered file.
#[derive(Debug)]
pub(crate) enum Stored {
    /// Of the store, or of the program itself: it never changes.
    Kept(Kept),
    /// Of a folder, where it may change: read each time.
    Free(PathBuf),
}

/// One form of a file.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its bytes. Cloning shares them.
    pub bytes: Bytes,
    /// A strong entity tag with its quotes: another one for each form. It stays the same as long as the package does.
    pub etag: String,
}

impl File<'_> {
    /// The encodings in which the file can be had, best first; the last one is always [`Encoding::Identity`].
    pub fn encodings(&self) -> Vec<Encoding> {
        match self.stored {
            Stored::Kept(kept) => kept.encodings(),
            Stored::Free(_) => vec![Encoding::Identity],
        }
    }

    /// The file in one of its [`encodings`](Self::encodings). `None` when it is gone, as during a build in its folder.
    ///
    /// # Errors
    /// When a file of the store is not what was unpacked.
    pub fn body(&self, encoding: Encoding) -> Result<Option<Body>, Error> {
        match self.stored {
            Stored::Kept(kept) => kept.body(encoding).map(Some),
            Stored::Free(path) => Ok(folder::read(path)),
        }
    }
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
