//! The JSON that the renderer sends and reads (`protocol.md` sections 4 and 5), and nothing else.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::callback::{Callback, PreventInitialCall, Running};
use crate::component_id::ComponentId;
use crate::dependency::Dependency;
use crate::value::Value;

/// The body of a request to run a callback. Unknown keys are ignored, values stay JSON text.
#[derive(Debug, Deserialize)]
pub(crate) struct UpdateRequest<'a> {
    #[serde(borrow)]
    pub(crate) output: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) outputs: Option<Outputs<'a>>,
    #[serde(borrow, default)]
    pub(crate) inputs: Vec<Item<'a>>,
    #[serde(borrow, default)]
    pub(crate) state: Vec<Item<'a>>,
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
    One(Item<'a>),
    List(Vec<Item<'a>>),
}

/// One input, state or output of a request.
#[derive(Debug, Deserialize)]
pub(crate) struct Item<'a> {
    #[serde(borrow)]
    pub(crate) id: ItemId<'a>,
    #[serde(borrow)]
    pub(crate) property: Cow<'a, str>,
    /// Absent when the property was never set.
    #[serde(borrow, default)]
    pub(crate) value: Option<&'a RawValue>,
}

impl Item<'_> {
    /// Whether this is the property that was declared.
    pub(crate) fn is(&self, dependency: &Dependency) -> bool {
        // What follows `@` keeps duplicate outputs apart.
        let property = self.property.split('@').next().unwrap_or_default();
        property == dependency.property
            && match (&self.id, &dependency.id) {
                (ItemId::Text(text), ComponentId::Text(id)) => text == id,
                (ItemId::Keys(keys), id) => keys == id,
                (ItemId::Text(_), ComponentId::Keys(_)) => false,
            }
    }
}

impl fmt::Display for Item<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            ItemId::Text(id) => write!(out, "{id}.{}", self.property),
            ItemId::Keys(id) => write!(out, "{id}.{}", self.property),
        }
    }
}

/// The id in an item: text is borrowed, which is the usual case.
#[derive(Debug)]
pub(crate) enum ItemId<'a> {
    Text(Cow<'a, str>),
    Keys(ComponentId),
}

// Not an untagged enum: that would buffer the value and could not lend its text.
impl<'de: 'a, 'a> Deserialize<'de> for Outputs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OutputsVisitor;

        impl<'de> Visitor<'de> for OutputsVisitor {
            type Value = Outputs<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an output or a list of outputs")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outputs<'de>, A::Error> {
                Item::deserialize(MapAccessDeserializer::new(map)).map(Outputs::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outputs<'de>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Outputs::List)
            }
        }

        deserializer.deserialize_any(OutputsVisitor)
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

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ItemId<'de>, A::Error> {
                match ComponentId::deserialize(MapAccessDeserializer::new(map))? {
                    ComponentId::Text(_) => Err(A::Error::custom("an id made of keys is an object")),
                    keys @ ComponentId::Keys(_) => Ok(ItemId::Keys(keys)),
                }
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

/// One entry of `_dash-dependencies`.
#[allow(clippy::struct_excessive_bools, reason = "the renderer reads these very fields")]
#[derive(Debug, Serialize)]
pub(crate) struct DependencyEntry<'a> {
    output: &'a str,
    inputs: Vec<Trigger<'a>>,
    state: Vec<Trigger<'a>>,
    clientside_function: Option<()>,
    prevent_initial_call: bool,
    background: Option<()>,
    dynamic_creator: Option<()>,
    no_output: bool,
    optional: bool,
    hidden: bool,
    websocket: bool,
    persistent: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    running: Option<RunningEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct Trigger<'a> {
    id: String,
    property: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    allow_optional: bool,
}

#[derive(Debug, Serialize)]
struct RunningEntry<'a> {
    running: Targets<'a>,
    #[serde(rename = "runningOff")]
    running_off: Targets<'a>,
}

/// Values by `id.property`.
#[derive(Debug)]
struct Targets<'a> {
    running: &'a [Running],
    value: fn(&Running) -> &Value,
}

impl Serialize for Targets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.running.len()))?;
        for running in self.running {
            map.serialize_entry(&running.target.to_string(), (self.value)(running))?;
        }
        map.end()
    }
}

impl<'a> DependencyEntry<'a> {
    pub(crate) fn new(output: &'a str, callback: &'a Callback) -> Self {
        let triggers = |dependencies: &'a [Dependency]| {
            dependencies
                .iter()
                .map(|dependency| Trigger {
                    id: dependency.id.to_string(),
                    property: &dependency.property,
                    allow_optional: dependency.allow_optional,
                })
                .collect()
        };
        let targets = |value| Targets { running: &callback.running, value };
        Self {
            output,
            inputs: triggers(&callback.inputs),
            state: triggers(&callback.state),
            clientside_function: None,
            prevent_initial_call: callback.prevent_initial_call == PreventInitialCall::Yes,
            background: None,
            dynamic_creator: None,
            no_output: callback.outputs.is_empty(),
            optional: callback.optional,
            hidden: callback.hidden,
            websocket: false,
            persistent: false,
            running: (!callback.running.is_empty()).then(|| RunningEntry {
                running: targets(|running| &running.meanwhile),
                running_off: targets(|running| &running.afterwards),
            }),
        }
    }
}
