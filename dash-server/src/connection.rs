//! One connection, from its first byte to its last. HTTP/1.1 only: a proxy that offers more to browsers asks this server so.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use dash_core::Limits;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};
use tower::Service;

use crate::drain::Drain;
use crate::pace::{Pace, Paced, PacedBody, Phase};

/// What all connections of a server share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) router: Router,
    pub(crate) limits: Limits,
    pub(crate) drain: Arc<Drain>,
}

/// Answers the requests of one client until it, its slowness or the order to stop ends that.
pub(crate) async fn serve(shared: Arc<Shared>, stream: TcpStream, address: SocketAddr) {
    let Shared { router, limits, drain } = &*shared;
    let pace = Arc::new(Pace::default());
    let service = service_fn(|mut request: hyper::Request<Incoming>| {
        pace.enter(Phase::Answer);
        request.extensions_mut().insert(ConnectInfo(address));
        // A router is always ready.
        let answer = router.clone().call(request.map(Body::new));
        let pace = Arc::clone(&pace);
        async move {
            let Ok(response) = answer.await;
            Ok::<_, Infallible>(response.map(|body| PacedBody { body, pace }))
        }
    });
    let io = TokioIo::new(Paced { stream, pace: Arc::clone(&pace) });
    let mut builder = http1::Builder::new();
    // Its own timer is set anew for each request, and does not tell a slow client from an idle one.
    builder.header_read_timeout(None).max_header_size(limits.header_size);
    let mut connection = builder.serve_connection(io, service);

    let mut patience = Patience::new(limits);
    let mut closing = pin!(drain.closed());
    let (mut listens, mut closes) = (false, false);
    let ended = poll_fn(|cx| {
        // Once it listens it is woken by the order to stop, and need not ask again under a lock that all connections share.
        if !closes && (!listens || drain.is_closing()) {
            listens = true;
            closes = closing.as_mut().poll(cx).is_ready();
            if closes {
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
        if let Poll::Ready(result) = Pin::new(&mut connection).poll(cx) {
            return Poll::Ready(Some(result));
        }
        patience.poll_end(cx, &pace).map(|()| None)
    });
    match ended.await {
        Some(Ok(())) => (),
        Some(Err(error)) if error.is_parse_too_large() => tracing::warn!(
            "{address} sent a request's head of more than {} bytes or 100 headers and got 431; \
             `Limits::header_size(..)` allows more bytes",
            limits.header_size
        ),
        Some(Err(error)) => tracing::debug!("the connection of {address} broke: {error}"),
        None => expired(&pace, limits, address, &connection.into_parts().io.into_inner().stream),
    }
}

/// Says why a connection is closed; to the client too, if it is in the middle of a request.
fn expired(pace: &Pace, limits: &Limits, address: SocketAddr, stream: &TcpStream) {
    const TIMEOUT: &[u8] = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    if pace.is_stalled() {
        let waited = limits.write_timeout;
        tracing::warn!(
            "closed the connection of {address}, which took nothing of its answer for {waited:?}; \
             `Limits::write_timeout(..)` gives it more time"
        );
    } else if pace.phase() == Phase::Idle {
        tracing::debug!("closed the connection of {address}, which was idle for {:?}", limits.keep_alive);
    } else if pace.phase() == Phase::Opened {
        // Browsers open some in advance.
        let waited = limits.header_timeout;
        tracing::debug!("closed the connection of {address}, which asked for nothing within {waited:?}");
    } else {
        // It may have room for so few bytes; if not, it does not read anyway.
        let _ = stream.try_write(TIMEOUT);
        let waited = limits.header_timeout;
        tracing::warn!(
            "closed the connection of {address}, which sent no whole head of a request within {waited:?}; \
             `Limits::header_timeout(..)` gives it more time"
        );
    }
}

/// For how long a connection is waited for. The timer runs on while requests come and go, and is looked at when it runs off.
struct Patience<'a> {
    limits: &'a Limits,
    /// A state, and since when it is the connection's.
    since: (u32, Instant),
    timer: Pin<Box<Sleep>>,
}

impl<'a> Patience<'a> {
    fn new(limits: &'a Limits) -> Self {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(end(now, limits.header_timeout)));
        Self { limits, since: (Pace::default().state(), now), timer }
    }

    /// Ready when there is no more.
    fn poll_end(&mut self, cx: &mut Context<'_>, pace: &Pace) -> Poll<()> {
        if self.since.0 != pace.state() {
            self.since = (pace.state(), Instant::now());
        }
        let Some(limit) = self.limit(pace) else { return Poll::Pending };
        let end = end(self.since.1, limit);
        if self.timer.deadline() > end {
            self.timer.as_mut().reset(end);
        }
        while self.timer.as_mut().poll(cx).is_ready() {
            if self.timer.deadline() >= end {
                return Poll::Ready(());
            }
            self.timer.as_mut().reset(end);
        }
        Poll::Pending
    }

    fn limit(&self, pace: &Pace) -> Option<Duration> {
        if pace.is_stalled() {
            return Some(self.limits.write_timeout);
        }
        match pace.phase() {
            Phase::Opened | Phase::Head => Some(self.limits.header_timeout),
            Phase::Answer => None,
            Phase::Idle => Some(self.limits.keep_alive),
        }
    }
}

/// A moment that is there: a limit may be as long as it likes.
fn end(since: Instant, limit: Duration) -> Instant {
    const FAR: Duration = Duration::from_hours(24 * 365);
    since + limit.min(FAR)
}
