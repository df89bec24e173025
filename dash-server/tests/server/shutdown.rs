//! The order to stop.

use std::time::Duration;

use dash_core::{Call, IntoReply, Limits};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::sockets::{Server, Waiting, begin, read_all};
use crate::support::{app, declared, soon, update_body};

/// Orders the server to stop, and waits until it accepts nobody.
async fn stop(server: &Server) {
    server.stop.notify_one();
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_started_callback_finishes_and_is_answered() {
    let waiting = Waiting::default();
    let server = Server::start(app([waiting.callback()])).await;
    let client = server.update("").await;
    waiting.started.notified().await;
    stop(&server).await;
    assert!(!server.ended.is_finished());
    waiting.release.notify_one();
    let answer = read_all(client).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("done"), "{answer}");
    soon(server.ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_callback_without_a_client_finishes_too() {
    let waiting = Waiting::default();
    let server = Server::start(app([waiting.callback()])).await;
    let client = server.update("").await;
    waiting.started.notified().await;
    drop(client);
    stop(&server).await;
    // Enough turns for the server to notice that there is nobody to answer, and to end if it thinks that is all.
    for _ in 0..10_000 {
        tokio::task::yield_now().await;
    }
    assert!(!server.ended.is_finished(), "the server ended before its callback");
    waiting.release.notify_one();
    soon(server.ended).await.unwrap().unwrap();
    // A permit is there if, and only if, the callback came to its end.
    assert!(tokio::time::timeout(Duration::ZERO, waiting.finished.notified()).await.is_ok());
}

#[tokio::test]
async fn a_new_callback_is_refused() {
    let waiting = Waiting::default();
    let server = Server::start(app([waiting.callback()])).await;
    let body = update_body("").to_string();
    let mut client = begin(&server, body.len()).await;
    stop(&server).await;
    client.write_all(body.as_bytes()).await.unwrap();
    let answer = read_all(client).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("content-type: text/plain; charset=utf-8\r\n"), "{answer}");
    assert!(answer.contains("The server is stopping"), "{answer}");
    soon(server.ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_callback_that_takes_too_long_is_cut_off() {
    let waiting = Waiting::default();
    let server = Server::start(app([waiting.callback()]).shutdown_timeout(Duration::ZERO)).await;
    let _client = server.update("").await;
    waiting.started.notified().await;
    server.stop.notify_one();
    soon(server.ended).await.unwrap().unwrap();
}

/// A call that waits for its turn counts as one that runs, and is refused by the order to stop, not by the end of its patience.
#[tokio::test]
async fn a_call_that_waits_for_its_turn_is_refused_at_once() {
    let waiting = Waiting::default();
    let signals = waiting.clone();
    let callback = declared("one").concurrency(1).handler(move |_| {
        let Waiting { started, release, .. } = signals.clone();
        Ok(Call::future(async move {
            started.notify_one();
            release.notified().await;
            IntoReply::<1>::into_reply("done")
        }))
    });
    let server = Server::start(app([callback]).limits(Limits::new().callbacks(2))).await;
    let first = server.update("").await;
    waiting.started.notified().await;
    // One of the two has the place that is left, and waits; the other one has none.
    let (one, other) = (server.update("").await, server.update("").await);
    let (mut one, mut other) = (Box::pin(read_all(one)), Box::pin(read_all(other)));
    let (refused, waits) = tokio::select! {
        answer = &mut one => (answer, other),
        answer = &mut other => (answer, one),
    };
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("2 callbacks are running"), "{refused}");
    stop(&server).await;
    let refused = waits.await;
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("The server is stopping"), "{refused}");
    waiting.release.notify_one();
    assert!(read_all(first).await.contains("done"));
    soon(server.ended).await.unwrap().unwrap();
}
