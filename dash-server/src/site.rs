//! An app between its checks and its first request.

use std::sync::Arc;

use axum::Router;
use dash_core::App;

use crate::csp::{self, Algorithm};
use crate::error::Error;
use crate::inline::Inline;
use crate::routes::routes;
use crate::server::Server;

/// An app that is ready to be served: for those who want to know something of its page before they make it a router.
/// [`router`](crate::router) does both at once.
///
/// ```no_run
/// # fn service() -> Result<(axum::Router, String), dash_server::Error> {
/// use dash_server::{Algorithm, Site};
///
/// let site = Site::new(dash_core::App::new().layout("Sales"))?;
/// let scripts = site.csp_hashes(Algorithm::Sha256).join(" ");
/// // To be sent as the header `Content-Security-Policy` with every page, by a layer of the router.
/// let policy = format!("default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'");
/// # Ok((
/// site.into_router()
/// # , policy))
/// # }
/// ```
#[derive(Debug)]
pub struct Site {
    server: Arc<Server>,
}

impl Site {
    /// Checks the app and opens its component packages. Fetches those that the store lacks, which takes a while the
    /// first time.
    ///
    /// # Errors
    /// All that is wrong with the app; or a package that cannot be had; or a setting in the environment that makes no
    /// sense.
    pub fn new(app: App) -> Result<Self, Error> {
        Server::new(app).map(|server| Self { server: Arc::new(server) })
    }

    /// The scripts that stand in the page itself, as a content security policy names them; Dash's `csp_hashes`. They go
    /// into `script-src` beside `'self'` and the servers of external scripts. They are the same for every page load.
    ///
    /// What a template of the app's own brings is not among them.
    pub fn csp_hashes(&self, algorithm: Algorithm) -> Vec<String> {
        let Inline { functions, renderer } = &self.server.inline;
        let scripts = functions.iter().chain([renderer]);
        scripts.map(|script| csp::source(algorithm, script)).collect()
    }

    /// What Prometheus wants to know of the app; with the feature `metrics`.
    #[cfg(feature = "metrics")]
    pub fn metrics(&self) -> crate::Metrics {
        self.server.metrics()
    }

    /// The router that answers for the app; see [`router`](crate::router) for how to put it into another one.
    pub fn into_router(self) -> Router {
        routes(self.server)
    }
}
