//! What is made once, before the first request.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use dash_core::{App, CheckedApp, DevTools};
use dash_packages::{Build, Library};

use crate::assets::Assets;
use crate::check_only;
use crate::compress::Fixed;
use crate::csrf::Csrf;
use crate::dev;
use crate::drain::Drain;
use crate::error::Error;
use crate::folders;
use crate::headers::DocumentHeaders;
use crate::index;
use crate::inline::Inline;
use crate::library;
use crate::policy;
use crate::reload::{self, Reload};
use crate::run::Slots;
use crate::settings;
use crate::tally::Tally;

/// An app with all that serving it takes.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) app: CheckedApp,
    pub(crate) library: Library,
    pub(crate) assets: Arc<Assets>,
    pub(crate) inline: Inline,
    /// The headers of the page, and those of other documents.
    pub(crate) page_headers: DocumentHeaders,
    pub(crate) document_headers: DocumentHeaders,
    pub(crate) csrf: Option<Csrf>,
    /// Developers read the answers: errors are shown in full.
    pub(crate) debug: bool,
    /// Counts the calls, where somebody reads that.
    pub(crate) tally: Option<Arc<Tally>>,
    /// The JSON of `_dash-dependencies`.
    pub(crate) dependencies: Fixed,
    /// The JSON of `_dash-layout`, where it is always the same.
    pub(crate) layout: Option<Fixed>,
    /// The JSON of `_reload-hash`, where pages are not told of changes.
    pub(crate) reload_hash: Bytes,
    /// What they are told.
    pub(crate) reload: Option<Reload>,
    /// Tells this program from the one before.
    pub(crate) program: String,
    pub(crate) drain: Arc<Drain>,
    /// How many calls may still begin.
    pub(crate) slots: Slots,
}

impl Server {
    /// Checks the app and opens its packages. Where only the checks are asked for, the program ends here.
    pub(crate) fn new(app: App) -> Result<Self, Error> {
        if settings::check_only()? {
            check_only::run(app);
        }
        let app = app.into_checked()?;
        for problem in app.problems() {
            tracing::warn!("{problem}");
        }
        let debug = app.config().debug.map_or_else(settings::debug, Ok)?;
        dash_core::locate_panics();
        let linked = app.packages().into_iter().filter(|package| !folders::replace(app.config(), package));
        let mut packages: Vec<_> = linked.map(|package| package.name).collect();
        packages.dedup();
        let mut library = library::open(app.config(), &packages)?;
        folders::of(app.config()).try_for_each(|folder| library.add(folder?))?;
        let assets = Arc::new(Assets::open(app.config()));
        assets.warn(app.config());
        let reload =
            reload(&app.config().dev_tools, debug).map(|interval| Reload::new(interval, Arc::clone(&assets)));
        let mut server = Self {
            debug,
            tally: Tally::new(app.registry(), debug).map(Arc::new),
            dependencies: Fixed::new(app.dependencies()),
            layout: app.fixed_layout().map(Fixed::new),
            reload_hash: reload::never(&library).into(),
            reload,
            program: format!("{:032x}", rand::random::<u128>()),
            drain: Arc::default(),
            slots: Slots::new(app.registry()),
            assets,
            inline: Inline::of(&app),
            page_headers: DocumentHeaders::new(app.config(), None),
            document_headers: DocumentHeaders::new(app.config(), None),
            csrf: Csrf::new(app.config()),
            library,
            app,
        };
        let config = server.app.config();
        if let Some(policy) = &config.content_security_policy {
            let text = policy::for_page(policy, config, &index::page(&server, "/"));
            server.page_headers = DocumentHeaders::new(config, Some((text, policy.report_only)));
        }
        Ok(server)
    }

    /// What the page brings along of the app's own files.
    pub(crate) fn page_assets(&self) -> Arc<Assets> {
        match &self.reload {
            // A developer's page: the folder may look different by now.
            Some(reload) => reload.assets(self.app.config()),
            None => Arc::clone(&self.assets),
        }
    }

    /// The same as far as it is known: for a file the folder is not looked through again.
    pub(crate) fn known_assets(&self) -> Arc<Assets> {
        self.reload.as_ref().map_or_else(|| Arc::clone(&self.assets), Reload::known_assets)
    }

    /// Whether the page shows what `cargo dash dev` says.
    pub(crate) fn has_banner(&self) -> bool {
        self.debug && dev::is_on()
    }

    /// Counts a request that came to no callback.
    pub(crate) fn refused(&self, reason: &'static str) {
        if let Some(tally) = &self.tally {
            tally.refused(reason);
        }
    }

    #[cfg(feature = "metrics")]
    pub(crate) fn metrics(&self) -> crate::Metrics {
        self.tally
            .as_ref()
            .map_or_else(|| crate::Metrics::new(self.app.registry()), |tally| tally.metrics.clone())
    }

    /// Whether a developer tool is on.
    pub(crate) fn has(&self, tool: fn(&DevTools) -> Option<bool>) -> bool {
        tool(&self.app.config().dev_tools).unwrap_or(self.debug)
    }

    /// Which build of something is on the page: the development one where a tool is on.
    pub(crate) fn build(&self, tool: fn(&DevTools) -> Option<bool>) -> Build {
        if self.has(tool) { Build::Development } else { Build::Production }
    }
}

/// How often a page asks for changes, if it does. Dash's three seconds are long for someone who watches.
fn reload(tools: &DevTools, debug: bool) -> Option<Duration> {
    let default = if dev::is_on() { Duration::from_millis(500) } else { Duration::from_secs(3) };
    tools.hot_reload.unwrap_or(debug).then(|| tools.hot_reload_interval.unwrap_or(default))
}
