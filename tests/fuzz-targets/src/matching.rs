//! Any declaration, and requests that fit it but for a detail.

use arbitrary::{Result, Unstructured};
use dash_core::{ALL, ALLSMALLER, MATCH};
use serde_json::{Map, Value, json};

use crate::declared::{Declared, Id, Key, Part, app};
use crate::request::check;

pub(crate) fn run(input: &[u8]) {
    let mut bytes = Unstructured::new(input);
    // Bytes that run out end the request early, which is one more request.
    let Ok(declared) = declaration(&mut bytes) else { return };
    let (app, outputs) = app(vec![declared.callback("echo")]);
    for _ in 0..4 {
        let Ok(request) = request(&mut bytes, &declared, &outputs[0]) else { return };
        check(&app, std::slice::from_ref(&declared), &outputs, request.to_string().as_bytes());
    }
}

fn declaration(bytes: &mut Unstructured<'_>) -> Result<Declared> {
    let outputs = parts(bytes, 3)?;
    let is_listed = outputs.len() > 1 || (!outputs.is_empty() && bytes.arbitrary()?);
    Ok(Declared { outputs, is_listed, inputs: parts(bytes, 3)?, state: parts(bytes, 2)? })
}

fn parts(bytes: &mut Unstructured<'_>, most: usize) -> Result<Vec<Part>> {
    (0..bytes.int_in_range(0..=most)?).map(|_| part(bytes)).collect()
}

fn part(bytes: &mut Unstructured<'_>) -> Result<Part> {
    let mut keys: Vec<(String, Key)> = Vec::new();
    for name in ["a", "b", "index"] {
        if bytes.arbitrary()? {
            keys.push((name.to_owned(), key(bytes)?));
        }
    }
    let id = if keys.is_empty() { Id::Text(word(bytes)?.to_owned()) } else { Id::Keys(keys) };
    let property = *bytes.choose(&["children", "value"])?;
    let (allow_duplicate, allow_optional) = (bytes.arbitrary()?, bytes.arbitrary()?);
    Ok(Part { allow_duplicate, allow_optional, ..Part::new(id, property) })
}

fn key(bytes: &mut Unstructured<'_>) -> Result<Key> {
    Ok(match bytes.int_in_range(0..=6)? {
        0 => Key::Text(word(bytes)?.to_owned()),
        1 => Key::Number(f64::from(bytes.arbitrary::<i8>()?)),
        2 => Key::Bool(bytes.arbitrary()?),
        3 => Key::Wild(MATCH),
        4 => Key::Wild(ALLSMALLER),
        _ => Key::Wild(ALL),
    })
}

/// Texts with all that an id may trip over.
fn word(bytes: &mut Unstructured<'_>) -> Result<&'static str> {
    bytes.choose(&["a", "b", "x.y", "1", "\"", "\\u0001", "\u{1}", "é", "@", "ALL", "{", ""]).copied()
}

fn request(bytes: &mut Unstructured<'_>, declared: &Declared, output: &str) -> Result<Value> {
    // What `MATCH` stands for, for the whole request.
    let matched = [value(bytes)?, value(bytes)?, value(bytes)?];
    let mut changed = Vec::new();
    let inputs = list(bytes, &declared.inputs, &matched)?;
    let mut outputs = list(bytes, &declared.outputs, &matched)?;
    let state = list(bytes, &declared.state, &matched)?;
    for item in
        inputs.iter().flat_map(|items| items.as_array().map_or(std::slice::from_ref(items), Vec::as_slice))
    {
        let id = item["id"].as_str().map_or_else(|| item["id"].to_string(), str::to_owned);
        changed.push(format!("{id}.{}", item["property"].as_str().unwrap_or_default()));
    }
    let outputs = match outputs.len() {
        0 => Value::Null,
        1 if !declared.is_listed => outputs.remove(0),
        _ => Value::Array(outputs),
    };
    let mut request = json!({"output": output, "outputs": outputs, "inputs": inputs, "state": state, "changedPropIds": changed});
    if bytes.arbitrary()? {
        spoil(bytes, &mut request)?;
    }
    Ok(request)
}

fn list(bytes: &mut Unstructured<'_>, parts: &[Part], matched: &[Value; 3]) -> Result<Vec<Value>> {
    let items = |part: &Part| {
        if !part.id.is_many() {
            return item(bytes, part, matched);
        }
        (0..bytes.int_in_range(0..=3)?).map(|_| item(bytes, part, matched)).collect()
    };
    parts.iter().map(items).collect()
}

fn item(bytes: &mut Unstructured<'_>, part: &Part, matched: &[Value; 3]) -> Result<Value> {
    let id = match &part.id {
        Id::Text(text) => json!(text),
        Id::Keys(keys) => {
            let mut id = Map::new();
            for (name, key) in keys {
                let matched =
                    &matched[["a", "b", "index"].iter().position(|it| it == name).unwrap_or_default()];
                let value = match key {
                    Key::Text(text) => json!(text),
                    Key::Number(number) => json!(number),
                    Key::Bool(value) => json!(value),
                    Key::Wild(wildcard) if *wildcard == MATCH => matched.clone(),
                    Key::Wild(_) => value(bytes)?,
                };
                id.insert(name.clone(), value);
            }
            Value::Object(id)
        }
    };
    let mut item = json!({"id": id, "property": part.property});
    if bytes.arbitrary()? {
        item["value"] = value(bytes)?;
    }
    Ok(item)
}

fn value(bytes: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=6)? {
        0 => json!(word(bytes)?),
        1 => json!(bytes.arbitrary::<bool>()?),
        2 => json!(bytes.arbitrary::<i64>()?),
        3 => json!(bytes.arbitrary::<u64>()?),
        4 => json!(bytes.arbitrary::<f64>()?),
        _ => json!(bytes.arbitrary::<i8>()?),
    })
}

/// Changes one place of the request.
fn spoil(bytes: &mut Unstructured<'_>, request: &mut Value) -> Result<()> {
    let mut place = request;
    loop {
        let is_leaf = match &*place {
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            _ => true,
        };
        if is_leaf || bytes.ratio(1, 4)? {
            break;
        }
        place = match place {
            Value::Array(items) => {
                let index = bytes.choose_index(items.len())?;
                &mut items[index]
            }
            Value::Object(entries) => {
                let index = bytes.choose_index(entries.len())?;
                entries.values_mut().nth(index).expect("it was counted")
            }
            _ => break,
        };
    }
    let old = place.take();
    *place = match (bytes.int_in_range(0..=5)?, old) {
        (0, old) => json!([old]),
        (1, _) => Value::Null,
        (2, Value::Array(mut items)) => {
            items.pop();
            Value::Array(items)
        }
        (2 | 3, Value::Object(mut entries)) => {
            let index = bytes.choose_index(entries.len().max(1))?;
            let name = entries.keys().nth(index).cloned();
            name.and_then(|name| entries.remove(&name));
            Value::Object(entries)
        }
        (3, Value::Array(mut items)) => {
            let last = items.last().cloned().unwrap_or_default();
            items.push(last);
            Value::Array(items)
        }
        (4, _) => json!({"index": [bytes.choose(&["ALL", "MATCH", "ALLSMALLER", "SOME"])?]}),
        (_, Value::String(text)) => json!(format!("{text}{}", word(bytes)?)),
        (_, _) => value(bytes)?,
    };
    Ok(())
}
