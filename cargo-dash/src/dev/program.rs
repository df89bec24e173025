//! The app as a process of its own.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::net::TcpListener;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStderr, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::build::Built;
use super::plain::plain;
use super::problem::{Problem, Status};
use crate::Result;

/// How many of its last lines a program that ended is remembered by.
const LINES: usize = 60;

/// How long callbacks may run on when a newer program is there.
const GRACE: Duration = Duration::from_secs(5);

/// How a program that was asked to stop came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    InTime,
    /// Somebody would not wait.
    InAHurry,
}

/// A running program; dropping it ends it.
#[derive(Debug)]
pub(super) struct Program {
    built: Built,
    child: Child,
    /// Passes on what the program says, and gives back the end of it.
    said: JoinHandle<VecDeque<String>>,
}

impl Program {
    /// Starts what was built, with a socket that listens already.
    pub(super) fn start(
        built: Built,
        arguments: &[OsString],
        socket: &TcpListener,
        status: &Status,
    ) -> Result<Self> {
        let mut command = Command::new(&built.program);
        command.args(arguments).env("CARGO_MANIFEST_DIR", &built.folder).env("DASH_DEV", status.path());
        if std::env::var_os("DASH_DEBUG").is_none_or(|value| value.is_empty()) {
            command.env("DASH_DEBUG", "1");
        }
        hand_over(&mut command, socket)?;
        command.stderr(Stdio::piped()).kill_on_drop(true);
        let mut child =
            command.spawn().map_err(|error| format!("cannot start {}: {error}", built.program.display()))?;
        let stderr = child.stderr.take().ok_or("the program has no standard error")?;
        Ok(Self { built, child, said: tokio::spawn(pass_on(stderr)) })
    }

    /// What runs.
    pub(super) fn built(&self) -> &Built {
        &self.built
    }

    /// Waits until it ends by itself.
    pub(super) async fn ended(&mut self) -> std::io::Result<ExitStatus> {
        self.child.wait().await
    }

    /// What became of one that has ended.
    pub(super) async fn problem(self, status: &ExitStatus) -> Problem {
        // Whoever it started may still hold its standard error.
        let said = timeout(Duration::from_secs(1), self.said).await;
        let said = said.ok().and_then(std::result::Result::ok).unwrap_or_default();
        let text: Vec<String> = said.into_iter().map(|line| plain(&line)).collect();
        Problem { title: format!("the program ended ({status})"), text: text.join("\n") }
    }

    /// Asks it to stop, again when its time is over or `hurry` comes, and ends it if that does not help.
    pub(super) async fn stop(mut self, hurry: impl Future<Output = ()>) -> Result<Stopped> {
        self.signal();
        let stopped = tokio::select! {
            _ = self.child.wait() => return Ok(Stopped::InTime),
            () = tokio::time::sleep(GRACE) => Stopped::InTime,
            () = hurry => Stopped::InAHurry,
        };
        self.signal();
        if timeout(Duration::from_secs(2), self.child.wait()).await.is_err() {
            self.child.kill().await?;
        }
        Ok(stopped)
    }

    #[cfg(unix)]
    fn signal(&mut self) {
        use rustix::process::{Pid, Signal, kill_process};
        let id = self.child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        // One that has ended needs no signal.
        let _ = id.map(|id| kill_process(id, Signal::TERM));
    }

    #[cfg(not(unix))]
    fn signal(&mut self) {
        // There is no way to ask.
        let _ = self.child.start_kill();
    }
}

/// The socket becomes the program's standard input. The program is in a process group of its own: Ctrl-C is for this
/// process, which then asks the program to stop.
#[cfg(unix)]
fn hand_over(command: &mut Command, socket: &TcpListener) -> Result<()> {
    let socket = std::os::fd::OwnedFd::from(socket.try_clone()?);
    command.stdin(Stdio::from(socket)).env("DASH_LISTEN", "stdin").process_group(0);
    Ok(())
}

#[cfg(not(unix))]
fn hand_over(_command: &mut Command, _socket: &TcpListener) -> Result<()> {
    Err("`cargo dash dev` hands its socket to the program as Unix does; use `cargo run` here".into())
}

/// Writes to this program's standard error what another one writes to its own.
async fn pass_on(stderr: ChildStderr) -> VecDeque<String> {
    let mut lines = BufReader::new(stderr).split(b'\n');
    let mut last = VecDeque::new();
    while let Ok(Some(line)) = lines.next_segment().await {
        let line = String::from_utf8_lossy(&line).into_owned();
        eprintln!("{line}");
        if last.len() == LINES {
            last.pop_front();
        }
        last.push_back(line);
    }
    last
}
