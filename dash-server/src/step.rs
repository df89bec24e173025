//! Work that is mostly done in one go.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::response::Response;

/// What is left of some work, until the response.
pub(crate) type Later = Pin<Box<dyn Future<Output = Response> + Send>>;

/// What came of the first step of some work.
pub(crate) enum Step {
    Now(Response),
    Later(Later),
}

/// A future that does its first step as a plain function. Unlike those of async functions it has no room for what may have
/// to wait, which would be copied with it for each request; that gets a place of its own when it is needed.
pub(crate) enum Steps<F> {
    First(Option<F>),
    Then(Later),
}

impl<F> Steps<F> {
    /// Begins with `first`, which may poll once what it needs.
    pub(crate) fn new(first: F) -> Self
    where
        F: FnOnce(&mut Context<'_>) -> Step,
    {
        Self::First(Some(first))
    }
}

impl<F: FnOnce(&mut Context<'_>) -> Step + Unpin> Future for Steps<F> {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        if let Self::First(first) = &mut *self {
            // A panic in it leaves nothing to poll.
            match first.take().map(|first| first(cx)) {
                Some(Step::Now(response)) => return Poll::Ready(response),
                Some(Step::Later(later)) => *self = Self::Then(later),
                None => return Poll::Pending,
            }
        }
        match &mut *self {
            Self::Then(later) => later.as_mut().poll(cx),
            Self::First(_) => Poll::Pending,
        }
    }
}
