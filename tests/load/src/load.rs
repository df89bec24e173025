//! Many clients at once, some of which do not behave, and callbacks of which one in a hundred goes wrong.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::{Barrier, Semaphore, watch};
use tokio::task::JoinSet;

use crate::Result;
use crate::client::{Client, ECHOES, FAILURES, Kind, LATE_THREAD, RELEASE};
use crate::memory;
use crate::rude;
use crate::server::Server;

/// How much.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Connections that are open at once, and each ask all the time.
    pub connections: usize,
    /// Requests of all of them together; one in a hundred goes wrong.
    pub callbacks: usize,
    /// Clients that hang up, and as many that send half a body.
    pub rude: usize,
    /// Clients that send the last bytes of a request one a second, and how many bytes.
    pub slow: (usize, usize),
    /// Rounds of all that.
    pub rounds: usize,
    /// How long the server rests after each round: its threads end when they have had nothing to do for ten seconds. Then
    /// memory after the last round is compared with that after the one before; without a rest it is not, as one round may
    /// have had more threads than the other.
    pub rest: Option<Duration>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// Requests that were answered as they had to be.
    pub answered: usize,
    /// The ids of the errors among the answers.
    pub errors: BTreeSet<String>,
    /// What was not as it had to be.
    pub problems: Vec<String>,
    /// How long the requests took.
    pub took: Duration,
}

/// One in a hundred fails, each kind of failure in its turn.
fn kind(number: usize) -> Kind {
    if number % 100 == 99 { FAILURES[number / 100 % FAILURES.len()] } else { ECHOES[number % ECHOES.len()] }
}

/// Raises the number of files that this process may open, and with it that of the app which it starts.
///
/// # Errors
/// When the system allows fewer.
pub fn raise_open_files(connections: usize) -> Result<()> {
    let needed = connections as u64 + 500;
    let allowed = rlimit::increase_nofile_limit(needed).map_err(|error| error.to_string())?;
    if allowed >= needed {
        return Ok(());
    }
    Err(format!(
        "{connections} connections need {needed} open files, the system allows {allowed}: `ulimit -Hn {needed}`"
    ))
}

/// One round of requests.
pub async fn round(address: SocketAddr, size: Size) -> Outcome {
    let (done, wait) = watch::channel(false);
    let mut others = JoinSet::new();
    for number in 0..size.rude {
        others.spawn(async move {
            rude::hang_up(address, number).await.map_err(|error| format!("hanging up: {error}"))
        });
        let mut wait = wait.clone();
        others.spawn(async move {
            let until = async { _ = wait.wait_for(|done| *done).await };
            rude::half_a_body(address, until).await.map_err(|error| format!("half a body: {error}"))
        });
    }
    for number in 0..size.slow.0 {
        others.spawn(async move {
            rude::one_byte_a_second(address, &format!("slow-{number}"), size.slow.1).await
        });
    }
    let mut outcome = requests(address, size).await;
    // Nobody listens any more when all of them are gone.
    let _ = done.send(true);
    while let Some(other) = others.join_next().await {
        outcome.problems.extend(other.map_err(|error| error.to_string()).flatten().err());
    }
    outcome
}

/// All connections are open before the first request is sent.
async fn requests(address: SocketAddr, size: Size) -> Outcome {
    let open = Arc::new(Barrier::new(size.connections));
    // The system's queue of those who want to connect is short.
    let connecting = Arc::new(Semaphore::new(200));
    let mut clients = JoinSet::new();
    for first in 0..size.connections {
        let (open, connecting) = (Arc::clone(&open), Arc::clone(&connecting));
        clients.spawn(async move {
            let permit = connecting.acquire().await;
            let client = Client::connect(address).await;
            drop(permit);
            open.wait().await;
            let (begin, mut asked) = (Instant::now(), Asked::default());
            asked.problem = match client {
                Ok(mut client) => asked.ask_all(&mut client, first, size).await.err(),
                Err(error) => Some(format!("cannot connect: {error}")),
            };
            (asked, begin, Instant::now())
        });
    }
    let mut outcome =
        Outcome { answered: 0, errors: BTreeSet::new(), problems: Vec::new(), took: Duration::ZERO };
    let mut times: Option<(Instant, Instant)> = None;
    while let Some(client) = clients.join_next().await {
        match client {
            Ok((Asked { answered, errors, problem }, begin, end)) => {
                outcome.answered += answered;
                for id in errors {
                    if !outcome.errors.insert(id.clone()) {
                        outcome.problems.push(format!("two answers have the error id {id}"));
                    }
                }
                outcome.problems.extend(problem);
                times = Some(times.map_or((begin, end), |known| (known.0.min(begin), known.1.max(end))));
            }
            Err(error) => outcome.problems.push(error.to_string()),
        }
    }
    outcome.took = times.map_or(Duration::ZERO, |(begin, end)| end - begin);
    outcome
}

