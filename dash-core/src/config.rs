//! The settings of an app, and the methods that set them.

mod content_security_policy;
mod csrf;
mod dev_tools;
mod limits;
mod package_folder;
mod security;

use std::path::PathBuf;
use std::time::Duration;

use crate::app::App;

pub use content_security_policy::ContentSecurityPolicy;
pub use dev_tools::DevTools;
pub use limits::Limits;
pub use package_folder::{PackageFile, PackageFolder, PackagePlace};

/// The settings of an app. The names are those of Dash's constructor where Dash has them.
#[derive(Debug, Clone)]
#[non_exhaustive]
// Each is a switch of its own, as in Dash.
#[allow(clippy::struct_excessive_bools)]
pub struct Config {
    /// The document's title.
    pub title: String,
    /// The document's title while callbacks run; `None` leaves it alone.
    pub update_title: Option<String>,
    /// The page around the app, with marks such as `{%app_entry%}`; `None` is the default page.
    pub index_string: Option<String>,
    /// The attributes of each `<meta>` element, besides the default ones.
    pub meta_tags: Vec<Vec<(String, String)>>,
    /// Scripts of other servers.
    pub external_scripts: Vec<ExternalFile>,
    /// Style sheets of other servers.
    pub external_stylesheets: Vec<ExternalFile>,
    /// Functions in JavaScript that the renderer calls, by the name of the occasion.
    pub hooks: Vec<(String, String)>,
    /// The JavaScript that starts the renderer; `None` is Dash's, with the hooks.
    pub renderer: Option<String>,
    /// The folder of the app's own files, such as style sheets and pictures.
    pub assets_folder: PathBuf,
    /// Where the files of the assets folder are below the prefix.
    pub assets_url_path: String,
    /// A regular expression: files with such names are served, but not put into the page.
    pub assets_ignore: Option<String>,
    /// Regular expressions: what is in folders with such names is served, but not put into the page.
    pub assets_path_ignore: Vec<String>,
    /// Whether scripts, style sheets and the icon of the assets folder are put into the page.
    pub include_assets_files: bool,
    /// Where the assets folder is for browsers, when another server has a copy of it.
    pub assets_external_path: Option<String>,
    /// The store with the files of component packages; `None` is the one that the environment names.
    pub package_store: Option<PathBuf>,
    /// Component packages that lie in folders.
    pub packages: Vec<PackageFolder>,
    /// The prefix of the server's routes; begins and ends with a slash.
    pub routes_pathname_prefix: String,
    /// The prefix of all URLs as the browser sees them. `None`: the routes' prefix, or, where the router is nested
    /// into another one, the place where the request found it.
    pub requests_pathname_prefix: Option<String>,
    /// Whether callbacks may name components that are not in the layout.
    pub suppress_callback_exceptions: bool,
    /// Developer tools in the browser and full error messages; `None` takes `DASH_DEBUG`.
    pub debug: Option<bool>,
    /// Single developer tools in the browser.
    pub dev_tools: DevTools,
    /// Origins whose pages may start callbacks, besides the app's own.
    pub allowed_origins: Vec<String>,
    /// Who may show the page in a frame, as a content security policy names them.
    pub frame_ancestors: Vec<String>,
    /// What browsers tell other sites of the page's address.
    pub referrer_policy: String,
    /// From where the page may load what; `None`: from everywhere.
    pub content_security_policy: Option<ContentSecurityPolicy>,
    /// Whether requests for callbacks must repeat the token of a cookie.
    pub csrf_protection: bool,
    /// The name of that cookie.
    pub csrf_token_name: String,
    /// The name of the header that repeats it.
    pub csrf_header_name: String,
    /// Whether large layouts and answers of callbacks are compressed for clients that take it.
    pub compress: bool,
    /// The largest request body accepted, in bytes.
    pub max_body: usize,
    /// How much the app takes on, and for how long it waits for slow clients.
    pub limits: Limits,
    /// How long started callbacks may run on after the order to stop.
    pub shutdown_timeout: Duration,
    /// How long the server goes on as before the order to stop, apart from its health.
    pub drain_delay: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Dash".to_owned(),
            update_title: Some("Updating...".to_owned()),
            index_string: None,
            meta_tags: Vec::new(),
            external_scripts: Vec::new(),
            external_stylesheets: Vec::new(),
            hooks: Vec::new(),
            renderer: None,
            assets_folder: "assets".into(),
            assets_url_path: "assets".to_owned(),
            assets_ignore: None,
            assets_path_ignore: Vec::new(),
            include_assets_files: true,
            assets_external_path: None,
            package_store: None,
            packages: Vec::new(),
            routes_pathname_prefix: "/".to_owned(),
            requests_pathname_prefix: None,
            suppress_callback_exceptions: false,
            debug: None,
            dev_tools: DevTools::new(),
            allowed_origins: Vec::new(),
            frame_ancestors: vec!["'self'".to_owned()],
            referrer_policy: "strict-origin-when-cross-origin".to_owned(),
            content_security_policy: None,
            csrf_protection: false,
            csrf_token_name: "_csrf_token".to_owned(),
            csrf_header_name: "X-CSRFToken".to_owned(),
            compress: true,
            max_body: 64 * 1024 * 1024,
            limits: Limits::new(),
            shutdown_timeout: Duration::from_secs(30),
            drain_delay: Duration::ZERO,
        }
    }
}

