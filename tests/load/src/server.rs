//! The app as a process of its own, and its log.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use tokio::task::JoinHandle;

use crate::Result;
use crate::client::{Client, Kind};
use crate::memory;

/// The app while it runs; dropping it ends it.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    stdout: Lines<BufReader<ChildStdout>>,
    log: Arc<Mutex<Log>>,
    reader: JoinHandle<()>,
}

/// What the log said.
#[derive(Debug, Default, Clone)]
pub struct Log {
    /// How often each error id stands in a line of level `ERROR`.
    pub errors: BTreeMap<String, usize>,
    /// Lines of level `WARN`.
    pub warnings: usize,
    /// The last lines.
    last: VecDeque<String>,
}

impl Log {
    fn read(&mut self, line: &str) {
        self.last.push_back(line.to_owned());
        if self.last.len() > 5 {
            self.last.pop_front();
        }
        let words = || line.split([' ', '{', '}']);
        if words().any(|word| word == "ERROR") {
            let id = words().find_map(|word| word.strip_prefix("error_id=")).unwrap_or("none");
            *self.errors.entry(id.trim_matches('"').to_owned()).or_default() += 1;
        } else if words().any(|word| word == "WARN") {
            self.warnings += 1;
        }
    }
}

impl Server {
    /// Starts the program `app` and waits until it listens.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn start(app: &Path) -> Result<Self> {
        let mut command = Command::new(app);
        command.env("HOST", "127.0.0.1").env("PORT", "0").env("RUST_LOG", "warn").env("RUST_BACKTRACE", "0");
        // The lock is that of the checkout, wherever the program was built to.
        command.env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR")).env_remove("DASH_DEBUG");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| format!("{}: {error}", app.display()))?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err("the app's output is not piped".to_owned());
        };
        let log = Arc::new(Mutex::new(Log::default()));
        let reader = tokio::spawn(keep(stderr, Arc::clone(&log)));
        let mut stdout = BufReader::new(stdout).lines();
        loop {
            let line = stdout.next_line().await.map_err(|error| error.to_string())?;
            let Some(line) = line else {
                let _ = reader.await;
                let last = Vec::from(lock(&log).last.clone()).join("\n");
                return Err(format!("the app ended before it listened:\n{last}"));
            };
            let Some((_, rest)) = line.split_once("http://") else { continue };
            let address = rest.split('/').next().and_then(|address| address.parse().ok());
            let address = address.ok_or_else(|| format!("no address in `{line}`"))?;
            return Ok(Self { child, address, stdout, log, reader });
        }
    }

    /// What the log said so far.
    pub fn log(&self) -> Log {
        lock(&self.log).clone()
    }

    /// Its resident memory in KiB.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> Result<u64> {
        memory::resident(self.child.id().ok_or("the app has ended")?)
    }

    /// How many callbacks began.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn started(&self) -> Result<u64> {
        let ask = async {
            let mut client = Client::connect(self.address).await?;
            client.ask(Kind::Echo("started"), "").await
        };
        let answer = ask.await.map_err(|error| format!("the app does not answer: {error}"))?;
        let number = answer.body.split('"').rev().nth(1).and_then(|number| number.parse().ok());
        number.ok_or_else(|| format!("no number in {answer:?}"))
    }

    /// Sends it SIGINT, which is what `Ctrl-C` does.
    ///
    /// # Errors
    /// When that cannot be sent.
    pub async fn interrupt(&self) -> Result<()> {
        let id = self.child.id().ok_or("the app has ended")?.to_string();
        let status = Command::new("kill").args(["-s", "INT", &id]).status().await;
        match status {
            Ok(status) if status.success() => Ok(()),
            other => Err(format!("kill: {other:?}")),
        }
    }

    /// Waits until it has ended: how many callbacks began, and the whole log.
    ///
    /// # Errors
    /// When it fails.
    pub async fn end(mut self) -> Result<(u64, Log)> {
        let mut started = None;
        while let Ok(Some(line)) = self.stdout.next_line().await {
            started = line.strip_prefix("started ").and_then(|number| number.parse().ok()).or(started);
        }
        let status = self.child.wait().await.map_err(|error| error.to_string())?;
        let _ = self.reader.await;
        let log = lock(&self.log).clone();
        match started {
            Some(started) if status.success() => Ok((started, log)),
            _ => Err(format!("the app ended with {status}, and said that {started:?} callbacks began")),
        }
    }
}

/// Reads the log to its end. What is no line of the log, such as the text of a panic, is passed over.
async fn keep(stderr: ChildStderr, log: Arc<Mutex<Log>>) {
    let mut lines = BufReader::new(stderr).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        lock(&log).read(&line);
    }
}

fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}
