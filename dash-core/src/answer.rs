//! From the values that a callback returned to the JSON that the renderer applies (`protocol.md` 5.4).

use std::collections::HashMap;
use std::sync::atomic::Ordering::Relaxed;

use serde::Serialize;
use serde::ser::Serializer;
use serde_json::value::RawValue;

use crate::dependency::Dependency;
use crate::entry::Entry;
use crate::error::BoxError;
use crate::reply::{Change, Reply, Slot};
use crate::side_update::SideUpdate;
use crate::target::Target;
use crate::value::Value;

/// The outputs of each component: its id as a JSON string, and the slots with their properties as JSON strings.
#[derive(Debug)]
pub(crate) struct Places(Vec<(String, Vec<(usize, String)>)>);

impl Places {
    /// Where the values of these outputs go; `None` if a wildcard leaves that to the request.
    pub(crate) fn new(outputs: &[Dependency]) -> Option<Self> {
        let mut places: Vec<(String, Vec<(usize, String)>)> = Vec::new();
        for (slot, Dependency { id, property, .. }) in outputs.iter().enumerate() {
            if id.has_wildcard() {
                return None;
            }
            let id = json_string(&id.to_string());
            let place = (slot, json_string(property));
            match places.iter_mut().find(|(known, _)| *known == id) {
                Some((_, known)) => known.push(place),
                None => places.push((id, vec![place])),
            }
        }
        Some(Self(places))
    }
}

impl Entry {
    /// Writes `{"multi":true,"sideUpdate":{..},"response":{"id":{"property":value}}}`; outputs to keep are left out, and so
    /// is an empty `sideUpdate`. Without a reply no output changes.
    pub(crate) fn answer(
        &self,
        reply: Option<&Reply>,
        targets: &[Target],
        side: &SideUpdate,
    ) -> Result<Vec<u8>, BoxError> {
        let mut json = side.prefix()?;
        let Some(Reply { slots }) = reply else {
            json.extend_from_slice(b"{}}");
            return Ok(json);
        };
        let outputs = &self.callback.outputs;
        if slots.len() != outputs.len() {
            let (outputs, found) = (outputs.len(), slots.len());
            return Err(format!("{outputs} output(s) are declared, {found} value(s) were returned").into());
        }
        let expected = slots.iter().map(|slot| self.size_hint(slot)).sum::<usize>();
        json.reserve(expected);
        if let Some(Places(places)) = &self.places {
            let places = places.iter().map(|(id, slots)| (id.as_str(), slots.as_slice()));
            write_fixed(&mut json, places, outputs, slots)?;
        } else {
            let lists = slots.iter().map(late_list).collect::<Result<Vec<_>, _>>()?;
            serde_json::to_writer(&mut json, &Matched::new(outputs, targets, slots, &lists)?)?;
        }
        json.push(b'}');
        self.last_size.store(json.len(), Relaxed);
        Ok(json)
    }

    /// About how many bytes a value takes as JSON, where that is cheap to know. What becomes JSON only later takes as much as in
    /// the last answer.
    fn size_hint(&self, slot: &Slot) -> usize {
        match &slot.0 {
            Change::Set(Value::Str(text)) => text.len() + 16,
            Change::Set(Value::Json(text)) => text.get().len() + 16,
            Change::Set(Value::Late(_)) => self.last_size.load(Relaxed),
            Change::Set(_) => 64,
            Change::Each(updates) => updates.len() * 64,
            Change::Keep => 0,
        }
    }

    /// The values as plain JSON: one output's value, or a list; null for what is not to change, and where there is no output.
    pub(crate) fn plain_answer(&self, reply: &Reply) -> Result<Vec<u8>, BoxError> {
        match reply.slots.as_slice() {
            [] => Ok(b"null".to_vec()),
            [slot] if !self.callback.outputs_are_listed => Ok(serde_json::to_vec(slot)?),
            slots => Ok(serde_json::to_vec(slots)?),
        }
    }
}

/// Writes the values of outputs whose components the declaration names.
fn write_fixed<'a>(
    json: &mut Vec<u8>,
    places: impl Iterator<Item = (&'a str, &'a [(usize, String)])>,
    outputs: &[Dependency],
    slots: &[Slot],
) -> Result<(), BoxError> {
    json.push(b'{');
    let mut first_id = true;
    for (id, properties) in places {
        let mut first_property = true;
        for (slot, property) in properties {
            let value = match &slots[*slot].0 {
                Change::Set(value) => value,
                Change::Keep => continue,
                Change::Each(_) => {
                    let message = "is one property, but the callback returned a list of updates; \
                        such a list goes with `ALL`";
                    return Err(format!("the output `{}` {message}", outputs[*slot]).into());
                }
            };
            if first_property {
                if !first_id {
                    json.push(b',');
                }
                json.extend_from_slice(id.as_bytes());
                json.extend_from_slice(b":{");
            } else {
                json.push(b',');
            }
            (first_id, first_property) = (false, false);
            json.extend_from_slice(property.as_bytes());
            json.push(b':');
            value.write(json)?;
        }
        if !first_property {
            json.push(b'}');
        }
    }
    json.push(b'}');
    Ok(())
}

