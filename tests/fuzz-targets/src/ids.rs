//! Texts that name components, patterns and properties.

use std::borrow::Cow;

use dash_core::{Callback, ComponentId, Dependency, IdPattern};
use serde_json::Value;

use crate::declared::app;

pub(crate) fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    dependency(text);
    pattern(text);
    if let Ok(id) = serde_json::from_str::<ComponentId>(text) {
        reads_back(&id);
        escaped(&id);
    }
    // As text, and as key and value of an id.
    escaped(&ComponentId::keys([(text.to_owned(), text.to_owned())]));
    let (one, two) = text.split_at(text.floor_char_boundary(text.len() / 2));
    escaped(&ComponentId::keys([(one.to_owned(), two.to_owned()), (two.to_owned(), one.to_owned())]));
}

/// `id.property`: split at the last dot, and written as it was read.
fn dependency(text: &str) {
    let Ok(dependency) = text.parse::<Dependency>() else { return };
    let (id, property) = text.rsplit_once('.').expect("there is a dot");
    assert_eq!(dependency.property(), property);
    let again: Dependency = dependency.to_string().parse().expect("what was written is read");
    assert_eq!(again, dependency);
    if !id.starts_with('{') {
        assert_eq!(dependency.to_string(), text);
    }
}

fn pattern(text: &str) {
    let Ok(pattern) = text.parse::<IdPattern>() else { return };
    let written = pattern.to_string();
    assert_eq!(written.parse::<IdPattern>().expect("what was written is read"), pattern);
    let IdPattern::Keys(keys) = &pattern else { return assert_eq!(written, text) };
    let json: Value = serde_json::from_str(&written).expect("keys are JSON");
    assert_eq!(json.as_object().expect("keys are an object").len(), keys.len());
    let wild = json.as_object().into_iter().flatten().filter(|(_, value)| value.is_array()).count();
    assert_eq!(pattern.wildcards().count(), wild);
    match serde_json::from_str::<ComponentId>(text) {
        Ok(id) => assert!(pattern == id && !pattern.has_wildcard()),
        Err(error) => assert!(pattern.has_wildcard(), "{error}"),
    }
}

fn reads_back(id: &ComponentId) {
    let json = serde_json::to_string(id).expect("an id is JSON");
    assert_eq!(serde_json::from_str::<ComponentId>(&json).expect("what was written is read"), *id);
    if let ComponentId::Keys(_) = id {
        assert_eq!(id.to_string(), json);
        assert_eq!(IdPattern::from(id.clone()).to_string(), json);
    }
}

/// The browser splits the outputs of a callback at their dots, and must get the id that was declared.
fn escaped(id: &ComponentId) {
    let ComponentId::Keys(_) = id else { return };
    let callback = Callback::builder("any").output((id.clone(), Cow::Borrowed("children")));
    let (_, outputs) = app(vec![callback.clientside("function() {}")]);
    let (text, property) = outputs[0].rsplit_once('.').expect("there is a property");
    assert_eq!(property, "children");
    let read: ComponentId = serde_json::from_str(text).expect("an id is JSON");
    assert_eq!(read, *id, "{text}");
    let has_dot = |text: &Value| text.as_str().is_some_and(|text| text.contains('.'));
    let json = serde_json::from_str::<Value>(&id.to_string()).expect("an id is JSON");
    let any = json.as_object().into_iter().flatten().any(|(key, value)| key.contains('.') || has_dot(value));
    assert!(!any || text.contains("\\u002e"), "{text}");
}
