//! Whether users should come here.

use std::time::Duration;

use dash_core::{App, Callback};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::sockets::{Server, read_all};
use crate::support::{app, get, router, soon, sync};

#[tokio::test]
async fn a_server_that_runs_is_well() {
    let router = router(app([] as [Callback; 0]).url_base_pathname("/sales/").debug(false));
    let answer = get(&router, "/sales/_dash/health").await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
    assert_eq!((answer.header("content-type"), answer.json()), ("application/json", json!({"status": "ok"})));
}

async fn health(client: &mut TcpStream) -> String {
    client.write_all(b"GET /_dash/health HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"}") {
        assert_ne!(soon(client.read_buf(&mut answer)).await.unwrap(), 0, "{answer:?}");
    }
    String::from_utf8(answer).unwrap()
}

async fn draining(server: &Server) {
    while !health(&mut server.connect().await).await.starts_with("HTTP/1.1 503 ") {
        tokio::task::yield_now().await;
    }
}

/// So a load balancer sends users elsewhere before they would be refused.
#[tokio::test]
async fn a_server_that_is_to_stop_says_so_before_it_refuses_anybody() {
    let app: App = app([sync(|title| title)]).drain_delay(Duration::from_hours(1));
    let server = Server::start(app).await;
    assert!(health(&mut server.connect().await).await.starts_with("HTTP/1.1 200 "));
    server.stop.notify_one();
    draining(&server).await;
    let answer = health(&mut server.connect().await).await;
    assert!(answer.ends_with(r#"{"status":"draining"}"#), "{answer}");
    let answer = read_all(server.update("served").await).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("served"), "{answer}");
    server.ended.abort();
}

#[tokio::test]
async fn after_the_delay_the_server_stops() {
    let server = Server::start(app([sync(|title| title)]).drain_delay(Duration::from_millis(1))).await;
    server.stop.notify_one();
    soon(server.ended).await.unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err());
}
