//! What a property holds: a compact tree, cheaper to build and to write than `serde_json::Value`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use crate::component::Component;
use crate::component_id::ComponentId;

/// Text of a property: borrowed when it is a literal.
pub type Str = Cow<'static, str>;

/// The value of one property of a component.
///
/// Made with `From`: from strings, numbers, booleans, `Option` (`None` is null), `Vec` and arrays, components,
/// [`Map`]s, and with [`Value::json`] from anything that is [`Serialize`].
#[derive(Debug, Clone, Default)]
pub enum Value {
    /// JSON `null`: the property is set, to nothing.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Num(Num),
    /// Text.
    Str(Str),
    /// A JSON array.
    List(Vec<Value>),
    /// A JSON object.
    Map(Map),
    /// A component.
    Component(Box<Component>),
    /// The id of a component.
    Id(Box<ComponentId>),
    /// JSON text, written as it is.
    Json(Box<RawValue>),
    /// What becomes JSON when the answer is written, into which it goes without a copy.
    Late(Late),
}

impl Value {
    /// Turns anything [`Serialize`] into a property value.
    ///
    /// # Errors
    /// When `value` refuses to be serialized as JSON, for example a map whose keys are not strings.
    ///
    /// ```
    /// let value = dash_core::Value::json(&vec![1, 2])?;
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self::Json)
    }

    /// As [`json`](Self::json), but only when the answer is written: large values are not copied into it.
    pub fn late(value: impl Serialize + Send + Sync + 'static) -> Self {
        Self::Late(Late(Arc::new(value)))
    }

    /// Appends the value's JSON.
    pub(crate) fn write(&self, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        match self {
            Self::Late(Late(value)) => value.write(json),
            _ => serde_json::to_writer(json, self),
        }
    }

    /// Calls `visit` for each component in this value, outermost first, wherever it is nested.
    pub(crate) fn for_each_component<'a>(&'a self, visit: &mut dyn FnMut(&'a Component)) {
        match self {
            Self::Component(component) => component.for_each(visit),
            Self::List(items) => items.iter().for_each(|item| item.for_each_component(visit)),
            Self::Map(map) => map.0.iter().for_each(|(_, value)| value.for_each_component(visit)),
            Self::Null
            | Self::Bool(_)
            | Self::Num(_)
            | Self::Str(_)
            | Self::Id(_)
            | Self::Json(_)
            | Self::Late(_) => {}
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Num(value) => value.serialize(serializer),
            Self::Str(value) => serializer.serialize_str(value),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Map(map) => map.serialize(serializer),
            Self::Component(component) => component.serialize(serializer),
            Self::Id(id) => id.serialize(serializer),
            Self::Json(text) => text.serialize(serializer),
            Self::Late(value) => value.to_json().map_err(S::Error::custom)?.serialize(serializer),
        }
    }
}

/// A value that becomes JSON when the answer is written; made by [`Value::late`].
#[derive(Clone)]
pub struct Late(Arc<dyn WriteJson + Send + Sync>);

impl Late {
    /// The value's JSON, where it is needed as such.
    pub(crate) fn to_json(&self) -> Result<Box<RawValue>, serde_json::Error> {
        let mut json = Vec::new();
        self.0.write(&mut json)?;
        RawValue::from_string(String::from_utf8(json).map_err(serde_json::Error::custom)?)
    }
}

impl fmt::Debug for Late {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Late(..)")
    }
}

/// What can be written as JSON: [`Serialize`], for one kind of writer.
trait WriteJson {
    fn write(&self, json: &mut Vec<u8>) -> Result<(), serde_json::Error>;
}

impl<T: Serialize> WriteJson for T {
    fn write(&self, json: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        serde_json::to_writer(json, self)
    }
}

/// A number as the browser knows it. NaN and the infinities are written as null.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Num {
    /// A whole number that fits `i64`.
    Int(i64),
    /// A whole number above `i64::MAX`.
    Big(u64),
    /// Any other number.
    Float(f64),
}

impl Serialize for Num {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Int(value) => serializer.serialize_i64(value),
            Self::Big(value) => serializer.serialize_u64(value),
            // serde_json does the same; other serializers must not invent a text for NaN.
            Self::Float(value) if !value.is_finite() => serializer.serialize_unit(),
            Self::Float(value) => serializer.serialize_f64(value),
        }
    }
}

/// A JSON object, in the order in which it was written.
///
/// ```
/// use dash_core::Map;
/// let style = Map::from([("padding", "50px"), ("color", "red")]);
/// let mixed = Map::new().with("padding", 50).with("color", "red");
/// # let _ = (style, mixed);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Map(pub(crate) Vec<(Str, Value)>);

