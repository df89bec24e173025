//! Ids that differ in the value of one key only: what `ALL` stands for may have hundreds of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// The text before and after the value of one key in the JSON of an id. An id with the same text around another plain value has
/// the same keys, and need not be read to know it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Siblings<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Siblings<'a> {
    /// Those of this id, at the key of this name.
    pub(crate) fn of(json: &'a str, key: &str) -> Option<Self> {
        let values: BTreeMap<Cow<'_, str>, &'a RawValue> = serde_json::from_str(json).ok()?;
        let value = values.get(key)?.get();
        let start = value.as_ptr().addr() - json.as_ptr().addr();
        Some(Self { before: &json[..start], after: &json[start + value.len()..] })
    }

    /// The value of the key in the JSON of another id, if it is a sibling. Only a value that has one JSON text is known: a small
    /// whole number, or text in which nothing is escaped.
    pub(crate) fn value<'t>(&self, json: &'t str) -> Option<&'t str> {
        let value = json.strip_prefix(self.before)?.strip_suffix(self.after)?;
        let is_text = |text: &str| !text.contains(['"', '\\']);
        let is_number = || (1..=15).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
        let text = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        text.map_or_else(is_number, is_text).then_some(value)
    }

    /// Appends the JSON of the sibling with this value.
    pub(crate) fn push_to(&self, text: &mut String, value: &str) {
        text.extend([self.before, value, self.after]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_differ_in_one_plain_value() {
        let first = r#"{"type":"row","index":0}"#;
        let siblings = Siblings::of(first, "index").unwrap();
        for value in ["0", "17", "999999999999999", "\"a\"", "\"\"", "\"é\""] {
            let id = first.replace('0', value);
            assert_eq!(siblings.value(&id), Some(value));
            let mut text = String::new();
            siblings.push_to(&mut text, value);
            assert_eq!(text, id);
        }
        for other in [
            r#"{"type":"cell","index":0}"#,
            r#"{"index":0,"type":"row"}"#,
            r#"{"type":"row","index":}"#,
            r#"{"type":"row","index":1.5}"#,
            r#"{"type":"row","index":-0}"#,
            r#"{"type":"row","index":1e3}"#,
            r#"{"type":"row","index":true}"#,
            r#"{"type":"row","index":["ALL"]}"#,
            r#"{"type":"row","index":1,"more":0}"#,
            r#"{"type":"row","index":"a","more":"b"}"#,
            r#"{"type":"row","index":"a\n"}"#,
            r#"{"type":"row","index":1000000000000000}"#,
        ] {
            assert_eq!(siblings.value(other), None, "{other}");
        }
        assert!(Siblings::of(first, "key").is_none() && Siblings::of("[", "key").is_none());
    }
}
