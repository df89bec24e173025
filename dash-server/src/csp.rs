//! What a content security policy must name so that the page's own scripts run.

use sha2::{Digest, Sha256, Sha384, Sha512};

/// How scripts are hashed for a content security policy.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// The shortest, and long enough.
    #[default]
    Sha256,
    /// Longer.
    Sha384,
    /// The longest.
    Sha512,
}

/// A script as a policy names it, with its quotes: `'sha256-..'`.
pub(crate) fn source(algorithm: Algorithm, script: &str) -> String {
    let (name, digest) = match algorithm {
        Algorithm::Sha256 => ("sha256", Sha256::digest(script).to_vec()),
        Algorithm::Sha384 => ("sha384", Sha384::digest(script).to_vec()),
        Algorithm::Sha512 => ("sha512", Sha512::digest(script).to_vec()),
    };
    format!("'{name}-{}'", base64(&digest))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |group: &[u8]| {
        let bits =
            group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte)) << (8 * (3 - group.len()));
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[bits >> shift & 63]))
    };
    let mut text: String = bytes.chunks(3).flat_map(group).collect();
    // The last group has a letter less for each byte that it lacks.
    let lacking = (3 - bytes.len() % 3) % 3;
    text.truncate(text.len() - lacking);
    text + &"=".repeat(lacking)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_that_of_its_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }
}
