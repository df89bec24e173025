//! Knows of the callbacks that run, so that a server can stop without cutting them off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use tokio::sync::Notify;

/// The callbacks that run, and whether new ones are still taken.
#[derive(Debug, Default)]
pub(crate) struct Drain {
    running: AtomicUsize,
    draining: AtomicBool,
    closing: AtomicBool,
    changed: Notify,
}

/// One callback that runs, until it is dropped.
#[derive(Debug)]
pub(crate) struct Running(Arc<Drain>);

impl Drain {
    pub(crate) fn enter(self: &Arc<Self>) -> Running {
        self.running.fetch_add(1, SeqCst);
        Running(Arc::clone(self))
    }

    pub(crate) fn running(&self) -> usize {
        self.running.load(SeqCst)
    }

    /// From now on nobody new should come, though those who do are served.
    pub(crate) fn announce(&self) {
        self.draining.store(true, SeqCst);
    }

    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(SeqCst)
    }

    /// From now on new callbacks are refused.
    pub(crate) fn close(&self) {
        self.announce();
        self.closing.store(true, SeqCst);
        self.changed.notify_waiters();
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(SeqCst)
    }

    /// Waits for [`close`](Self::close).
    pub(crate) async fn closed(&self) {
        self.until(Self::is_closing).await;
    }

    /// Waits, after [`close`](Self::close), until no callback runs.
    pub(crate) async fn idle(&self) {
        self.until(|drain| drain.running() == 0).await;
    }

    async fn until(&self, reached: impl Fn(&Self) -> bool) {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Listens before it looks, or a change between the two would be missed.
            changed.as_mut().enable();
            if reached(self) {
                return;
            }
            changed.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Nobody waits for this before the drain closes: running callbacks share no lock.
        if self.0.running.fetch_sub(1, SeqCst) == 1 && self.0.is_closing() {
            self.0.changed.notify_waiters();
        }
    }
}
