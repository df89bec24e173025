//! An app as a program: how it starts, and how it stops.

use std::collections::BTreeSet;
use std::future::Future;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use dash_core::{App, Limits};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::connection::Shared;
use crate::dev;
use crate::error::Error;
use crate::listen;
use crate::log;
use crate::open_files;
use crate::routes::routes;
use crate::server::Server;
use crate::settings::{self, Address};

/// Serves an app.
pub trait Serve: Sized {
    /// Serves the app where `HOST` and `PORT` say, 127.0.0.1:8050 by default, until SIGINT or SIGTERM.
    ///
    /// `DASH_DEBUG=1` turns developer tools on. Without a tracing subscriber of yours the log goes to stderr, filtered
    /// as `RUST_LOG` says. After the first signal, and `App::drain_delay`, no connection is accepted and no callback started;
    /// those that run may finish, for as long as `App::shutdown_timeout` says or until a second signal. What blocks longer ends with the program.
    ///
    /// Asks the system for as many file descriptors as `App::limits` has connections.
    ///
    /// ```no_run
    /// # async fn main_() -> dash_core::Result<()> {
    /// use dash_server::Serve;
    /// dash_core::App::new().layout("Hello").run().await
    /// # }
    /// ```
    ///
    /// # Errors
    /// All that is wrong with the app; a package that cannot be had; an address that cannot be listened on.
    fn run(self) -> impl Future<Output = dash_core::Result<()>> + Send;

    /// Serves the app to those who connect to `listener`, until `shutdown`.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> impl Future<Output = dash_core::Result<()>> + Send;
}

impl Serve for App {
    async fn run(self) -> dash_core::Result<()> {
        // What is wrong with the setting is said below, where the server is made.
        log::to_stderr(self.config().debug.or_else(|| settings::debug().ok()).unwrap_or_default());
        let (address, metrics) = (Address::from_env()?, Address::of_metrics()?);
        let mut signals = Signals::listen().map_err(Error::system("listen for signals"))?;
        let (stop, stopped) = oneshot::channel();
        let (hurry, hurried) = oneshot::channel();
        tokio::spawn(async move {
            signals.next().await;
            // Nobody listens any more when the server has come to its end by itself.
            let _ = stop.send(());
            signals.next().await;
            let _ = hurry.send(());
        });
        let server = Arc::new(Server::new(self)?);
        let mut limits = server.app.config().limits.clone();
        limits.connections = open_files::for_connections(limits.connections);
        let listener = address.listen().await?;
        if let Some(metrics) = metrics {
            serve_metrics(&server, metrics.listen_for_metrics().await?);
        }
        announce(&server, &listener);
        if serve(server, limits, listener, signal(stopped), signal(hurried)).await == Stopped::CutOff {
            // Rust waits for threads that block, however long: this program was told to stop.
            std::process::exit(0);
        }
        Ok(())
    }

    async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> dash_core::Result<()> {
        let server = Arc::new(Server::new(self)?);
        let limits = server.app.config().limits.clone();
        serve(server, limits, listener, shutdown, std::future::pending()).await;
        Ok(())
    }
}

/// Answers Prometheus where nobody else should ask, until the program ends.
#[cfg(feature = "metrics")]
fn serve_metrics(server: &Server, listener: TcpListener) {
    if let Ok(address) = listener.local_addr() {
        // Nobody needs to read it.
        let _ = writeln!(std::io::stdout(), "Prometheus may ask at http://{address}/metrics");
    }
    let router = server.metrics().into_router();
    tokio::spawn(async move { axum::serve(listener, router).await });
}

/// Without the feature there is no address to serve them at.
#[cfg(not(feature = "metrics"))]
fn serve_metrics(_server: &Server, _listener: TcpListener) {}

/// How a server came to its end.
#[derive(Debug, PartialEq, Eq)]
enum Stopped {
    /// Everything that had begun was finished.
    Finished,
    /// There was more to do than there was time.
    CutOff,
}

async fn serve(
    server: Arc<Server>,
    limits: Limits,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
    hurry: impl Future<Output = ()> + Send,
) -> Stopped {
    let drain = Arc::clone(&server.drain);
    let timeout = server.app.config().shutdown_timeout;
    let delay = if dev::is_on() {
        // The next program waits for this one, and no load balancer is there to be told.
        Duration::ZERO
    } else {
        server.app.config().drain_delay
    };
    let closing = {
        let drain = Arc::clone(&drain);
        async move {
            shutdown.await;
            drain.announce();
            tokio::time::sleep(delay).await;
            drain.close();
        }
    };
    let shared = Shared { router: routes(server), limits, drain: Arc::clone(&drain) };
    let finish = async {
        tokio::join!(listen::serve(listener, shared), closing);
        drain.idle().await;
    };
    let deadline = async {
        let patience = async {
            drain.closed().await;
            tokio::time::sleep(timeout).await;
        };
        tokio::select! {
            () = patience => (),
            () = hurry => (),
        }
    };
    tokio::select! {
        () = finish => Stopped::Finished,
        () = deadline => {
            match drain.running() {
                0 => tracing::warn!(
                    "cut off with no callback running: some connection was not closed, or `App::drain_delay(..)` not over"
                ),
                running => tracing::warn!(
                    "cut off with {running} callback(s) running: `App::shutdown_timeout(..)` gives them {timeout:?}, \
                     a second signal ends them at once"
                ),
            }
            Stopped::CutOff
        }
    }
}

/// A message from the task that waits for signals; none ever comes when that task is gone.
async fn signal(message: oneshot::Receiver<()>) {
    if message.await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The signals that tell a program to stop.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next SIGINT or SIGTERM.
    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => (),
            _ = self.terminate.recv() => (),
        }
    }
}

/// The signal that tells a program to stop.
#[cfg(not(unix))]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(not(unix))]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    /// Waits for the next Ctrl-C.
    async fn next(&mut self) {
        self.0.recv().await;
    }
}

/// Says in one line where the app is and what it consists of.
fn announce(server: &Server, listener: &TcpListener) {
    let Ok(address) = listener.local_addr() else { return };
    let line = format!(
        "Dash is running on http://{address}{} with {}; open it in a browser, Ctrl-C stops it",
        server.app.config().routes_pathname_prefix,
        inventory(server)
    );
    // Nobody needs to read it.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// How many callbacks there are, and from which files.
fn inventory(server: &Server) -> String {
    let registry = server.app.registry();
    let files: BTreeSet<_> = registry.callbacks().map(|callback| callback.at().file).collect();
    let files: Vec<_> = files.into_iter().collect();
    match (registry.len(), files.as_slice()) {
        (0, _) => {
            "no callback (those of a crate that nothing names are not linked: write `use that_crate as _;`)"
                .to_owned()
        }
        (1, []) => "1 callback".to_owned(),
        (1, files) => format!("1 callback from {}", files.join(", ")),
        (count, []) => format!("{count} callbacks"),
        (count, files) => format!("{count} callbacks from {}", files.join(", ")),
    }
}
