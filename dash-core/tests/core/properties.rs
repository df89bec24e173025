//! Ids and patterns against a second, obvious implementation.

use std::cmp::Ordering;
use std::fmt::Write;

use dash_core::{ALL, ALLSMALLER, ComponentId, Dependency, IdPattern, IdValue, KeyPattern, MATCH, Wildcard};
use proptest::prelude::*;
use serde_json::Value as Json;

/// A number as JavaScript has them: whole ones of any size, and others.
#[derive(Debug, Clone, Copy)]
enum Number {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
}

impl Number {
    #[allow(clippy::cast_precision_loss, reason = "the browser loses the same digits")]
    fn value(self) -> f64 {
        match self {
            Self::Signed(value) => value as f64,
            Self::Unsigned(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// The value of a key: what one would write in JavaScript.
#[derive(Debug, Clone)]
enum Key {
    Text(String),
    Number(Number),
    Bool(bool),
}

impl Key {
    fn value(&self) -> IdValue {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Number(Number::Signed(value)) => (*value).into(),
            Self::Number(Number::Unsigned(value)) => (*value).into(),
            Self::Number(Number::Float(value)) => (*value).into(),
            Self::Bool(value) => (*value).into(),
        }
    }

    /// `===` in JavaScript.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => {
                one.value().partial_cmp(&two.value()) == Some(Ordering::Equal)
            }
            (Self::Bool(one), Self::Bool(two)) => one == two,
            _ => false,
        }
    }

    /// `JSON.stringify` in JavaScript.
    fn json(&self) -> String {
        match self {
            Self::Text(text) => quote(text),
            Self::Number(number) => number_to_string(number.value()),
            Self::Bool(value) => value.to_string(),
        }
    }
}

/// Keys in no order, each once.
type Keys = Vec<(String, Key)>;

/// `Number::toString` of ECMAScript, step by step: digits `d1 d2 .. dk` and `n` such that the number is `0.d1d2..dk × 10^n`.
fn number_to_string(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value < 0.0 {
        return format!("-{}", number_to_string(-value));
    }
    let (mantissa, exponent) =
        format!("{value:e}").split_once('e').map(|(m, e)| (m.to_owned(), e.to_owned())).unwrap();
    let digits = mantissa.replace('.', "");
    let k = i32::try_from(digits.len()).unwrap();
    let n = exponent.parse::<i32>().unwrap() + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap());
    let split = |at: i32| digits.split_at(usize::try_from(at).unwrap());
    if (k..=21).contains(&n) {
        format!("{digits}{}", zeros(n - k))
    } else if (1..=21).contains(&n) {
        let (whole, rest) = split(n);
        format!("{whole}.{rest}")
    } else if (-5..=0).contains(&n) {
        format!("0.{}{digits}", zeros(-n))
    } else {
        let sign = if n > 0 { '+' } else { '-' };
        let power = (n - 1).abs();
        let (first, rest) = split(1);
        let dot = if rest.is_empty() { "" } else { "." };
        format!("{first}{dot}{rest}e{sign}{power}")
    }
}

