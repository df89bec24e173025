//! One update request to one answer.

use std::any::Any;
use std::collections::HashMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::Poll;

use serde::de::IgnoredAny;
use serde_json::error::Category;

use crate::args::Args;
use crate::callback::{Call, Callback, Location};
use crate::ctx::{Ctx, DataMap, Request};
use crate::dependency::Dependency;
use crate::error::{BoxError, chain, prevents_update};
use crate::reply::{Reply, Update};
use crate::suggest::did_you_mean;
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
struct Entry {
    callback: Callback,
    /// The callback id on the wire, made of its outputs.
    output: String,
    /// The outputs of each component: its id as a JSON string, and the slots with their properties as JSON strings.
    groups: Vec<(String, Vec<(usize, String)>)>,
}

/// The answer to an update request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// 200 with this JSON.
    Json(Vec<u8>),
    /// 204: nothing changes.
    NoUpdate,
}

/// A callback that was found and whose arguments were decoded: it owns all it needs and can run anywhere.
#[derive(Debug)]
#[must_use = "the callback does not run until `run` or `run_blocking`"]
pub struct Job {
    entry: Arc<Entry>,
    call: Call,
}

/// Why an update request has no answer.
///
/// `Display` is for developers: it names callback, argument and dependency. It must not reach a browser
/// while debug is off.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// The body is not JSON.
    #[error("the request's body is not JSON: {0}")]
    Malformed(#[source] serde_json::Error),
    /// The body is JSON, but not a request for a callback.
    #[error("the request's body is not a callback request: {0}")]
    NotARequest(#[source] serde_json::Error),
    /// No callback has this output.
    #[error("no callback writes `{output}`{hint}; is the page older than the running server? reload it")]
    UnknownOutput {
        /// The `output` of the request.
        output: String,
        /// "; did you mean ..", or nothing.
        hint: String,
    },
    /// The request does not fit the declaration of its callback.
    #[error("callback `{callback}`{}: {message}", place(*.at))]
    Mismatch {
        /// The callback.
        callback: String,
        /// Where it is defined.
        at: Option<Location>,
        /// What was expected and what was found.
        message: String,
    },
    /// An argument could not be decoded.
    #[error("callback `{callback}`{}: {message}", place(*.at))]
    Argument {
        /// The callback.
        callback: String,
        /// Where it is defined.
        at: Option<Location>,
        /// The argument, its dependency, and what is wrong.
        message: String,
    },
    /// The callback returned an error, or its answer could not be written as JSON.
    #[error("callback `{callback}`{} failed: {}", place(*.at), chain(&**.error))]
    Failed {
        /// The callback.
        callback: String,
        /// Where it is defined.
        at: Option<Location>,
        /// Its error. Not the `source` of this one: `Display` has the whole chain already.
        error: BoxError,
    },
    /// The callback panicked.
    #[error("callback `{callback}`{} panicked: {message}", place(*.at))]
    Panicked {
        /// The callback.
        callback: String,
        /// Where it is defined.
        at: Option<Location>,
        /// The text of the panic.
        message: String,
    },
}

impl UpdateError {
    pub(crate) fn failed(callback: &Callback, error: BoxError) -> Self {
        Self::Failed { callback: callback.name.to_string(), at: callback.at, error }
    }

    fn mismatch(callback: &Callback, message: String) -> Self {
        Self::Mismatch { callback: callback.name.to_string(), at: callback.at, message }
    }

    fn panicked(callback: &Callback, payload: &(dyn Any + Send)) -> Self {
        let message = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("(no message)");
        Self::Panicked { callback: callback.name.to_string(), at: callback.at, message: message.to_owned() }
    }
}

fn place(location: Option<Location>) -> String {
    location.map(|location| format!(" ({location})")).unwrap_or_default()
}

impl Registry {
    pub(crate) fn new(callbacks: Vec<Callback>, data: Arc<DataMap>) -> Self {
        let entries: Vec<_> = callbacks.into_iter().map(|callback| Arc::new(Entry::new(callback))).collect();
        let by_output =
            entries.iter().enumerate().map(|(index, entry)| (entry.output.clone(), index)).collect();
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
            serde_json::from_slice(body).map_err(|error| unreadable(body, error))?;
        let entry = self.entry(&update.output)?;
        entry.verify(&update)?;
        let values: Vec<_> = update.inputs.iter().chain(&update.state).map(|item| item.value).collect();
        let ctx = Ctx::new(Box::new(request), update.changed, Arc::clone(&self.data));
        let call = (entry.callback.handler)(Args::new(&entry.callback, &values, &ctx))?;
        Ok(Job { entry: Arc::clone(entry), call })
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
    fn new(callback: Callback) -> Self {
        let output = output_text(&callback);
        let mut groups: Vec<(String, Vec<(usize, String)>)> = Vec::new();
        for (slot, Dependency { id, property }) in callback.outputs.iter().enumerate() {
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
            Some(Outputs::One(item)) if !callback.outputs_are_listed => std::slice::from_ref(item),
            Some(Outputs::List(items)) if callback.outputs_are_listed => items.as_slice(),
            Some(_) | None => {
                let expected = if callback.outputs_are_listed { "a list of outputs" } else { "one output" };
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

    /// Writes `{"multi":true,"response":{"id":{"property":value}}}`; outputs to keep are left out.
    fn answer(&self, reply: &Reply) -> Result<Vec<u8>, BoxError> {
        let outputs = self.callback.outputs.len();
        if reply.slots.len() != outputs {
            return Err(format!(
                "{outputs} output(s) are declared, {} value(s) were returned",
                reply.slots.len()
            )
            .into());
        }
        let mut json = Vec::with_capacity(128 + reply.slots.iter().map(size_hint).sum::<usize>());
        json.extend_from_slice(br#"{"multi":true,"response":{"#);
        let mut first_id = true;
        for (id, places) in &self.groups {
            let mut first_property = true;
            for (slot, property) in places {
                let Update::Set(value) = &reply.slots[*slot] else { continue };
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

    fn finish(
        &self,
        result: Result<Result<Reply, BoxError>, Box<dyn Any + Send>>,
    ) -> Result<Answer, UpdateError> {
        let failed = |error| UpdateError::failed(&self.callback, error);
        match result {
            Ok(Ok(reply)) => self.answer(&reply).map(Answer::Json).map_err(failed),
            Ok(Err(error)) if prevents_update(&*error) => Ok(Answer::NoUpdate),
            Ok(Err(error)) => Err(failed(error)),
            Err(payload) => Err(UpdateError::panicked(&self.callback, &*payload)),
        }
    }
}

impl Job {
    /// The callback's name, for the log.
    pub fn name(&self) -> &str {
        &self.entry.callback.name
    }

    /// Where the callback is defined, for the log.
    pub fn at(&self) -> Option<Location> {
        self.entry.callback.at
    }

    /// Whether the callback may block its thread, so that it belongs on one made for that.
    pub fn may_block(&self) -> bool {
        matches!(self.call, Call::Blocking(_))
    }

    /// Runs the callback here and now. Only for one that [`may_block`](Self::may_block).
    ///
    /// # Errors
    /// When the callback failed or panicked. A panic does not leave this function.
    pub fn run_blocking(self) -> Result<Answer, UpdateError> {
        match self.call {
            Call::Blocking(work) => self.entry.finish(catch_unwind(AssertUnwindSafe(work))),
            Call::Future(_) => {
                Err(UpdateError::failed(&self.entry.callback, "an async callback cannot block".into()))
            }
        }
    }

    /// Runs the callback; one that may block does so on the thread that polls.
    ///
    /// # Errors
    /// When the callback failed or panicked. A panic does not leave this function.
    pub async fn run(self) -> Result<Answer, UpdateError> {
        let Self { entry, call } = self;
        let mut work = match call {
            Call::Blocking(_) => return Self { entry, call }.run_blocking(),
            Call::Future(work) => work,
        };
        let result = poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(reply)) => Poll::Ready(Ok(reply)),
            Err(payload) => Poll::Ready(Err(payload)),
        })
        .await;
        entry.finish(result)
    }
}

/// A wrong shape is noticed before what follows it is read: whether that is JSON at all, a second look tells.
#[cold]
fn unreadable(body: &[u8], error: serde_json::Error) -> UpdateError {
    if error.classify() != Category::Data {
        return UpdateError::Malformed(error);
    }
    match serde_json::from_slice::<IgnoredAny>(body) {
        Ok(_) => UpdateError::NotARequest(error),
        Err(error) => UpdateError::Malformed(error),
    }
}

/// The id of a callback on the wire (`protocol.md` 4.3).
fn output_text(callback: &Callback) -> String {
    let outputs: Vec<_> = callback.outputs.iter().map(Dependency::output_text).collect();
    if callback.outputs_are_listed { format!("..{}..", outputs.join("...")) } else { outputs.concat() }
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
fn size_hint(update: &Update<Value>) -> usize {
    match update {
        Update::Set(Value::Str(text)) => text.len() + 16,
        Update::Set(Value::Json(text)) => text.get().len() + 16,
        Update::Set(_) => 64,
        Update::Keep => 0,
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
