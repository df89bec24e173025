//! Python Dash, behind a pipe.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Answer, Request};

/// One Python process that answers for every app.
#[derive(Debug)]
pub struct Oracle {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

#[derive(Serialize)]
struct Question<'a> {
    app: &'a str,
    #[serde(flatten)]
    request: &'a Request,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Reply {
    Answer { status: u16, headers: Vec<(String, String)>, body: String },
    Failure { error: String },
}

impl Oracle {
    /// What Python Dash says to a request to one of the apps.
    ///
    /// # Panics
    /// When there is no Python Dash, its program ends, or the app cannot be made.
    pub fn answer(app: &str, request: &Request) -> Answer {
        static ORACLE: LazyLock<Mutex<Oracle>> = LazyLock::new(|| Mutex::new(Oracle::start()));
        // A test that failed while it asked leaves nothing half done: each question is one line.
        ORACLE.lock().unwrap_or_else(PoisonError::into_inner).ask(app, request)
    }

    /// The Python that has Dash.
    ///
    /// # Panics
    /// When the environment does not name one.
    pub fn python() -> std::ffi::OsString {
        std::env::var_os("DASH_ORACLE_PYTHON").expect(
            "DASH_ORACLE_PYTHON is not set: run `cargo xtask test conformance`, or set it to a Python that has \
             tests/conformance/requirements.txt installed",
        )
    }

    fn start() -> Self {
        let mut child = Command::new(Self::python())
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/oracle.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("DASH_ORACLE_PYTHON names a Python");
        let requests = child.stdin.take().expect("piped above");
        let answers = BufReader::new(child.stdout.take().expect("piped above"));
        Self { child, requests, answers }
    }

    fn ask(&mut self, app: &str, request: &Request) -> Answer {
        let mut line = serde_json::to_string(&Question { app, request }).expect("a request is JSON");
        line.push('\n');
        let written = self.requests.write_all(line.as_bytes()).and_then(|()| self.requests.flush());
        line.clear();
        let read = written.and_then(|()| self.answers.read_line(&mut line)).unwrap_or_default();
        if read == 0 {
            let status = self.child.wait();
            panic!("the oracle ended with {status:?} at {app}, {}; its error is above", request.name);
        }
        match serde_json::from_str(&line).expect("the oracle answers in JSON") {
            Reply::Answer { status, headers, body } => Answer::new(status, headers, &body),
            Reply::Failure { error } => panic!("{app}, {}: {error}", request.name),
        }
    }
}
