//! Ids that stand for several components: Dash's pattern-matching ids.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::ser::{Serialize, Serializer};

use crate::component_id::{ComponentId, IdValue};
use crate::value::Str;
use crate::wire::ItemKeys;

/// The id in a dependency: of one component, or of all those whose keys fit.
///
/// ```
/// use dash_core::{ALL, ComponentId, IdPattern};
/// let rows = IdPattern::keys([("type", "row")]).key("index", ALL);
/// assert_eq!(rows.to_string(), r#"{"index":["ALL"],"type":"row"}"#);
/// assert!(rows.covers(&ComponentId::keys([("type", "row")]).key("index", 3)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IdPattern {
    /// An ordinary id such as `execute`.
    Text(Str),
    /// A set of keys, each with a value or a wildcard.
    Keys(BTreeMap<Str, KeyPattern>),
}

/// What the value of one key must be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum KeyPattern {
    /// This value.
    Value(IdValue),
    /// Any value that the wildcard allows.
    Wildcard(Wildcard),
}

/// Stands for the values of one key of an id (`dash/dependencies.py`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wildcard {
    /// The same value everywhere in one call: the callback runs once for each value.
    Match,
    /// Every value at once: the argument is a list, and so is an output's value.
    All,
    /// Every value smaller than that of `MATCH`: the argument is a list.
    AllSmaller,
}

/// [`Wildcard::Match`], as Dash spells it.
pub const MATCH: Wildcard = Wildcard::Match;
/// [`Wildcard::All`], as Dash spells it.
pub const ALL: Wildcard = Wildcard::All;
/// [`Wildcard::AllSmaller`], as Dash spells it.
pub const ALLSMALLER: Wildcard = Wildcard::AllSmaller;

impl Wildcard {
    /// All of them.
    pub(crate) const EACH: [Self; 3] = [MATCH, ALL, ALLSMALLER];

    /// Its name in Dash and on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "MATCH",
            Self::All => "ALL",
            Self::AllSmaller => "ALLSMALLER",
        }
    }

    /// Whether it stands for any number of components in one call.
    pub const fn is_many(self) -> bool {
        matches!(self, Self::All | Self::AllSmaller)
    }
}

impl IdPattern {
    /// A pattern of keys; see [`key`](Self::key) for keys with wildcards.
    pub fn keys<K: Into<Str>, V: Into<KeyPattern>>(keys: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Keys(keys.into_iter().map(|(key, value)| (key.into(), value.into())).collect())
    }

    /// Adds a key with a value or a wildcard; a text id becomes a pattern of just this key.
    #[must_use]
    pub fn key(self, key: impl Into<Str>, value: impl Into<KeyPattern>) -> Self {
        let mut keys = match self {
            Self::Keys(keys) => keys,
            Self::Text(_) => BTreeMap::new(),
        };
        keys.insert(key.into(), value.into());
        Self::Keys(keys)
    }

    /// Whether the component with this id is one of those that the pattern stands for.
    pub fn covers(&self, id: &ComponentId) -> bool {
        match (self, id) {
            (Self::Text(text), ComponentId::Text(id)) => text == id,
            (Self::Keys(pattern), ComponentId::Keys(keys)) => {
                pattern.len() == keys.len()
                    && pattern.iter().zip(keys).all(|((name, wanted), (key, value))| {
                        name == key
                            && match wanted {
                                KeyPattern::Value(wanted) => wanted == value,
                                KeyPattern::Wildcard(_) => true,
                            }
                    })
            }
            (Self::Text(_), ComponentId::Keys(_)) | (Self::Keys(_), ComponentId::Text(_)) => false,
        }
    }

