//! The ids of a request: borrowed from its body, and compared without becoming ids of our own.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::item_key::ItemKey;
use crate::component_id::ComponentId;
use crate::id_pattern::{IdPattern, KeyPattern};

/// The id in an item of a request.
#[derive(Debug, Clone)]
pub(crate) enum ItemId<'a> {
    Text(Cow<'a, str>),
    Keys(ItemKeys<'a>),
}

/// The keys of an id, sorted by name. With a wildcard in it no component is covered by the pattern
/// (`dash-renderer/src/actions/callbacks.ts`, `unwrapIfNotMulti`).
#[derive(Debug, Clone, Default)]
pub(crate) struct ItemKeys<'a>(Vec<(Cow<'a, str>, ItemKey<'a>)>);

impl ItemId<'_> {
    /// Whether the pattern stands for it. It is missing where it names wildcards itself, and then must be the pattern.
    pub(crate) fn is(&self, pattern: &IdPattern) -> bool {
        match (self, pattern) {
            (Self::Text(text), IdPattern::Text(id)) => text == id,
            (Self::Keys(ItemKeys(keys)), IdPattern::Keys(pattern)) => {
                let is_missing = self.is_missing();
                let is_key = |key: &ItemKey<'_>, wanted: &KeyPattern| match (key, wanted) {
                    (ItemKey::Wildcard(key), KeyPattern::Wildcard(wanted)) => key == wanted,
                    (_, KeyPattern::Wildcard(_)) => !is_missing,
                    (key, KeyPattern::Value(wanted)) => key.is(wanted),
                };
                let mut pairs = keys.iter().zip(pattern);
                keys.len() == pattern.len()
                    && pairs.all(|((name, key), (wanted_name, wanted))| {
                        name == wanted_name && is_key(key, wanted)
                    })
            }
            (Self::Text(_), IdPattern::Keys(_)) | (Self::Keys(_), IdPattern::Text(_)) => false,
        }
    }

    /// Whether it stands for a component that is not there.
    pub(crate) fn is_missing(&self) -> bool {
        match self {
            Self::Text(_) => false,
            Self::Keys(ItemKeys(keys)) => keys.iter().any(|(_, key)| matches!(key, ItemKey::Wildcard(_))),
        }
    }

    /// The value of a key, if the id has one.
    pub(crate) fn key(&self, name: &str) -> Option<&ItemKey<'_>> {
        let Self::Keys(ItemKeys(keys)) = self else { return None };
        let (_, key) = keys.iter().find(|(known, _)| known == name)?;
        (!matches!(key, ItemKey::Wildcard(_))).then_some(key)
    }

    /// Its one text form; see [`ComponentId`].
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }

    /// Appends its text form.
    pub(crate) fn push_to(&self, text: &mut String) {
        match self {
            Self::Text(own) => text.push_str(own),
            // Keys and values are text, numbers and booleans: what JSON can hold.
            Self::Keys(keys) => text.push_str(&serde_json::to_string(keys).unwrap_or_default()),
        }
    }

    pub(crate) fn to_component_id(&self) -> ComponentId {
        let pair = |(name, key): &(Cow<'_, str>, ItemKey<'_>)| {
            Some((Cow::Owned(name.to_string()), key.to_id_value()?))
        };
        let keys = match self {
            Self::Text(_) => None,
            Self::Keys(ItemKeys(keys)) => keys.iter().map(pair).collect::<Option<_>>(),
        };
        keys.map_or_else(|| ComponentId::Text(Cow::Owned(self.to_text())), ComponentId::Keys)
    }
}

impl From<ItemId<'_>> for IdPattern {
    fn from(id: ItemId<'_>) -> Self {
        match id {
            ItemId::Text(text) => Self::Text(Cow::Owned(text.into_owned())),
            ItemId::Keys(ItemKeys(keys)) => {
                let keys = keys.into_iter();
                Self::Keys(keys.map(|(name, key)| (Cow::Owned(name.into_owned()), key.into())).collect())
            }
        }
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
        struct IdVisitor;

        impl<'de> Visitor<'de> for IdVisitor {
            type Value = ItemId<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a component id: a string or an object")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<ItemId<'de>, E> {
                Ok(ItemId::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<ItemId<'de>, E> {
                Ok(ItemId::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ItemId<'de>, A::Error> {
                // Hardly any id has more.
                let mut keys = Vec::<(Cow<'de, str>, ItemKey<'de>)>::with_capacity(2);
                while let Some((Text(name), key)) = map.next_entry()? {
                    match keys.binary_search_by(|(known, _)| known.cmp(&name)) {
                        Ok(place) => keys[place].1 = key,
                        Err(place) => keys.insert(place, (name, key)),
                    }
                }
                Ok(ItemId::Keys(ItemKeys(keys)))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

/// Text that is borrowed where it can be; serde alone would always copy it.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
