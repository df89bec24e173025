//! Where a callback runs, how many at a time, and for how long.

use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::response::{IntoResponse, Response};
use dash_core::{Answer, Job, Registry, Settlement, UpdateError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tracing::{Instrument, Span};

use crate::failure;
use crate::server::Server;
use crate::update::{Tell, respond};

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

    /// Waits until a call of the callback at `index` may begin; says how long it waited if that does not come.
    async fn enter(
        &self,
        index: usize,
        patience: Option<Duration>,
    ) -> Result<Option<OwnedSemaphorePermit>, Duration> {
        let Some(slots) = self.0.get(index).cloned().flatten() else { return Ok(None) };
        if let Ok(slot) = Arc::clone(&slots).try_acquire_owned() {
            return Ok(Some(slot));
        }
        let patience = patience.unwrap_or(LONGEST_WAIT);
        match timeout(patience, slots.acquire_owned()).await {
            Ok(Ok(slot)) => Ok(Some(slot)),
            // Nobody closes the semaphore.
            Ok(Err(_)) | Err(_) => Err(patience),
        }
    }
}

/// Runs a callback within its limits, and answers.
pub(crate) async fn run(server: Arc<Server>, job: Job, received: Instant, tell: Tell) -> Response {
    let slot = match server.slots.enter(job.index(), job.timeout()).await {
        Ok(slot) => slot,
        Err(waited) => return respond(&server, job.settlement().busy(waited), received, tell),
    };
    let limit = job.timeout().map(|limit| (limit, job.settlement()));
    if job.may_block() {
        run_blocking(server, job, limit, slot, received, tell).await
    } else {
        run_async(server, job, limit, slot, received, tell).await
    }
}

/// Runs a callback that may block where that hurts nobody. When its time is up the answer is given without it; its thread,
/// which nobody can stop, keeps its slot.
async fn run_blocking(
    server: Arc<Server>,
    job: Job,
    limit: Option<(Duration, Settlement)>,
    slot: Option<OwnedSemaphorePermit>,
    received: Instant,
    tell: Tell,
) -> Response {
    let running = server.drain.enter();
    let task = tokio::task::spawn_blocking({
        let server = Arc::clone(&server);
        move || {
            let response = respond(&server, job.run_blocking(), received, tell);
            drop((running, slot));
            response
        }
    });
    let ended = match limit {
        None => task.await,
        Some((limit, settlement)) => match timeout(limit, task).await {
            Ok(ended) => ended,
            Err(_) => return respond(&server, settlement.timed_out(), received, tell),
        },
    };
    ended.unwrap_or_else(|error| failure::task(&server, &error).into_response())
}

/// Runs an async callback. Once it waits it gets a task of its own: it runs to its end when the client hangs up, and
/// its failure is logged all the same. One that does not wait is done before a task would be made.
async fn run_async(
    server: Arc<Server>,
    job: Job,
    limit: Option<(Duration, Settlement)>,
    slot: Option<OwnedSemaphorePermit>,
    received: Instant,
    tell: Tell,
) -> Response {
    let mut work = Box::pin(within(limit, job.run()));
    if let Poll::Ready(result) = poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx))).await {
        return respond(&server, result, received, tell);
    }
    let running = server.drain.enter();
    let task = {
        let server = Arc::clone(&server);
        async move {
            let response = respond(&server, work.await, received, tell);
            drop((running, slot));
            response
        }
    };
    // What is logged on the way belongs to the request, whichever task it comes from.
    let task = tokio::spawn(task.instrument(Span::current()));
    task.await.unwrap_or_else(|error| failure::task(&server, &error).into_response())
}

/// Drops the work where it waits when its time is up.
async fn within(
    limit: Option<(Duration, Settlement)>,
    work: impl Future<Output = Result<Answer, UpdateError>>,
) -> Result<Answer, UpdateError> {
    match limit {
        None => work.await,
        Some((limit, settlement)) => match timeout(limit, work).await {
            Ok(result) => result,
            Err(_) => settlement.timed_out(),
        },
    }
}
