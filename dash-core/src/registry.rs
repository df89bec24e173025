//! All callbacks of an app, and which of them a request is for.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;
use serde_json::value::RawValue;

use crate::args::{Args, Values};
use crate::callback::{Call, Callback, ErrorHandler};
use crate::ctx::{Ctx, Request, Source};
use crate::data::DataMap;
use crate::entry::Entry;
use crate::error::prevents_update;
use crate::graph::Graph;
use crate::id_pattern::IdPattern;
use crate::job::Job;
use crate::settlement::{Form, Settlement};
use crate::suggest::{did_you_mean, shortened};
use crate::update_error::UpdateError;
use crate::wire::{ApiRequest, DependencyEntry, UpdateRequest};

/// All callbacks of an app, found by the `output` text that the browser echoes.
#[derive(Debug)]
pub struct Registry {
    entries: Vec<Arc<Entry>>,
    by_output: HashMap<String, usize>,
    data: Arc<DataMap>,
}

impl Registry {
    pub(crate) fn new(
        callbacks: Vec<Callback>,
        data: Arc<DataMap>,
        on_error: Option<&Arc<ErrorHandler>>,
    ) -> Self {
        let mut ids = Ids::default();
        let entry = |(index, callback): (usize, Callback)| {
            let output = ids.add(&callback);
            Arc::new(Entry::new(callback, index, output, on_error))
        };
        let entries: Vec<_> = callbacks.into_iter().enumerate().map(entry).collect();
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

    /// Which callbacks may trigger which.
    pub fn graph(&self) -> Graph {
        Graph::new(self.callbacks())
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
    pub fn job(&self, body: impl Into<Bytes>, request: impl Request + 'static) -> Result<Job, UpdateError> {
        let body = body.into();
        let mut update: UpdateRequest<'_> =
            UpdateRequest::read(&body).map_err(|error| UpdateError::unreadable(&body, error))?;
        let entry = self.entry(&update.output)?;
        if entry.callback.is_clientside() {
            let message = "it runs in the browser; the server is never asked".to_owned();
            return Err(UpdateError::mismatch(&entry.callback, message));
        }
        let resolution = entry.resolve(&mut update)?;
        let values = Values::Update { inputs: &update.inputs, state: &update.state };
        let source = Source { body: body.clone(), changed: update.changed, matched: resolution.matched };
        let ctx = Ctx::new(request, source, self.data());
        let form = Form::Update { targets: resolution.targets };
        call(Settlement::new(Arc::clone(entry), ctx, form), &values)
    }

    /// Finds the arguments of a call of an endpoint in its `body`, an object. One that is left out is null. The callback is the
    /// one at `index` among the [`callbacks`](Self::callbacks).
    ///
    /// # Errors
    /// When the body is no object, names an argument that is none, or one does not fit its type.
    ///
    /// # Panics
    /// When there is no callback at `index`.
    pub fn api_job(
        &self,
        index: usize,
        body: impl Into<Bytes>,
        request: impl Request + 'static,
    ) -> Result<Job, UpdateError> {
        let body = body.into();
        let entry = &self.entries[index];
        let ApiRequest(given) =
            serde_json::from_slice(&body).map_err(|error| UpdateError::unreadable(&body, error))?;
        let callback = &entry.callback;
        let names = &callback.arguments;
        if let Some((unknown, _)) = given.iter().find(|(name, _)| !names.iter().any(|known| known == name)) {
            let known: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            let hint = did_you_mean(unknown, names.iter().map(|name| &**name));
            let unknown = shortened(unknown);
            let message = format!("there is no argument {unknown}{hint}; there is {}", known.join(", "));
            return Err(UpdateError::mismatch(callback, message));
        }
        let value = |position: usize| -> Option<&RawValue> {
            // As in JavaScript and Python, the last one counts.
            given
                .iter()
                .rev()
                .find(|(name, _)| names.get(position).is_some_and(|known| known == name))
                .map(|found| found.1)
        };
        let declared = callback.inputs.len() + callback.state.len();
        let values = Values::Given((0..declared).map(value).collect());
        let ctx = Ctx::new(request, Source::default(), self.data());
        call(Settlement::new(Arc::clone(entry), ctx, Form::Plain), &values)
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

/// Decodes the arguments.
fn call(settlement: Settlement, values: &Values<'_>) -> Result<Job, UpdateError> {
    let callback = &settlement.entry().callback;
    // Extractors are the app's own code, and may panic as callbacks may.
    let args = Args::new(callback, values, settlement.ctx());
    let call = match catch_unwind(AssertUnwindSafe(|| (callback.handler)(args))) {
        Ok(Ok(call)) => call,
        // An extractor's error is treated as one of the callback's own: it may prevent the update.
        Ok(Err(UpdateError::Failed { error, .. })) if prevents_update(&*error) => {
            Call::future(async { Err(error) })
        }
        Ok(Err(error)) => return Job::recovering(settlement, error),
        Err(payload) => {
            let error = UpdateError::panicked(callback, &*payload);
            return Job::recovering(settlement, error);
        }
    };
    Ok(Job::new(settlement, call))
}

/// The ids of callbacks on the wire so far (`protocol.md` 4.3).
#[derive(Default)]
struct Ids {
    outputs: HashSet<String>,
    /// Duplicate outputs by property, each with its id and its hash.
    duplicates: HashMap<String, Vec<(IdPattern, String)>>,
}

impl Ids {
    /// The id of the next callback: its outputs, or without any a hash. The hash is Dash's, unless an earlier callback has
    /// that for one of the same outputs, or for nothing: the browser must tell the two apart.
    fn add(&mut self, callback: &Callback) -> String {
        let duplicates = || callback.outputs.iter().filter(|output| output.allow_duplicate);
        let has_hash = callback.outputs.is_empty() || duplicates().next().is_some();
        let is_taken = |attempt: &(String, String)| {
            let (hash, output) = attempt;
            self.outputs.contains(output)
                || duplicates().any(|duplicate| {
                    let known = self.duplicates.get(duplicate.property()).into_iter().flatten();
                    known.into_iter().any(|(id, taken)| taken == hash && id.overlaps(&duplicate.id))
                })
        };
        let attempts = if has_hash { usize::MAX } else { 1 };
        let attempt = |attempt| {
            let hash = callback.input_hash(attempt);
            let output = output_text(callback, &hash);
            (hash, output)
        };
        let (hash, output) =
            (0..attempts).map(attempt).find(|made| !is_taken(made)).unwrap_or_else(|| attempt(0));
        for duplicate in duplicates() {
            let known = self.duplicates.entry(duplicate.property().to_owned()).or_default();
            known.push((duplicate.id.clone(), hash.clone()));
        }
        self.outputs.insert(output.clone());
        output
    }
}

fn output_text(callback: &Callback, hash: &str) -> String {
    let outputs: Vec<_> = callback.outputs.iter().map(|output| output.output_text(hash)).collect();
    match outputs.as_slice() {
        [] => hash.to_owned(),
        _ if callback.outputs_are_listed => format!("..{}..", outputs.join("...")),
        _ => outputs.concat(),
    }
}
