//! Where a callback runs, how many at a time, and for how long.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use dash_core::{Answer, Job, Registry, Settlement, UpdateError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinError;
use tokio::time::timeout;
use tracing::{Instrument, Span};

use crate::drain::Drain;
use crate::failure;
use crate::server::Server;
use crate::step::{Later, Step, Steps};
use crate::update::Asker;
use crate::watch::{Outcome, Watch};

/// How long a call waits for others to end where the callback has no timeout.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How many more calls of each callback may begin.
#[derive(Debug)]
pub(crate) struct Slots(Vec<Option<Arc<Semaphore>>>);

impl Slots {
    pub(crate) fn new(registry: &Registry) -> Self {
        let slots = |calls: usize| Arc::new(Semaphore::new(calls.min(Semaphore::MAX_PERMITS)));
        Self(registry.callbacks().map(|callback| callback.concurrency().map(slots)).collect())
    }

    /// A place for a call of the callback at `index`, if there is one now; without a limit it needs none.
    fn try_enter(&self, index: usize) -> Result<Slot, Arc<Semaphore>> {
        let Some(slots) = self.0.get(index).and_then(Option::as_ref) else { return Ok(None) };
        Arc::clone(slots).try_acquire_owned().map(Some).map_err(|_| Arc::clone(slots))
    }
}

/// Waits for one of the places, or until the order to stop, after which no call may begin; says how long it waited if neither
/// comes. A call that waits counts among those that run: it costs as much memory.
async fn wait(
    slots: Arc<Semaphore>,
    patience: Option<Duration>,
    drain: &Arc<Drain>,
) -> Result<Slot, Duration> {
    let patience = patience.unwrap_or(LONGEST_WAIT);
    let waiting = drain.enter();
    let slot = tokio::select! {
        slot = timeout(patience, slots.acquire_owned()) => slot,
        () = drain.closed() => return Ok(None),
    };
    drop(waiting);
    match slot {
        Ok(Ok(slot)) => Ok(Some(slot)),
        // Nobody closes the semaphore.
        Ok(Err(_)) | Err(_) => Err(patience),
    }
}

/// Runs a callback within its limits, and answers.
pub(crate) fn run(asker: Asker, job: Job, cx: &mut Context<'_>) -> Step {
    match asker.server.slots.try_enter(job.index()) {
        Ok(slot) => run_in(slot, asker, job, cx),
        Err(slots) => Step::Later(Box::pin(queue(slots, asker, job))),
    }
}

/// Runs a callback when it is its turn.
async fn queue(slots: Arc<Semaphore>, asker: Asker, mut job: Job) -> Response {
    match wait(slots, job.timeout(), &asker.server.drain).await {
        Ok(slot) => Steps::new(|cx| run_in(slot, asker, job, cx)).await,
        Err(waited) => {
            let settlement = job.settlement();
            instead(asker, settlement, "busy", move |settlement| settlement.busy(waited)).await
        }
    }
}

/// Runs a callback that has its place.
fn run_in(slot: Slot, asker: Asker, mut job: Job, cx: &mut Context<'_>) -> Step {
    // The order to stop may have come while it waited for its turn.
    if asker.server.drain.is_closing() {
        asker.server.refused("closing");
        asker.watch.end(Outcome::Refused);
        return Step::Now(failure::closing().into_response());
    }
    let limit = job.timeout().map(|limit| (limit, job.settlement()));
    if job.may_block() {
        Step::Later(Box::pin(run_blocking(asker, job, limit, slot)))
    } else {
        run_async(asker, job, limit, slot, cx)
    }
}

/// A place among the calls of a callback that run at the same time; none where there is no limit.
type Slot = Option<OwnedSemaphorePermit>;

/// The longest that a call may take, and what answers in its place.
type Limit = Option<(Duration, Settlement)>;

/// Runs a callback that may block where that hurts nobody. When its time is up the answer is given without it; its thread,
/// which nobody can stop, keeps its slot.
async fn run_blocking(asker: Asker, job: Job, limit: Limit, slot: Slot) -> Response {
    let running = asker.server.drain.enter();
    let task = tokio::task::spawn_blocking({
        let asker = asker.clone();
        let span = asker.watch.span_elsewhere();
        move || {
            asker.watch.begin();
            let response = span.in_scope(|| asker.respond(job.run_blocking()));
            drop((running, slot));
            response
        }
    });
    let ended = match limit {
        None => task.await,
        Some((limit, settlement)) => {
            let waiting = task.abort_handle();
            let Ok(ended) = timeout(limit, task).await else {
                // One that found no thread in time must not begin any more.
                waiting.abort();
                return instead(asker, settlement, "late", Settlement::timed_out).await;
            };
            ended
        }
    };
    ended.unwrap_or_else(|error| stopped(&asker.server, &asker.watch, &error))
}

/// The task did not come back.
fn stopped(server: &Server, watch: &Watch, error: &JoinError) -> Response {
    let failure = watch.span().in_scope(|| failure::task(server, error));
    watch.end(Outcome::Stopped);
    failure.into_response()
}

/// Runs an async callback. Once it waits it gets a task of its own: it runs to its end when the client hangs up, and
/// its failure is logged all the same. One that does not wait is done before a task would be made.
fn run_async(asker: Asker, job: Job, limit: Limit, slot: Slot, cx: &mut Context<'_>) -> Step {
    let (server, watch) = (Arc::clone(&asker.server), asker.watch.clone());
    watch.begin();
    let work: Later = match limit {
        None => Box::pin(async move { asker.respond(job.run().await) }),
        // Dropped where it waits.
        Some((limit, settlement)) => Box::pin(async move {
            match timeout(limit, job.run()).await {
                Ok(result) => asker.respond(result),
                Err(_) => instead(asker, settlement, "late", Settlement::timed_out).await,
            }
        }),
    };
    let mut work = work.instrument(watch.span());
    if let Poll::Ready(response) = Pin::new(&mut work).poll(cx) {
        return Step::Now(response);
    }
    let running = server.drain.enter();
    let task = async move {
        let response = work.await;
        drop((running, slot));
        response
    };
    // What is logged on the way belongs to the request, whichever task it comes from.
    let task = tokio::spawn(task.instrument(Span::current()));
    let task = async move { task.await.unwrap_or_else(|error| stopped(&server, &watch, &error)) };
    Step::Later(Box::pin(task))
}

/// Answers in the place of a callback. Its `on_error` may block, as plain functions may; whatever that makes of the error,
/// the log has it.
async fn instead(
    asker: Asker,
    settlement: Settlement,
    why: &str,
    answer: impl FnOnce(Settlement) -> Result<Answer, UpdateError> + Send + 'static,
) -> Response {
    let span = asker.watch.span_elsewhere();
    if !settlement.recovers() {
        return span.in_scope(|| asker.respond(answer(settlement)));
    }
    let callback = settlement.callback();
    let (name, at) = (callback.name(), callback.at());
    span.in_scope(|| {
        tracing::warn!(callback = name, %at, "callback `{name}` is {why}; `on_error` answers in its place");
    });
    let (server, watch) = (Arc::clone(&asker.server), asker.watch.clone());
    let running = server.drain.enter();
    let task = tokio::task::spawn_blocking(move || {
        let response = span.in_scope(|| asker.respond(answer(settlement)));
        drop(running);
        response
    });
    task.await.unwrap_or_else(|error| stopped(&server, &watch, &error))
}
