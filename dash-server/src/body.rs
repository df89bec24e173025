//! Reading a request's body up to a limit, and no longer than it may take.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::Poll;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http_body_util::{BodyExt, Collected, LengthLimitError, Limited};
use tokio::time::{Instant, timeout, timeout_at};

/// What a client must send in a second, once it has had its time: less is not the network, but malice.
const SLOWEST: usize = 16 * 1024;

/// Why there is no body.
#[derive(Debug)]
pub(crate) enum BodyError {
    TooLarge,
    TooSlow,
    /// The client broke off.
    Broken(axum::BoxError),
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

/// Reads a body of at most `limit` bytes, which may take `patience` and a second for each 16 KiB. One that came in one
/// piece, which is the usual case, is not copied, and needs no timer.
pub(crate) async fn read(mut body: Body, limit: usize, patience: Duration) -> Result<Bytes, BodyError> {
    let is_too_large = body.size_hint().lower() > limit as u64;
    if !is_too_large {
        match collect(&mut body, limit, patience).await {
            Err(BodyError::TooLarge) => (),
            result => return result,
        }
    }
    skip(body, limit, patience).await;
    Err(BodyError::TooLarge)
}

async fn collect(body: &mut Body, limit: usize, patience: Duration) -> Result<Bytes, BodyError> {
    let received = AtomicUsize::new(0);
    let counted = Limited::new(body, limit).map_frame(|frame| {
        received.fetch_add(frame.data_ref().map_or(0, Bytes::len), Relaxed);
        frame
    });
    let mut collecting = pin!(counted.collect());
    if let Poll::Ready(result) = poll_fn(|cx| Poll::Ready(collecting.as_mut().poll(cx))).await {
        return bytes(result);
    }
    let (begun, mut allowed) = (Instant::now(), patience);
    loop {
        if let Ok(result) = timeout_at(begun + allowed, &mut collecting).await {
            return bytes(result);
        }
        let earned = patience + Duration::from_secs((received.load(Relaxed) / SLOWEST) as u64);
        if earned <= allowed {
            return Err(BodyError::TooSlow);
        }
        allowed = earned;
    }
}

fn bytes(result: Result<Collected<Bytes>, axum::BoxError>) -> Result<Bytes, BodyError> {
    match result {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(BodyError::TooLarge),
        Err(error) => Err(BodyError::Broken(error)),
    }
}

/// Lets the client of a refused request send on for a while, and keeps nothing of it: a browser that is still sending when
/// the connection closes does not look at the answer.
pub(crate) async fn skip(mut body: Body, limit: usize, patience: Duration) {
    let rest = async {
        let mut skipped = 0;
        while let Some(Ok(frame)) = body.frame().await {
            skipped += frame.data_ref().map_or(0, Bytes::len);
            if skipped > limit {
                return;
            }
        }
    };
    // It has its answer whether it heeds it or not.
    let _ = timeout(patience, rest).await;
}
