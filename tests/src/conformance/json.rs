//! JSON, told apart exactly.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// A JSON text without what no reader can see: white space, escapes, the order of keys.
///
/// Not `serde_json::Value`, which may round a number by a bit, and so could make two different numbers equal.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without fraction or exponent.
    Integer(i128),
    /// Any other number: the bits of the nearest double.
    Float(u64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// Reads a text that holds one JSON value.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let text = text.trim();
        Ok(match text.as_bytes().first() {
            Some(b'{') => Self::Object(
                serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(text)?
                    .into_iter()
                    .map(|(key, value)| Ok((key, Self::parse(value.get())?)))
                    .collect::<Result<_, serde_json::Error>>()?,
            ),
            Some(b'[') => Self::List(
                serde_json::from_str::<Vec<Box<RawValue>>>(text)?
                    .iter()
                    .map(|value| Self::parse(value.get()))
                    .collect::<Result<_, _>>()?,
            ),
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            Some(b't' | b'f') => Self::Bool(serde_json::from_str(text)?),
            Some(b'n') => serde_json::from_str(text).map(|()| Self::Null)?,
            _ => Self::number(serde_json::from_str::<&RawValue>(text)?.get()),
        })
    }

    /// The `output` of an entry of the dependencies.
    pub(super) fn output(&self) -> Option<&str> {
        match self {
            Self::Object(entry) => match entry.get("output") {
                Some(Self::Text(output)) => Some(output),
                _ => None,
            },
            _ => None,
        }
    }

    fn number(text: &str) -> Self {
        let float = || Self::Float(text.parse::<f64>().map_or(0, f64::to_bits));
        text.parse().map_or_else(|_| float(), Self::Integer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Json {
        Json::parse(text).expect(text)
    }

    #[test]
    fn spelling_is_not_seen() {
        assert_eq!(parse(r#"{"a": "\u003cx", "b": [1, null]}"#), parse(r#"{"b":[1,null],"a":"<x"}"#));
        assert_eq!(parse("1e2"), parse("100.0"));
    }

    #[test]
    fn values_are() {
        for (one, other) in [
            ("1", "1.0"),
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.10000000000000002"),
            ("0.0", "-0.0"),
        ] {
            assert_ne!(parse(one), parse(other));
        }
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in ["", "NaN", "{", "[1,]", "nul", "1 2"] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }
}
