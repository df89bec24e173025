//! What the browser sends: values stay JSON text, ids and names are borrowed where they can be.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::component_id::ComponentId;
use crate::dependency::Dependency;
use crate::id_pattern::{IdPattern, KeyPattern};

/// The body of a request to run a callback. Unknown keys are ignored.
#[derive(Debug, Deserialize)]
pub(crate) struct UpdateRequest<'a> {
    #[serde(borrow)]
    pub(crate) output: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) outputs: Option<Outputs<'a>>,
    #[serde(borrow, default)]
    pub(crate) inputs: Vec<Items<'a>>,
    #[serde(borrow, default)]
    pub(crate) state: Vec<Items<'a>>,
    #[serde(default, rename = "changedPropIds")]
    pub(crate) changed: Vec<String>,
}

impl<'a> UpdateRequest<'a> {
    /// Reads the body of a request.
    pub(crate) fn read(body: &'a [u8]) -> Result<Self, serde_json::Error> {
        // serde would also take the fields as an array, in the order in which they happen to stand here.
        if body.trim_ascii_start().starts_with(b"[") {
            return Err(serde_json::Error::custom("a list instead of an object"));
        }
        serde_json::from_slice(body)
    }
}

/// The outputs of a request: a bare one, or a list.
#[derive(Debug)]
pub(crate) enum Outputs<'a> {
    /// Always [`Items::One`].
    One(Items<'a>),
    List(Vec<Items<'a>>),
}

/// The properties that one dependency stands for.
#[derive(Debug)]
pub(crate) enum Items<'a> {
    One(Item<'a>),
    /// With `ALL` or `ALLSMALLER`, be it none.
    Many(Vec<Item<'a>>),
}

impl<'a> Items<'a> {
    pub(crate) fn as_slice(&self) -> &[Item<'a>] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Many(items) => items,
        }
    }
}

/// One input, state or output of a request.
#[derive(Debug, Clone)]
pub(crate) struct Item<'a> {
    pub(crate) id: ItemId<'a>,
    pub(crate) property: Cow<'a, str>,
    /// Absent when the property was never set.
    pub(crate) value: Option<&'a RawValue>,
}

impl Item<'_> {
    /// The property; what follows `@` keeps duplicate outputs apart.
    pub(crate) fn property(&self) -> &str {
        self.property.split('@').next().unwrap_or_default()
    }

    /// The id, if it is made of keys.
    pub(crate) fn keys(&self) -> Option<&ComponentId> {
        match &self.id {
            ItemId::Text(_) | ItemId::Missing(_) => None,
            ItemId::Keys(keys) => Some(keys),
        }
    }

    /// Whether this is the property that was declared, or one of them.
    pub(crate) fn is(&self, dependency: &Dependency) -> bool {
        self.property() == dependency.property
            && match (&self.id, &dependency.id) {
                (ItemId::Text(text), IdPattern::Text(id)) => text == id,
                (ItemId::Keys(keys), pattern) => pattern.covers(keys),
                (ItemId::Missing(missing), pattern) => dependency.allow_optional && **missing == *pattern,
                (ItemId::Text(_), IdPattern::Keys(_)) => false,
            }
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.id, self.property)
    }
}

/// The id in an item: text is borrowed, which is the usual case.
#[derive(Debug, Clone)]
pub(crate) enum ItemId<'a> {
    Text(Cow<'a, str>),
    Keys(ComponentId),
    /// No component is covered by the pattern (`dash-renderer/src/actions/callbacks.ts`, `unwrapIfNotMulti`).
    Missing(Box<IdPattern>),
}

impl ItemId<'_> {
    pub(crate) fn to_component_id(&self) -> ComponentId {
        match self {
            Self::Text(text) => ComponentId::Text(Cow::Owned(text.to_string())),
            Self::Keys(id) => id.clone(),
            Self::Missing(pattern) => ComponentId::Text(Cow::Owned(pattern.to_string())),
        }
    }
}

impl fmt::Display for ItemId<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(id) => out.write_str(id),
            Self::Keys(id) => id.fmt(out),
            Self::Missing(pattern) => pattern.fmt(out),
        }
    }
}

/// The body of a request to a callback's endpoint: values by the names of the arguments.
#[derive(Debug)]
pub(crate) struct ApiRequest<'a>(pub(crate) Vec<(Cow<'a, str>, &'a RawValue)>);

// Not untagged enums: those would buffer the values and could not lend their text.
impl<'de: 'a, 'a> Deserialize<'de> for Outputs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OutputsVisitor;

        impl<'de> Visitor<'de> for OutputsVisitor {
            type Value = Outputs<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an output or a list of outputs")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outputs<'de>, A::Error> {
                Item::read(map).map(Items::One).map(Outputs::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outputs<'de>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Outputs::List)
            }
        }

        deserializer.deserialize_any(OutputsVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemsVisitor;

        impl<'de> Visitor<'de> for ItemsVisitor {
            type Value = Items<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object with `id` and `property`, or a list of such")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Items<'de>, A::Error> {
                Item::read(map).map(Items::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Items<'de>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Items::Many)
            }
        }

        deserializer.deserialize_any(ItemsVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Item<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemVisitor;

        impl<'de> Visitor<'de> for ItemVisitor {
            type Value = Item<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object with `id` and `property`")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item<'de>, A::Error> {
                Item::read(map)
            }
        }

        deserializer.deserialize_any(ItemVisitor)
    }
}

impl<'a> Item<'a> {
    /// Only from an object: serde's own reader would also take a list of the fields.
    fn read<'de: 'a, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        #[derive(Deserialize)]
        struct Fields<'a> {
            #[serde(borrow)]
            id: ItemId<'a>,
            #[serde(borrow)]
            property: Cow<'a, str>,
            #[serde(borrow, default)]
            value: Option<&'a RawValue>,
        }
        let Fields { id, property, value } = Fields::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self { id, property, value })
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
                let (mut keys, mut wildcards) = (BTreeMap::new(), BTreeMap::new());
                while let Some((key, value)) = map.next_entry::<String, KeyPattern>()? {
                    let key = Cow::Owned(key);
                    match value {
                        KeyPattern::Value(value) => drop(keys.insert(key, value)),
                        KeyPattern::Wildcard(wildcard) => drop(wildcards.insert(key, wildcard.into())),
                    }
                }
                if wildcards.is_empty() {
                    return Ok(ItemId::Keys(ComponentId::Keys(keys)));
                }
                wildcards.extend(keys.into_iter().map(|(key, value)| (key, KeyPattern::Value(value))));
                Ok(ItemId::Missing(Box::new(IdPattern::Keys(wildcards))))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ApiRequest<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ArgumentsVisitor;

        impl<'de> Visitor<'de> for ArgumentsVisitor {
            type Value = ApiRequest<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object with a value for each argument")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ApiRequest<'de>, A::Error> {
                let mut values = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    values.push(entry);
                }
                Ok(ApiRequest(values))
            }
        }

        deserializer.deserialize_map(ArgumentsVisitor)
    }
}