/// A script or a style sheet of another server: a URL, alone or with more attributes of its element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalFile {
    /// Where it is: the element's `src` or `href`.
    pub url: String,
    /// The element's other attributes.
    pub attributes: Vec<(String, String)>,
}

impl From<&str> for ExternalFile {
    fn from(url: &str) -> Self {
        url.to_owned().into()
    }
}

impl From<String> for ExternalFile {
    fn from(url: String) -> Self {
        Self { url, attributes: Vec::new() }
    }
}

impl<const N: usize> From<(&str, [(&str, &str); N])> for ExternalFile {
    fn from((url, attributes): (&str, [(&str, &str); N])) -> Self {
        Self { attributes: owned(attributes), ..url.into() }
    }
}

/// What the page is made of.
impl App {
    /// The document's title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.config.title = title.into();
        self
    }

    /// The document's title while callbacks run, "Updating..." by default; `None` leaves the title alone.
    pub fn update_title<'a>(mut self, title: impl Into<Option<&'a str>>) -> Self {
        self.config.update_title = title.into().map(str::to_owned);
        self
    }

    /// The page around the app. `{%app_entry%}`, `{%config%}`, `{%scripts%}` and `{%renderer%}` must be in it;
    /// `{%metas%}`, `{%title%}`, `{%favicon%}` and `{%css%}` may be.
    pub fn index_string(mut self, template: impl Into<String>) -> Self {
        self.config.index_string = Some(template.into());
        self
    }

    /// Adds a `<meta>` element with these attributes; Dash's `meta_tags`. The page has one for the character set, the
    /// viewport and `X-UA-Compatible` unless you add one of that kind.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new().meta([("name", "description"), ("content", "What we sold")]);
    /// ```
    pub fn meta<'a>(mut self, attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        self.config.meta_tags.push(owned(attributes));
        self
    }

    /// Adds a script of another server, loaded after React and before the scripts of packages and of the assets
    /// folder; one of Dash's `external_scripts`. See [`external_stylesheet`](Self::external_stylesheet).
    pub fn external_script(mut self, script: impl Into<ExternalFile>) -> Self {
        self.config.external_scripts.push(script.into());
        self
    }

    /// Adds a style sheet of another server, loaded before all others; one of Dash's `external_stylesheets`. It is a
    /// URL, or a URL with the element's other attributes.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new()
    ///     .external_stylesheet("https://example.com/plain.css")
    ///     .external_stylesheet(("https://example.com/print.css", [("media", "print")]));
    /// ```
    pub fn external_stylesheet(mut self, sheet: impl Into<ExternalFile>) -> Self {
        self.config.external_stylesheets.push(sheet.into());
        self
    }

    /// Adds a function in JavaScript that the renderer calls; one of Dash's `hooks`. The occasions are `layout_pre`,
    /// `layout_post`, `request_pre`, `request_post`, `callback_resolved` and `request_refresh_jwt`.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new().hook("request_pre", "(payload) => { console.log('asked', payload); }");
    /// ```
    pub fn hook(mut self, occasion: impl Into<String>, function: impl Into<String>) -> Self {
        self.config.hooks.push((occasion.into(), function.into()));
        self
    }

    /// The JavaScript that starts the renderer, in place of `var renderer = new DashRenderer();`; Dash's `app.renderer`.
    /// An app has this or [hooks](Self::hook), not both: a script that makes the renderer gives it its hooks.
    ///
    /// ```
    /// # use dash_core::App;
    /// App::new().renderer("window.start = () => { window.renderer = new DashRenderer(); };");
    /// ```
    pub fn renderer(mut self, script: impl Into<String>) -> Self {
        self.config.renderer = Some(script.into());
        self
    }
}

