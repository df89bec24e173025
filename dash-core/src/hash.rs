//! The hash by which Dash names what has no name of its own.

use sha2::{Digest, Sha256};

/// The SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256_hex(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |hash, byte| format!("{hash}{byte:02x}"))
}
