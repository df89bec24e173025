//! What a request for a callback must lead to, worked out from its JSON in the plainest way.

use serde_json::{Map, Value, json};

use crate::declared::{Declared, Id, Key, Part};
use crate::strict::Strict;
use dash_core::Wildcard;

/// What must become of a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expected {
    /// It is not of the shape of a request.
    NotARequest,
    /// No callback has this output.
    UnknownOutput,
    /// It is for this callback, but does not fit its declaration.
    Mismatch,
    /// The callback at this position runs. Its answer's `response`, if there is one.
    Runs(usize, Option<Value>),
    /// It says something about which two readers of JSON may disagree.
    Unclear,
}

/// The id in an item of a request.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    id: Value,
    /// The id with wildcards is that of a component that is missing.
    is_pattern: bool,
    property: String,
    value: Value,
}

#[derive(Debug, Clone)]
enum Items {
    One(Item),
    Many(Vec<Item>),
}

impl Items {
    fn each(&self) -> Vec<&Item> {
        match self {
            Self::One(item) => vec![item],
            Self::Many(items) => items.iter().collect(),
        }
    }
}

/// The same as the number in an id: JavaScript knows one kind of numbers only.
fn number(value: f64) -> Value {
    if value == 0.0 {
        return json!(0);
    }
    let text = if value.abs() < 1e21 { value.to_string() } else { format!("{value:e}") };
    serde_json::from_str(&text).expect("a number")
}

/// An id of a request, and whether there is a wildcard in it.
fn id(value: &Value) -> Option<(Value, bool)> {
    let keys = match value {
        Value::String(_) => return Some((value.clone(), false)),
        Value::Object(keys) => keys,
        _ => return None,
    };
    let (mut id, mut is_pattern) = (Map::new(), false);
    for (name, key) in keys {
        let key = match key {
            Value::String(_) | Value::Bool(_) => key.clone(),
            Value::Number(it) => number(it.as_f64()?),
            Value::Array(_) | Value::Object(_) => {
                let word = match key {
                    Value::Array(words) if words.len() == 1 => words[0].as_str()?,
                    Value::Object(entries) => entries.get("wild")?.as_str()?,
                    _ => return None,
                };
                is_pattern = true;
                ["MATCH", "ALL", "ALLSMALLER"].contains(&word).then(|| json!([word]))?
            }
            Value::Null => return None,
        };
        id.insert(name.clone(), key);
    }
    Some((Value::Object(id), is_pattern))
}

fn item(value: &Value) -> Option<Item> {
    let object = value.as_object()?;
    let (id, is_pattern) = match object.get("id")? {
        // What cannot be the id of a component is none of those that were declared.
        object @ Value::Object(_) => id(object).unwrap_or_default(),
        other => id(other)?,
    };
    let property = object.get("property")?.as_str()?.to_owned();
    Some(Item { id, is_pattern, property, value: object.get("value").cloned().unwrap_or_default() })
}

fn items(value: &Value) -> Option<Items> {
    match value {
        Value::Array(list) => list.iter().map(item).collect::<Option<_>>().map(Items::Many),
        _ => item(value).map(Items::One),
    }
}

fn list(value: Option<&Value>) -> Option<Vec<Items>> {
    match value {
        None => Some(Vec::new()),
        Some(value) => value.as_array()?.iter().map(items).collect(),
    }
}

/// The outputs of a request: none, one, or a list.
enum Outputs {
    Absent,
    One(Items),
    List(Vec<Items>),
}

fn outputs(value: Option<&Value>) -> Option<Outputs> {
    match value {
        None | Some(Value::Null) => Some(Outputs::Absent),
        Some(list @ Value::Array(_)) => self::list(Some(list)).map(Outputs::List),
        Some(one) => item(one).map(Items::One).map(Outputs::One),
    }
}

/// The value of a declared key as it stands in JSON.
fn key(key: &Key) -> Value {
    match key {
        Key::Text(text) => json!(text),
        Key::Number(value) => number(*value),
        Key::Bool(value) => json!(value),
        Key::Wild(wildcard) => json!([wildcard.name()]),
    }
}

/// Whether an item is one of those that the declaration names.
fn is(item: &Item, part: &Part) -> bool {
    let same_id = match (&part.id, &item.id) {
        (Id::Text(declared), Value::String(found)) => declared == found,
        (Id::Keys(declared), Value::Object(found)) => {
            let fits = |(name, wanted): &(String, Key)| match (found.get(name), wanted) {
                (None, _) => false,
                (Some(value), _) if item.is_pattern => *value == key(wanted),
                (Some(_), Key::Wild(_)) => true,
                (Some(value), _) => *value == key(wanted),
            };
            declared.len() == found.len() && declared.iter().all(fits)
        }
        _ => false,
    };
    let property = item.property.split('@').next().unwrap_or_default();
    same_id && property == part.property && (!item.is_pattern || part.allow_optional)
}

/// Compares a role; collects what `MATCH` stands for.
fn fits(found: &[Items], declared: &[Part], matched: &mut Map<String, Value>) -> bool {
    found.len() == declared.len()
        && found.iter().zip(declared).all(|(items, part)| {
            matches!(items, Items::Many(_)) == part.id.is_many()
                && items.each().into_iter().all(|item| is(item, part) && agrees(item, part, matched))
        })
}

fn agrees(item: &Item, part: &Part, matched: &mut Map<String, Value>) -> bool {
    if item.is_pattern {
        return true;
    }
    let mut keys = part.id.wildcards().filter(|(_, wildcard)| *wildcard == Wildcard::Match);
    keys.all(|(name, _)| {
        let value = &item.id[name];
        *matched.entry(name).or_insert_with(|| value.clone()) == *value
    })
}

