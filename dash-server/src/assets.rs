//! The app's own files: which of them the page loads, and how all of them are served.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::Response;
use dash_core::Config;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use regex::Regex;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::headers::nosniff;
use crate::server::Server;
use crate::settings;

/// The assets folder, as it was when it was looked at.
#[derive(Debug, Default)]
pub(crate) struct Assets {
    /// `None` where there is no such folder.
    files: Option<ServeDir>,
    pub(crate) scripts: Vec<Asset>,
    pub(crate) styles: Vec<Asset>,
    pub(crate) favicon: Option<Asset>,
    /// What could not be read.
    problems: Vec<String>,
}

/// A file that the page names.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Below the prefix, or below the external path.
    pub(crate) url: String,
    pub(crate) is_module: bool,
}

impl Assets {
    /// Finds the folder, and in it what belongs into the page. Says nothing: with hot reload this is asked again and again.
    pub(crate) fn open(config: &Config) -> Self {
        let Some(folder) = settings::folder(&config.assets_folder) else { return Self::default() };
        let files = ServeDir::new(&folder).append_index_html_on_directories(false);
        let mut assets = Self { files: Some(files), ..Self::default() };
        if config.include_assets_files {
            assets.include(&folder, config);
        }
        assets
    }

    /// Says what its author should know of the folder; once, when the program starts.
    pub(crate) fn warn(&self, config: &Config) {
        let folder = config.assets_folder.display();
        match self.files {
            Some(_) if cfg!(feature = "embed") => {
                tracing::warn!(
                    "the assets folder {folder} is not inside the program: take it along, beside it"
                );
            }
            None if config.assets_folder != Config::default().assets_folder => {
                tracing::warn!("there is no assets folder {folder}");
            }
            _ => (),
        }
        for problem in &self.problems {
            tracing::warn!("{problem}");
        }
    }

    fn include(&mut self, root: &Path, config: &Config) {
        let mut folders = Vec::new();
        walk(root, "", &mut folders, &mut self.problems);
        folders.sort();
        // One that is none is a problem of the app, which was asked to start all the same.
        let ignored_file = config.assets_ignore.as_ref().and_then(|text| Regex::new(text).ok());
        let ignored_folders: Vec<_> =
            config.assets_path_ignore.iter().filter_map(|text| Regex::new(text).ok()).collect();
        let is_ignored = |name: &str| ignored_folders.iter().any(|ignored| ignored.is_match(name));
        for (folder, mut names) in folders {
            if !folder.is_empty() && folder.split('/').any(is_ignored) {
                continue;
            }
            names.sort();
            names.retain(|name| !ignored_file.as_ref().is_some_and(|ignored| ignored.is_match(name)));
            for name in names {
                self.include_file(root, &below(&folder, &name), &config.assets_url_path);
            }
        }
    }

    fn include_file(&mut self, root: &Path, path: &str, url_path: &str) {
        let asset = |is_module| {
            let modified = seconds(&root.join(path))?;
            let path = utf8_percent_encode(path, IN_PATH);
            Some(Asset { url: format!("{url_path}/{path}?m={modified:?}"), is_module })
        };
        let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name.rsplit_once('.') {
            Some((_, "js")) => self.scripts.extend(asset(false)),
            Some((_, "mjs")) => self.scripts.extend(asset(true)),
            Some((_, "css")) => self.styles.extend(asset(false)),
            _ if name == "favicon.ico" => self.favicon = asset(false),
            _ => (),
        }
    }
}

/// A file of the folder, included in the page or not.
pub(crate) async fn asset(State(server): State<Arc<Server>>, mut request: Request) -> Response {
    let Some(files) = server.known_assets().files.clone() else { return nosniff(StatusCode::NOT_FOUND) };
    let config = server.app.config();
    let route = format!("{}{}", config.routes_pathname_prefix, config.assets_url_path);
    let path = request.uri().path().strip_prefix(&route).map(str::parse::<Uri>);
    let Some(Ok(path)) = path else { return nosniff(StatusCode::NOT_FOUND) };
    *request.uri_mut() = path;
    let Ok(response) = files.oneshot(request).await;
    let mut response = response.map(Body::new);
    let headers = response.headers_mut();
    // Kept, but never used without asking.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // Else a file that is opened on its own is read as the browser guesses.
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let text = content_type.filter(|value| value.starts_with("text/") && !value.contains(';'));
    if let Some(Ok(text)) = text.map(|text| HeaderValue::try_from(format!("{text}; charset=utf-8"))) {
        headers.insert(CONTENT_TYPE, text);
    }
    // It may be a page.
    server.document_headers.on(response)
}

/// What means something else in the path of a URL.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The names of the files in a folder and in all below it. Links to folders are not followed: they may lead in circles.
fn walk(folder: &Path, path: &str, found: &mut Vec<(String, Vec<String>)>, problems: &mut Vec<String>) {
    let entries = fs::read_dir(folder).inspect_err(|error| {
        problems.push(format!("cannot read the assets folder {}: {error}", folder.display()));
    });
    let mut names = Vec::new();
    for entry in entries.into_iter().flatten().flatten() {
        // A name that is no text cannot stand in a URL either.
        let Ok(name) = entry.file_name().into_string() else { continue };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), &below(path, &name), found, problems);
        } else {
            names.push(name);
        }
    }
    found.push((path.to_owned(), names));
}

/// The path of a name in a folder; the root's path is empty.
fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// When a file was changed, in seconds since 1970; `None` when it is gone, or is no file.
fn seconds(file: &Path) -> Option<f64> {
    let metadata = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
    let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(modified.as_secs_f64())
}
