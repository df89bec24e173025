//! `Ctrl-C` while callbacks run.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Result;
use crate::client::{Client, ECHOES, Kind};
use crate::load::raise_open_files;
use crate::server::Server;

/// What a client saw until the server was gone.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Requests that were answered by their callback.
    pub answered: u64,
    /// Requests that were refused with 503.
    pub refused: u64,
}

/// Asks until the server says that it stops, or is gone.
async fn ask_on(address: SocketAddr, first: usize) -> Result<Seen> {
    let mut seen = Seen::default();
    let Ok(mut client) = Client::connect(address).await else { return Ok(seen) };
    for number in 0.. {
        let (kind, token) = (ECHOES[(first + number) % ECHOES.len()], format!("c-{first}-{number}"));
        match client.ask(kind, &token).await {
            Ok(answer) if answer.status == 503 => {
                seen.refused += 1;
                break;
            }
            Ok(answer) => {
                answer.check(kind, &token)?;
                seen.answered += 1;
            }
            Err(_) => break,
        }
    }
    Ok(seen)
}

/// Asks for what takes two seconds: that had begun before the order to stop.
async fn ask_slowly(address: SocketAddr, number: usize) -> Result<Seen> {
    let (kind, token) = (Kind::Echo("slow"), format!("slow-{number}"));
    let ask = async { Client::connect(address).await?.ask(kind, &token).await };
    let answer =
        ask.await.map_err(|error: io::Error| format!("{token} began, and has no answer: {error}"))?;
    answer.check(kind, &token)?;
    Ok(Seen { answered: 1, refused: 0 })
}

/// Interrupts the server while `slow` callbacks run and `busy` connections ask all the time; prints what it finds.
///
/// # Errors
/// When a callback began that was not answered.
pub async fn run(app: &Path, slow: usize, busy: usize) -> Result<()> {
    raise_open_files(slow + busy)?;
    let server = Server::start(app).await?;
    let address = server.address;
    let mut clients = JoinSet::new();
    for number in 0..slow {
        clients.spawn(ask_slowly(address, number));
    }
    let deadline = Instant::now() + Duration::from_secs(30);
    while server.started().await? < slow as u64 {
        if Instant::now() > deadline {
            return Err(format!("{slow} callbacks did not begin within 30 seconds"));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    for first in 0..busy {
        clients.spawn(ask_on(address, first));
    }
    // So that all of them are in the middle of it.
    while server.started().await? < (slow + 3 * busy) as u64 && Instant::now() < deadline {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    server.interrupt().await?;
    let (mut sum, mut problems) = (Seen::default(), Vec::new());
    while let Some(client) = clients.join_next().await {
        match client.map_err(|error| error.to_string()).flatten() {
            Ok(seen) => {
                sum = Seen { answered: sum.answered + seen.answered, refused: sum.refused + seen.refused }
            }
            Err(problem) => problems.push(problem),
        }
    }
    let (started, _) = server.end().await?;
    if let Some(first) = problems.first() {
        return Err(format!("{} problem(s); the first one: {first}", problems.len()));
    }
    println!(
        "  {started} callbacks began, {} were answered; {} requests were refused with 503",
        sum.answered, sum.refused
    );
    if sum.answered == started {
        return Ok(());
    }
    Err(format!("{started} callbacks began, but {} were answered", sum.answered))
}
