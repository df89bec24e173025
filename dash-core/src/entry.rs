//! A callback as it is found by requests, and the comparison of a request with what was declared.

use std::fmt;
use std::slice;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use crate::answer::Places;
use crate::callback::{Callback, ErrorHandler};
use crate::component_id::IdValue;
use crate::dependency::Dependency;
use crate::id_pattern::IdPattern;
use crate::suggest::shortened;
use crate::target::Target;
use crate::update_error::UpdateError;
use crate::wire::{ItemId, ItemKeys, Items, Outputs, Siblings, UpdateRequest};

/// A callback and what can be known of its answers before the first call.
pub(crate) struct Entry {
    pub(crate) callback: Callback,
    /// Its position among the callbacks of the app.
    pub(crate) index: usize,
    /// The callback id on the wire, made of its outputs.
    pub(crate) output: String,
    /// Where the values of outputs go, if no wildcard leaves that to the request.
    pub(crate) places: Option<Places>,
    /// Called when the callback fails: its own, or the app's.
    pub(crate) on_error: Option<Arc<ErrorHandler>>,
    /// How many bytes the last answer took: the next one is about as large.
    pub(crate) last_size: AtomicUsize,
}

impl fmt::Debug for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.callback.fmt(out)
    }
}

/// What the patterns of a callback stand for in one call.
#[derive(Debug, Default)]
pub(crate) struct Resolution {
    /// The components of each output; empty unless a wildcard leaves that to the request.
    pub(crate) targets: Vec<Target>,
    /// What `MATCH` stands for, by key.
    pub(crate) matched: Vec<(String, IdValue)>,
}

impl Entry {
    pub(crate) fn new(
        callback: Callback,
        index: usize,
        output: String,
        on_error: Option<&Arc<ErrorHandler>>,
    ) -> Self {
        let on_error = callback.on_error.as_ref().or(on_error).cloned();
        let places = Places::new(&callback.outputs);
        Self { index, output, places, on_error, last_size: AtomicUsize::new(0), callback }
    }

    /// Compares what the browser says with what was declared: it may be out of date, or no browser at all.
    pub(crate) fn resolve(&self, update: &mut UpdateRequest<'_>) -> Result<Resolution, UpdateError> {
        let callback = &self.callback;
        let declared = &callback.outputs;
        let is_bare_list = !callback.outputs_are_listed && declared.iter().any(|output| output.id.is_many());
        // A bare output with `ALL` is a bare list.
        if is_bare_list {
            update.group_outputs();
        }
        let outputs = match &update.outputs {
            None if declared.is_empty() => &[],
            Some(Outputs::One(item)) if !callback.outputs_are_listed => slice::from_ref(item),
            Some(Outputs::List(items)) if callback.outputs_are_listed => items.as_slice(),
            Some(_) | None => {
                let expected = match declared.len() {
                    0 => "absent",
                    _ if callback.outputs_are_listed => "a list of outputs",
                    _ if is_bare_list => "a list without lists in it",
                    _ => "one output",
                };
                let message = format!("the request's `outputs` is not {expected}");
                return Err(UpdateError::mismatch(callback, message));
            }
        };
        let mut matched = Vec::new();
        self.compare("output", outputs, declared, &mut matched)?;
        self.compare("input", &update.inputs, &callback.inputs, &mut matched)?;
        self.compare("state", &update.state, &callback.state, &mut matched)?;
        let targets = match self.places {
            Some(_) => Vec::new(),
            None => {
                outputs.iter().zip(declared).map(|(items, output)| Target::new(items, &output.id)).collect()
            }
        };
        Ok(Resolution { targets, matched })
    }

