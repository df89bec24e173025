//! The properties that a request brings along.

use std::vec;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::args::Arg;
use crate::component_id::ComponentId;
use crate::error::{Error, Result};
use crate::wire::{Item, Items};

/// A property of one component, as the browser knew it when it sent the request.
#[allow(clippy::struct_field_names, reason = "the names on the wire")]
#[derive(Debug, Clone, Serialize)]
pub struct Property {
    id: ComponentId,
    property: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Box<RawValue>>,
}

impl Property {
    /// A property that nothing has set.
    pub(crate) fn unset(id: ComponentId, property: &str) -> Self {
        Self { id, property: property.to_owned(), value: None }
    }

    /// The component.
    pub fn id(&self) -> &ComponentId {
        &self.id
    }

    /// The property, by its wire name.
    pub fn property(&self) -> &str {
        &self.property
    }

    /// Id and property in Dash's notation, such as `execute.n_clicks`.
    pub fn prop_id(&self) -> String {
        format!("{}.{}", self.id, self.property)
    }

    /// Its value as JSON; `null` until something sets it.
    pub fn json(&self) -> &str {
        self.value.as_ref().map_or("null", |value| value.get())
    }

    /// Its value.
    ///
    /// # Errors
    /// When the value is no `T`.
    pub fn value<T: Arg>(&self) -> Result<T> {
        T::decode(&mut serde_json::Deserializer::from_str(self.json()))
            .map_err(|error| Error::new(format!("`{}`: {error}", self.prop_id())))
    }
}

/// What one input, state or output stands for in a call.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum Resolved {
    /// One property.
    One(Property),
    /// With `ALL` or `ALLSMALLER` any number of them.
    Many(Vec<Property>),
}

impl IntoIterator for Resolved {
    type Item = Property;
    type IntoIter = vec::IntoIter<Property>;

    fn into_iter(self) -> Self::IntoIter {
        match self {
            Self::One(property) => vec![property].into_iter(),
            Self::Many(properties) => properties.into_iter(),
        }
    }
}

impl From<&Item<'_>> for Property {
    fn from(item: &Item<'_>) -> Self {
        Self {
            id: item.id.to_component_id(),
            property: item.property.to_string(),
            value: item.value.map(ToOwned::to_owned),
        }
    }
}

impl From<&Items<'_>> for Resolved {
    fn from(items: &Items<'_>) -> Self {
        match items {
            Items::One(item) => Self::One(item.into()),
            Items::Many(items) => Self::Many(items.iter().map(Property::from).collect()),
        }
    }
}