/// `QuoteJSONString` of ECMAScript, for text without halves of surrogate pairs.
fn quote(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '\u{8}' => quoted.push_str("\\b"),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            '\u{c}' => quoted.push_str("\\f"),
            '\r' => quoted.push_str("\\r"),
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\0'..='\u{1f}' => write!(quoted, "\\u{:04x}", u32::from(letter)).unwrap(),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// `stringifyId` of the renderer: sorted keys, joined by hand. JavaScript sorts keys beyond U+FFFF before those from U+E000 on; we
/// sort as Python does, by code point, which nobody sees: the renderer reads such a text before it compares it.
fn stringify(keys: &[(String, String)]) -> String {
    let mut keys: Vec<_> = keys.iter().collect();
    keys.sort();
    let entries: Vec<_> = keys.iter().map(|(name, json)| format!("{}:{json}", quote(name))).collect();
    format!("{{{}}}", entries.join(","))
}

fn number() -> impl Strategy<Value = Number> {
    let large = (53_u32..64, -2_i64..3);
    prop_oneof![
        (-20_i64..20).prop_map(Number::Signed),
        any::<i64>().prop_map(Number::Signed),
        any::<u64>().prop_map(Number::Unsigned),
        large.prop_map(|(power, more)| Number::Signed((1_i64 << power).wrapping_add(more))),
        (-20_i32..20).prop_map(|number| Number::Float(f64::from(number) / 4.0)),
        (-1.0..1.0_f64, -30_i32..30).prop_map(|(digits, power)| Number::Float(digits * 10_f64.powi(power))),
        prop::num::f64::NORMAL.prop_map(Number::Float),
        prop::num::f64::SUBNORMAL.prop_map(Number::Float),
        Just(Number::Float(-0.0)),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let special = [
        "", ".", "\"", "\\", "\\u0001", "\u{1}", "\u{7f}", "\u{2028}", "é", "語", "😀", "\u{ffff}", "{",
        "ALL", "@",
    ];
    let words =
        prop::sample::select(vec!["a", "b", "type", "index", "row", "1", "true"]).prop_map(str::to_owned);
    prop_oneof![3 => words, 2 => prop::collection::vec(prop::sample::select(special.to_vec()), 0..4).prop_map(|parts| parts.concat()), 1 => any::<String>()]
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![text().prop_map(Key::Text), number().prop_map(Key::Number), any::<bool>().prop_map(Key::Bool)]
}

fn keys() -> impl Strategy<Value = Keys> {
    prop::collection::btree_map(text(), key(), 0..5)
        .prop_map(|keys| keys.into_iter().collect::<Keys>())
        .prop_shuffle()
}

fn wildcard() -> impl Strategy<Value = Wildcard> {
    prop::sample::select(vec![MATCH, ALL, ALLSMALLER])
}

fn id(keys: &Keys) -> ComponentId {
    ComponentId::keys(keys.iter().map(|(name, key)| (name.clone(), key.value())))
}

fn jsons(keys: &Keys) -> Vec<(String, String)> {
    keys.iter().map(|(name, key)| (name.clone(), key.json())).collect()
}

/// A pattern as a list: the wildcards of some of the keys.
type Pattern = Vec<(String, Result<Key, Wildcard>)>;

fn pattern(pattern: &Pattern) -> IdPattern {
    IdPattern::keys(pattern.iter().map(|(name, key)| {
        let key: KeyPattern = match key {
            Ok(key) => key.value().into(),
            Err(wildcard) => (*wildcard).into(),
        };
        (name.clone(), key)
    }))
}

/// An id, and a pattern that is like it but for some keys: those that get a wildcard, and perhaps one that is changed.
fn id_and_pattern() -> impl Strategy<Value = (Keys, Pattern)> {
    let change = prop_oneof![
        3 => Just(None),
        1 => (text(), prop_oneof![key().prop_map(Ok), wildcard().prop_map(Err)]).prop_map(Some)
    ];
    let wild = prop::collection::vec(prop::option::of(wildcard()), 5);
    let like = |(keys, wild, change, drop): (Keys, Vec<Option<Wildcard>>, Option<_>, bool)| {
        let entry = |((name, key), wild): (&(String, Key), &Option<Wildcard>)| {
            (name.clone(), wild.map_or(Ok(key.clone()), Err))
        };
        let mut pattern: Pattern = keys.iter().zip(&wild).map(entry).collect();
        if let Some((name, key)) = change {
            pattern.retain(|(known, _)| *known != name);
            if !drop {
                pattern.push((name, key));
            }
        }
        (keys, pattern)
    };
    (keys(), wild, change, any::<bool>()).prop_map(like)
}

/// Which ids a pattern stands for, as Dash's documentation has it: the same keys, each with the value or a wildcard.
fn covers(pattern: &Pattern, id: &Keys) -> bool {
    let fits = |(name, wanted): &(String, Result<Key, Wildcard>)| {
        let found = id.iter().find(|(known, _)| known == name);
        found.is_some_and(|(_, value)| wanted.as_ref().map_or(true, |wanted| wanted.same(value)))
    };
    pattern.len() == id.len() && pattern.iter().all(fits)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// C21.
    #[test]
    fn c21_the_text_of_an_id_is_the_renderers(keys in keys()) {
        prop_assert_eq!(id(&keys).to_string(), stringify(&jsons(&keys)));
    }

    #[test]
    fn the_text_of_an_id_reads_back(keys in keys()) {
        let id = id(&keys);
        prop_assert_eq!(&serde_json::from_str::<ComponentId>(&id.to_string()).unwrap(), &id);
        prop_assert!(id.to_string().parse::<IdPattern>().unwrap() == id);
    }

    /// Whatever the order of the keys, the white space and the notation of numbers.
    #[test]
    fn an_id_is_the_same_however_the_json_is_written(keys in keys()) {
        let entry = |(name, key): &(String, Key)| match key {
            Key::Number(number) => format!(" {} : {:e} ", quote(name), number.value()),
            other => format!("\t{}:\n{}", quote(name), other.json()),
        };
        let json = format!("{{{}}}", keys.iter().map(entry).collect::<Vec<_>>().join(","));
        prop_assert_eq!(serde_json::from_str::<ComponentId>(&json).unwrap(), id(&keys));
    }

    #[test]
    fn ids_are_equal_when_their_keys_are(one in keys(), two in keys(), shuffled in any::<bool>()) {
        let two = if shuffled { one.iter().rev().cloned().collect() } else { two };
        let same = one.len() == two.len()
            && one.iter().all(|(name, key)| two.iter().any(|(other, value)| name == other && key.same(value)));
        prop_assert_eq!(id(&one) == id(&two), same);
        prop_assert_eq!(id(&one).to_string() == id(&two).to_string(), same);
    }

    #[test]
    fn a_pattern_covers_what_its_values_and_wildcards_say((keys, like) in id_and_pattern()) {
        prop_assert_eq!(pattern(&like).covers(&id(&keys)), covers(&like, &keys));
    }

    #[test]
    fn a_pattern_covers_no_id_of_other_keys(keys in keys(), like in id_and_pattern()) {
        prop_assert_eq!(pattern(&like.1).covers(&id(&keys)), covers(&like.1, &keys));
    }

    #[test]
    fn the_text_of_a_pattern_is_the_renderers_and_reads_back((_, like) in id_and_pattern()) {
        let jsons: Vec<_> = like.iter().map(|(name, key)| {
            (name.clone(), key.as_ref().map_or_else(|wildcard| format!("[\"{}\"]", wildcard.name()), Key::json))
        }).collect();
        let pattern = pattern(&like);
        prop_assert_eq!(pattern.to_string(), stringify(&jsons));
        prop_assert_eq!(pattern.to_string().parse::<IdPattern>().unwrap(), pattern);
    }

    #[test]
    fn a_pattern_knows_its_wildcards((_, like) in id_and_pattern()) {
        let mut wildcards: Vec<_> = like.iter().filter_map(|(name, key)| Some((name.as_str(), key.clone().err()?))).collect();
        wildcards.sort();
        let pattern = pattern(&like);
        prop_assert_eq!(pattern.wildcards().collect::<Vec<_>>(), wildcards.clone());
        prop_assert_eq!(pattern.has_wildcard(), !wildcards.is_empty());
        prop_assert_eq!(pattern.is_many(), wildcards.iter().any(|(_, wildcard)| *wildcard != MATCH));
    }

    #[test]
    fn a_dependency_reads_back((_, like) in id_and_pattern(), property in "[a-zA-Z_]{1,8}") {
        let dependency = Dependency::from((pattern(&like), property.clone()));
        let text = dependency.to_string();
        prop_assert_eq!(&text, &format!("{}.{property}", pattern(&like)));
        prop_assert_eq!(text.parse::<Dependency>().unwrap(), dependency);
    }

    #[test]
    fn a_plain_dependency_is_split_at_its_dot(id in "[^.{]{1,8}", property in "[^.]{1,8}") {
        let parsed: Dependency = format!("{id}.{property}").parse().unwrap();
        prop_assert_eq!(parsed, Dependency::from((id, property)));
    }

    /// An id in a layout is an object with the values as they are.
    #[test]
    fn an_id_is_sent_as_an_object(keys in keys()) {
        let sent = serde_json::to_value(id(&keys)).unwrap();
        prop_assert_eq!(sent.as_object().map(serde_json::Map::len), Some(keys.len()));
        for (name, key) in &keys {
            let same = match (key, &sent[name]) {
                (Key::Text(text), Json::String(sent)) => text == sent,
                (Key::Bool(value), Json::Bool(sent)) => value == sent,
                (Key::Number(number), Json::Number(sent)) => sent.as_f64() == Some(number.value()),
                _ => false,
            };
            prop_assert!(same, "{} is sent as {}", name, sent[name]);
        }
    }
}
