//! The ids of a request: borrowed from its body, and compared without becoming ids of our own.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::item_key::ItemKey;
use crate::component_id::ComponentId;
use crate::id_pattern::{IdPattern, KeyPattern};

/// The id in an item of a request.
#[derive(Debug, Clone)]
pub(crate) enum ItemId<'a> {
    Text(Cow<'a, str>),
    /// An object: its JSON, which is read when it is compared.
    Keys(&'a str),
}

/// The keys of an id, sorted by name. With a wildcard in it no component is covered by the pattern
/// (`dash-renderer/src/actions/callbacks.ts`, `unwrapIfNotMulti`).
#[derive(Debug, Clone)]
pub(crate) struct ItemKeys<'a>(Vec<(Cow<'a, str>, ItemKey<'a>)>);

impl<'a> ItemId<'a> {
    /// Its JSON, if it consists of keys.
    pub(crate) fn json(&self) -> Option<&'a str> {
        match self {
            Self::Text(_) => None,
            Self::Keys(json) => Some(json),
        }
    }

    /// Its keys, if that is what it consists of.
    pub(crate) fn keys(&self) -> Option<ItemKeys<'a>> {
        self.json().and_then(|json| serde_json::from_str(json).ok())
    }

    /// Its one text form; see [`ComponentId`].
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Keys(json) => self.keys().map_or_else(|| (*json).to_owned(), |keys| keys.to_text()),
        }
    }

    pub(crate) fn to_component_id(&self) -> ComponentId {
        let pair = |(name, key): &(Cow<'_, str>, ItemKey<'_>)| {
            Some((Cow::Owned(name.to_string()), key.to_id_value()?))
        };
        let keys = self.keys().and_then(|ItemKeys(keys)| keys.iter().map(pair).collect());
        keys.map_or_else(|| ComponentId::Text(Cow::Owned(self.to_text())), ComponentId::Keys)
    }
}

impl ItemKeys<'_> {
    /// Whether the pattern stands for it. It is missing where it names wildcards itself, and then must be the pattern.
    pub(crate) fn is(&self, pattern: &IdPattern) -> bool {
        let Self(keys) = self;
        let IdPattern::Keys(pattern) = pattern else { return false };
        let is_missing = self.is_missing();
        let is_key = |key: &ItemKey<'_>, wanted: &KeyPattern| match (key, wanted) {
            (ItemKey::Wildcard(key), KeyPattern::Wildcard(wanted)) => key == wanted,
            (_, KeyPattern::Wildcard(_)) => !is_missing,
            (key, KeyPattern::Value(wanted)) => key.is(wanted),
        };
        let mut pairs = keys.iter().zip(pattern);
        keys.len() == pattern.len()
            && pairs.all(|((name, key), (wanted_name, wanted))| name == wanted_name && is_key(key, wanted))
    }

    /// Whether it stands for a component that is not there.
    pub(crate) fn is_missing(&self) -> bool {
        self.0.iter().any(|(_, key)| matches!(key, ItemKey::Wildcard(_)))
    }

    /// The value of a key, if the id has one.
    pub(crate) fn get(&self, name: &str) -> Option<&ItemKey<'_>> {
        let (_, key) = self.0.iter().find(|(known, _)| known == name)?;
        (!matches!(key, ItemKey::Wildcard(_))).then_some(key)
    }

    fn to_text(&self) -> String {
        // Keys and values are text, numbers and booleans: what JSON can hold.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<ItemKeys<'_>> for IdPattern {
    fn from(ItemKeys(keys): ItemKeys<'_>) -> Self {
        let keys = keys.into_iter();
        Self::Keys(keys.map(|(name, key)| (Cow::Owned(name.into_owned()), key.into())).collect())
    }
}

impl fmt::Display for ItemId<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_text())
    }
}

impl Serialize for ItemKeys<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, key)| (name, key)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ItemId<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&'a RawValue>::deserialize(deserializer)?.get();
        if json.starts_with('{') {
            return Ok(Self::Keys(json));
        }
        match json.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) if !text.contains('\\') => Ok(Self::Text(Cow::Borrowed(text))),
            Some(_) => {
                serde_json::from_str(json).map(|Text(text)| Self::Text(text)).map_err(D::Error::custom)
            }
            None => Err(D::Error::custom("a component id is a string or an object")),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ItemKeys<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;

        impl<'de> Visitor<'de> for KeysVisitor {
            type Value = ItemKeys<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object of strings, numbers and booleans")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ItemKeys<'de>, A::Error> {
                // Hardly any id has more.
                let mut keys = Vec::<(Cow<'de, str>, ItemKey<'de>)>::with_capacity(2);
                while let Some((Text(name), key)) = map.next_entry()? {
                    keys.push((name, key));
                }
                keys.sort_by(|(name, _), (other, _)| name.cmp(other));
                // As in JavaScript, the last value of a name counts.
                keys.dedup_by(|later, kept| {
                    let is_same = later.0 == kept.0;
                    if is_same {
                        std::mem::swap(later, kept);
                    }
                    is_same
                });
                Ok(ItemKeys(keys))
            }
        }

        deserializer.deserialize_map(KeysVisitor)
    }
}

/// Text that is borrowed where it can be; serde alone would always copy it.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
