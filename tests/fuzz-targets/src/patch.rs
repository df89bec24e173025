//! Operations on a document: what travels does to it what was asked for.

use arbitrary::{Result, Unstructured};
use dash_core::{IntoProp, Num, Patch, PatchKey, Value as Prop};
use serde_json::{Map, Number, Value, json};

pub(crate) fn run(input: &[u8]) {
    let mut bytes = Unstructured::new(input);
    let Ok(document) = value(&mut bytes, 3) else { return };
    let (mut patch, mut wanted) = (Patch::new(), document.clone());
    for _ in 0..bytes.int_in_range(0..=12).unwrap_or_default() {
        let Ok((location, operation)) = step(&mut bytes, &wanted) else { break };
        if let Some(place) = place(&mut wanted, &location) {
            operation.apply(place);
        }
        patch = operation.write(patch, &location);
    }
    let sent = serde_json::to_value(&patch).expect("a patch is JSON");
    let prop = patch.into_prop().expect("a patch is a property value");
    assert_eq!(serde_json::to_value(prop).expect("a value is JSON"), sent);
    let mut found = document;
    read(&sent, &mut found);
    assert_eq!(found, wanted, "{sent}");
}

/// One step to a place.
#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Index(i64),
}

#[derive(Debug)]
enum Operation {
    Assign(Value),
    Delete,
    Merge(Map<String, Value>),
    Append(Value),
    Prepend(Value),
    Extend(Vec<Value>),
    Insert(i64, Value),
    Remove(Value),
    Clear,
    Reverse,
    Add(Value),
    Sub(f64),
    Mul(f64),
    Div(f64),
}

/// A place, usually one that is there, and what to do there.
fn step(bytes: &mut Unstructured<'_>, document: &Value) -> Result<(Vec<Step>, Operation)> {
    let (mut location, mut here) = (Vec::new(), document);
    while bytes.ratio(3, 4)? {
        let index = bytes.int_in_range(-2..=3)?;
        here = match here {
            Value::Object(entries) if !entries.is_empty() => {
                let index = bytes.choose_index(entries.len())?;
                let (name, value) = entries.iter().nth(index).expect("it was counted");
                location.push(Step::Key(name.clone()));
                value
            }
            Value::Array(items) => {
                location.push(Step::Index(index));
                let Some(item) = at(items.len(), index).and_then(|index| items.get(index)) else { break };
                item
            }
            _ => break,
        };
    }
    Ok((location, operation(bytes)?))
}

fn operation(bytes: &mut Unstructured<'_>) -> Result<Operation> {
    use Operation as Op;
    Ok(match bytes.int_in_range(0..=13)? {
        0 => Op::Assign(value(bytes, 2)?),
        1 => Op::Delete,
        2 => Op::Merge(entries(bytes, 2)?),
        3 => Op::Append(value(bytes, 2)?),
        4 => Op::Prepend(value(bytes, 2)?),
        5 => Op::Extend(items(bytes, 2)?),
        6 => Op::Insert(bytes.int_in_range(-2..=4)?, value(bytes, 2)?),
        7 => Op::Remove(value(bytes, 0)?),
        8 => Op::Clear,
        9 => Op::Reverse,
        10 => Op::Add(value(bytes, 0)?),
        11 => Op::Sub(f64::from(bytes.arbitrary::<i8>()?)),
        12 => Op::Mul(f64::from(bytes.arbitrary::<i8>()?)),
        _ => Op::Div(f64::from(bytes.int_in_range(1_u8..=9)?)),
    })
}

fn value(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=if depth == 0 { 5 } else { 9 })? {
        0 => Value::Null,
        1 => json!(bytes.arbitrary::<bool>()?),
        2 => json!(bytes.arbitrary::<i64>()?),
        3 => json!(bytes.arbitrary::<u64>()?),
        4 => json!(bytes.arbitrary::<f64>()?),
        5 => json!(text(bytes)?),
        6 | 7 => Value::Array(items(bytes, depth - 1)?),
        _ => Value::Object(entries(bytes, depth - 1)?),
    })
}

