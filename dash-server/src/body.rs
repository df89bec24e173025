//! Reading a request's body up to a limit, and no longer than it may take.

use std::future::poll_fn;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout, timeout_at};

/// What a client must send in a second, once it has had its time: less is not the network, but malice.
const SLOWEST: usize = 16 * 1024;

/// Why there is no body.
#[derive(Debug)]
pub(crate) enum BodyError {
    TooLarge,
    TooSlow,
    /// The client broke off.
    Broken(axum::Error),
}

impl BodyError {
    /// In one word, for metrics.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooSlow => "too_slow",
            Self::Broken(_) => "broken_off",
        }
    }
}

/// A body that is being read. One that came in one piece, which is the usual case, is not copied, and needs no timer.
#[derive(Debug)]
pub(crate) struct Reading {
    body: Body,
    /// In bytes.
    limit: usize,
    received: usize,
    pieces: Vec<Bytes>,
}

impl Reading {
    /// Of a body of at most `limit` bytes.
    pub(crate) fn new(body: Body, limit: usize) -> Self {
        Self { body, limit, received: 0, pieces: Vec::new() }
    }

    /// Reads what is there.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Bytes, BodyError>> {
        if self.body.size_hint().lower() > self.limit as u64 {
            return Poll::Ready(Err(BodyError::TooLarge));
        }
        while let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(cx)) {
            // Trailers are of no interest.
            let Ok(piece) = frame.map_err(BodyError::Broken)?.into_data() else { continue };
            self.received += piece.len();
            if self.received > self.limit {
                return Poll::Ready(Err(BodyError::TooLarge));
            }
            self.pieces.push(piece);
        }
        let mut pieces = mem::take(&mut self.pieces);
        Poll::Ready(Ok(match pieces.len() {
            0 | 1 => pieces.pop().unwrap_or_default(),
            _ => pieces.concat().into(),
        }))
    }

    /// Waits for what has not come yet, `patience` and a second for each 16 KiB that came.
    pub(crate) async fn finish(
        &mut self,
        polled: Poll<Result<Bytes, BodyError>>,
        patience: Duration,
    ) -> Result<Bytes, BodyError> {
        let result = match polled {
            Poll::Ready(result) => result,
            Poll::Pending => self.rest(patience).await,
        };
        if let Err(BodyError::TooLarge) = result {
            self.skip(patience).await;
        }
        result
    }

    async fn rest(&mut self, patience: Duration) -> Result<Bytes, BodyError> {
        let (begun, mut allowed) = (Instant::now(), patience);
        loop {
            if let Ok(result) = timeout_at(begun + allowed, poll_fn(|cx| self.poll(cx))).await {
                return result;
            }
            let earned = patience + Duration::from_secs((self.received / SLOWEST) as u64);
            if earned <= allowed {
                return Err(BodyError::TooSlow);
            }
            allowed = earned;
        }
    }

    /// Lets the client of a refused request send on for a while, and keeps nothing of it: a browser that is still sending
    /// when the connection closes does not look at the answer.
    pub(crate) async fn skip(&mut self, patience: Duration) {
        self.pieces = Vec::new();
        let rest = async {
            let mut skipped = 0;
            while let Some(Ok(frame)) = self.body.frame().await {
                skipped += frame.data_ref().map_or(0, Bytes::len);
                if skipped > self.limit {
                    return;
                }
            }
        };
        // It has its answer whether it heeds it or not.
        let _ = timeout(patience, rest).await;
    }
}