impl Map {
    /// An empty object.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one entry; a later entry of the same key replaces the earlier one.
    pub fn with(mut self, key: impl Into<Str>, value: impl Into<Value>) -> Self {
        set(&mut self.0, key.into(), value.into());
        self
    }

    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Up to so many entries are looked through one by one. What a browser sends may have any number.
const SCANNED: usize = 32;

/// Sets `key` in a short list of pairs: a scan beats hashing at the sizes of a component's properties.
pub(crate) fn set(entries: &mut Vec<(Str, Value)>, key: Str, value: Value) {
    match entries.iter_mut().find(|(name, _)| *name == key) {
        Some(entry) => entry.1 = value,
        None => entries.push((key, value)),
    }
}

impl Serialize for Map {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

impl<K: Into<Str>, V: Into<Value>> FromIterator<(K, V)> for Map {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        if entries.size_hint().1.is_some_and(|most| most <= SCANNED) {
            return entries.fold(Self::new(), |map, (key, value)| map.with(key, value));
        }
        let (mut map, mut places) = (Self::new(), HashMap::<Str, usize>::new());
        for (key, value) in entries {
            let value = value.into();
            match places.entry(key.into()) {
                Entry::Occupied(place) => map.0[*place.get()].1 = value,
                Entry::Vacant(place) => {
                    map.0.push((place.key().clone(), value));
                    place.insert(map.0.len() - 1);
                }
            }
        }
        map
    }
}

impl<K: Into<Str>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Map {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

macro_rules! from_small_integers {
    ($($int:ty)*) => { $(
        impl From<$int> for Num {
            fn from(value: $int) -> Self { Self::Int(i64::from(value)) }
        }
        impl From<$int> for Value {
            fn from(value: $int) -> Self { Self::Num(value.into()) }
        }
    )* };
}
from_small_integers!(i8 i16 i32 i64 u8 u16 u32);

macro_rules! from_large_integers {
    ($($int:ty)*) => { $(
        impl From<$int> for Num {
            fn from(value: $int) -> Self {
                // Only `u64` and `usize` can leave the range of `i64`, and then upwards.
                i64::try_from(value).map_or(Self::Big(value as u64), Self::Int)
            }
        }
        impl From<$int> for Value {
            fn from(value: $int) -> Self { Self::Num(value.into()) }
        }
    )* };
}
from_large_integers!(u64 usize);

impl From<isize> for Num {
    fn from(value: isize) -> Self {
        Self::Int(value as i64)
    }
}

impl From<f64> for Num {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<f32> for Num {
    fn from(value: f32) -> Self {
        // Through the shortest text: 0.1_f32 means 0.1, not 0.10000000149011612.
        Self::Float(value.to_string().parse().unwrap_or(f64::from(value)))
    }
}

macro_rules! value_from {
    ($($from:ty => |$value:ident| $into:expr;)*) => { $(
        impl From<$from> for Value {
            fn from($value: $from) -> Self { $into }
        }
    )* };
}
value_from! {
    isize => |value| Self::Num(value.into());
    f32 => |value| Self::Num(value.into());
    f64 => |value| Self::Num(value.into());
    Num => |value| Self::Num(value);
    bool => |value| Self::Bool(value);
    &'static str => |value| Self::Str(Cow::Borrowed(value));
    String => |value| Self::Str(Cow::Owned(value));
    char => |value| Self::Str(Cow::Owned(value.to_string()));
    Str => |value| Self::Str(value);
    Map => |value| Self::Map(value);
    Component => |value| Self::Component(Box::new(value));
    ComponentId => |value| Self::Id(Box::new(value));
    Box<RawValue> => |value| Self::Json(value);
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(int), _) => int.into(),
                (None, Some(big)) => big.into(),
                (None, None) => number.as_f64().into(),
            },
            Json::String(text) => text.into(),
            Json::Array(items) => items.into(),
            // No key is there twice.
            Json::Object(entries) => {
                Self::Map(Map(entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()))
            }
        }
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If each entry were compared with all before it, this would take minutes.
    #[test]
    fn a_large_object_is_made_in_the_time_that_it_takes_to_read_it() {
        let entries = || (0..100_000).map(|number| (number.to_string(), serde_json::Value::from(number)));
        let json = serde_json::Value::Object(entries().collect());
        assert_eq!(serde_json::to_value(Value::from(json.clone())).unwrap(), json);
        let map: Map = entries().chain([("7".to_owned(), "again".into())]).filter(|_| true).collect();
        assert_eq!(map.0.len(), 100_000);
        assert!(matches!(&map.0[7], (key, Value::Str(text)) if key == "7" && text == "again"));
    }
}
