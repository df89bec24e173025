//! An app as a program of its own: its environment, its signals, its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use dash_core::App;
use dash_server::Serve;

use crate::support::{sync, update_body};

const PROGRAM: &str = "DASH_SERVER_TEST_PROGRAM";

/// Whether a load balancer would have an hour to send users elsewhere.
const DELAY: &str = "DASH_SERVER_TEST_DELAY";

/// Not a test of its own: the program that the tests below start, which is this very file.
#[tokio::test]
async fn program() -> dash_core::Result<()> {
    if std::env::var_os(PROGRAM).is_none() {
        return Ok(());
    }
    let callback = sync(|title| {
        tracing::info!(?title, "heard");
        if title.as_deref() == Some("for ever") {
            println!("waiting for ever");
            loop {
                std::thread::park();
            }
        }
        title
    });
    let app = App::new().layout("Hello").callbacks([callback]).suppress_callback_exceptions(true);
    let delay = if std::env::var_os(DELAY).is_some() { Duration::from_hours(1) } else { Duration::ZERO };
    app.shutdown_timeout(Duration::from_hours(1)).drain_delay(delay).run().await
}

fn start(port: &str) -> Child {
    start_with(port, Command::new(std::env::current_exe().unwrap()))
}

/// Starts it as this command does.
fn start_with(port: &str, program: Command) -> Child {
    command(port, program).spawn().unwrap()
}

fn command(port: &str, mut program: Command) -> Command {
    program.args(["process::program", "--exact", "--nocapture"]).env(PROGRAM, "1");
    program.env("PORT", port).env("HOST", "127.0.0.1").env_remove("RUST_LOG").env_remove("DASH_DEBUG");
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// The line that says where the app is.
fn announced(stdout: &mut BufReader<ChildStdout>) -> String {
    stdout.lines().map(Result::unwrap).find(|line| line.starts_with("Dash is running on ")).unwrap()
}

#[test]
fn it_says_where_it_is_and_stops_at_a_signal() {
    for signal in ["TERM", "INT"] {
        let mut child = start("0");
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let line = announced(&mut stdout);
        let address = line.strip_prefix("Dash is running on http://").unwrap().split('/').next().unwrap();
        assert!(line.contains("/ with 1 callback from dash-server/tests/server/support.rs; "), "{line}");

        let mut client = TcpStream::connect(address).unwrap();
        client.write_all(b"GET / HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").unwrap();
        let mut page = String::new();
        client.read_to_string(&mut page).unwrap();
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");

        kill(&child, signal);
        // The test harness in the child has more to say, and fails where nobody listens.
        let rest = stdout.lines().map(Result::unwrap).collect::<Vec<_>>().join("\n");
        assert_eq!(child.wait().unwrap().code(), Some(0), "after {signal}: {rest}");
    }
}

fn kill(child: &Child, signal: &str) {
    let status = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

/// The answer to a request with this body.
fn ask(address: &str, body: &str) -> String {
    let mut client = TcpStream::connect(address).unwrap();
    let head = "POST /_dash-update-component HTTP/1.1\r\nhost: test\r\nconnection: close\r\n";
    let kind = "content-type: application/json";
    write!(client, "{head}{kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    answer
}

/// What it writes to stderr while it answers for a callback and stumbles over a request.
fn logged(environment: &[(&str, &str)]) -> String {
    let requests = [(update_body("rain").to_string(), "HTTP/1.1 200 "), ("{".to_owned(), "HTTP/1.1 400 ")];
    logged_after(environment, &requests)
}

/// What it writes to stderr while it answers these requests so.
fn logged_after(environment: &[(&str, &str)], requests: &[(String, &str)]) -> String {
    let mut program = command("0", Command::new(std::env::current_exe().unwrap()));
    program.envs(environment.iter().copied());
    let mut child = program.spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let line = announced(&mut stdout);
    let address = line.strip_prefix("Dash is running on http://").unwrap().split('/').next().unwrap();
    for (body, answer) in requests {
        assert!(ask(address, body).starts_with(answer));
    }
    kill(&child, "TERM");
    stdout.read_to_string(&mut String::new()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap()
}

/// What the app's own code logs is in the log beside the name of the callback, and not much else.
#[test]
fn the_log_is_short_and_has_each_callback_with_debug_on() {
    let log = logged(&[]);
    let (heard, end) = ("INFO sync_callback: server::process: heard title=Some(\"rain\")\n", "): ok in ");
    assert!(log.contains(heard) && log.contains("ERROR the request's body is not JSON"), "{log}");
    assert!(!log.contains(end) && !log.contains('\x1b'), "{log}");
    let log = logged(&[("DASH_DEBUG", "1")]);
    let origin = "DEBUG `sync_callback` (dash-server/tests/server/support.rs:";
    assert!(log.contains(heard) && log.contains(origin) && log.contains(end), "{log}");
    assert!(!log.contains("outcome"), "{log}");
    let log = logged(&[("DASH_DEBUG", "1"), ("RUST_LOG", "error")]);
    assert!(!log.contains("heard") && !log.contains(end) && log.contains("ERROR"), "{log}");
}

/// What a client sends cannot steer the terminal of whoever reads the log, nor look like a line of it.
#[test]
fn the_log_is_plain_text_whatever_a_client_sends() {
    let mut body = update_body("");
    body["output"] = "\u{1b}[2J\n2026-01-01T00:00:00Z  INFO all is well.children".into();
    let log = logged_after(&[], &[(body.to_string(), "HTTP/1.1 500 ")]);
    assert!(log.contains("\\u{1b}[2J\n    | 2026-01-01") && !log.contains('\x1b'), "{log}");
}

#[test]
fn a_second_signal_ends_it_while_a_callback_runs() {
    let mut child = start("0");
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let line = announced(&mut stdout);
    let address = line.strip_prefix("Dash is running on http://").unwrap().split('/').next().unwrap();
    let body = update_body("for ever").to_string();
    let mut client = TcpStream::connect(address).unwrap();
    let head = "POST /_dash-update-component HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n";
    write!(client, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut lines = stdout.lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "waiting for ever"));

    kill(&child, "TERM");
    // Refused from now on: the first signal has been taken.
    while TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    assert_eq!(child.try_wait().unwrap(), None, "one signal lets the callback finish");
    kill(&child, "INT");
    let rest = lines.collect::<Vec<_>>().join("\n");
    assert_eq!(child.wait().unwrap().code(), Some(0), "{rest}");
}

/// What a program that cannot start leaves behind.
fn refused(port: &str) -> String {
    let output = start(port).wait_with_output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

#[test]
fn it_does_not_start_where_it_cannot_listen() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let message = refused(&address.port().to_string());
    assert!(message.contains(&format!("cannot listen on {address}: ")), "{message}");
    let message = refused("eighty");
    assert!(
        message.contains("PORT is `eighty`, expected a number from 0 (any free port) to 65535"),
        "{message}"
    );
}

/// Starts it where a program may have so few files open.
fn start_with_files(limit: &str) -> (Child, BufReader<ChildStdout>, String) {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limit} && exec \"$0\" \"$@\"")).arg(std::env::current_exe().unwrap());
    let mut child = start_with("0", shell);
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let line = announced(&mut stdout);
    let address = line.strip_prefix("Dash is running on http://").unwrap().split('/').next().unwrap();
    (child, stdout, address.to_owned())
}

