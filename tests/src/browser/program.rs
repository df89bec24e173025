//! The app that the browser visits, in a process of its own.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::until;
use crate::conformance::Oracle;

/// How long a program may take until it answers: Python reads many files first.
const START: Duration = Duration::from_mins(1);

/// A running web server; dropping it ends it.
#[derive(Debug)]
pub struct Program {
    child: Child,
    port: u16,
    /// It has programs of its own to end.
    ends_itself: bool,
}

impl Program {
    /// Starts the binary of one of the examples.
    pub async fn example(name: &str) -> Self {
        Self::start(example(name), free_port()).await
    }

    /// Starts the binary of one of the examples with developer tools.
    pub async fn example_in_debug(name: &str) -> Self {
        let mut command = example(name);
        command.env("DASH_DEBUG", "1");
        Self::start(command, free_port()).await
    }

    /// Starts one of the Python apps in `tests/conformance`, such as `articles.async_callback`.
    pub async fn python(module: &str) -> Self {
        let port = free_port();
        let mut command = Command::new(Oracle::python());
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/oracle.py"));
        command.args(["--serve", module, &port.to_string()]);
        Self::start(command, port).await
    }

    /// Starts anything that listens where `HOST` and `PORT` say.
    pub async fn command(command: Command) -> Self {
        Self::start(command, free_port()).await
    }

    /// Starts `cargo dash dev`, which answers before there is an app.
    pub async fn dev(command: Command) -> Self {
        let mut program = Self::spawn(command, free_port());
        program.ends_itself = true;
        program.answers("503 or 200", |status| status == 503 || status == 200).await;
        program
    }

    async fn start(command: Command, port: u16) -> Self {
        let mut program = Self::spawn(command, port);
        program.answers("200", |status| status == 200).await;
        program
    }

    fn spawn(mut command: Command, port: u16) -> Self {
        command.env("HOST", "127.0.0.1").env("PORT", port.to_string());
        let child = command.stdin(Stdio::null()).spawn();
        let child = child.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self { child, port, ends_itself: false }
    }

    async fn answers(&mut self, what: &str, is_right: impl Fn(u16) -> bool) {
        until(&format!("the app to answer {what}"), START, async || {
            if let Ok(Some(status)) = self.child.try_wait() {
                panic!("the program ended with {status} before it answered");
            }
            match get(self.port, "/").await {
                Ok(status) if is_right(status) => Ok(()),
                other => Err(format!("{other:?}")),
            }
        })
        .await;
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Panics
    /// When it cannot be asked.
    pub fn stop(mut self) -> ExitStatus {
        self.terminate();
        self.child.wait().expect("it is a child")
    }

    fn terminate(&self) {
        let id = self.child.id().to_string();
        // It may have ended by itself.
        let _ = Command::new("kill").args(["-s", "TERM", &id]).stderr(Stdio::null()).status();
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of its page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.ends_itself && matches!(self.child.try_wait(), Ok(None)) {
            self.terminate();
        } else {
            // It may have ended by itself, which is no matter any more.
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// The status of the answer to a request that does not come from the browser.
pub async fn get(port: u16, path: &str) -> std::io::Result<u16> {
    ask(port, &format!("GET {path} HTTP/1.1"), "").await.map(|(status, _)| status)
}

/// Status and body of the answer to JSON that a program posts.
pub async fn post(port: u16, path: &str, json: &str) -> std::io::Result<(u16, String)> {
    ask(port, &format!("POST {path} HTTP/1.1"), json).await
}

async fn ask(port: u16, line: &str, body: &str) -> std::io::Result<(u16, String)> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let (kind, length) = ("application/json", body.len());
    let head = format!("{line}\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    let request = format!("{head}Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| std::io::Error::other(format!("no HTTP answer: {head}")))?;
    Ok((status, body.to_owned()))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("some port is free");
    listener.local_addr().expect("it is bound").port()
}

/// The binary of an example, in the environment that `cargo run` gives it.
fn example(name: &str) -> Command {
    let mut command = Command::new(binary(name));
    command.env("CARGO_MANIFEST_DIR", format!("{}/../examples/{name}", env!("CARGO_MANIFEST_DIR")));
    command
}

/// The path of a binary of the workspace, built from what is there now. Cargo builds binaries only for the tests of their
/// own package.
///
/// # Panics
/// When the workspace does not build, or has no such binary.
pub fn binary(name: &str) -> String {
    static BUILT: OnceLock<Vec<String>> = OnceLock::new();
    let built = BUILT.get_or_init(build);
    let found = built.iter().find(|path| path.ends_with(&format!("/{name}")));
    found.unwrap_or_else(|| panic!("no program is called {name}; there are {built:?}")).clone()
}

fn build() -> Vec<String> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<String>,
    }

    // The whole workspace, so that features are those of `cargo test --workspace` and little is built again.
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--workspace", "--bins", "--message-format", "json-render-diagnostics"]);
    let output = cargo.stderr(Stdio::inherit()).output().expect("cargo runs this test");
    assert!(output.status.success(), "{cargo:?} failed; its error is above");
    let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let read = |line| serde_json::from_str::<Message>(line).expect("cargo writes JSON").executable;
    messages.lines().filter_map(read).collect()
}
