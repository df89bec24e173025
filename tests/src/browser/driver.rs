//! Chromedriver, and the Chromium it starts.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use fantoccini::wd::Capabilities;
use serde_json::json;

/// Chromium looks nowhere but at the page, and starts without asking anything.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,500",
];

/// As root, Chromium raises its own priority, and takes what the server needs.
const AS_ROOT: &[&str] = &["setpriv", "--bounding-set", "-sys_nice", "--inh-caps", "-sys_nice"];

/// A chromedriver in a process group of its own; dropping it ends the group, Chromium too.
#[derive(Debug)]
pub(super) struct Driver {
    child: Child,
    profile: PathBuf,
    port: u16,
}

impl Driver {
    pub(super) fn start() -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir().join(format!("dash-chromium-{}-{number}", std::process::id()));
        let driver = std::env::var("DASH_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let words: Vec<&str> = prefix().iter().copied().chain([driver.as_str(), "--port=0"]).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).process_group(0).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!("{command:?}: {error}; run `cargo xtask test chromium`, which installs what is missing")
        });
        let output = child.stdout.take().expect("piped above");
        let mut driver = Self { child, profile, port: 0 };
        driver.port = port(BufReader::new(output)).expect("chromedriver says on which port it listens");
        driver
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn capabilities(&self) -> Capabilities {
        let profile = format!("--user-data-dir={}", self.profile.display());
        let flags: Vec<&str> = FLAGS.iter().copied().chain([profile.as_str()]).collect();
        let mut options = json!({ "args": flags });
        if let Ok(chromium) = std::env::var("DASH_CHROMIUM") {
            options["binary"] = chromium.into();
        }
        Capabilities::from_iter([
            ("goog:chromeOptions".to_owned(), options),
            ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" })),
        ])
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The group is ours alone. Nothing is left to tell anybody if it is gone already.
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

fn prefix() -> &'static [&'static str] {
    let user = Command::new("id").arg("-u").output();
    if user.is_ok_and(|id| id.stdout.trim_ascii() == b"0") { AS_ROOT } else { &[] }
}

/// Reads `ChromeDriver was started successfully on port 12345.`
fn port(output: impl BufRead) -> Option<u16> {
    let mut lines = output.lines().map_while(Result::ok);
    lines.find_map(|line| {
        line.rsplit_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
    })
}
