//! What the browser sends: values stay JSON text, ids and names are borrowed where they can be.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::item_id::ItemId;
use crate::dependency::Dependency;

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
        // Text that is known to be text need not be looked at again, string by string.
        str::from_utf8(body).map_or_else(|_| serde_json::from_slice(body), serde_json::from_str)
    }

    /// Makes one output of several bare ones, which are the components of one with `ALL`. A list among them stays where it is.
    pub(crate) fn group_outputs(&mut self) {
        let Some(Outputs::List(list)) = &mut self.outputs else { return };
        if list.iter().all(|items| matches!(items, Items::One(_))) {
            let each = list.drain(..).filter_map(|items| match items {
                Items::One(item) => Some(item),
                Items::Many(_) => None,
            });
            self.outputs = Some(Outputs::One(Items::Many(each.collect())));
        }
    }
}

/// The outputs of a request: a bare one, or a list. In the body a bare one with `ALL` is a list as well.
#[derive(Debug)]
pub(crate) enum Outputs<'a> {
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
        self.property.split_once('@').map_or(&self.property, |(property, _)| property)
    }

    /// Whether this is the property that was declared, whatever component has it.
    pub(crate) fn has_property_of(&self, dependency: &Dependency) -> bool {
        self.property == dependency.property || self.property() == dependency.property
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.id, self.property)
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
