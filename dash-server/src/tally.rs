//! The calls of each callback, counted for those who read it: the graph of callbacks with debug on, and Prometheus.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use dash_core::Registry;

#[cfg(feature = "metrics")]
use crate::metrics::Metrics;
use crate::watch::Outcome;

/// Of how many calls the durations are kept.
const RECENT: usize = 256;

/// What was counted since the start.
#[derive(Debug)]
pub(crate) struct Tally {
    /// By callback, where the graph is served.
    numbers: Vec<Mutex<Numbers>>,
    #[cfg(feature = "metrics")]
    pub(crate) metrics: Metrics,
}

/// The calls of one callback.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    /// How many have ended.
    pub(crate) calls: u64,
    /// How many of these with an error, be it that `on_error` answered.
    pub(crate) errors: u64,
    pub(crate) in_flight: u64,
    total: Duration,
    /// The last ones, the latest at the end.
    recent: VecDeque<Duration>,
}

impl Tally {
    /// Nothing where nobody would read it.
    pub(crate) fn new(registry: &Registry, debug: bool) -> Option<Self> {
        let callbacks = if debug { registry.len() } else { 0 };
        (debug || cfg!(feature = "metrics")).then(|| Self {
            numbers: (0..callbacks).map(|_| Mutex::default()).collect(),
            #[cfg(feature = "metrics")]
            metrics: Metrics::new(registry),
        })
    }

    pub(crate) fn begin(&self, index: usize) {
        self.change(index, |numbers| numbers.in_flight += 1);
        #[cfg(feature = "metrics")]
        self.metrics.begin(index);
    }

    pub(crate) fn end(&self, index: usize, outcome: Outcome, took: Duration) {
        self.change(index, |numbers| numbers.end(outcome, took));
        #[cfg(feature = "metrics")]
        self.metrics.end(index, outcome, took);
    }

    #[cfg_attr(not(feature = "metrics"), allow(clippy::unused_self))]
    pub(crate) fn refused(&self, reason: &'static str) {
        #[cfg(feature = "metrics")]
        self.metrics.refused(reason);
        #[cfg(not(feature = "metrics"))]
        let _ = reason;
    }

    /// The numbers of the callback at `index`.
    pub(crate) fn numbers(&self, index: usize) -> Numbers {
        let numbers = self.numbers.get(index);
        numbers
            .map(|numbers| numbers.lock().unwrap_or_else(PoisonError::into_inner).clone())
            .unwrap_or_default()
    }

    fn change(&self, index: usize, change: impl FnOnce(&mut Numbers)) {
        if let Some(numbers) = self.numbers.get(index) {
            change(&mut numbers.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl Numbers {
    fn end(&mut self, outcome: Outcome, took: Duration) {
        self.in_flight -= 1;
        if outcome == Outcome::Refused {
            return;
        }
        self.calls += 1;
        self.errors += u64::from(outcome.is_error());
        self.total += took;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(took);
    }

    /// Of all calls.
    pub(crate) fn mean(&self) -> Option<Duration> {
        (self.calls > 0).then(|| self.total / u32::try_from(self.calls).unwrap_or(u32::MAX))
    }

    /// What 95 of 100 of the last calls did not exceed.
    pub(crate) fn p95(&self) -> Option<Duration> {
        let mut recent: Vec<_> = self.recent.iter().copied().collect();
        recent.sort_unstable();
        let rank = (recent.len() * 95).div_ceil(100);
        recent.get(rank.checked_sub(1)?).copied()
    }

    pub(crate) fn last(&self) -> Option<Duration> {
        self.recent.back().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_durations_are_those_of_the_calls() {
        let mut numbers = Numbers::default();
        assert_eq!((numbers.mean(), numbers.p95(), numbers.last()), (None, None, None));
        for milliseconds in 1..=300 {
            numbers.in_flight += 1;
            numbers.end(Outcome::Ok, Duration::from_millis(milliseconds));
        }
        // The last 256 are those from 45 on, and 244 of them are at most 288.
        assert_eq!(numbers.p95(), Some(Duration::from_millis(288)));
        assert_eq!(numbers.mean(), Some(Duration::from_micros(150_500)));
        assert_eq!(numbers.last(), Some(Duration::from_millis(300)));
        assert_eq!((numbers.calls, numbers.errors, numbers.in_flight), (300, 0, 0));
    }
}
