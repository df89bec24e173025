//! A server while it is measured.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::contestant::Contestant;
use super::workload::Workload;
use super::{http, process};
use crate::workspace::{command, output};

/// Python on a very busy machine takes more than a minute.
const LONGEST_START: Duration = Duration::from_mins(3);

/// A server that is stopped when it is dropped.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) contestant: Contestant,
    pub(super) port: u16,
    child: Child,
}

impl Server {
    /// Starts it; its log goes to a file beside the payloads.
    pub(super) fn start(contestant: Contestant, workload: &Workload, target: &Path) -> Result<Self, String> {
        let port = free_port()?;
        let log = super::payloads().join(format!("{}.log", contestant.title().replace([' ', ','], "")));
        let open = || File::create(&log).map_err(|error| format!("cannot write {}: {error}", log.display()));
        let stdout = open()?;
        let stderr = stdout.try_clone().map_err(|error| format!("a file has one handle: {error}"))?;
        let mut program = contestant.command(workload, target, port);
        let child = program.stdout(stdout).stderr(stderr).spawn();
        let child = child.map_err(|error| format!("{program:?} did not start: {error}"))?;
        Ok(Self { contestant, port, child })
    }

    /// Waits until it answers at `path`.
    pub(super) fn wait_until_it_serves(&mut self, path: &str, pause: Duration) -> Result<(), String> {
        let start = Instant::now();
        loop {
            let Err(problem) = http::ask(self.port, path, None) else { return Ok(()) };
            let ended = self.child.try_wait().ok().flatten();
            if ended.is_some() || start.elapsed() > LONGEST_START {
                let title = self.contestant.title();
                return Err(format!(
                    "{title} does not serve: {problem}; its log is in {}",
                    super::payloads().display()
                ));
            }
            sleep(pause);
        }
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    fn stop(&mut self) {
        let all = process::tree(self.pid());
        signal("-TERM", &[self.pid()]);
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        signal("-KILL", &all);
        // It has just been killed.
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One that has ended meanwhile is not missed.
fn signal(name: &str, processes: &[u32]) {
    let processes = processes.iter().map(ToString::to_string);
    let _ = output(command("kill").arg(name).args(processes));
}

/// A port that nobody listens at. Somebody else may take it before the server does; then the server says so.
fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no port is free: {error}"))
}

/// Makes the folder for logs and payloads.
pub(super) fn make_folder() -> Result<(), String> {
    let folder = super::payloads();
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}
