//! What a connection waits for, and since when: so that one which waits too long can be closed.
//!
//! Everything here happens in the connection's own task. A request costs a few stores and one look at the clock; the timer
//! is set anew only when it has run off.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::task::{Context, Poll};

use hyper::body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What a connection waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// For the first byte of the first request.
    Opened,
    /// For the rest of a request's head.
    Head,
    /// For the app. The rest of a body is the app's to wait for.
    Answer,
    /// For the first byte of the next request.
    Idle,
}

/// The phase of one connection.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    /// Counts the changes; the two lowest bits are the phase, the next one says whether the client takes nothing.
    state: AtomicU32,
}

const STALLED: u32 = 4;
const CHANGE: u32 = 8;

impl Pace {
    pub(crate) fn enter(&self, phase: Phase) {
        self.store((self.state() & STALLED) | phase as u32);
    }

    /// Differs after every change.
    pub(crate) fn state(&self) -> u32 {
        self.state.load(Relaxed)
    }

    pub(crate) fn phase(&self) -> Phase {
        match self.state() & 3 {
            0 => Phase::Opened,
            1 => Phase::Head,
            2 => Phase::Answer,
            _ => Phase::Idle,
        }
    }

    /// Whether there is something to send that the client does not take.
    pub(crate) fn is_stalled(&self) -> bool {
        self.state() & STALLED != 0
    }

    /// Bytes came: in the middle of a request they are nothing new.
    fn read(&self) {
        if matches!(self.phase(), Phase::Opened | Phase::Idle) {
            self.enter(Phase::Head);
        }
    }

    /// Bytes went, or could not.
    fn wrote(&self, could: bool) {
        if could == self.is_stalled() {
            self.store((self.state() & 3) | if could { 0 } else { STALLED });
        }
    }

    /// Nobody else stores: all is in one task.
    fn store(&self, low: u32) {
        let changes = self.state() & !(CHANGE - 1);
        self.state.store(changes.wrapping_add(CHANGE) | low, Relaxed);
    }
}

/// A stream that tells when it is read from and written to.
#[derive(Debug)]
pub(crate) struct Paced<S> {
    pub(crate) stream: S,
    pub(crate) pace: Arc<Pace>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let result = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.pace.read();
        }
        result
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.pace.wrote(result.is_ready());
        result
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.pace.wrote(result.is_ready());
        result
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// A response's body, after whose end the connection waits for the next request.
#[derive(Debug)]
pub(crate) struct PacedBody<B> {
    pub(crate) body: B,
    pub(crate) pace: Arc<Pace>,
}

impl<B: Body + Unpin> Body for PacedBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for PacedBody<B> {
    fn drop(&mut self) {
        self.pace.enter(Phase::Idle);
    }
}
