//! What Prometheus is told.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use dash_core::{Callback, Registry as Callbacks};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::watch::Outcome;

/// The upper bounds of the histogram, in seconds: from what a small callback takes to the longest that people wait.
const BOUNDS: [f64; 15] =
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

type Labels = Vec<(&'static str, String)>;

/// The counts and durations of an app's callbacks, for Prometheus; from [`Site::metrics`](crate::Site::metrics). They tell
/// the names of the app's functions, so serve them where only Prometheus can ask:
///
/// ```no_run
/// # async fn main_() -> Result<(), Box<dyn std::error::Error>> {
/// let site = dash_server::Site::new(dash_core::App::new().layout("Sales"))?;
/// let inside = tokio::net::TcpListener::bind("127.0.0.1:9100").await?;
/// let metrics = site.metrics();
/// tokio::spawn(async move { axum::serve(inside, metrics.into_router()).await });
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    calls: Family<Labels, Counter>,
    refused: Family<Labels, Counter>,
    callbacks: Vec<Known>,
}

/// One callback.
struct Known {
    labels: Labels,
    ok: Counter,
    duration: Histogram,
    in_flight: Gauge,
}

impl Metrics {
    pub(crate) fn new(callbacks: &Callbacks) -> Self {
        let mut registry = Registry::with_prefix("dash");
        let calls = Family::<Labels, Counter>::default();
        let refused = Family::<Labels, Counter>::default();
        let duration =
            Family::<Labels, Histogram, fn() -> Histogram>::new_with_constructor(|| Histogram::new(BOUNDS));
        let in_flight = Family::<Labels, Gauge>::default();
        registry.register("callbacks", "Calls of callbacks that have ended, by outcome", calls.clone());
        let about = "From a request to its answer";
        registry.register_with_unit("callback_duration", about, Unit::Seconds, duration.clone());
        registry.register("callbacks_in_flight", "Calls of callbacks that have not ended", in_flight.clone());
        let about = "Requests for callbacks that were refused before a callback was found, by reason";
        registry.register("requests_refused", about, refused.clone());
        let known = |callback: &Callback| {
            let at = callback.at().to_string();
            let labels = vec![("callback", callback.name().to_owned()), ("location", at)];
            Known {
                ok: calls.get_or_create_owned(&with_outcome(&labels, Outcome::Ok)),
                duration: duration.get_or_create_owned(&labels),
                in_flight: in_flight.get_or_create_owned(&labels),
                labels,
            }
        };
        let callbacks = callbacks.callbacks().map(known).collect();
        Self(Arc::new(Inner { registry, calls, refused, callbacks }))
    }

    pub(crate) fn begin(&self, index: usize) {
        self.0.callbacks[index].in_flight.inc();
    }

    pub(crate) fn end(&self, index: usize, outcome: Outcome, took: Duration) {
        let Inner { calls, callbacks, .. } = &*self.0;
        let Known { labels, ok, duration, in_flight } = &callbacks[index];
        in_flight.dec();
        match outcome {
            // Counted among the refused requests.
            Outcome::Refused => return,
            Outcome::Ok => _ = ok.inc(),
            _ => _ = calls.get_or_create(&with_outcome(labels, outcome)).inc(),
        }
        duration.observe(took.as_secs_f64());
    }

    pub(crate) fn refused(&self, reason: &'static str) {
        self.0.refused.get_or_create(&vec![("reason", reason.to_owned())]).inc();
    }

    /// What there is to tell now, in the text format of `OpenMetrics`.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = encode(&mut text, &self.0.registry);
        text
    }

    /// A router that answers at `/metrics`.
    pub fn into_router(self) -> Router {
        let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        Router::new().route("/metrics", get(async move || ([(CONTENT_TYPE, kind)], self.text())))
    }
}

fn with_outcome(labels: &Labels, outcome: Outcome) -> Labels {
    let outcome = ("outcome", outcome.as_str().to_owned());
    labels.iter().cloned().chain([outcome]).collect()
}

impl fmt::Debug for Metrics {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Metrics").finish_non_exhaustive()
    }
}