fn text(bytes: &mut Unstructured<'_>) -> Result<String> {
    let length = bytes.int_in_range(0..=6)?;
    Ok(String::from_utf8_lossy(bytes.bytes(length)?).into_owned())
}

fn items(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Vec<Value>> {
    (0..bytes.int_in_range(0..=4)?).map(|_| value(bytes, depth)).collect()
}

fn entries(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Map<String, Value>> {
    (0..bytes.int_in_range(0..=4)?).map(|_| Ok((text(bytes)?, value(bytes, depth)?))).collect()
}

/// A negative index counts from the end.
fn at(length: usize, index: i64) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    usize::try_from(if index < 0 { index + length } else { index }).ok()
}

fn place<'a>(document: &'a mut Value, location: &[Step]) -> Option<&'a mut Value> {
    location.iter().try_fold(document, |here, step| match (here, step) {
        (Value::Object(entries), Step::Key(name)) => entries.get_mut(name),
        (Value::Array(items), Step::Index(index)) => {
            let index = at(items.len(), *index)?;
            items.get_mut(index)
        }
        _ => None,
    })
}

impl Operation {
    /// Does it. Where it makes no sense nothing happens.
    fn apply(&self, place: &mut Value) {
        match (self, place) {
            (Self::Assign(value), place) => *place = value.clone(),
            // What is deleted is marked here, since a place does not know what it stands in.
            (Self::Delete, place) => *place = json!("deleted"),
            (Self::Merge(new), Value::Object(entries)) => entries.extend(new.clone()),
            (Self::Append(value), Value::Array(items)) => items.push(value.clone()),
            (Self::Prepend(value), Value::Array(items)) => items.insert(0, value.clone()),
            (Self::Extend(new), Value::Array(items)) => items.extend(new.iter().cloned()),
            (Self::Insert(index, value), Value::Array(items)) => {
                if let Some(index) = at(items.len(), *index).filter(|index| *index <= items.len()) {
                    items.insert(index, value.clone());
                }
            }
            (Self::Remove(value), Value::Array(items)) => items.retain(|item| item != value),
            (Self::Clear, Value::Array(items)) => items.clear(),
            (Self::Clear, Value::Object(entries)) => entries.clear(),
            (Self::Clear, Value::String(text)) => text.clear(),
            (Self::Reverse, Value::Array(items)) => items.reverse(),
            (Self::Add(Value::String(more)), Value::String(text)) => text.push_str(more),
            (Self::Add(Value::Number(more)), Value::Number(number)) => calculate(number, more, |a, b| a + b),
            (Self::Sub(value), Value::Number(number)) => calculate_with(number, *value, |a, b| a - b),
            (Self::Mul(value), Value::Number(number)) => calculate_with(number, *value, |a, b| a * b),
            (Self::Div(value), Value::Number(number)) => calculate_with(number, *value, |a, b| a / b),
            _ => (),
        }
    }

    /// Writes it as an app does.
    fn write(self, patch: Patch, location: &[Step]) -> Patch {
        let key = |step: &Step| match step {
            Step::Key(name) => PatchKey::from(name.clone()),
            Step::Index(index) => PatchKey::from(*index),
        };
        let at = patch.at(location.iter().map(key).collect::<Vec<_>>());
        match self {
            Self::Assign(value) => at.assign(value),
            Self::Delete => at.delete(),
            Self::Merge(new) => at.merge(new.into_iter().collect::<dash_core::Map>()),
            Self::Append(value) => at.append(value),
            Self::Prepend(value) => at.prepend(value),
            Self::Extend(new) => at.extend(new),
            Self::Insert(index, value) => at.insert(index, value),
            Self::Remove(value) => at.remove(value),
            Self::Clear => at.clear(),
            Self::Reverse => at.reverse(),
            Self::Add(value) => at.add(Prop::from(value)),
            Self::Sub(value) => at.sub(Num::from(value)),
            Self::Mul(value) => at.mul(Num::from(value)),
            Self::Div(value) => at.div(Num::from(value)),
        }
    }
}

fn calculate(number: &mut Number, other: &Number, with: fn(f64, f64) -> f64) {
    if let Some(other) = other.as_f64() {
        calculate_with(number, other, with);
    }
}

