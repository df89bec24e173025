//! Clients that take their time, and more of them than there is room for.

use std::io::ErrorKind;
use std::time::Duration;

use dash_core::{App, Limits};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::log;
use crate::sockets::{Server, Waiting, begin, head, read_all};
use crate::support::{app, asynchronous, soon, sync, update_body};

const SHORT: Duration = Duration::from_millis(100);

fn limited(limits: Limits) -> App {
    app([sync(|title| title)]).limits(limits)
}

/// Sends byte after byte until the server closes, and reads what came back.
async fn trickle(mut client: TcpStream, text: &str) -> String {
    let mut answer = Vec::new();
    let mut bytes = text.bytes().cycle();
    let mut tick = tokio::time::interval(SHORT / 20);
    loop {
        tokio::select! {
            _ = tick.tick() => {
                let byte = bytes.next().unwrap_or_default();
                // Whether it is taken or not: what came back is read below.
                let _ = client.try_write(&[byte]);
            }
            read = client.read_buf(&mut answer) => match read {
                Ok(0) => break,
                Ok(_) => (),
                // By bytes that were on their way when the server closed.
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
                    break;
                }
            }
        }
    }
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_not_waited_for() {
    let server = Server::start(limited(Limits::new().header_timeout(SHORT))).await;
    log::take();
    let answer = soon(trickle(server.connect().await, "GET / HTTP/1.1\r\nx-endless: ")).await;
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
    let log = log::take();
    assert!(
        log.contains("sent no whole head of a request within 100ms; `Limits::header_timeout(..)`"),
        "{log}"
    );
}

#[tokio::test]
async fn a_client_that_says_nothing_is_not_waited_for() {
    let server = Server::start(limited(Limits::new().header_timeout(SHORT))).await;
    log::take();
    assert_eq!(read_all(server.connect().await).await, "", "no 408: it asked for nothing");
    assert_eq!(log::take(), "", "browsers open connections in advance");
}

#[tokio::test]
async fn a_body_that_comes_byte_by_byte_is_not_waited_for() {
    let server = Server::start(limited(Limits::new().body_timeout(SHORT)).debug(false)).await;
    log::take();
    let client = begin(&server, 1000).await;
    let answer = soon(trickle(client, " ")).await;
    assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
    assert!(answer.contains("Sorry, the request came too slowly."), "{answer}");
    let log = log::take();
    assert!(log.contains("took longer than 100ms and a second for each 16 KiB of it"), "{log}");
}

#[tokio::test]
async fn half_a_body_is_not_waited_for_either() {
    let server = Server::start(limited(Limits::new().body_timeout(SHORT))).await;
    let mut client = begin(&server, 1000).await;
    client.write_all(&[b' '; 500]).await.unwrap();
    assert!(read_all(client).await.starts_with("HTTP/1.1 408 "));
}

/// Reads one answer of a connection that stays open.
async fn answered(client: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        assert_ne!(soon(client.read_buf(&mut answer)).await.unwrap(), 0, "closed too early");
    }
    String::from_utf8(answer).unwrap()
}

fn kept_open(title: &str) -> String {
    let body = update_body(title).to_string();
    head(body.len()).replace("connection: close\r\n", "") + "\r\n" + &body
}

#[tokio::test]
async fn a_connection_stays_open_between_requests_for_as_long_as_it_may() {
    let limits = Limits::new().keep_alive(SHORT);
    let server = Server::start(limited(limits)).await;
    let mut client = server.connect().await;
    for title in ["first", "second", "third"] {
        client.write_all(kept_open(title).as_bytes()).await.unwrap();
        let answer = answered(&mut client).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains(title), "{answer}");
    }
    assert_eq!(read_all(client).await, "", "no 408: it asked for nothing");
}

#[tokio::test]
async fn a_callback_may_take_longer_than_any_client() {
    let waiting = Waiting::default();
    let limits =
        Limits::new().header_timeout(SHORT).body_timeout(SHORT).write_timeout(SHORT).keep_alive(SHORT);
    let server = Server::start(app([waiting.callback()]).limits(limits)).await;
    let client = server.update("").await;
    waiting.started.notified().await;
    // A connection that is opened now has had its time first.
    assert_eq!(read_all(server.connect().await).await, "");
    waiting.release.notify_one();
    assert!(read_all(client).await.starts_with("HTTP/1.1 200 OK\r\n"));
}

