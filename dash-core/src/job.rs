//! One call of a callback, from its decoded arguments to its answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::callback::Call;
use crate::ctx::Ctx;
use crate::error::{BoxError, prevents_update};
use crate::panic::{Payload, caught};
use crate::registry::Entry;
use crate::reply::Reply;
use crate::update_error::UpdateError;

/// A callback that was found and whose arguments were decoded: it owns all it needs and can run anywhere.
#[derive(Debug)]
#[must_use = "the callback does not run until `run` or `run_blocking`"]
pub struct Job {
    entry: Arc<Entry>,
    call: Call,
    ctx: Ctx,
}

/// The answer to an update request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// 200 with this JSON.
    Json(Vec<u8>),
    /// 204: nothing changes.
    NoUpdate,
}

impl Job {
    pub(crate) fn new(entry: Arc<Entry>, call: Call, ctx: Ctx) -> Self {
        Self { entry, call, ctx }
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
            Call::Blocking(work) => finish(&self.entry, &self.ctx, catch_unwind(AssertUnwindSafe(work))),
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
        let Self { entry, call, ctx } = self;
        match call {
            Call::Blocking(_) => Self { entry, call, ctx }.run_blocking(),
            Call::Future(work) => finish(&entry, &ctx, caught(work).await),
        }
    }
}

/// From what the callback did, be it to panic, to the answer.
fn finish(
    entry: &Entry,
    ctx: &Ctx,
    result: Result<Result<Reply, BoxError>, Payload>,
) -> Result<Answer, UpdateError> {
    let failed = |error| UpdateError::failed(&entry.callback, error);
    match result {
        Ok(Err(error)) if !prevents_update(&*error) => Err(failed(error)),
        Ok(reply) => {
            // A callback without outputs has nothing to write, one that prevents the update does not want to.
            let reply =
                reply.ok().filter(|reply| !(reply.slots.is_empty() && entry.callback.outputs.is_empty()));
            let side = ctx.take_side_update();
            if reply.is_none() && side.is_empty() {
                return Ok(Answer::NoUpdate);
            }
            entry.answer(reply.as_ref(), &side).map(Answer::Json).map_err(failed)
        }
        Err(payload) => Err(UpdateError::panicked(&entry.callback, &*payload)),
    }
}