    fn compare(
        &self,
        role: &str,
        found: &[Items<'_>],
        declared: &[Dependency],
        matched: &mut Vec<(String, IdValue)>,
    ) -> Result<(), UpdateError> {
        let mismatch = |message| Err(UpdateError::mismatch(&self.callback, message));
        if found.len() != declared.len() {
            return mismatch(format!(
                "{} {role}(s) are declared, the request has {}",
                declared.len(),
                found.len()
            ));
        }
        for (items, declared) in found.iter().zip(declared) {
            match (items, declared.id.is_many()) {
                (Items::One(_), true) => {
                    return mismatch(format!(
                        "expected a list for the {role} `{declared}`, the request has one"
                    ));
                }
                (Items::Many(_), false) => {
                    return mismatch(format!("expected the {role} `{declared}`, the request has a list"));
                }
                (Items::One(_), false) | (Items::Many(_), true) => (),
            }
            let mut siblings: Option<Siblings<'_>> = None;
            for item in items.as_slice() {
                let json = item.id.json();
                let is_known = siblings.zip(json).is_some_and(|(known, json)| known.value(json).is_some());
                let keys = if is_known { None } else { item.id.keys() };
                let is_declared = |keys: &ItemKeys<'_>| {
                    keys.is(&declared.id) && (declared.allow_optional || !keys.is_missing())
                };
                let is_id = match (&item.id, &declared.id) {
                    (ItemId::Text(text), IdPattern::Text(id)) => text == id,
                    _ => is_known || keys.as_ref().is_some_and(is_declared),
                };
                if !is_id || !item.has_property_of(declared) {
                    let item = shortened(&item.to_string());
                    return mismatch(format!("expected the {role} `{declared}`, the request has {item}"));
                }
                if let Some(keys) = &keys
                    && let Some((key, other)) = differing_match(keys, &declared.id, matched)
                {
                    let (item, other) = (shortened(&item.to_string()), shortened(&other));
                    return mismatch(format!(
                        "the {role} {item} has another `{key}` than {other}, for which `MATCH` stands"
                    ));
                }
                // What is missing names wildcards: another value among them is no component.
                let is_there = keys.as_ref().is_some_and(|keys| !keys.is_missing());
                if is_there && declared.id.is_many() {
                    siblings = siblings.or_else(|| Siblings::of(json?, declared.id.many_key()?));
                }
            }
        }
        Ok(())
    }
}

/// Notes what `MATCH` stands for; the first key at which it stands for something else already.
fn differing_match<'a>(
    keys: &ItemKeys<'_>,
    pattern: &'a IdPattern,
    matched: &mut Vec<(String, IdValue)>,
) -> Option<(&'a str, String)> {
    pattern.matched_keys().find_map(|key| {
        let value = keys.get(key)?;
        if let Some((_, known)) = matched.iter().find(|(known, _)| known == key) {
            return (!value.is(known)).then(|| (key, known.to_string()));
        }
        matched.extend(value.to_id_value().map(|value| (key.to_owned(), value)));
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::callback::Call;
    use crate::id_pattern::MATCH;
    use crate::reply::IntoReply;

    /// What is wrong with a request for a callback from `{"row": MATCH}.title` to `{"row": MATCH}.children`.
    fn mismatch(outputs: &str, input: &str) -> String {
        let row = || IdPattern::keys([("row", MATCH)]);
        let callback = Callback::builder("rows").output((row(), "children")).input((row(), "title"));
        let callback = callback.handler(|_| Ok(Call::blocking(|| IntoReply::<1>::into_reply(1))));
        let entry = Entry::new(callback, 0, "output".to_owned(), None);
        let item = |id: &str, property| format!(r#"{{"id":{id},"property":"{property}"}}"#);
        let (outputs, input) = (item(outputs, "children"), item(input, "title"));
        let body = format!(r#"{{"output":"output","outputs":{outputs},"inputs":[{input}]}}"#);
        let mut update = UpdateRequest::read(body.as_bytes()).unwrap();
        entry.resolve(&mut update).unwrap_err().to_string()
    }

    #[test]
    fn what_a_client_sends_is_not_repeated_at_length() {
        let long = "x".repeat(100_000);
        let id = |row: &str| format!(r#"{{"row":"{row}"}}"#);
        for (outputs, input, part) in [
            (id("1"), format!("\"{long}\""), "the request has `xxx"),
            (format!("\"{long}\""), id("1"), "the request has `xxx"),
            (id("1"), id(&long), "has another `row` than `1`, for which"),
            (id(&long), id("1"), "has another `row` than `xxx"),
        ] {
            let message = mismatch(&outputs, &input);
            assert!(message.contains(part) && message.len() < 500, "{} {message:.500}", message.len());
        }
    }
}
