//! `cargo dash dev` with scripts in place of cargo and of the app. With real ones it is a test in the browser.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Not written by the tests: no program can be started from a file while any process may still write to it.
const CARGO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/dev/cargo.sh");

fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("target")).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    folder
}

fn dev(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dash"));
    command.arg("dev").current_dir(folder).env("CARGO", CARGO);
    command.env("HOST", "127.0.0.1").env("PORT", "0").stdin(Stdio::null());
    command
}

/// Ctrl-C is for `cargo dash dev`, whatever the old program is waited for.
#[test]
fn a_signal_while_one_program_gives_way_is_the_end_and_not_the_next_program() {
    let folder = project();
    let mut child = dev(folder.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(said.any(|line| line == "started"));
    fs::write(folder.path().join("src/main.rs"), "// changed").unwrap();
    assert!(said.any(|line| line == "told to stop"));
    // An attempt to start the next one fails, and is heard of.
    fs::remove_file(folder.path().join("target/app")).unwrap();
    let status = Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    assert!(status.success());
    let rest: Vec<_> = said.collect();
    assert!(child.wait().unwrap().success(), "{rest:?}");
}

const APP_OF_THE_TESTS: &str = "CARGO_DASH_TEST_APP";

/// Not a test of its own: an app that listens as the one below says, and nothing else.
#[tokio::test]
async fn app() {
    if std::env::var_os(APP_OF_THE_TESTS).is_some()
        && let Err(error) = dash::listen().await
    {
        println!("\nerror: {error}");
    }
}

/// What is wrong with an address.
fn complaint(mut command: Command, host: &str, port: &str) -> String {
    let output = command.env("HOST", host).env("PORT", port).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    let complaint = said.lines().find(|line| line.starts_with("error: "));
    complaint.unwrap_or_else(|| panic!("nothing is wrong with {host}:{port}: {said}")).to_owned()
}

/// It listens in the app's place: what the environment means is the same with and without it.
#[test]
fn an_address_is_refused_as_an_app_refuses_it() {
    let folder = project();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().port().to_string();
    // The second is an address of the documentation, which no machine has.
    for (host, port) in [("", "eighty"), ("192.0.2.1", ""), ("", &taken)] {
        let mut app = Command::new(std::env::current_exe().unwrap());
        app.args(["dev::app", "--exact", "--nocapture"]).env(APP_OF_THE_TESTS, "1").env_remove("DASH_LISTEN");
        assert_eq!(complaint(dev(folder.path()), host, port), complaint(app, host, port));
    }
}
