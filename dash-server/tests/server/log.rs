//! The log, kept apart by thread: each test has one of its own.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to the log of the thread that it is on.
struct Writer;

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Begins to keep the log, before anything is logged. One subscriber for all threads: with one for each, `tracing`
/// remembers for all of them that the first one has none.
pub(crate) fn keep() {
    static KEEP: Once = Once::new();
    KEEP.call_once(|| {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Writer).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

/// Keeps everything that Dash logs on this thread, on every level, until this is dropped.
pub(crate) fn keep_all() -> tracing::subscriber::DefaultGuard {
    keep();
    let filter = tracing_subscriber::EnvFilter::new("dash=debug,dash_server=debug");
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Writer);
    tracing::subscriber::set_default(subscriber.with_env_filter(filter).finish())
}

/// What this thread has logged since it was last asked.
pub(crate) fn take() -> String {
    String::from_utf8(LOG.take()).unwrap()
}
