//! What the operating system says of running processes.

use std::fs;
use std::time::Duration;

/// How often the kernel's clock ticks: what `/proc` counts in, the same on every Linux that Rust runs on.
const TICKS_PER_SECOND: u64 = 100;

/// A process and all that it started, itself first.
pub(super) fn tree(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(&pid) = found.get(next) {
        next += 1;
        let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { continue };
        for thread in threads.flatten() {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
        }
    }
    found
}

/// User and system time of a process and all that it started and that still runs.
pub(super) fn cpu(pid: u32) -> Duration {
    let stat = |pid| fs::read_to_string(format!("/proc/{pid}/stat")).ok();
    ticks(
        tree(pid)
            .into_iter()
            .filter_map(stat)
            .filter_map(|stat| Stat::parse(&stat))
            .map(|stat| stat.own)
            .sum(),
    )
}

/// User and system time of all programs that this one started and that have come to their end.
pub(super) fn children_cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    ticks(Stat::parse(&stat).map_or(0, |stat| stat.children))
}

/// Time that the whole machine was busy.
pub(super) fn machine_cpu() -> Duration {
    ticks(fs::read_to_string("/proc/stat").ok().and_then(|stat| busy(&stat)).unwrap_or_default())
}

fn ticks(ticks: u64) -> Duration {
    Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND)
}

/// Processor time in ticks.
#[derive(Debug, PartialEq, Eq)]
struct Stat {
    own: u64,
    /// That of ended programs which it waited for.
    children: u64,
}

impl Stat {
    /// Reads `/proc/PID/stat`. The program's name stands in brackets and may hold anything, so what follows its end is counted.
    fn parse(stat: &str) -> Option<Self> {
        let (_, fields) = stat.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
        Some(Self { own: field(14)? + field(15)?, children: field(16)? + field(17)? })
    }
}

/// The ticks in the first line of `/proc/stat` that are not idle: user, nice, system, and both kinds of interrupts.
fn busy(stat: &str) -> Option<u64> {
    let mut line = stat.lines().next()?.split_whitespace();
    (line.next()? == "cpu").then_some(())?;
    let fields: Vec<u64> = line.filter_map(|field| field.parse().ok()).collect();
    [0, 1, 2, 5, 6].into_iter().map(|at| fields.get(at).copied()).sum()
}

/// Memory of a process and all that it started, in megabytes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Memory {
    pub(super) rss: f64,
    /// As `rss`, but what several share is counted once.
    pub(super) pss: f64,
    /// The highest `rss` so far.
    pub(super) peak: f64,
}

impl Memory {
    pub(super) fn of(pid: u32) -> Self {
        let mut sum = Self::default();
        for pid in tree(pid) {
            let read = |file| fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
            let (status, rollup) = (read("status"), read("smaps_rollup"));
            sum.rss += megabytes(&status, "VmRSS:");
            sum.peak += megabytes(&status, "VmHWM:");
            sum.pss += megabytes(&rollup, "Pss:");
        }
        sum
    }
}

/// The entry `name` of a file that says `name  1234 kB`.
fn megabytes(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes: Option<u32> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    f64::from(kilobytes.unwrap_or_default()) / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_and_blanks_does_not_shift_the_fields() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 7 5 30 2 20 0 1 0 100 0 0";
        assert_eq!(Stat::parse(stat), Some(Stat { own: 12, children: 32 }));
        assert_eq!(Stat::parse("42 (short) S 1"), None);
    }

    #[test]
    fn waiting_and_idling_is_not_being_busy() {
        let stat = "cpu  100 1 20 9000 800 3 4 50 0 0\ncpu0 1 1 1 1\n";
        assert_eq!(busy(stat), Some(128));
        assert_eq!(busy("intr 1 2 3"), None);
    }

    #[test]
    fn memory_is_read_in_megabytes() {
        let status = "VmPeak:\t  999999 kB\nVmHWM:\t   20480 kB\nVmRSS:\t   10240 kB\n";
        assert!((megabytes(status, "VmRSS:") - 10.0).abs() < 1e-9);
        assert!(megabytes(status, "Pss:").abs() < 1e-9);
    }

    #[test]
    fn a_tree_begins_with_its_root_and_has_its_children() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("sleep starts");
        let tree = tree(std::process::id());
        let mine = Memory::of(std::process::id());
        child.kill().and_then(|()| child.wait()).expect("it is ours");
        assert_eq!(tree[0], std::process::id());
        assert!(tree.contains(&child.id()), "{tree:?}");
        assert!(mine.rss > 0.0 && mine.pss > 0.0 && mine.peak >= mine.rss / 2.0, "{mine:?}");
    }
}
