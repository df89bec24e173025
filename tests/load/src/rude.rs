//! Clients that do not behave.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::sleep;

use crate::client::{Client, Kind, request};

const KIND: Kind = Kind::Echo("plain");

/// Sends a part of a request and hangs up: of the head, of the body, or all of it without waiting for the answer.
///
/// # Errors
/// When the server does.
pub async fn hang_up(address: SocketAddr, number: usize) -> io::Result<()> {
    let mut client = Client::connect(address).await?;
    let (head, body) = request(KIND, "gone");
    let parts = [&head[..40], &head, &format!("{head}{}", &body[..30]), &format!("{head}{body}")];
    client.send(parts[number % parts.len()].as_bytes()).await
}

/// Sends half a body, and stays until the server is tired of waiting or `until` comes.
///
/// # Errors
/// When the server does not accept it.
pub async fn half_a_body(address: SocketAddr, until: impl Future<Output = ()>) -> io::Result<()> {
    let mut client = Client::connect(address).await?;
    let (head, body) = request(KIND, "half");
    client.send(format!("{head}{}", &body[..body.len() / 2]).as_bytes()).await?;
    tokio::select! {
        // Whatever comes: it has not asked for anything yet.
        _ = client.answer() => (),
        () = until => (),
    }
    Ok(())
}

/// Sends the last bytes of its request one a second, and must get its answer all the same.
///
/// # Errors
/// When it does not.
pub async fn one_byte_a_second(address: SocketAddr, token: &str, seconds: usize) -> Result<(), String> {
    let sent = async {
        let mut client = Client::connect(address).await?;
        let (head, body) = request(KIND, token);
        let (quick, slow) = body.split_at(body.len() - seconds);
        client.send(format!("{head}{quick}").as_bytes()).await?;
        for byte in slow.as_bytes() {
            sleep(Duration::from_secs(1)).await;
            client.send(&[*byte]).await?;
        }
        client.answer().await
    };
    let answer = sent.await.map_err(|error: io::Error| format!("the slow client {token}: {error}"))?;
    answer.check(KIND, token).map(drop)
}
