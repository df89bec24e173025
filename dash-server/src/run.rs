//! Where a callback runs, how many at a time, and for how long.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
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
use crate::update::Asker;
use crate::watch::{Outcome, Watch};

/// How long a call waits for others to end where the callback has no timeout.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How many calls of each callback may still begin.
#[derive(Debug)]
pub(crate) struct Slots(Vec<Option<Arc<Semaphore>>>);

impl Slots {
    pub(crate) fn new(registry: &Registry) -> Self {
        let slots = |calls: usize| Arc::new(Semaphore::new(calls.min(Semaphore::MAX_PERMITS)));
        Self(registry.callbacks().map(|callback| callback.concurrency().map(slots)).collect())
    }

    /// Waits until a call of the callback at `index` may begin, or until the order to stop, after which none may; says how
    /// long it waited if neither comes. A call that waits counts among those that run: it costs as much memory.
    async fn enter(
        &self,
        index: usize,
        patience: Option<Duration>,
        drain: &Arc<Drain>,
    ) -> Result<Option<OwnedSemaphorePermit>, Duration> {
        let Some(slots) = self.0.get(index).cloned().flatten() else { return Ok(None) };
        if let Ok(slot) = Arc::clone(&slots).try_acquire_owned() {
            return Ok(Some(slot));
        }
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
}

/// Runs a callback within its limits, and answers.
pub(crate) async fn run(asker: Asker, mut job: Job) -> Response {
    let server = &asker.server;
    let slot = match server.slots.enter(job.index(), job.timeout(), &server.drain).await {
        Ok(slot) => slot,
        Err(waited) => {
            let settlement = job.settlement();
            return instead(asker, settlement, "busy", move |settlement| settlement.busy(waited)).await;
        }
    };
    // The order to stop may have come while it waited for its turn.
    if server.drain.is_closing() {
        server.refused("closing");
        asker.watch.end(Outcome::Refused);
        return failure::closing().into_response();
    }
    let limit = job.timeout().map(|limit| (limit, job.settlement()));
    if job.may_block() {
        run_blocking(asker, job, limit, slot).await
    } else {
        run_async(asker, job, limit, slot).await
    }
}

/// The longest that a call may take, and what answers in its place.
type Limit = Option<(Duration, Settlement)>;

/// Runs a callback that may block where that hurts nobody. When its time is up the answer is given without it; its thread,
/// which nobody can stop, keeps its slot.
async fn run_blocking(asker: Asker, job: Job, limit: Limit, slot: Option<OwnedSemaphorePermit>) -> Response {
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
async fn run_async(asker: Asker, job: Job, limit: Limit, slot: Option<OwnedSemaphorePermit>) -> Response {
    let (server, watch) = (Arc::clone(&asker.server), asker.watch.clone());
    watch.begin();
    let work = async move {
        match limit {
            None => asker.respond(job.run().await),
            // Dropped where it waits.
            Some((limit, settlement)) => match timeout(limit, job.run()).await {
                Ok(result) => asker.respond(result),
                Err(_) => instead(asker, settlement, "late", Settlement::timed_out).await,
            },
        }
    };
    let mut work = Box::pin(work.instrument(watch.span()));
    if let Poll::Ready(response) = poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx))).await {
        return response;
    }
    let running = server.drain.enter();
    let task = async move {
        let response = work.await;
        drop((running, slot));
        response
    };
    // What is logged on the way belongs to the request, whichever task it comes from.
    let task = tokio::spawn(task.instrument(Span::current()));
    task.await.unwrap_or_else(|error| stopped(&server, &watch, &error))
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
