//! The id of a component, and its one text form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::number_text::NumberText;

use crate::value::{Num, Str, Value};

/// The id of one component: text, or a set of keys.
///
/// A set of keys is sent as an object in a layout and as its text form (`Display`) everywhere else. The text
/// form is what the renderer's `stringifyId` prints (`dash-renderer/src/actions/dependencies.js`): keys sorted, no
/// whitespace, numbers as JavaScript writes them, nothing escaped that JSON does not require.
///
/// ```
/// use dash_core::ComponentId;
/// let id = ComponentId::keys([("type", "row")]).key("index", 1);
/// assert_eq!(id.to_string(), r#"{"index":1,"type":"row"}"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ComponentId {
    /// An ordinary id such as `execute`.
    Text(Str),
    /// An id made of keys, such as `{"index":1,"type":"row"}`.
    Keys(BTreeMap<Str, IdValue>),
}

/// The id of a component made of keys, written as the attribute writes patterns of such ids.
///
/// ```
/// use dash_core::{ComponentId, id};
/// let rows: Vec<ComponentId> = (0..3).map(|index| id! { type: "row", index: index }).collect();
/// assert_eq!(rows[2].to_string(), r#"{"index":2,"type":"row"}"#);
/// ```
#[macro_export]
macro_rules! id {
    ($($key:ident: $value:expr),+ $(,)?) => {
        $crate::ComponentId::keys([$((::core::stringify!($key), $crate::IdValue::from($value))),+])
    };
}

/// The value of one key of a [`ComponentId::Keys`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IdValue {
    /// Text.
    Text(Str),
    /// A number, as JavaScript prints it.
    Number(NumberText),
    /// A boolean.
    Bool(bool),
}

impl ComponentId {
    /// An id made of keys.
    pub fn keys<K: Into<Str>, V: Into<IdValue>>(keys: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Keys(keys.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// Adds a key; a text id becomes a set of just this key.
    pub fn key(self, key: impl Into<Str>, value: impl Into<IdValue>) -> Self {
        let mut keys = match self {
            Self::Keys(keys) => keys,
            Self::Text(_) => BTreeMap::new(),
        };
        keys.insert(key.into(), value.into());
        Self::Keys(keys)
    }

    /// The value of a key, if the id is made of keys and has this one.
    pub fn get(&self, key: &str) -> Option<&IdValue> {
        match self {
            Self::Keys(keys) => keys.get(key),
            Self::Text(_) => None,
        }
    }
}

impl IdValue {
    /// The text, if it is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) | Self::Bool(_) => None,
        }
    }

    /// The number, if it is an integer of this range.
    pub fn as_u64(&self) -> Option<u64> {
        self.number()
    }

    /// The number, if it is an integer of this range.
    pub fn as_i64(&self) -> Option<i64> {
        self.number()
    }

    /// The number, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        self.number()
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(_) | Self::Number(_) => None,
        }
    }

    fn number<T: FromStr>(&self) -> Option<T> {
        match self {
            Self::Number(text) => text.as_str().parse().ok(),
            Self::Text(_) | Self::Bool(_) => None,
        }
    }
}

impl fmt::Display for IdValue {
    /// Text as it is, numbers as JavaScript prints them.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Number(text) => out.write_str(text.as_str()),
            Self::Bool(value) => write!(out, "{value}"),
        }
    }
}

impl fmt::Display for ComponentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Keys(_) => out.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?),
        }
    }
}

impl Serialize for ComponentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Keys(keys) => serializer.collect_map(keys),
        }
    }
}

impl Serialize for IdValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => RawValue::from_string(text.as_str().to_owned())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ComponentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl<'de> Visitor<'de> for IdVisitor {
            type Value = ComponentId;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a component id: a string or an object of strings, numbers and booleans")
            }

            fn visit_str<E>(self, text: &str) -> Result<ComponentId, E> {
                Ok(ComponentId::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ComponentId, A::Error> {
                let mut keys = BTreeMap::new();
                while let Some((key, value)) = map.next_entry::<String, IdValue>()? {
                    keys.insert(Cow::Owned(key), value);
                }
                Ok(ComponentId::Keys(keys))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

impl<'de> Deserialize<'de> for IdValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdValueVisitor)
    }
}

/// Reads the value of one key.
struct IdValueVisitor;

impl Visitor<'_> for IdValueVisitor {
    type Value = IdValue;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string, a number or a boolean")
    }

    fn visit_str<E>(self, text: &str) -> Result<IdValue, E> {
        Ok(text.to_owned().into())
    }

    fn visit_bool<E>(self, value: bool) -> Result<IdValue, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<IdValue, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<IdValue, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<IdValue, E> {
        Ok(value.into())
    }
}

impl PartialEq<str> for ComponentId {
    fn eq(&self, text: &str) -> bool {
        matches!(self, Self::Text(id) if id == text)
    }
}

impl PartialEq<&str> for ComponentId {
    fn eq(&self, text: &&str) -> bool {
        *self == **text
    }
}

impl From<&'static str> for ComponentId {
    fn from(id: &'static str) -> Self {
        Self::Text(Cow::Borrowed(id))
    }
}

impl From<String> for ComponentId {
    fn from(id: String) -> Self {
        Self::Text(Cow::Owned(id))
    }
}

impl From<&'static str> for IdValue {
    fn from(value: &'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for IdValue {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

impl From<bool> for IdValue {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

macro_rules! id_value_from_integers {
    ($($int:ty)*) => { $(
        impl From<$int> for IdValue {
            fn from(value: $int) -> Self { Self::Number(NumberText::integer(i128::from(value))) }
        }
    )* };
}
id_value_from_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl From<f64> for IdValue {
    fn from(value: f64) -> Self {
        Self::Number(NumberText::float(value))
    }
}

impl From<usize> for IdValue {
    fn from(value: usize) -> Self {
        (value as u64).into()
    }
}

impl From<Num> for IdValue {
    fn from(value: Num) -> Self {
        match value {
            Num::Int(value) => value.into(),
            Num::Big(value) => value.into(),
            Num::Float(value) => value.into(),
        }
    }
}

/// The id as it stands in a component's properties, if that is what `value` is.
pub(crate) fn from_value(value: &Value) -> Option<ComponentId> {
    match value {
        Value::Id(id) => Some((**id).clone()),
        Value::Str(text) => Some(ComponentId::Text(text.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// C20, C21: sorted keys, no whitespace, JavaScript numbers, no ASCII escaping.
    #[test]
    fn c21_text_form_is_the_renderers() {
        let id = ComponentId::keys([("type", "é\"")])
            .key("index", 1.0)
            .key("b", true)
            .key("a", 1.5)
            .key("z", 7_u64);
        assert_eq!(id.to_string(), r#"{"a":1.5,"b":true,"index":1,"type":"é\"","z":7}"#);
    }

    #[test]
    fn ids_read_from_a_request_equal_declared_ones() {
        let read: ComponentId = serde_json::from_str(r#"{"type":"row","index":1.0}"#).unwrap();
        assert_eq!(read, ComponentId::keys([("type", "row")]).key("index", 1));
        assert_eq!(serde_json::from_str::<ComponentId>("\"a\"").unwrap(), "a");
        assert!(serde_json::from_str::<ComponentId>("[1]").is_err());
    }
}
