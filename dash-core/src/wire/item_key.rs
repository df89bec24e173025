//! The value of one key in an id of a request.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::component_id::IdValue;
use crate::id_pattern::{KeyPattern, Wildcard};
use crate::value::Num;

/// The value of one key, or the wildcard in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ItemKey<'a> {
    Text(Cow<'a, str>),
    Number(Num),
    Bool(bool),
    Wildcard(Wildcard),
}

impl ItemKey<'_> {
    /// Whether it is this value.
    pub(crate) fn is(&self, value: &IdValue) -> bool {
        match (self, value) {
            (Self::Text(text), IdValue::Text(value)) => text == value,
            (Self::Bool(own), IdValue::Bool(value)) => own == value,
            (Self::Number(_), IdValue::Number(_)) => self.to_id_value().as_ref() == Some(value),
            _ => false,
        }
    }

    /// The value, if it is one.
    pub(crate) fn to_id_value(&self) -> Option<IdValue> {
        match self {
            Self::Text(text) => Some(text.to_string().into()),
            Self::Number(number) => Some((*number).into()),
            Self::Bool(value) => Some((*value).into()),
            Self::Wildcard(_) => None,
        }
    }
}

impl From<ItemKey<'_>> for KeyPattern {
    fn from(key: ItemKey<'_>) -> Self {
        match key {
            ItemKey::Text(text) => Self::Value(text.into_owned().into()),
            ItemKey::Number(number) => Self::Value(number.into()),
            ItemKey::Bool(value) => Self::Value(value.into()),
            ItemKey::Wildcard(wildcard) => Self::Wildcard(wildcard),
        }
    }
}

impl Serialize for ItemKey<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // Those of which JavaScript's text is the usual one.
            Self::Number(Num::Int(number)) if i32::try_from(*number).is_ok() => {
                serializer.serialize_i64(*number)
            }
            Self::Number(number) => IdValue::from(*number).serialize(serializer),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Wildcard(wildcard) => KeyPattern::Wildcard(*wildcard).serialize(serializer),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ItemKey<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = ItemKey<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a string, a number, a boolean, [\"MATCH\"], [\"ALL\"] or [\"ALLSMALLER\"]")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_bool<E>(self, value: bool) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Bool(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Number(Num::Int(value)))
            }

            fn visit_u64<E>(self, value: u64) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Number(i64::try_from(value).map_or(Num::Big(value), Num::Int)))
            }

            fn visit_f64<E>(self, value: f64) -> Result<ItemKey<'de>, E> {
                Ok(ItemKey::Number(Num::Float(value)))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<ItemKey<'de>, A::Error> {
                let name: Option<Cow<'_, str>> = seq.next_element()?;
                match (name.as_deref().and_then(wildcard), seq.next_element::<IgnoredAny>()?) {
                    (Some(wildcard), None) => Ok(wildcard),
                    _ => Err(A::Error::custom(
                        "a list here is one of [\"MATCH\"], [\"ALL\"] and [\"ALLSMALLER\"]",
                    )),
                }
            }

            /// As the renderer has it in its own memory, and sends it for a component that is missing.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ItemKey<'de>, A::Error> {
                let mut name = None;
                while let Some(key) = map.next_key::<Cow<'_, str>>()? {
                    if key == "wild" {
                        name = Some(map.next_value::<Cow<'_, str>>()?);
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                let expected = "an object here names a wildcard, as {\"wild\": \"MATCH\"} does";
                name.as_deref().and_then(wildcard).ok_or_else(|| A::Error::custom(expected))
            }
        }

        deserializer.deserialize_any(KeyVisitor)
    }
}

/// The wildcard of this name.
fn wildcard(name: &str) -> Option<ItemKey<'static>> {
    Wildcard::EACH.into_iter().find(|wildcard| name == wildcard.name()).map(ItemKey::Wildcard)
}