/// The values of outputs whose components the request names, by component. The JSON of values that are late comes with them.
#[derive(Debug, Default)]
struct Matched<'a> {
    components: Vec<(&'a str, Properties<'a>)>,
    /// Where each component is; empty where one output cannot meet another one's.
    by_id: HashMap<&'a str, usize>,
}

/// The new values of one component: hardly ever more than one.
#[derive(Debug)]
struct Properties<'a> {
    first: (&'a str, New<'a>),
    others: Vec<(&'a str, New<'a>)>,
}

/// A new value of a property.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
enum New<'a> {
    Value(&'a Value),
    Json(&'a RawValue),
}

impl<'a> Matched<'a> {
    fn new(
        outputs: &'a [Dependency],
        targets: &'a [Target],
        slots: &'a [Slot],
        lists: &'a [Option<Box<RawValue>>],
    ) -> Result<Self, BoxError> {
        let mut matched = Self::default();
        for (((output, target), slot), list) in outputs.iter().zip(targets).zip(slots).zip(lists) {
            match (target, &slot.0) {
                (_, Change::Keep) => (),
                (Target::One(id), Change::Set(value)) => {
                    matched.set(id, output, New::Value(value));
                }
                (Target::One(_), Change::Each(_)) => {
                    let message = "stands for one component, but the callback returned a list of updates";
                    return Err(format!("the output `{output}` {message}").into());
                }
                (Target::Many(ids), change) => {
                    let values = each(output, change, list.as_deref())?;
                    if values.len() != ids.len() {
                        let (ids, found) = (ids.len(), values.len());
                        let message =
                            format!("stands for {ids} component(s), the callback returned {found} value(s)");
                        return Err(format!("the output `{output}` {message}").into());
                    }
                    matched.components.reserve(ids.len());
                    let new = ids.iter().zip(values).filter_map(|(id, value)| Some((id, value?)));
                    if let [_] = outputs {
                        new.for_each(|(id, value)| matched.add(id, output, value));
                    } else {
                        new.for_each(|(id, value)| matched.set(id, output, value));
                    }
                }
            }
        }
        Ok(matched)
    }

    /// Sets a property of a component that may have been set before.
    fn set(&mut self, id: &'a str, output: &'a Dependency, value: New<'a>) {
        if let Some(index) = self.by_id.get(id) {
            self.components[*index].1.others.push((output.property(), value));
        } else {
            self.by_id.insert(id, self.components.len());
            self.add(id, output, value);
        }
    }

    /// Sets a property of a component for the first time.
    fn add(&mut self, id: &'a str, output: &'a Dependency, value: New<'a>) {
        let first = (output.property(), value);
        self.components.push((id, Properties { first, others: Vec::new() }));
    }
}

impl Serialize for Matched<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.components.iter().map(|(id, properties)| (id, properties)))
    }
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([&self.first].into_iter().chain(&self.others).copied())
    }
}

/// What becomes of each component of an output with `ALL`.
fn each<'a>(
    output: &Dependency,
    change: &'a Change,
    list: Option<&'a RawValue>,
) -> Result<Vec<Option<New<'a>>>, BoxError> {
    let json = match change {
        Change::Each(updates) => {
            return Ok(updates.iter().map(|update| update.new_value().map(New::Value)).collect());
        }
        Change::Set(Value::List(values)) => {
            return Ok(values.iter().map(|value| Some(New::Value(value))).collect());
        }
        Change::Set(Value::Json(json)) => Some(&**json),
        Change::Set(_) | Change::Keep => list,
    };
    let values = json.and_then(|json| serde_json::from_str::<Vec<&RawValue>>(json.get()).ok());
    let values = values.ok_or_else(|| no_list(output))?;
    Ok(values.into_iter().map(|value| Some(New::Json(value))).collect())
}

/// The JSON of what may be a list with a value for each component.
fn late_list(slot: &Slot) -> Result<Option<Box<RawValue>>, serde_json::Error> {
    match &slot.0 {
        Change::Set(Value::Late(list)) => list.to_json().map(Some),
        _ => Ok(None),
    }
}

fn no_list(output: &Dependency) -> BoxError {
    format!("the output `{output}` takes a list with a value for each component, the callback returned something else")
        .into()
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
