//! Runs stages one after the other and reports on each.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::count::{self, Count};
use crate::prepare::browser;
use crate::prepare::python::ORACLE;
use crate::stages::{Stage, Work};
use crate::workspace::cargo;

/// What came of a stage.
struct Outcome {
    count: Count,
    /// Shown when something failed.
    output: String,
}

/// Runs all, whatever fails. The last line printed is the sum.
pub(crate) fn run(stages: &[&Stage]) -> ExitCode {
    let start = Instant::now();
    let mut sum = Count::default();
    for stage in stages {
        sum += run_one(stage);
    }
    println!("total {:.1} s", start.elapsed().as_secs_f64());
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 && sum.total() > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run_one(stage: &Stage) -> Count {
    println!("{:12} {}", stage.name, stage.about);
    let start = Instant::now();
    let Outcome { count, output } = match stage.work {
        Work::Own(check) => own(check),
        Work::Cargo(args, variable) => program(cargo().args(args).envs(variable)),
        Work::Tests(args) => tests(args),
    };
    let result = if count.failed == 0 { "ok" } else { "FAILED" };
    if count.failed > 0 {
        println!("{}", output.trim_end());
    }
    let Count { passed, failed } = count;
    let seconds = start.elapsed().as_secs_f64();
    println!("{:12} {result}: {passed} passed, {failed} failed, {seconds:.1} s\n", stage.name);
    count
}

fn own(check: fn() -> Result<String, String>) -> Outcome {
    match check() {
        Ok(done) => {
            println!("{:12} {done}", "");
            Outcome { count: Count::PASSED, output: String::new() }
        }
        Err(output) => Outcome { count: Count::FAILED, output },
    }
}

fn program(command: &mut Command) -> Outcome {
    match capture(command, |_| false) {
        Ok((true, output)) => Outcome { count: Count::PASSED, output },
        Ok((false, output)) => Outcome { count: Count::FAILED, output: format!("{command:?}\n{output}") },
        Err(output) => Outcome { count: Count::FAILED, output },
    }
}

fn tests(args: &[&str]) -> Outcome {
    let mut command = cargo();
    command.args(["test", "--no-fail-fast"]).args(args);
    // The packages were fetched by now: the tests prove that nothing else is needed.
    command.env("DASH_OFFLINE", "1").env("DASH_ORACLE_PYTHON", ORACLE.python());
    command.envs(browser::environment());
    let (success, mut output) = match capture(&mut command, is_progress) {
        Ok(captured) => captured,
        Err(output) => return Outcome { count: Count::FAILED, output },
    };
    let mut count = count::libtest(&output);
    if success && count.total() == 0 {
        output.push_str("\nno test ran: a green result without a test proves nothing");
        count.failed += 1;
    }
    // A program that does not compile, or dies, has no line that says so.
    if !success && count.failed == 0 {
        count.failed += 1;
    }
    Outcome { count, output }
}

/// The lines worth seeing while a long run goes on.
fn is_progress(line: &str) -> bool {
    ["     Running ", "   Doc-tests ", "test result: "].iter().any(|start| line.starts_with(start))
}

/// What says nothing for so long hangs: no compilation and no test is silent for half of it.
const SILENCE: Duration = Duration::from_mins(15);

/// Whether a program succeeded, and all it printed; lines for which `show` holds are printed at once.
fn capture(command: &mut Command, show: fn(&str) -> bool) -> Result<(bool, String), String> {
    capture_within(command, show, SILENCE)
}

/// The same; a program that prints nothing for longer than `silence` is stopped.
fn capture_within(
    command: &mut Command,
    show: fn(&str) -> bool,
    silence: Duration,
) -> Result<(bool, String), String> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{command:?} did not start: {error}"))?;
    let (send, lines) = mpsc::channel();
    forward(child.stdout.take(), send.clone());
    forward(child.stderr.take(), send);
    let mut output = String::new();
    loop {
        match lines.recv_timeout(silence) {
            Ok(line) => {
                if show(&line) {
                    println!("{line}");
                }
                output.push_str(&line);
                output.push('\n');
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                // It may have ended at this very moment.
                let _ = child.kill();
                return Err(format!("{output}\n{command:?} said nothing for {silence:?} and was stopped"));
            }
        }
    }
    let status = child.wait().map_err(|error| format!("{command:?} cannot be waited for: {error}"))?;
    Ok((status.success(), output))
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: mpsc::Sender<String>) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if lines.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::command;

    #[test]
    fn both_streams_are_captured_and_the_exit_code_is_told() {
        let (success, output) =
            capture(command("sh").args(["-c", "echo one; echo two >&2; exit 3"]), |_| false)
                .expect("sh starts");
        assert!(!success);
        assert!(output.contains("one\n") && output.contains("two\n"), "{output}");
    }

    #[test]
    fn a_program_that_hangs_is_stopped() {
        let hanging = &mut command("sh");
        hanging.args(["-c", "echo one; exec cat"]).stdin(Stdio::piped());
        let message = capture_within(hanging, |_| false, Duration::from_secs(2)).expect_err("it hangs");
        assert!(message.starts_with("one\n") && message.contains("said nothing for 2s"), "{message}");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let message = capture(&mut command("no-such-program"), |_| false).expect_err("it cannot start");
        assert!(message.contains("no-such-program"), "{message}");
    }
}
