//! Clients that do not behave.

use std::net::SocketAddr;
use std::sync::Arc;

use dash_core::{App, Callback};
use dash_server::Serve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::support::{app, asynchronous, declared, soon, sync, update_body};

/// A server on a free port, until it is told to stop.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) stop: Arc<Notify>,
    pub(crate) ended: JoinHandle<dash_core::Result<()>>,
}

impl Server {
    pub(crate) async fn start(app: App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let ended = tokio::spawn(app.serve(listener, async move { stopped.notified().await }));
        Self { address, stop, ended }
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends an update request, on a connection of its own.
    pub(crate) async fn update(&self, title: &str) -> TcpStream {
        let mut client = self.connect().await;
        let body = update_body(title).to_string();
        client.write_all(format!("{}\r\n{body}", head(body.len())).as_bytes()).await.unwrap();
        client
    }
}

/// The head of an update request, without the empty line after it. The server closes after the answer.
pub(crate) fn head(length: usize) -> String {
    format!(
        "POST /_dash-update-component HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n"
    )
}

pub(crate) async fn read_all(mut client: TcpStream) -> String {
    let mut answer = String::new();
    soon(client.read_to_string(&mut answer)).await.unwrap();
    answer
}

/// Sends the head of a request and waits until the server wants the body: the request is under way.
pub(crate) async fn begin(server: &Server, length: usize) -> TcpStream {
    let mut client = server.connect().await;
    client.write_all(format!("{}expect: 100-continue\r\n\r\n", head(length)).as_bytes()).await.unwrap();
    let expected = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut answer = vec![0; expected.len()];
    soon(client.read_exact(&mut answer)).await.unwrap();
    assert_eq!(answer, expected);
    client
}

/// A callback that tells when it has started, and waits until it is released.
#[derive(Clone, Default)]
pub(crate) struct Waiting {
    pub(crate) started: Arc<Notify>,
    pub(crate) release: Arc<Notify>,
    pub(crate) finished: Arc<Notify>,
}

impl Waiting {
    pub(crate) fn callback(&self) -> Callback {
        let signals = self.clone();
        asynchronous(move |_| {
            let Self { started, release, finished } = signals.clone();
            async move {
                started.notify_one();
                release.notified().await;
                finished.notify_one();
                Ok("done".to_owned())
            }
        })
    }
}

#[tokio::test]
async fn a_slow_client_is_waited_for_and_delays_nobody() {
    let server = Server::start(app([sync(|title| title)])).await;
    let body = update_body("slow").to_string();
    let mut slow = begin(&server, body.len()).await;
    slow.write_all(&body.as_bytes()[..10]).await.unwrap();

    let quick = read_all(server.update("quick").await).await;
    assert!(quick.starts_with("HTTP/1.1 200 OK\r\n") && quick.contains("quick"), "{quick}");

    slow.write_all(&body.as_bytes()[10..]).await.unwrap();
    let answer = read_all(slow).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("slow"), "{answer}");
}

#[tokio::test]
async fn a_client_that_breaks_off_ends_nothing() {
    let server = Server::start(app([sync(|title| title)])).await;
    let mut client = begin(&server, 1000).await;
    client.write_all(b"{").await.unwrap();
    drop(client);
    let answer = read_all(server.update("next").await).await;
    assert!(answer.contains("next"), "{answer}");
}

#[tokio::test]
async fn a_callback_outlives_its_connection() {
    let waiting = Waiting::default();
    let server = Server::start(app([waiting.callback()])).await;
    let client = server.update("").await;
    waiting.started.notified().await;
    drop(client);
    waiting.release.notify_one();
    soon(waiting.finished.notified()).await;
}

/// A client that is still sending when the connection closes does not see the answer.
#[tokio::test]
async fn an_oversize_body_is_answered_whether_its_length_is_told_or_not() {
    let server = Server::start(app([sync(|title| title)]).max_body(1000)).await;
    let body = "x".repeat(1900);
    let mut told = server.connect().await;
    told.write_all(format!("{}\r\n{body}", head(body.len())).as_bytes()).await.unwrap();
    let mut chunked = server.connect().await;
    let head = head(0).replace("content-length: 0", "transfer-encoding: chunked");
    chunked.write_all(format!("{head}\r\n{:x}\r\n{body}\r\n0\r\n\r\n", body.len()).as_bytes()).await.unwrap();
    for client in [told, chunked] {
        let answer = read_all(client).await;
        assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("larger than 1000 bytes"), "{answer}");
    }
}

#[tokio::test]
async fn a_callback_knows_who_asks() {
    let callback = declared("who").handler(|args| {
        let address = args.ctx().remote_addr().map(|address| address.ip().to_string());
        Ok(dash_core::Call::blocking(|| dash_core::IntoReply::<1>::into_reply(address)))
    });
    let server = Server::start(app([callback])).await;
    let answer = read_all(server.update("").await).await;
    assert!(answer.contains(r#""children":"127.0.0.1""#), "{answer}");
}

/// Nor does one whose request is refused by its head.
#[tokio::test]
async fn a_refused_request_is_answered_though_its_body_is_long() {
    let body = "x".repeat(4 << 20);
    let json = "content-type: application/json";
    let other = "content-type: text/plain";
    for (status, app, found, replaced) in [
        (
            403,
            app([sync(|title| title)]),
            json,
            "content-type: application/json\r\nsec-fetch-site: cross-site",
        ),
        (403, app([sync(|title| title)]).csrf_protection(true), json, json),
        (415, app([sync(|title| title)]), json, other),
    ] {
        let server = Server::start(app).await;
        let mut client = server.connect().await;
        let head = head(body.len()).replace(found, replaced);
        client.write_all(format!("{head}\r\n{body}").as_bytes()).await.unwrap();
        let answer = read_all(client).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{replaced}: {answer}");
    }
}
