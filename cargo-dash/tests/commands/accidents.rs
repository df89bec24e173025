//! Processes that are killed while they write to the store, and processes that write to it at once.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::big::{Big, FILES, WHEEL, end};

/// How long something that is about to happen may take on a slow machine.
const SOON: Duration = Duration::from_mins(1);

/// Between two looks, so that what is waited for has the processor.
const LOOK: Duration = Duration::from_micros(300);

/// Kills a fetch with a signal that it cannot catch, when this is there to be seen. A moment that was missed, because the
/// process was done by then, is tried again.
#[track_caller]
fn kill_when(is_seen: impl Fn(&Big) -> bool) -> Big {
    for _ in 0..20 {
        let big = Big::dropped_in();
        let mut child = big.start();
        let start = Instant::now();
        while !is_seen(&big) && child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < SOON, "it was never seen");
            std::thread::sleep(LOOK);
        }
        child.kill().unwrap();
        if child.wait().unwrap().signal() == Some(9) {
            return big;
        }
    }
    panic!("every fetch was done before it was killed");
}

#[test]
fn a_fetch_that_is_killed_while_it_unpacks_is_repeated() {
    for index in [0, FILES / 2] {
        let big = kill_when(|big| big.body("files", index).exists());
        assert!(big.whole(&big.store()) > index);
        big.is_fetched_again();
    }
}

#[test]
fn a_fetch_that_is_killed_while_it_compresses_is_repeated() {
    for index in [0, FILES / 2] {
        let big = kill_when(|big| big.body("brotli", index).exists());
        assert!(big.whole(&big.store()) > FILES + index);
        big.is_fetched_again();
    }
}

#[test]
fn a_fetch_that_is_killed_before_the_first_file_is_there_is_repeated() {
    let big = kill_when(|big| big.store().join("half-done").exists());
    big.is_fetched_again();
    // Between the list of what was unpacked and the first compressed body.
    let big = kill_when(|big| {
        let files = fs::read_dir(big.store().join("files"));
        files.is_ok_and(|mut all| all.any(|it| it.unwrap().path().extension().is_some_and(|it| it == "toml")))
    });
    assert!(big.whole(&big.store()) >= FILES);
    big.is_fetched_again();
}

/// A folder with a `python3` that downloads half of the wheel, waits until its test is done with that, and then downloads
/// the other half.
struct SlowClient {
    programs: PathBuf,
    gate: PathBuf,
    half: PathBuf,
}

impl SlowClient {
    fn new(big: &Big) -> Self {
        let folder = big.folder();
        let (gate, half) = (folder.join("gate"), folder.join("half"));
        let programs = folder.join("programs");
        fs::create_dir(&programs).unwrap();
        assert!(Command::new("mkfifo").arg(&gate).status().unwrap().success());
        let script = format!(
            "#!/bin/sh\nPATH=/usr/bin:/bin\nwhile [ \"$1\" != --dest ]; do shift; done\n\
             head -c 1000 '{wheel}' > \"$2/{WHEEL}\"\ntouch '{half}'\ncat '{gate}'\ncp '{wheel}' \"$2/{WHEEL}\"\n",
            wheel = big.wheel().display(),
            half = half.display(),
            gate = gate.display(),
        );
        let program = programs.join("python3");
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self { programs, gate, half }
    }

    /// Starts a fetch, and waits until half of the wheel is there.
    fn start(&self, big: &Big) -> Child {
        let mut child = big.fetch(&self.programs).spawn().unwrap();
        let start = Instant::now();
        while !self.half.exists() {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it fetched");
            assert!(start.elapsed() < SOON, "half of the wheel never came");
            std::thread::sleep(LOOK);
        }
        child
    }

    /// Lets the client go on.
    fn open(&self) {
        drop(File::options().write(true).open(&self.gate).unwrap());
    }
}

fn is_wheel(path: &Path) -> bool {
    path.join("wheels").join(WHEEL).exists()
}

#[test]
fn a_fetch_that_is_killed_while_it_downloads_is_repeated() {
    let big = Big::new();
    let client = SlowClient::new(&big);
    let mut child = client.start(&big);
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().signal(), Some(9));
    assert!(big.store().join("half-done").exists() && !is_wheel(&big.store()));
    // What the killed process started ends too, and does no harm.
    client.open();
    big.drop_in();
    big.is_fetched_again();
}

#[test]
fn the_second_of_two_processes_waits_for_the_first_and_finds_all_done() {
    let big = Big::new();
    let client = SlowClient::new(&big);
    let first = client.start(&big);
    let mut second = big.start();
    let mut said = BufReader::new(second.stderr.take().unwrap()).lines();
    let line = said.next().expect("it waits").unwrap();
    assert_eq!(line, "waiting for another process that writes to the store");
    client.open();
    let first = end(first);
    assert!(first.starts_with("fetching big-components 1.0 ("), "{first}");
    let rest: Vec<_> = said.map(Result::unwrap).collect();
    assert!(second.wait().unwrap().success(), "{rest:?}");
    assert!(!rest.iter().any(|line| line.starts_with("fetching")), "{rest:?}");
    big.is_full(&big.store());
}

#[test]
fn two_processes_may_unpack_and_compress_at_once() {
    let big = Big::dropped_in();
    let children = [big.start(), big.start(), big.start()];
    for child in children {
        end(child);
    }
    big.is_full(&big.store());
}