    /// Whether one component may be covered by both, as the renderer sees it
    /// (`dash-renderer/src/actions/dependencies.js`).
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Keys(one), Self::Keys(two)) => {
                one.len() == two.len()
                    && one.iter().zip(two).all(|((key, value), (other_key, other))| {
                        key == other_key
                            && match (value, other) {
                                (KeyPattern::Value(one), KeyPattern::Value(two)) => one == two,
                                (KeyPattern::Wildcard(one), KeyPattern::Wildcard(two)) => {
                                    !matches!((one, two), (&MATCH, &ALLSMALLER) | (&ALLSMALLER, &MATCH))
                                }
                                (KeyPattern::Wildcard(_), KeyPattern::Value(_))
                                | (KeyPattern::Value(_), KeyPattern::Wildcard(_)) => true,
                            }
                    })
            }
            (Self::Text(_), Self::Keys(_)) | (Self::Keys(_), Self::Text(_)) => false,
        }
    }

    /// Whether it stands for any number of components in one call, and its value is a list.
    pub fn is_many(&self) -> bool {
        self.wildcards().any(|(_, wildcard)| wildcard.is_many())
    }

    /// Whether there is a wildcard in it.
    pub fn has_wildcard(&self) -> bool {
        self.wildcards().next().is_some()
    }

    /// The keys that have a wildcard.
    pub fn wildcards(&self) -> impl Iterator<Item = (&str, Wildcard)> {
        let keys = match self {
            Self::Text(_) => None,
            Self::Keys(keys) => Some(keys),
        };
        keys.into_iter().flatten().filter_map(|(key, value)| match value {
            KeyPattern::Wildcard(wildcard) => Some((&**key, *wildcard)),
            KeyPattern::Value(_) => None,
        })
    }

    /// The keys whose wildcard is `MATCH`.
    pub(crate) fn matched_keys(&self) -> impl Iterator<Item = &str> {
        self.wildcards().filter(|(_, wildcard)| *wildcard == MATCH).map(|(key, _)| key)
    }

    /// The first key at which the ids that it stands for in one call differ.
    pub(crate) fn many_key(&self) -> Option<&str> {
        self.wildcards().find(|(_, wildcard)| wildcard.is_many()).map(|(key, _)| key)
    }

    /// The one id that it stands for, when there is no wildcard in it.
    pub(crate) fn concrete(&self) -> Option<ComponentId> {
        match self {
            Self::Text(text) => Some(ComponentId::Text(text.clone())),
            Self::Keys(keys) => keys
                .iter()
                .map(|(key, value)| match value {
                    KeyPattern::Value(value) => Some((key.clone(), value.clone())),
                    KeyPattern::Wildcard(_) => None,
                })
                .collect::<Option<_>>()
                .map(ComponentId::Keys),
        }
    }

    /// The text form in which the dots are escaped, so that outputs can be told apart by theirs (`protocol.md` 4.3).
    /// Dash writes `\.`, which is not JSON. A number keeps its dot: the browser finds the last one.
    pub(crate) fn with_escaped_dots(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Keys(keys) => {
                let entry = |(key, value): (&Str, &KeyPattern)| {
                    let value = match value {
                        KeyPattern::Value(IdValue::Text(text)) => json_without_dots(text),
                        // Neither a number nor a wildcard can refuse to be JSON.
                        other => serde_json::to_string(other).unwrap_or_default(),
                    };
                    format!("{}:{value}", json_without_dots(key))
                };
                format!("{{{}}}", keys.iter().map(entry).collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// A JSON string in which dots are escaped.
fn json_without_dots(text: &str) -> String {
    let part = |part: &str| {
        let quoted = serde_json::Value::from(part).to_string();
        quoted[1..quoted.len() - 1].to_owned()
    };
    format!("\"{}\"", text.split('.').map(part).collect::<Vec<_>>().join("\\u002e"))
}

impl fmt::Display for IdPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Keys(keys) => out.write_str(&serde_json::to_string(keys).map_err(|_| fmt::Error)?),
        }
    }
}

impl fmt::Display for Wildcard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl Serialize for KeyPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Wildcard(wildcard) => [wildcard.name()].serialize(serializer),
        }
    }
}

/// Reads the text form of an id, as it stands in `_dash-dependencies`.
impl FromStr for IdPattern {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, serde_json::Error> {
        if text.starts_with('{') {
            serde_json::from_str::<ItemKeys<'_>>(text).map(Self::from)
        } else {
            Ok(Self::Text(Cow::Owned(text.to_owned())))
        }
    }
}

impl From<Wildcard> for KeyPattern {
    fn from(wildcard: Wildcard) -> Self {
        Self::Wildcard(wildcard)
    }
}

impl<T: Into<IdValue>> From<T> for KeyPattern {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl<T: Into<ComponentId>> From<T> for IdPattern {
    fn from(id: T) -> Self {
        match id.into() {
            ComponentId::Text(text) => Self::Text(text),
            ComponentId::Keys(keys) => {
                Self::Keys(keys.into_iter().map(|(key, value)| (key, value.into())).collect())
            }
        }
    }
}

impl PartialEq<ComponentId> for IdPattern {
    fn eq(&self, id: &ComponentId) -> bool {
        !self.has_wildcard() && self.covers(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(index: impl Into<KeyPattern>) -> IdPattern {
        IdPattern::keys([("type", "row")]).key("index", index)
    }

    #[test]
    fn text_form_is_the_renderers_and_reads_back() {
        for (pattern, text) in [
            (row(MATCH), r#"{"index":["MATCH"],"type":"row"}"#),
            (row(ALL), r#"{"index":["ALL"],"type":"row"}"#),
            (row(ALLSMALLER), r#"{"index":["ALLSMALLER"],"type":"row"}"#),
            (row(1.5), r#"{"index":1.5,"type":"row"}"#),
            ("plain".into(), "plain"),
        ] {
            assert_eq!(pattern.to_string(), text);
            assert_eq!(text.parse::<IdPattern>().unwrap(), pattern);
        }
        for text in [r#"{"a":[]}"#, r#"{"a":["SOME"]}"#, r#"{"a":["ALL","ALL"]}"#, r#"{"a":null}"#, "{"] {
            assert!(text.parse::<IdPattern>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_pattern_covers_ids_of_the_same_keys() {
        let id = |index: i32| ComponentId::keys([("type", "row")]).key("index", index);
        assert!(row(MATCH).covers(&id(1)) && row(ALL).covers(&id(1)) && row(1).covers(&id(1)));
        assert!(row(1.0).covers(&id(1)));
        assert!(!row(2).covers(&id(1)));
        assert!(!row(ALL).covers(&id(1).key("more", 1)));
        assert!(!row(ALL).covers(&ComponentId::keys([("type", "row")])));
        assert!(!row(ALL).covers(&"row".into()));
        assert!(!IdPattern::from("row").covers(&id(1)));
    }

    #[test]
    fn only_dots_in_texts_are_escaped() {
        let id = IdPattern::keys([("a.b", "c.d")]).key("n", 1.5).key("w", ALL);
        assert_eq!(id.with_escaped_dots(), r#"{"a\u002eb":"c\u002ed","n":1.5,"w":["ALL"]}"#);
        // Found by fuzzing: what looks like an escaped character is none.
        let id = IdPattern::keys([("a", "\u{1}.\\u0001\"")]);
        assert_eq!(id.with_escaped_dots(), r#"{"a":"\u0001\u002e\\u0001\""}"#);
    }
}
