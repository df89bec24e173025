//! Servers in turn under load.

use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::contestant::Contestant;
use super::options::Options;
use super::process::{self, Memory};
use super::server::Server;
use super::workload::Workload;
use super::wrk::{self, Load};

/// One server under load, once.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) contestant: Contestant,
    pub(super) round: usize,
    /// What the server took of the processors for one request, in microseconds.
    pub(super) cpu: f64,
    pub(super) load: Load,
    /// What was left after it.
    pub(super) memory: Memory,
    /// What neither the server nor the load took, in per cent of one processor.
    pub(super) other: f64,
}

/// All runs of one workload.
#[derive(Debug)]
pub(super) struct Results {
    pub(super) workload: &'static Workload,
    pub(super) rounds: usize,
    pub(super) runs: Vec<Run>,
}

impl Results {
    /// A number of each round of one server.
    pub(super) fn of(&self, contestant: Contestant, number: impl Fn(&Run) -> f64) -> Vec<Option<f64>> {
        let find = |round| self.runs.iter().find(|run| run.contestant == contestant && run.round == round);
        (0..self.rounds).map(|round| find(round).map(&number)).collect()
    }
}

/// All servers answer by turns; the next round goes in the other direction, so that nobody always comes first.
pub(super) fn run(workload: &'static Workload, options: &Options, target: &Path) -> Result<Results, String> {
    let mut servers = Vec::new();
    for contestant in Contestant::with_python(options.python) {
        let mut server = Server::start(contestant, workload, target)?;
        server.wait_until_it_serves("/_dash-layout", Duration::from_millis(20))?;
        servers.push(server);
    }
    for server in &servers {
        let warm = Duration::from_secs(1);
        wrk::run(workload, server.port, workload.connections.min(32), warm)?;
    }
    let mut results = Results { workload, rounds: options.rounds, runs: Vec::new() };
    for round in 0..options.rounds {
        for server in &servers {
            let run = measure(server, workload, round, options.time)?;
            println!("{}", line(workload, &run));
            results.runs.push(run);
        }
        servers.reverse();
    }
    Ok(results)
}

fn measure(server: &Server, workload: &Workload, round: usize, time: Duration) -> Result<Run, String> {
    wait_for_quiet();
    let start = Instant::now();
    let before = Spent::so_far(server);
    let load = wrk::run(workload, server.port, workload.connections, time)?;
    let spent = Spent::so_far(server).since(&before);
    let other =
        spent.machine.saturating_sub(spent.server + spent.load).as_secs_f64() / start.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)] // far below 2^52
    let requests = load.requests.max(1) as f64;
    Ok(Run {
        contestant: server.contestant,
        round,
        cpu: spent.server.as_secs_f64() * 1e6 / requests,
        load,
        memory: Memory::of(server.pid()),
        other: other * 100.0,
    })
}

/// Time of the processors.
struct Spent {
    machine: Duration,
    server: Duration,
    load: Duration,
}

impl Spent {
    fn so_far(server: &Server) -> Self {
        let (machine, server) = (process::machine_cpu(), process::cpu(server.pid()));
        Self { machine, server, load: process::children_cpu() }
    }

    fn since(self, before: &Self) -> Self {
        Self {
            machine: self.machine.saturating_sub(before.machine),
            server: self.server.saturating_sub(before.server),
            load: self.load.saturating_sub(before.load),
        }
    }
}

/// Waits a little for a moment in which nobody else has much to do.
fn wait_for_quiet() {
    const STEP: Duration = Duration::from_millis(300);
    for _ in 0..8 {
        let before = process::machine_cpu();
        sleep(STEP);
        if process::machine_cpu().saturating_sub(before) < STEP / 6 {
            return;
        }
    }
}

fn line(workload: &Workload, run: &Run) -> String {
    let Run { contestant, round, cpu, load, memory, other } = run;
    format!(
        "{:4} {:14} round {} {cpu:>10.1} us CPU a request, {:>9.1} requests/s, p50 {:.2} ms, p99 {:.2} ms, {:.0} MB, other work {other:.0} %{}",
        workload.name,
        contestant.title(),
        round + 1,
        load.rate(),
        load.p50().as_secs_f64() * 1e3,
        load.p99().as_secs_f64() * 1e3,
        memory.rss,
        load.errors().map(|errors| format!("; errors: {errors}")).unwrap_or_default(),
    )
}
