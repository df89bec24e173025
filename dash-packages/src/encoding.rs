//! How the body of a file is kept and sent.

/// A content encoding, as HTTP names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// Smaller.
    Gzip,
    /// Smallest; browsers ask for it over HTTPS, and on the machine itself.
    Brotli,
}

impl Encoding {
    /// The encodings that make a body smaller, best first.
    pub const COMPRESSED: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The name in `Accept-Encoding` and `Content-Encoding`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// The folder of the store with bodies of this encoding.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Identity => "files",
            Self::Gzip => "gzip",
            Self::Brotli => "brotli",
        }
    }
}

/// Whether a file of this many bytes is kept compressed. Smaller ones fit into a packet as they are.
#[cfg(any(feature = "compress", feature = "embed"))]
pub(crate) fn is_worth_it(path: &str, size: u64) -> bool {
    size >= 1024 && is_text(path)
}

/// Whether the content of a file gets much smaller by compression, judged by its extension: pictures and fonts are
/// compressed already.
#[cfg(any(feature = "compress", feature = "embed"))]
fn is_text(path: &str) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |it| it.1);
    matches!(extension, "js" | "mjs" | "css" | "json" | "html" | "svg" | "txt" | "wasm" | "ttf")
}

#[cfg(all(test, any(feature = "compress", feature = "embed")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_already_is_no_text() {
        assert!(is_text("a/b.min.js") && is_text("c.css"));
        for path in ["a.woff2", "a.png", "a.js/b", "js", "a.js.map"] {
            assert!(!is_text(path), "{path}");
        }
    }
}
