//! What has changed, a batch at a time.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, timeout_at};

/// Paths as they come, put together until no more do.
#[derive(Debug)]
pub(super) struct Changes {
    paths: UnboundedReceiver<PathBuf>,
    batch: Vec<PathBuf>,
    /// When the batch is complete, unless more comes.
    complete: Option<Instant>,
}

impl Changes {
    pub(super) fn new(paths: UnboundedReceiver<PathBuf>) -> Self {
        Self { paths, batch: Vec::new(), complete: None }
    }

    /// Waits until something has changed, and then for as long as more does; which files.
    ///
    /// What was seen stays here while it waits: one who gives up takes nothing from the next who asks, and waiting goes on
    /// where it was.
    pub(super) async fn next(&mut self, quiet: Duration) -> Vec<PathBuf> {
        loop {
            let path = match self.complete {
                None => self.paths.recv().await,
                Some(complete) => match timeout_at(complete, self.paths.recv()).await {
                    Ok(path) => path,
                    Err(_) => break,
                },
            };
            match path {
                Some(path) => self.batch.push(path),
                // Nobody watches any more.
                None if self.batch.is_empty() => std::future::pending().await,
                None => break,
            }
            self.complete = Some(Instant::now() + quiet);
        }
        self.complete = None;
        let mut batch = std::mem::take(&mut self.batch);
        batch.dedup();
        batch
    }
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::unbounded_channel;

    use super::*;

    /// As `select!` gives up when something else happens.
    async fn give_up(changes: &mut Changes) {
        tokio::select! {
            biased;
            _ = changes.next(Duration::from_hours(1)) => unreachable!("nothing is complete within an hour"),
            () = std::future::ready(()) => (),
        }
    }

    #[tokio::test]
    async fn what_one_who_gave_up_has_seen_is_the_nexts() {
        let (sender, paths) = unbounded_channel();
        let mut changes = Changes::new(paths);
        sender.send("main.rs".into()).unwrap();
        give_up(&mut changes).await;
        sender.send("main.rs".into()).unwrap();
        give_up(&mut changes).await;
        sender.send("dash.lock".into()).unwrap();
        drop(sender);
        assert_eq!(changes.next(Duration::ZERO).await, [PathBuf::from("main.rs"), "dash.lock".into()]);
    }

    /// Or a page that asks often enough would keep a change from being built.
    #[tokio::test]
    async fn who_gives_up_does_not_make_the_next_wait_longer() {
        let (sender, paths) = unbounded_channel();
        let mut changes = Changes::new(paths);
        sender.send("main.rs".into()).unwrap();
        give_up(&mut changes).await;
        let complete = changes.complete;
        give_up(&mut changes).await;
        assert!(complete.is_some() && changes.complete == complete);
    }
}
