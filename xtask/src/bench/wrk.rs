//! The load: wrk, which sends the next request on a connection when the last one was answered.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::workload::{Request, Workload};
use crate::workspace::{command, find_program, is_root, output};

/// What wrk says at the end.
#[derive(Debug, Deserialize, PartialEq)]
pub(super) struct Load {
    /// How many were answered.
    pub(super) requests: u64,
    /// How long it took, in microseconds.
    us: u64,
    pub(super) bytes: u64,
    /// Answers that are no success.
    status: u64,
    timeout: u64,
    connect: u64,
    read: u64,
    write: u64,
    p50: u64,
    p99: u64,
}

impl Load {
    fn parse(output: &str) -> Result<Self, String> {
        let line = output.lines().find_map(|line| line.strip_prefix("RESULT "));
        let line = line.ok_or_else(|| format!("wrk printed no line `RESULT ..`\n{output}"))?;
        serde_json::from_str(line).map_err(|error| format!("wrk printed something else: {error}\n{line}"))
    }

    /// Requests a second.
    #[allow(clippy::cast_precision_loss)] // far below 2^52
    pub(super) fn rate(&self) -> f64 {
        self.requests as f64 / (self.us as f64 / 1e6)
    }

    pub(super) fn p50(&self) -> Duration {
        Duration::from_micros(self.p50)
    }

    pub(super) fn p99(&self) -> Duration {
        Duration::from_micros(self.p99)
    }

    /// What went wrong, if anything did.
    pub(super) fn errors(&self) -> Option<String> {
        let Self { status, timeout, connect, read, write, .. } = self;
        let all = [
            ("status", status),
            ("timeout", timeout),
            ("connect", connect),
            ("read", read),
            ("write", write),
        ];
        let found: Vec<_> =
            all.iter().filter(|(_, count)| **count > 0).map(|(kind, n)| format!("{n} {kind}")).collect();
        (!found.is_empty()).then(|| found.join(", "))
    }
}

/// Puts a server under load.
pub(super) fn run(workload: &Workload, port: u16, connections: u32, time: Duration) -> Result<Load, String> {
    let (method, payload, path) = match workload.request {
        Request::Callback => {
            ("POST", super::payloads().join(format!("{}.json", workload.name)), super::UPDATE)
        }
        Request::Get(path) => ("GET", PathBuf::new(), path),
    };
    let mut wrk = command("wrk");
    wrk.args(["--threads", "1", "--timeout", "30s", "--script", "benches/wrk.lua"]);
    wrk.args(["--connections", &connections.to_string(), "--duration", &format!("{}s", time.as_secs())]);
    wrk.arg(format!("http://127.0.0.1:{port}{path}"));
    wrk.env("METHOD", method).env("PAYLOAD", payload).env("ENCODING", workload.encoding);
    wrk.env("ORIGIN", format!("http://127.0.0.1:{port}"));
    Load::parse(&output(&mut wrk)?)
}

/// Installs wrk where that is allowed; otherwise says what is missing.
pub(super) fn prepare() -> Result<(), String> {
    if find_program(&["wrk"]).is_some() {
        return Ok(());
    }
    if !is_root() || find_program(&["apt-get"]).is_none() {
        return Err("missing: wrk\non Debian, as root: apt-get update && apt-get install -y --no-install-recommends wrk\n\
                    elsewhere: install it so that it is on the path"
            .to_owned());
    }
    output(command("apt-get").args(["update", "--quiet"]))?;
    let install = ["install", "--yes", "--quiet", "--no-install-recommends", "wrk"];
    output(command("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(install)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "Running 2s test @ http://127.0.0.1:1/\n  1 threads and 32 connections\n\n\
        RESULT {\"requests\":5000,\"us\":2000000,\"bytes\":1,\"status\":0,\"timeout\":0,\"connect\":0,\"read\":3,\"write\":0,\"p50\":470,\"p99\":3000}\n";

    #[test]
    fn the_line_of_the_script_is_read() {
        let load = Load::parse(OUTPUT).unwrap();
        assert!((load.rate() - 2500.0).abs() < 1e-9);
        assert_eq!((load.p50(), load.p99()), (Duration::from_micros(470), Duration::from_millis(3)));
        assert_eq!(load.errors().as_deref(), Some("3 read"));
    }

    #[test]
    fn output_without_it_is_shown() {
        let message = Load::parse("unable to connect").unwrap_err();
        assert!(
            message.contains("no line `RESULT ..`") && message.contains("unable to connect"),
            "{message}"
        );
    }
}