/// What must become of a request that these callbacks, known by these outputs, may get.
pub(crate) fn expected(callbacks: &[Declared], known: &[String], body: &[u8]) -> Expected {
    let Ok(Strict(body)) = serde_json::from_slice(body) else { return Expected::Unclear };
    read(callbacks, known, &body).unwrap_or(Expected::NotARequest)
}

fn read(callbacks: &[Declared], known: &[String], body: &Value) -> Option<Expected> {
    let body = body.as_object()?;
    let output = body.get("output")?.as_str()?;
    let outputs = outputs(body.get("outputs"))?;
    let [inputs, state] = [list(body.get("inputs"))?, list(body.get("state"))?];
    let changed: Vec<&str> = match body.get("changedPropIds") {
        None => Vec::new(),
        Some(list) => list.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?,
    };
    let Some(index) = known.iter().rposition(|it| it == output) else { return Some(Expected::UnknownOutput) };
    let declared = &callbacks[index];
    let is_bare_list = !declared.is_listed && declared.outputs.iter().any(|part| part.id.is_many());
    let outputs = match outputs {
        Outputs::Absent if declared.outputs.is_empty() => Vec::new(),
        Outputs::One(item) if !declared.is_listed => vec![item],
        Outputs::List(items) if declared.is_listed => items,
        Outputs::List(each) if is_bare_list => {
            let one = |items: &Items| match items {
                Items::One(item) => Some(item.clone()),
                Items::Many(_) => None,
            };
            match each.iter().map(one).collect::<Option<_>>() {
                Some(items) => vec![Items::Many(items)],
                None => return Some(Expected::Mismatch),
            }
        }
        _ => return Some(Expected::Mismatch),
    };
    let mut matched = Map::new();
    if !(fits(&outputs, &declared.outputs, &mut matched)
        && fits(&inputs, &declared.inputs, &mut matched)
        && fits(&state, &declared.state, &mut matched))
    {
        return Some(Expected::Mismatch);
    }
    let Some(triggered) = triggered(&changed, &inputs) else { return Some(Expected::Unclear) };
    let echo = json!({
        "args": inputs.iter().chain(&state).map(argument).collect::<Vec<_>>(),
        "matched": matched,
        "triggered_id": triggered.first().map(|first| first[0].clone()),
        "triggered": triggered,
        "inputs": inputs.iter().map(told).collect::<Vec<_>>(),
        "states": state.iter().map(told).collect::<Vec<_>>(),
    });
    Some(Expected::Runs(index, response(&outputs, declared, &echo)))
}

fn argument(items: &Items) -> Value {
    match items {
        Items::One(item) => item.value.clone(),
        Items::Many(items) => items.iter().map(|item| item.value.clone()).collect(),
    }
}

/// Id, property and value.
fn triple(item: &Item) -> Value {
    // What names a missing component is no id, and is told as text.
    let id = if item.is_pattern { json!(item.id.to_string()) } else { item.id.clone() };
    json!([id, item.property, item.value])
}

fn told(items: &Items) -> Value {
    match items {
        Items::One(item) => triple(item),
        Items::Many(items) => json!([items.iter().map(triple).collect::<Vec<_>>()]),
    }
}

/// What changed: of each id and property its value, if it is among the inputs. `None` if an id is unclear.
fn triggered(changed: &[&str], inputs: &[Items]) -> Option<Vec<Value>> {
    let mut triggered = Vec::new();
    for text in changed {
        let Some((text, property)) = text.rsplit_once('.') else { continue };
        let id = if text.starts_with('{') {
            match (serde_json::from_str(text), serde_json::from_str::<serde::de::IgnoredAny>(text)) {
                (Ok(Strict(value)), _) => match id(&value) {
                    Some((id, false)) => id,
                    Some((_, true)) | None => continue,
                },
                (Err(_), Ok(_)) => return None,
                (Err(_), Err(_)) => continue,
            }
        } else {
            json!(text)
        };
        let mut known = inputs.iter().flat_map(Items::each).filter(|item| !item.is_pattern);
        let value = known.rfind(|item| item.id == id && item.property == property);
        triggered.push(json!([id, property, value.map(|item| item.value.clone()).unwrap_or_default()]));
    }
    Some(triggered)
}

/// A list of `[id, property, value]`; a later one of the same id and property counts.
fn response(outputs: &[Items], declared: &Declared, echo: &Value) -> Option<Value> {
    if declared.outputs.is_empty() {
        return None;
    }
    let mut response = Map::new();
    for (items, part) in outputs.iter().zip(&declared.outputs) {
        for item in items.each() {
            let entry = response.entry(name(&item.id)).or_insert_with(|| json!({}));
            entry[&part.property] = echo.clone();
        }
    }
    Some(Value::Object(response))
}

/// A text that two ids have in common if they are the same: with sorted keys, as `Map` has them.
fn name(id: &Value) -> String {
    match id {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The `response` of an answer, with the ids as [`response`] writes them.
pub(crate) fn normal(answer: &Value) -> Value {
    let entry = |(id, properties): (&String, &Value)| {
        let known = if id.starts_with('{') { serde_json::from_str::<Value>(id).ok() } else { None };
        (known.map_or_else(|| id.clone(), |known| name(&known)), properties.clone())
    };
    answer["response"].as_object().expect("`response` is an object").iter().map(entry).collect()
}
