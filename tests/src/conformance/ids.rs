//! Ids that are made of keys, as text.

/// The text of an id, of a property of one, or of several such, without the escapes in it: Dash writes some that we do
/// not (`id-spelling` in [`ALLOWED`](super::ALLOWED)).
pub(super) fn plain(text: &str) -> String {
    if !text.starts_with('{') && !text.starts_with("..") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut units = Vec::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some(unit) =
            rest.strip_prefix("\\u").and_then(|hex| u16::from_str_radix(hex.get(..4)?, 16).ok())
        {
            units.push(unit);
            rest = &rest[6..];
            continue;
        }
        plain += &String::from_utf16_lossy(&std::mem::take(&mut units));
        if !rest.starts_with("\\.") {
            plain.push(letter);
        }
        rest = &rest[letter.len_utf8()..];
    }
    plain + &String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_not_seen() {
        assert_eq!(plain(r#"{"i":"a\.b"}.x"#), r#"{"i":"a.b"}.x"#);
        assert_eq!(plain(r#"..{"i":"a\u002eb"}.x...y.z.."#), r#"..{"i":"a.b"}.x...y.z.."#);
        assert_eq!(plain(r#"{"i":"\u00e9\ud83e\udd80"}"#), r#"{"i":"é🦀"}"#);
        assert_eq!(plain(r"a\u002e"), r"a\u002e");
    }
}