fn calculate_with(number: &mut Number, other: f64, with: fn(f64, f64) -> f64) {
    let result = number.as_f64().map(|number| with(number, other));
    if let Some(result) = result.and_then(Number::from_f64) {
        *number = result;
    }
}

/// Does what the JSON of a patch says, as the renderer does (`dash-renderer/src/actions/patch.ts`).
fn read(patch: &Value, document: &mut Value) {
    let patch = patch.as_object().expect("a patch is an object");
    assert_eq!(patch.len(), 2);
    assert_eq!(patch["__dash_patch_update"], "__dash_patch_update");
    for operation in patch["operations"].as_array().expect("operations are a list") {
        let operation = operation.as_object().expect("an operation is an object");
        assert_eq!(operation.len(), 3);
        let location = operation["location"].as_array().expect("a location is a list").iter();
        let location: Vec<Step> = location
            .map(|step| match step {
                Value::String(name) => Step::Key(name.clone()),
                step => Step::Index(step.as_i64().expect("a step is text or a whole number")),
            })
            .collect();
        let params = operation["params"].as_object().expect("params are an object");
        let name = operation["operation"].as_str().expect("an operation has a name");
        let takes: &[&str] = match name {
            "Insert" => &["index", "value"],
            "Delete" | "Clear" | "Reverse" => &[],
            _ => &["value"],
        };
        assert_eq!(params.keys().collect::<Vec<_>>(), takes);
        let value = params.get("value").cloned().unwrap_or_default();
        if let Some(place) = place(document, &location) {
            perform(name, value, params.get("index"), place);
        }
    }
}

fn perform(name: &str, value: Value, index: Option<&Value>, place: &mut Value) {
    let number = value.as_f64();
    match (name, place) {
        ("Assign", place) => *place = value,
        ("Delete", place) => *place = json!("deleted"),
        ("Merge", Value::Object(entries)) => {
            for (name, value) in value.as_object().expect("what is merged is an object") {
                entries.insert(name.clone(), value.clone());
            }
        }
        ("Append", Value::Array(items)) => items.push(value),
        ("Prepend", Value::Array(items)) => *items = [vec![value], std::mem::take(items)].concat(),
        ("Extend", Value::Array(items)) => {
            items.extend_from_slice(value.as_array().expect("what is appended is a list"));
        }
        ("Insert", Value::Array(items)) => {
            let index = index.and_then(Value::as_i64).expect("an index is a whole number");
            let size = usize::try_from(index.unsigned_abs()).expect("an index is small here");
            let index = if index < 0 { items.len().checked_sub(size) } else { Some(size) };
            if let Some(index) = index.filter(|index| *index <= items.len()) {
                let after = items.split_off(index);
                items.push(value);
                items.extend(after);
            }
        }
        ("Remove", Value::Array(items)) => {
            *items = items.iter().filter(|item| **item != value).cloned().collect();
        }
        ("Clear", place @ Value::Array(_)) => *place = json!([]),
        ("Clear", place @ Value::Object(_)) => *place = json!({}),
        ("Clear", place @ Value::String(_)) => *place = json!(""),
        ("Reverse", Value::Array(items)) => *items = items.iter().rev().cloned().collect(),
        ("Add", Value::String(text)) => text.push_str(value.as_str().unwrap_or_default()),
        ("Add" | "Sub" | "Mul" | "Div", place @ Value::Number(_)) => {
            let (Some(old), Some(number)) = (place.as_f64(), number) else { return };
            let new = match name {
                "Add" => old + number,
                "Sub" => old - number,
                "Mul" => old * number,
                _ => old / number,
            };
            if let Some(new) = Number::from_f64(new) {
                *place = Value::Number(new);
            }
        }
        (
            "Merge" | "Append" | "Prepend" | "Extend" | "Insert" | "Remove" | "Clear" | "Reverse" | "Add"
            | "Sub" | "Mul" | "Div",
            _,
        ) => (),
        (name, _) => panic!("the renderer knows no operation `{name}`"),
    }
}
