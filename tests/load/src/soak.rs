//! Half of the load that the server can bear, for minutes.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::Result;
use crate::client::{Client, ECHOES};
use crate::memory;
use crate::server::Server;

const CONNECTIONS: usize = 64;
const BETWEEN_SAMPLES: Duration = Duration::from_secs(5);

/// Asks with all connections until `end`, each as fast as it is answered or every `pace`. The number of answers.
async fn ask(address: SocketAddr, end: Instant, pace: Option<Duration>) -> Result<usize> {
    let answered = Arc::new(AtomicUsize::new(0));
    let mut clients = JoinSet::new();
    for first in 0..CONNECTIONS {
        let answered = Arc::clone(&answered);
        clients.spawn(async move {
            let failed = |error: std::io::Error| format!("no answer: {error}");
            let mut client = Client::connect(address).await.map_err(failed)?;
            // Not all at the same moment.
            let offset = pace.unwrap_or_default().mul_f64(crate::soak::fraction(first));
            let mut ticks = pace.map(|pace| {
                let mut ticks = interval_at(Instant::now() + offset, pace);
                ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
                ticks
            });
            let mut number = first;
            while Instant::now() < end {
                if let Some(ticks) = &mut ticks {
                    ticks.tick().await;
                }
                let (kind, token) = (ECHOES[number % ECHOES.len()], format!("s-{number}"));
                client.ask(kind, &token).await.map_err(failed)?.check(kind, &token)?;
                answered.fetch_add(1, Ordering::Relaxed);
                number += CONNECTIONS;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(client) = clients.join_next().await {
        client.map_err(|error| error.to_string())??;
    }
    Ok(answered.load(Ordering::Relaxed))
}

#[allow(clippy::cast_precision_loss, reason = "a small number")]
fn fraction(number: usize) -> f64 {
    number as f64 / CONNECTIONS as f64
}

/// Measures the throughput, halves it, and watches the memory for so long; prints a table and a verdict.
///
/// # Errors
/// When an answer is lost, or memory grows.
#[allow(clippy::cast_precision_loss, reason = "for a person")]
pub async fn run(app: &Path, time: Duration) -> Result<()> {
    let server = Server::start(app).await?;
    let measuring = Duration::from_secs(10).min(time);
    let most = ask(server.address, Instant::now() + measuring, None).await? as f64 / measuring.as_secs_f64();
    let wanted = most / 2.0;
    println!(
        "  {most:.0} callbacks a second at most; {wanted:.0} from now on, for {:.1} minutes",
        time.as_secs_f64() / 60.0
    );
    let begin = Instant::now();
    let pace = Duration::from_secs_f64(CONNECTIONS as f64 / wanted);
    let load = tokio::spawn(ask(server.address, begin + time, Some(pace)));
    let mut samples = Vec::new();
    let mut ticks = interval_at(begin, BETWEEN_SAMPLES.min(time / 20));
    while begin.elapsed() < time && !load.is_finished() {
        ticks.tick().await;
        samples.push((begin.elapsed().as_secs_f64(), server.memory()?));
    }
    let answered = load.await.map_err(|error| error.to_string())??;
    table(&samples);
    let (slope, flat) = memory::is_flat(&samples);
    println!(
        "  {answered} callbacks, {:.0} a second, every answer that of its request, {} error(s) in the log",
        answered as f64 / time.as_secs_f64(),
        server.log().errors.len()
    );
    let verdict = if flat { "flat" } else { "GROWING" };
    println!(
        "  memory is {verdict}: {slope:+.1} KiB a minute after the first fifth of the time (flat: the line through the \
         samples rises by less than 2 % and 1 MiB)"
    );
    if flat { Ok(()) } else { Err("memory grows under a load that stays the same".to_owned()) }
}

/// At most a dozen of the samples.
fn table(samples: &[(f64, u64)]) {
    println!("  seconds   memory");
    for (time, size) in samples.iter().step_by(samples.len().div_ceil(12).max(1)).chain(samples.last()) {
        println!("  {time:7.0}  {size:7} KiB");
    }
}
