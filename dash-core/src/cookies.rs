//! The value of a cookie as text that may hold anything, between Python's servers and ours.

/// A value as it stands in a header: where it has characters that a cookie cannot have, in quotes, with those as octal
/// numbers. That is what Werkzeug writes, and what it reads.
pub(crate) fn quoted(value: &str) -> String {
    if value.bytes().all(is_plain) {
        return value.to_owned();
    }
    let mut text = String::from("\"");
    for byte in value.bytes() {
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            b',' | b';' | 0..=0x1f | 0x7f.. => {
                // In three octal digits.
                let digits = [byte >> 6, byte >> 3 & 7, byte & 7].map(|digit| char::from(b'0' + digit));
                text.push('\\');
                text.extend(digits);
            }
            plain => text.push(char::from(plain)),
        }
    }
    text.push('"');
    text
}

/// The value that was [`quoted`]; any other one as it is.
pub(crate) fn unquoted(text: &str) -> String {
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return text.to_owned();
    };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) => {
                bytes.push((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'));
                rest = after;
            }
            (b'\\', [escaped, after @ ..]) => {
                bytes.push(*escaped);
                rest = after;
            }
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a cookie's name may hold it.
pub(crate) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Whether a cookie's path or domain may hold it.
pub(crate) fn is_attribute(byte: u8) -> bool {
    byte != b';' && !byte.is_ascii_control()
}

/// Whether a cookie's value may hold it without quotes.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_!#$%&'()*+-./:<=>?@[]^`{|}~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts are what Werkzeug 3.0 writes.
    #[test]
    fn values_are_quoted_as_werkzeug_does() {
        for (value, text) in [
            ("plain-value_1.2/3", "plain-value_1.2/3"),
            ("", ""),
            ("abcd - cookie", "\"abcd - cookie\""),
            ("x; Domain=evil", "\"x\\073 Domain=evil\""),
            ("a,b\"c\\d\n", "\"a\\054b\\\"c\\\\d\\012\""),
            ("é", "\"\\303\\251\""),
        ] {
            assert_eq!(quoted(value), text);
            assert_eq!(unquoted(text), value);
        }
        assert_eq!(unquoted("\"half"), "\"half");
        assert_eq!(unquoted("\"a\\9\""), "a9");
    }
}