/// The files that the app brings along.
impl App {
    /// The folder with the app's own files, `assets` by default; Dash's `assets_folder`. It need not exist.
    ///
    /// It is looked for beside the `Cargo.toml` of the program that cargo runs; else, or when there is none, beside the
    /// program itself; then in the current folder. Its `.css`, `.js` and `.mjs` files are put into the page when the
    /// program starts, those of subfolders too, sorted by folder and name; a `favicon.ico` becomes the page's icon.
    /// Every other file, such as a picture, is served for those who ask.
    pub fn assets_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.assets_folder = folder.into();
        self
    }

    /// Where the files of the assets folder are below the app's prefix, `assets` by default; Dash's `assets_url_path`.
    pub fn assets_url_path(mut self, path: impl AsRef<str>) -> Self {
        path.as_ref().trim_matches('/').clone_into(&mut self.config.assets_url_path);
        self
    }

    /// A regular expression, such as `^draft`, to be found in the names of files that are served but not put into the
    /// page; Dash's `assets_ignore`. The syntax is that of the crate `regex`.
    pub fn assets_ignore(mut self, expression: impl Into<String>) -> Self {
        self.config.assets_ignore = Some(expression.into()).filter(|text| !text.is_empty());
        self
    }

    /// Regular expressions for names of folders below the assets folder: what they hold, at any depth, is served but not
    /// put into the page; Dash's `assets_path_ignore`.
    pub fn assets_path_ignore<T: Into<String>>(mut self, expressions: impl IntoIterator<Item = T>) -> Self {
        let expressions = expressions.into_iter().map(Into::into).filter(|text| !text.is_empty());
        self.config.assets_path_ignore = expressions.collect();
        self
    }

    /// Whether files of the assets folder are put into the page, which they are by default; Dash's
    /// `include_assets_files`. They are served in any case.
    pub fn include_assets_files(mut self, include: bool) -> Self {
        self.config.include_assets_files = include;
        self
    }

    /// Where browsers load the files of the assets folder from, when another server has a copy of them; Dash's
    /// `assets_external_path`. The page names the files that are in the folder here, below this URL and
    /// [`assets_url_path`](Self::assets_url_path).
    ///
    /// ```
    /// # use dash_core::App;
    /// // The page has https://cdn.example.com/sales/assets/style.css.
    /// App::new().assets_external_path("https://cdn.example.com/sales/");
    /// ```
    pub fn assets_external_path(mut self, url: impl Into<String>) -> Self {
        self.config.assets_external_path = Some(url.into()).filter(|url| !url.is_empty());
        self
    }
}

/// How the app is served.
impl App {
    /// Serves everything under a prefix such as `/sales/`.
    pub fn url_base_pathname(mut self, prefix: impl Into<String>) -> Self {
        self.config.routes_pathname_prefix = prefix.into();
        self
    }

    /// The prefix of all URLs as the browser sees them, where a proxy in front of the server adds one.
    pub fn requests_pathname_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.config.requests_pathname_prefix = Some(prefix.into());
        self
    }

    /// Lets callbacks name components that are not in the layout, because other callbacks make them.
    pub fn suppress_callback_exceptions(mut self, suppress: bool) -> Self {
        self.config.suppress_callback_exceptions = suppress;
        self
    }

    /// Turns developer tools in the browser and full error messages on or off, whatever `DASH_DEBUG` says.
    pub fn debug(mut self, debug: bool) -> Self {
        self.config.debug = Some(debug);
        self
    }

    /// Whether layouts, dependencies and answers of callbacks that are large are compressed (gzip) for clients that take
    /// it; they are by default. Turn it off where something in front of the server compresses, or where answers hold both
    /// secrets and what a stranger wrote: the length of a compressed text tells of both. Files of component packages are
    /// compressed beforehand, whatever this says.
    pub fn compress(mut self, compress: bool) -> Self {
        self.config.compress = compress;
        self
    }

    /// The largest request body accepted, in bytes; 64 MiB by default. A larger one is answered with 413.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.config.max_body = bytes;
        self
    }

    /// How long started callbacks may run on after the order to stop; 30 seconds by default.
    pub fn shutdown_timeout(mut self, timeout: Duration) -> Self {
        self.config.shutdown_timeout = timeout;
        self
    }

    /// How long the server goes on as before the order to stop, but says at `_dash/health` that it is draining; no time by
    /// default. A load balancer that asks there notices in time that new users are to go elsewhere. There is no delay
    /// under `cargo dash dev`.
    pub fn drain_delay(mut self, delay: Duration) -> Self {
        self.config.drain_delay = delay;
        self
    }
}

fn owned<'a>(attributes: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    attributes.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
