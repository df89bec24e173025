//! From the start of a program to the first answer, and the memory that it takes before it has work.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::contestant::Contestant;
use super::options::Options;
use super::process::Memory;
use super::server::Server;
use super::statistics::median;
use super::table;
use super::workload::WORKLOADS;

/// How long a start may take, in milliseconds, and what the server may take at rest, in megabytes.
const LIMITS: (f64, f64) = (50.0, 20.0);

const LAYOUT: &str = "/_dash-layout";
const PAGE: &str = "/";

struct Start {
    /// To the first answered request, in milliseconds.
    took: f64,
    memory: Memory,
}

/// Starts each server some times. The packages are in the store, and the disk's cache is warm from the second time on.
pub(super) fn table(options: &Options, target: &Path) -> Result<String, String> {
    let contestants = Contestant::starting(options.python);
    let mut header = vec!["Starting, and at rest"];
    header.extend(contestants.iter().map(|contestant| contestant.title()));
    header.push("ours at most");
    let mut rows = [
        vec!["to the first layout, ms".to_owned()],
        vec!["to the first page, ms".to_owned()],
        vec!["RSS (PSS), MB".to_owned()],
    ];
    for contestant in contestants {
        let layout = starts(contestant, LAYOUT, options.rounds, target)?;
        rows[0].push(table::rounded(median(layout.iter().map(|start| start.took))));
        let pages = if contestant.has_page() {
            starts(contestant, PAGE, options.rounds, target)?
        } else {
            Vec::new()
        };
        rows[1].push(table::rounded(median(pages.iter().map(|start| start.took))));
        let middle = |number: fn(&Memory) -> f64| median(layout.iter().map(|start| number(&start.memory)));
        let (rss, pss) = (middle(|memory| memory.rss), middle(|memory| memory.pss));
        rows[2].push(format!("{} ({})", table::rounded(rss), table::rounded(pss)));
    }
    rows[0].push(LIMITS.0.to_string());
    rows[1].push(String::new());
    rows[2].push(LIMITS.1.to_string());
    Ok(table::table(&header, rows))
}

fn starts(contestant: Contestant, path: &str, times: usize, target: &Path) -> Result<Vec<Start>, String> {
    (0..times).map(|_| start(contestant, path, target)).collect()
}

fn start(contestant: Contestant, path: &str, target: &Path) -> Result<Start, String> {
    let begin = Instant::now();
    let mut server = Server::start(contestant, &WORKLOADS[0], target)?;
    server.wait_until_it_serves(path, Duration::from_millis(1))?;
    let took = begin.elapsed().as_secs_f64() * 1e3;
    // Other workers of Python are still on their way.
    sleep(Duration::from_secs(if contestant.is_python() { 2 } else { 0 }));
    Ok(Start { took, memory: Memory::of(server.pid()) })
}
