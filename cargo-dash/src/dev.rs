//! `cargo dash dev`: an app that follows its sources.
//!
//! This process listens, and every program it starts gets the same socket. So the port stays open while one program ends
//! and the next begins; where there is none, this process answers itself, with what is wrong.

mod address;
mod build;
mod changes;
mod metadata;
mod plain;
mod problem;
mod program;
mod signals;
mod waiting;
mod watch;

use std::ffi::OsString;
use std::future::pending;
use std::pin::Pin;
use std::process::ExitStatus;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::Result;
use build::{Build, Built};
use problem::{Problem, Status};
use program::{Program, Stopped};
use signals::Signals;
use watch::Watch;

/// Editors write several files, or one in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Serves the app that cargo builds with these arguments, until it is told to stop.
pub(crate) fn run(arguments: Vec<OsString>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { Dev::start(arguments)?.follow().await })
}

type Building = Pin<Box<dyn Future<Output = std::result::Result<Built, Problem>>>>;

struct Dev {
    build: Build,
    /// Arguments of the app itself.
    arguments: Vec<OsString>,
    /// What programs inherit.
    socket: std::net::TcpListener,
    /// The same, for this process.
    listener: TcpListener,
    watch: Watch,
    signals: Signals,
    status: Status,
    program: Option<Program>,
    building: Option<Building>,
    /// Something changed since the build began.
    is_stale: bool,
    /// Something changed that no build shows.
    must_restart: bool,
}

enum Event {
    Stop,
    Changed,
    Built(std::result::Result<Built, Problem>),
    Ended(std::io::Result<ExitStatus>),
    Asked(tokio::net::TcpStream),
}

impl Dev {
    /// Within a runtime, which takes the socket and the signals.
    fn start(arguments: Vec<OsString>) -> Result<Self> {
        let signals = Signals::listen()?;
        let (build, arguments) = Build::new(arguments);
        let socket = address::listen()?;
        println!("cargo dash dev: http://{} follows the sources; Ctrl-C stops it", socket.local_addr()?);
        let listener = TcpListener::from_std(socket.try_clone()?)?;
        Ok(Self {
            watch: Watch::new(&build)?,
            build,
            arguments,
            socket,
            listener,
            signals,
            status: Status::new()?,
            program: None,
            building: None,
            is_stale: true,
            must_restart: false,
        })
    }

    async fn follow(mut self) -> Result<()> {
        loop {
            if self.is_stale && self.building.is_none() {
                self.is_stale = false;
                self.building = Some(Box::pin(self.build.run()));
            }
            match self.event().await? {
                Event::Stop => break,
                Event::Changed => self.is_stale = true,
                Event::Built(result) => {
                    self.building = None;
                    match result {
                        // What was built is out of date; what is wrong may be, too.
                        _ if self.is_stale => (),
                        Ok(built) => {
                            if self.replace(built).await? == Stopped::InAHurry {
                                break;
                            }
                        }
                        Err(problem) => self.status.set(Some(problem))?,
                    }
                }
                Event::Ended(status) => {
                    if let Some(program) = self.program.take() {
                        let problem = program.problem(&status?).await;
                        eprintln!("cargo dash dev: {}; the next change starts it again", problem.title);
                        self.status.set(Some(problem))?;
                    }
                }
                Event::Asked(connection) => {
                    tokio::spawn(waiting::answer(connection, self.status.problem()));
                }
            }
        }
        drop(self.building.take());
        if let Some(program) = self.program.take() {
            program.stop(self.signals.next()).await?;
        }
        Ok(())
    }

    async fn event(&mut self) -> Result<Event> {
        let building = async {
            match &mut self.building {
                Some(building) => building.await,
                None => pending().await,
            }
        };
        let is_alone = self.program.is_none();
        let ended = async {
            match &mut self.program {
                Some(program) => program.ended().await,
                None => pending().await,
            }
        };
        Ok(tokio::select! {
            () = self.signals.next() => Event::Stop,
            paths = self.watch.changed(QUIET) => {
                self.must_restart |= paths.iter().any(|path| path.ends_with("dash.lock"));
                Event::Changed
            }
            result = building => Event::Built(result),
            status = ended => Event::Ended(status),
            // Only while no program does.
            connection = waiting::connection(async || self.listener.accept().await), if is_alone => {
                Event::Asked(connection.0)
            }
        })
    }

    /// Lets this program follow the one that runs, unless it is the same. Not so where it was in a hurry: the next signal to
    /// stop came while that one was waited for.
    async fn replace(&mut self, built: Built) -> Result<Stopped> {
        self.status.set(None)?;
        let is_running = self.program.as_ref().is_some_and(|program| *program.built() == built);
        if is_running && !self.must_restart {
            return Ok(Stopped::InTime);
        }
        self.must_restart = false;
        if let Some(program) = self.program.take() {
            let stopped = program.stop(self.signals.next()).await?;
            if stopped == Stopped::InAHurry {
                return Ok(stopped);
            }
        }
        self.program = Some(Program::start(built, &self.arguments, &self.socket, &self.status)?);
        Ok(Stopped::InTime)
    }
}