/// What one client asked.
#[derive(Debug, Default)]
struct Asked {
    answered: usize,
    errors: Vec<String>,
    problem: Option<String>,
}

impl Asked {
    /// Its share of all requests: every so many of them from the first.
    async fn ask_all(&mut self, client: &mut Client, first: usize, size: Size) -> Result<()> {
        for number in (first..size.callbacks).step_by(size.connections) {
            let (kind, token) = (kind(number), format!("t-{number}"));
            let failed = |error: std::io::Error| format!("no answer to {token} of {kind:?}: {error}");
            let answer = client.ask(kind, &token).await.map_err(failed)?;
            self.errors.extend(answer.check(kind, &token)?);
            self.answered += 1;
            if kind == LATE_THREAD {
                client.ask(RELEASE, &token).await.map_err(failed)?.check(RELEASE, &token)?;
            }
        }
        Ok(())
    }
}

/// The errors of a round are in the log, each once, and no others.
///
/// # Errors
/// What is not.
pub async fn assert_logged(server: &Server, errors: &BTreeSet<String>) -> Result<()> {
    // The answer may be here before the line is through the pipe.
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let logged = server.log().errors;
        let lost = errors.iter().find(|id| !logged.contains_key(*id));
        if lost.is_some() && Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        }
        if let Some(id) = lost {
            return Err(format!("the error {id} is not in the log"));
        }
        if let Some((id, count)) = logged.iter().find(|(_, count)| **count != 1) {
            return Err(format!("the error {id} is {count} times in the log"));
        }
        if let Some(id) = logged.keys().find(|id| !errors.contains(*id)) {
            return Err(format!("the log has the error {id}, which nobody was told of"));
        }
        return Ok(());
    }
}

/// Rounds to get warm, and the one that counts; prints what it finds.
///
/// # Errors
/// What does not hold.
pub async fn run(app: &Path, size: Size) -> Result<()> {
    raise_open_files(size.connections + 2 * size.rude + size.slow.0)?;
    let server = Server::start(app).await?;
    println!("  round  requests   errors   seconds   per second   memory after");
    let mut errors = BTreeSet::new();
    let mut sizes = Vec::new();
    for number in 1..=size.rounds {
        let Outcome { answered, errors: new, problems, took } = round(server.address, size).await;
        if let Some(first) = problems.first() {
            return Err(format!("{} problem(s); the first one: {first}", problems.len()));
        }
        if (answered, new.len()) != (size.callbacks, size.callbacks / 100) {
            return Err(format!("{answered} answers and {} errors, expected {size:?}", new.len()));
        }
        errors.extend(new.iter().cloned());
        assert_logged(&server, &errors).await?;
        if let Some(rest) = size.rest {
            tokio::time::sleep(rest).await;
        }
        let memory = server.memory()?;
        let seconds = took.as_secs_f64();
        #[allow(clippy::cast_precision_loss, reason = "for a person")]
        let rate = answered as f64 / seconds;
        println!("  {number:5}  {answered:8}  {:7}  {seconds:8.1}  {rate:11.0}  {memory:8} KiB", new.len());
        sizes.push(memory);
    }
    let warnings = server.log().warnings;
    println!(
        "  every answer was that of its request; each error is in the log once, beside {warnings} warning(s)"
    );
    if size.rest.is_some() { compare(&sizes) } else { Ok(()) }
}

/// Whether memory is the same after the same load.
fn compare(sizes: &[u64]) -> Result<()> {
    let [.., before, after] = *sizes else { return Err("memory is compared after two rounds".to_owned()) };
    if !memory::is_same(before, after) {
        return Err(format!("memory grew from {before} to {after} KiB with the same load"));
    }
    println!(
        "  memory: {before} KiB, and {after} KiB after the same again (more than a tenth and 8 MiB would be growth)"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_rounds_are_compared() {
        compare(&[1_000, 90_000, 90_500]).unwrap();
        let grown = compare(&[90_000, 90_000, 120_000]).unwrap_err();
        assert_eq!(grown, "memory grew from 90000 to 120000 KiB with the same load");
        compare(&[90_000]).unwrap_err();
    }
}