#[tokio::test]
async fn a_client_that_does_not_read_is_not_waited_for() {
    let large = asynchronous(async |_| Ok("x".repeat(16 << 20)));
    let server = Server::start(app([large]).limits(Limits::new().write_timeout(SHORT))).await;
    log::take();
    let client = server.update("").await;
    let told = async {
        let mut text = String::new();
        while !text.contains("took nothing of its answer for 100ms; `Limits::write_timeout(..)`") {
            tokio::task::yield_now().await;
            text += &log::take();
        }
    };
    soon(told).await;
    drop(client);
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let server = Server::start(limited(Limits::new().header_size(2000))).await;
    log::take();
    let mut large = server.connect().await;
    let text = format!("GET / HTTP/1.1\r\nhost: test\r\nx-large: {}\r\n\r\n", "x".repeat(2000));
    large.write_all(text.as_bytes()).await.unwrap();
    let mut many = server.connect().await;
    let text = format!("GET / HTTP/1.1\r\nhost: test\r\n{}\r\n", "a: b\r\n".repeat(101));
    many.write_all(text.as_bytes()).await.unwrap();
    for client in [large, many] {
        let answer = read_all(client).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
        let log = log::take();
        assert!(
            log.contains("more than 2000 bytes or 100 headers and got 431; `Limits::header_size(..)`"),
            "{log}"
        );
    }
}

#[tokio::test]
async fn a_connection_too_many_waits_for_its_turn() {
    let server = Server::start(limited(Limits::new().connections(1))).await;
    log::take();
    let mut first = server.connect().await;
    first.write_all(kept_open("first").as_bytes()).await.unwrap();
    answered(&mut first).await;
    let second = server.update("second").await;
    let told = async {
        let mut text = String::new();
        while !text.contains("1 connections are open, as many as may be; others wait until one is closed") {
            tokio::task::yield_now().await;
            text += &log::take();
        }
    };
    soon(told).await;
    first.write_all(kept_open("first again").as_bytes()).await.unwrap();
    assert!(answered(&mut first).await.contains("first again"), "it is the one that is served");
    drop(first);
    let answer = read_all(second).await;
    assert!(answer.contains("second"), "{answer}");
}

#[tokio::test]
async fn a_callback_too_many_is_told_to_come_again() {
    let waiting = Waiting::default();
    let server =
        Server::start(app([waiting.callback()]).limits(Limits::new().callbacks(1)).max_body(1000)).await;
    let first = server.update("first").await;
    waiting.started.notified().await;
    log::take();
    let refused = read_all(server.update("second").await).await;
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("\r\nretry-after: 1\r\n"), "{refused}");
    let log = log::take();
    assert!(
        log.contains("1 callbacks are running, as many as may; allow more with `Limits::callbacks(..)`"),
        "{log}"
    );
    // Its body is not kept: nobody looks how large it is.
    let mut large = server.connect().await;
    large.write_all(format!("{}\r\n{}", head(5000), "x".repeat(5000)).as_bytes()).await.unwrap();
    assert!(read_all(large).await.starts_with("HTTP/1.1 503 "));
    waiting.release.notify_one();
    assert!(read_all(first).await.starts_with("HTTP/1.1 200 OK\r\n"));
    let third = server.update("third").await;
    waiting.started.notified().await;
    waiting.release.notify_one();
    assert!(read_all(third).await.starts_with("HTTP/1.1 200 OK\r\n"));
}

#[tokio::test]
async fn a_large_body_has_more_time() {
    let limit = Duration::from_secs(1);
    let server = Server::start(limited(Limits::new().body_timeout(limit))).await;
    let body = update_body(&"x".repeat(64 * 1024)).to_string();
    let mut client = begin(&server, body.len()).await;
    let (first, rest) = body.as_bytes().split_at(60 * 1024);
    client.write_all(first).await.unwrap();
    tokio::time::sleep(limit + SHORT).await;
    client.write_all(rest).await.unwrap();
    assert!(read_all(client).await.starts_with("HTTP/1.1 200 OK\r\n"));
}
