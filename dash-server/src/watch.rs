//! What is noted of a call for those who look from outside: the log, metrics, the graph of callbacks, the developer tools.
//!
//! Where nobody looks a call has a [`Watch`] that is empty, and takes no time: with debug off, without metrics, and with a log that
//! has no spans of level `info`. The log's default has them, so that lines of other crates begin with the callback's name; then a
//! call has a span and reads the clock a few times.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use dash_core::{ErrorKind, Job, Origin, UpdateError};
use tracing::{Level, Span, field};

use crate::server::Server;
use crate::tally::Tally;

/// Under which name the log has the calls: `RUST_LOG=dash::callback=debug` shows each with its duration.
pub(crate) const TARGET: &str = "dash::callback";

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It has changed something.
    Ok,
    /// It has left everything as it is.
    NoUpdate,
    /// It failed, and `on_error` has answered.
    Recovered(ErrorKind),
    /// The browser has got an error.
    Error(ErrorKind),
    /// The runtime gave up its task.
    Stopped,
    /// The server is stopping, and did not begin it.
    Refused,
    /// Nobody waited any longer for it to begin.
    Abandoned,
}

impl Outcome {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NoUpdate => "no_update",
            Self::Recovered(_) => "recovered",
            Self::Error(kind) => kind.as_str(),
            Self::Stopped => "stopped",
            Self::Refused => "refused",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether something went wrong, be it that `on_error` answered.
    pub(crate) fn is_error(self) -> bool {
        matches!(self, Self::Recovered(_) | Self::Error(_) | Self::Stopped)
    }

    /// The kind of error behind it.
    fn error(self) -> Option<ErrorKind> {
        match self {
            Self::Recovered(kind) | Self::Error(kind) => Some(kind),
            _ => None,
        }
    }
}

/// When a request came, and when its body was there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    received: Instant,
    read: Instant,
}

impl Arrival {
    /// Of a request that came just now, if somebody looks.
    pub(crate) fn now(server: &Server) -> Option<Self> {
        let is_watched = server.tally.is_some()
            || server.app.config().dev_tools.ui == Some(true)
            || tracing::enabled!(target: TARGET, Level::INFO);
        is_watched.then(|| {
            let now = Instant::now();
            Self { received: now, read: now }
        })
    }

    /// The body is there.
    pub(crate) fn read(self) -> Self {
        Self { read: Instant::now(), ..self }
    }
}

/// One call, if somebody looks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Watch(Option<Arc<Call>>);

#[derive(Debug)]
struct Call {
    origin: Origin,
    /// Where it is counted, and as which callback's.
    tally: Option<(Arc<Tally>, usize)>,
    span: Span,
    arrival: Arrival,
    decoded: Instant,
    /// When the callback began; before that it waited for its turn.
    begun: OnceLock<Instant>,
    is_over: AtomicBool,
}

/// How long the parts of a call took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phases {
    /// From the request to its end.
    pub(crate) total: Duration,
    /// Reading what the body says, once it was there.
    pub(crate) decode: Duration,
    /// Until there was a place and a thread for it.
    pub(crate) wait: Duration,
    pub(crate) callback: Duration,
    /// Writing the answer.
    pub(crate) encode: Duration,
}

impl Watch {
    /// Begins to look at a job that has just been made.
    pub(crate) fn of(server: &Server, arrival: Option<Arrival>, job: &mut Job) -> Self {
        let Some(arrival) = arrival else { return Self(None) };
        job.time();
        Self(Some(Arc::new(Call::new(arrival, job.callback().origin(), server, Some(job.index())))))
    }

    /// Of a call that ends before there was a job: its request does not fit the callback.
    pub(crate) fn of_error(server: &Server, arrival: Option<Arrival>, error: &UpdateError) -> Self {
        let index =
            |origin: &Origin| server.app.registry().callbacks().position(|known| known.origin() == *origin);
        let call = |(arrival, origin): (_, &Origin)| {
            Arc::new(Call::new(arrival, origin.clone(), server, index(origin)))
        };
        Self(arrival.zip(error.origin()).map(call))
    }

    /// The callback begins.
    pub(crate) fn begin(&self) {
        if let Some(call) = &self.0 {
            call.begun.get_or_init(Instant::now);
        }
    }

    /// What is logged on the way belongs to this; to what is around it where it is disabled.
    pub(crate) fn span(&self) -> Span {
        self.0.as_ref().map_or_else(Span::none, |call| call.span.clone())
    }

    /// The same for work that goes elsewhere, where nothing is around it.
    pub(crate) fn span_elsewhere(&self) -> Span {
        let span = self.span();
        if span.is_disabled() { Span::current() } else { span }
    }

    /// How long the parts took until now. The callback wrote its answer for the last `encoding` of it.
    pub(crate) fn phases(&self, encoding: Option<Duration>) -> Option<Phases> {
        let Call { arrival, decoded, begun, .. } = &**self.0.as_ref()?;
        let now = Instant::now();
        let begun = begun.get().copied().unwrap_or(now);
        let encode = encoding.unwrap_or_default();
        Some(Phases {
            total: now - arrival.received,
            decode: *decoded - arrival.read,
            wait: begun - *decoded,
            callback: (now - begun).saturating_sub(encode),
            encode,
        })
    }

    /// Notes what became of it. Only the first word counts: a callback that is late was told so already.
    pub(crate) fn end(&self, outcome: Outcome) {
        if let Some(call) = &self.0 {
            call.end(outcome);
        }
    }
}

impl Call {
    fn new(arrival: Arrival, origin: Origin, server: &Server, index: Option<usize>) -> Self {
        let tally = server.tally.clone().zip(index);
        if let Some((tally, index)) = &tally {
            tally.begin(*index);
        }
        let (span, decoded) = (span(&origin), Instant::now());
        Self {
            origin,
            tally,
            span,
            arrival,
            decoded,
            begun: OnceLock::new(),
            is_over: AtomicBool::new(false),
        }
    }

    fn end(&self, outcome: Outcome) {
        if self.is_over.swap(true, Ordering::Relaxed) {
            return;
        }
        let took = self.arrival.received.elapsed();
        if let Some((tally, index)) = &self.tally {
            tally.end(*index, outcome, took);
        }
        let milliseconds = took.as_secs_f64() * 1e3;
        self.span.record("outcome", outcome.as_str()).record("duration_ms", milliseconds);
        if let Some(kind) = outcome.error() {
            self.span.record("error.type", kind.as_str());
        }
        let Origin { name, at } = &self.origin;
        self.span.in_scope(
            || tracing::debug!(target: TARGET, "`{name}` ({at}): {} in {took:.1?}", outcome.as_str()),
        );
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        self.end(Outcome::Abandoned);
    }
}

/// The names are those of OpenTelemetry where it has some.
fn span(Origin { name, at }: &Origin) -> Span {
    tracing::info_span!(
        target: TARGET,
        "callback",
        code.function.name = name,
        code.file.path = at.file,
        code.line.number = at.line,
        outcome = field::Empty,
        duration_ms = field::Empty,
        "error.type" = field::Empty,
        error_id = field::Empty,
    )
}