fn end(mut child: Child, stdout: BufReader<ChildStdout>) -> String {
    kill(&child, "TERM");
    let rest = stdout.lines().map(Result::unwrap).collect::<Vec<_>>().join("\n");
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{rest}\n{log}");
    log
}

#[test]
fn it_asks_the_system_for_as_many_files_as_it_has_connections() {
    let (child, stdout, address) = start_with_files("ulimit -Sn 150");
    let mut clients: Vec<_> = (0..300).map(|_| TcpStream::connect(&address).unwrap()).collect();
    for client in &mut clients {
        client.write_all(b"GET /_reload-hash HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
    }
    for client in &mut clients {
        let mut answer = [0; 15];
        client.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
    }
    drop(clients);
    end(child, stdout);
}

#[test]
fn it_takes_as_many_connections_as_the_system_has_files() {
    let (child, stdout, address) = start_with_files("ulimit -n 150");
    // Those that have no place wait for those that have one and say nothing more.
    let clients = (0..100).map(|_| TcpStream::connect(&address).unwrap());
    for mut client in clients.collect::<Vec<_>>() {
        client.write_all(b"GET /_reload-hash HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
    let log = end(child, stdout);
    assert!(
        log.contains("lets this program open 150 files, so it takes 50 connections at once and not 10000"),
        "{log}"
    );
    assert!(
        log.contains("50 connections are open, as many as may be") && !log.contains("cannot accept"),
        "{log}"
    );
}

/// What a program answers to a GET.
fn get(address: SocketAddr, path: &str) -> String {
    let mut client = TcpStream::connect(address).unwrap();
    write!(client, "GET {path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    answer
}

/// Also where the app has the socket of `cargo dash dev`, which is not one for the numbers.
#[cfg(all(unix, feature = "metrics"))]
#[test]
fn metrics_are_at_an_address_of_their_own() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let app = socket.local_addr().unwrap();
    let mut program = command("0", Command::new(std::env::current_exe().unwrap()));
    program.env("DASH_METRICS", "127.0.0.1:0").env("DASH_LISTEN", "stdin");
    let mut child = program.stdin(std::os::fd::OwnedFd::from(socket)).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let said = "Prometheus may ask at http://";
    let line = stdout.by_ref().lines().map(Result::unwrap).find(|line| line.starts_with(said)).unwrap();
    let metrics: SocketAddr = line[said.len()..].strip_suffix("/metrics").unwrap().parse().unwrap();
    assert_ne!(metrics, app);
    assert!(ask(&app.to_string(), &update_body("rain").to_string()).starts_with("HTTP/1.1 200 "));
    let told = get(metrics, "/metrics");
    let counted = |line: &str| {
        line.starts_with("dash_callbacks_total{callback=\"sync_callback\"")
            && line.ends_with("outcome=\"ok\"} 1")
    };
    assert!(told.starts_with("HTTP/1.1 200 ") && told.lines().any(counted), "{told}");
    // Whoever may see the app does not see them, and the other way round.
    assert!(get(metrics, "/").starts_with("HTTP/1.1 404 "));
    for _ in 0..4 {
        assert!(!get(app, "/metrics").contains("dash_callbacks_total"));
        assert!(get(app, "/").starts_with("HTTP/1.1 200 "));
    }
    end(child, stdout);
}

/// The advice is about the variable that is wrong.
#[test]
fn it_does_not_start_where_metrics_cannot_be_served() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let advice = if cfg!(feature = "metrics") {
        format!("cannot listen on {address}: ")
    } else {
        format!(
            "DASH_METRICS is `{address}`, expected nothing: the program was built without the feature `metrics`"
        )
    };
    for (value, advice) in [
        (address.to_string(), advice),
        (
            "9100".to_owned(),
            "DASH_METRICS is `9100`, expected an address, such as 127.0.0.1:9100 or [::1]:9100".to_owned(),
        ),
    ] {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.env("DASH_METRICS", value);
        let output = start_with("0", program).wait_with_output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!output.status.success() && said.contains(&advice), "{said}");
        assert!(!said.contains("PORT") && !said.contains("Dash is running"), "{said}");
    }
}

/// As `cargo dash dev` starts it.
#[cfg(unix)]
#[test]
fn it_takes_over_a_socket_and_tells_developers_alone_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("status.json");
    std::fs::write(&file, r#"{"problem": {"title": "the build failed", "text": "error: x"}}"#).unwrap();
    for (debug, is_told) in [("1", true), ("0", false)] {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap();
        let mut program = command("0", Command::new(std::env::current_exe().unwrap()));
        program.env("DASH_LISTEN", "stdin").env("DASH_DEV", &file).env("DASH_DEBUG", debug).env(DELAY, "1");
        let mut child = program.stdin(std::os::fd::OwnedFd::from(socket)).spawn().unwrap();
        drop(program);
        // It waits in the socket until the program is there.
        let page = get(address, "/");
        assert_eq!(page.contains("/_dash-dev/banner.js"), is_told, "{page}");
        let told = get(address, "/_dash-dev/status");
        assert_eq!(told.contains(r#""text":"error: x""#), is_told, "{told}");
        // The next program waits for its end, and that for nobody.
        kill(&child, "TERM");
        let mut rest = String::new();
        child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{rest}");
    }
}

/// There is nothing that `App::shutdown_timeout` would have done for it.
#[test]
fn one_that_is_ended_while_no_callback_runs_says_so() {
    let mut program = command("0", Command::new(std::env::current_exe().unwrap()));
    let mut child = program.env(DELAY, "1").spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    announced(&mut stdout);
    kill(&child, "TERM");
    // Another kind, as two of one kind may arrive as one.
    kill(&child, "INT");
    stdout.read_to_string(&mut String::new()).unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap();
    assert!(
        said.contains("cut off with no callback running: ") && !said.contains("shutdown_timeout"),
        "{said}"
    );
}

#[test]
fn a_socket_that_is_none_is_refused() {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env("DASH_LISTEN", "stdin");
    let output = start_with("0", program).wait_with_output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("cannot take over the socket of `cargo dash dev`: "), "{said}");
}
