//! All callbacks of an app: which of them a request is for, and what its answer looks like.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::args::Args;
use crate::callback::{Call, Callback};
use crate::ctx::{Ctx, DataMap, Request};
use crate::dependency::Dependency;
use crate::error::BoxError;
use crate::job::Job;
use crate::reply::{Reply, Slot, Update};
use crate::side_update::SideUpdate;
use crate::suggest::did_you_mean;
use crate::update_error::UpdateError;
use crate::value::Value;
use crate::wire::{DependencyEntry, Item, Outputs, UpdateRequest};

/// All callbacks of an app, found by the `output` text that the browser echoes.
#[derive(Debug)]
pub struct Registry {
    entries: Vec<Arc<Entry>>,
    by_output: HashMap<String, usize>,
    data: Arc<DataMap>,
}

/// A callback and what can be known of its answers before the first call.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) callback: Callback,
    /// The callback id on the wire, made of its outputs.
    output: String,
    /// The outputs of each component: its id as a JSON string, and the slots with their properties as JSON strings.
    groups: Vec<(String, Vec<(usize, String)>)>,
}

impl Registry {
    pub(crate) fn new(callbacks: Vec<Callback>, data: Arc<DataMap>) -> Self {
        let mut by_output = HashMap::new();
        let mut entries = Vec::new();
        for callback in callbacks {
            let output = output_text(&callback, |output| by_output.contains_key(output));
            by_output.insert(output.clone(), entries.len());
            entries.push(Arc::new(Entry::new(callback, output)));
        }
        Self { entries, by_output, data }
    }

    /// The number of callbacks.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no callback.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn data(&self) -> Arc<DataMap> {
        Arc::clone(&self.data)
    }

    /// The callbacks, in registration order.
    pub fn callbacks(&self) -> impl Iterator<Item = &Callback> {
        self.entries.iter().map(|entry| &entry.callback)
    }

    /// The JSON of `_dash-dependencies`, in registration order.
    pub(crate) fn dependencies(&self) -> Result<Vec<u8>, serde_json::Error> {
        let entries: Vec<_> =
            self.entries.iter().map(|entry| DependencyEntry::new(&entry.output, &entry.callback)).collect();
        serde_json::to_vec(&entries)
    }

    /// Finds the callback of an update request and decodes its arguments from the borrowed `body`.
    ///
    /// # Errors
    /// When the body is no request for one of these callbacks, or an argument does not fit its type.
    pub fn job(&self, body: &[u8], request: impl Request + 'static) -> Result<Job, UpdateError> {
        let update: UpdateRequest<'_> =
            UpdateRequest::read(body).map_err(|error| UpdateError::unreadable(body, error))?;
        let entry = self.entry(&update.output)?;
        entry.verify(&update)?;
        let values: Vec<_> = update.inputs.iter().chain(&update.state).map(|item| item.value).collect();
        let ctx = Ctx::new(Box::new(request), update.changed, Arc::clone(&self.data));
        // Extractors are the app's own code, and may panic as callbacks may.
        let args = Args::new(&entry.callback, &values, &ctx);
        let call = match catch_unwind(AssertUnwindSafe(|| (entry.callback.handler)(args))) {
            Ok(Ok(call)) => call,
            // An extractor's error is treated as one of the callback's own: it may prevent the update.
            Ok(Err(UpdateError::Failed { error, .. })) => Call::future(async { Err(error) }),
            Ok(Err(error)) => return Err(error),
            Err(payload) => return Err(UpdateError::panicked(&entry.callback, &*payload)),
        };
        Ok(Job::new(Arc::clone(entry), call, ctx))
    }

    fn entry(&self, output: &str) -> Result<&Arc<Entry>, UpdateError> {
        match self.by_output.get(output) {
            Some(index) => Ok(&self.entries[*index]),
            None => Err(UpdateError::UnknownOutput {
                output: output.to_owned(),
                hint: did_you_mean(output, self.by_output.keys().map(String::as_str)),
            }),
        }
    }
}

impl Entry {
    fn new(callback: Callback, output: String) -> Self {
        let mut groups: Vec<(String, Vec<(usize, String)>)> = Vec::new();
        for (slot, Dependency { id, property, .. }) in callback.outputs.iter().enumerate() {
            let id = json_string(&id.to_string());
            let place = (slot, json_string(property));
            match groups.iter_mut().find(|(known, _)| *known == id) {
                Some((_, places)) => places.push(place),
                None => groups.push((id, vec![place])),
            }
        }
        Self { callback, output, groups }
    }

