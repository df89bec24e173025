//! From what became of a call to its answer.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::callback::Callback;
use crate::ctx::Ctx;
use crate::entry::Entry;
use crate::error::{BoxError, prevents_update};
use crate::job::Answer;
use crate::panic::{self, Payload};
use crate::reply::Reply;
use crate::target::Target;
use crate::update_error::UpdateError;

/// Gives the answer to a call: from what the callback returned, or in its place when it is given up.
#[derive(Debug, Clone)]
pub struct Settlement {
    entry: Arc<Entry>,
    ctx: Ctx,
    form: Form,
    /// Whether the call was settled, where two may do so.
    is_settled: Option<Arc<AtomicBool>>,
    is_timed: bool,
}

/// What the answer looks like.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// What the renderer applies.
    Update {
        /// The components of each output, where a wildcard leaves that to the request.
        targets: Vec<Target>,
    },
    /// The values alone.
    Plain,
}

/// What became of a call.
#[derive(Debug)]
pub(crate) enum Outcome {
    Replied(Reply),
    Prevented,
    Failed(UpdateError),
}

impl Outcome {
    pub(crate) fn of(callback: &Callback, result: Result<Result<Reply, BoxError>, Payload>) -> Self {
        match result {
            Ok(Ok(reply)) => Self::Replied(reply),
            Ok(Err(error)) if prevents_update(&*error) => Self::Prevented,
            Ok(Err(error)) => Self::Failed(UpdateError::failed(callback, error)),
            Err(payload) => Self::Failed(UpdateError::panicked(callback, &*payload)),
        }
    }
}

impl Settlement {
    pub(crate) fn new(entry: Arc<Entry>, ctx: Ctx, form: Form) -> Self {
        Self { entry, ctx, form, is_settled: None, is_timed: false }
    }

    pub(crate) fn time(&mut self) {
        self.is_timed = true;
    }

    /// A second one for the same call.
    pub(crate) fn rival(&mut self) -> Self {
        self.is_settled.get_or_insert_default();
        self.clone()
    }

    /// Whether an error may become something else: the endpoint of a callback tells errors as they are.
    pub fn recovers(&self) -> bool {
        matches!(self.form, Form::Update { .. }) && self.entry.on_error.is_some()
    }

    pub(crate) fn entry(&self) -> &Entry {
        &self.entry
    }

    pub(crate) fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// The callback.
    pub fn callback(&self) -> &Callback {
        &self.entry.callback
    }

    /// The call took longer than the callback's timeout.
    ///
    /// # Errors
    /// [`UpdateError::TimedOut`], unless the callback's `on_error` makes something else of it.
    pub fn timed_out(self) -> Result<Answer, UpdateError> {
        let callback = self.callback();
        let timeout = callback.timeout.unwrap_or_default();
        self.settle(Outcome::Failed(UpdateError::TimedOut { origin: callback.origin(), timeout }))
    }

    /// The call waited so long for others to end that it never began.
    ///
    /// # Errors
    /// [`UpdateError::Busy`], unless the callback's `on_error` makes something else of it.
    pub fn busy(self, waited: Duration) -> Result<Answer, UpdateError> {
        let callback = self.callback();
        let concurrency = callback.concurrency.unwrap_or_default();
        self.settle(Outcome::Failed(UpdateError::Busy { origin: callback.origin(), concurrency, waited }))
    }

    pub(crate) fn settle(&self, outcome: Outcome) -> Result<Answer, UpdateError> {
        if self.is_settled.as_ref().is_some_and(|settled| settled.swap(true, Ordering::Relaxed)) {
            // Nobody waits for it any more.
            return match outcome {
                Outcome::Replied(_) | Outcome::Prevented => Ok(Answer::default()),
                Outcome::Failed(error) => Err(error),
            };
        }
        match outcome {
            Outcome::Replied(reply) => match self.answer(Some(&reply)) {
                Ok(answer) => Ok(answer),
                Err(error) => self.recover(UpdateError::failed(self.callback(), error)),
            },
            Outcome::Prevented => self.unchanged(),
            Outcome::Failed(error) => self.recover(error),
        }
    }

    /// Lets `on_error` say what to do: the callback's own, or the app's.
    fn recover(&self, error: UpdateError) -> Result<Answer, UpdateError> {
        let Some(handler) = self.entry.on_error.as_ref().filter(|_| self.recovers()) else {
            return Err(error);
        };
        let kind = error.kind();
        let recovered = |answer| Answer { recovered: Some(kind), ..answer };
        let failed = |second: BoxError| {
            let error = HandlerFailed { error: second, first: error.to_string() };
            UpdateError::failed(self.callback(), Box::new(error))
        };
        match catch_unwind(AssertUnwindSafe(|| handler(&error, &self.ctx))) {
            Ok(Ok(reply)) => {
                let keep = || Reply::keep(self.callback().outputs.len());
                self.answer(Some(&reply.unwrap_or_else(keep))).map(recovered).map_err(failed)
            }
            Ok(Err(second)) if prevents_update(&*second) => self.unchanged().map(recovered),
            Ok(Err(second)) => Err(failed(second)),
            Err(payload) => Err(failed(format!("`on_error` panicked: {}", panic::located(&*payload)).into())),
        }
    }

    fn unchanged(&self) -> Result<Answer, UpdateError> {
        self.answer(None).map_err(|error| UpdateError::failed(self.callback(), error))
    }

    /// The answer with all that the callback did beside returning values.
    fn answer(&self, reply: Option<&Reply>) -> Result<Answer, BoxError> {
        let mut effects = self.ctx.effects();
        if let Some(problem) = effects.problem.take() {
            return Err(problem.into());
        }
        let begun = self.is_timed.then(Instant::now);
        let body = match &self.form {
            Form::Plain => reply.map(|reply| self.entry.plain_answer(reply)).transpose()?,
            Form::Update { targets } => {
                // A callback without outputs has nothing to write, one that prevents the update does not want to.
                let has_outputs = !self.callback().outputs.is_empty();
                let reply = reply.filter(|reply| has_outputs || !reply.slots.is_empty());
                let is_something = reply.is_some() || !effects.side.is_empty();
                is_something.then(|| self.entry.answer(reply, targets, &effects.side)).transpose()?
            }
        };
        // Only now: if the values cannot be written, `on_error` adds to what was done so far.
        let effects = std::mem::take(&mut *effects);
        let encoding = begun.map(|begun| begun.elapsed());
        Ok(Answer { body, headers: effects.headers, timings: effects.timings, recovered: None, encoding })
    }
}

/// The error of an `on_error`, and the one before it.
#[derive(Debug)]
struct HandlerFailed {
    error: BoxError,
    first: String,
}

impl std::error::Error for HandlerFailed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

impl fmt::Display for HandlerFailed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; `on_error` was called because {}", self.error, self.first)
    }
}