    /// Compares what the browser says with what was declared: it may be out of date, or no browser at all.
    fn verify(&self, update: &UpdateRequest<'_>) -> Result<(), UpdateError> {
        let callback = &self.callback;
        let outputs = match &update.outputs {
            None if callback.outputs.is_empty() => &[],
            Some(Outputs::One(item)) if !callback.outputs_are_listed => std::slice::from_ref(item),
            Some(Outputs::List(items)) if callback.outputs_are_listed => items.as_slice(),
            Some(_) | None => {
                let expected = match callback.outputs.len() {
                    0 => "absent",
                    _ if callback.outputs_are_listed => "a list of outputs",
                    _ => "one output",
                };
                return Err(UpdateError::mismatch(
                    callback,
                    format!("the request's `outputs` is not {expected}"),
                ));
            }
        };
        compare(callback, "output", outputs, &callback.outputs)?;
        compare(callback, "input", &update.inputs, &callback.inputs)?;
        compare(callback, "state", &update.state, &callback.state)
    }

    /// Writes `{"multi":true,"sideUpdate":{..},"response":{"id":{"property":value}}}`; outputs to keep are left out, and so
    /// is an empty `sideUpdate`. Without a reply no output changes.
    pub(crate) fn answer(&self, reply: Option<&Reply>, side: &SideUpdate) -> Result<Vec<u8>, BoxError> {
        let Some(reply) = reply else {
            let mut json = side.prefix()?;
            json.extend_from_slice(b"}}");
            return Ok(json);
        };
        let outputs = self.callback.outputs.len();
        if reply.slots.len() != outputs {
            return Err(format!(
                "{outputs} output(s) are declared, {} value(s) were returned",
                reply.slots.len()
            )
            .into());
        }
        let mut json = side.prefix()?;
        json.reserve(reply.slots.iter().map(size_hint).sum::<usize>());
        let mut first_id = true;
        for (id, places) in &self.groups {
            let mut first_property = true;
            for (slot, property) in places {
                let Slot(Update::Set(value)) = &reply.slots[*slot] else { continue };
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
                serde_json::to_writer(&mut json, value)?;
            }
            if !first_property {
                json.push(b'}');
            }
        }
        json.extend_from_slice(b"}}");
        Ok(json)
    }
}

/// The id of a callback on the wire (`protocol.md` 4.3): its outputs, or without any a hash that no other one has.
fn output_text(callback: &Callback, is_taken: impl Fn(&str) -> bool) -> String {
    let text = |attempt| {
        let hash = callback.input_hash(attempt);
        let outputs: Vec<_> = callback.outputs.iter().map(|output| output.output_text(&hash)).collect();
        match outputs.as_slice() {
            [] => hash,
            _ if callback.outputs_are_listed => format!("..{}..", outputs.join("...")),
            _ => outputs.concat(),
        }
    };
    let has_hash =
        callback.outputs.is_empty() || callback.outputs.iter().any(|output| output.allow_duplicate);
    let attempts = if has_hash { usize::MAX } else { 1 };
    (0..attempts).map(text).find(|output| !is_taken(output)).unwrap_or_else(|| text(0))
}

fn compare(
    callback: &Callback,
    role: &str,
    found: &[Item<'_>],
    declared: &[Dependency],
) -> Result<(), UpdateError> {
    if found.len() != declared.len() {
        let message = format!("{} {role}(s) are declared, the request has {}", declared.len(), found.len());
        return Err(UpdateError::mismatch(callback, message));
    }
    match found.iter().zip(declared).find(|(item, declared)| !item.is(declared)) {
        Some((item, declared)) => {
            let message = format!("expected the {role} `{declared}`, the request has `{item}`");
            Err(UpdateError::mismatch(callback, message))
        }
        None => Ok(()),
    }
}

/// About how many bytes a value takes as JSON, where that is cheap to know.
fn size_hint(slot: &Slot) -> usize {
    match &slot.0 {
        Update::Set(Value::Str(text)) => text.len() + 16,
        Update::Set(Value::Json(text)) => text.get().len() + 16,
        Update::Set(_) => 64,
        Update::Keep => 0,
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
