//! How an open page learns that something changed, with debug on: it asks for `_reload-hash` again and again
//! (`protocol.md` 2.8 and 12.2).
//!
//! The answer depends on nothing but what changed and when: Dash's is emptied by being read, so that one page of two
//! misses it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use dash_core::Config;
use dash_packages::Library;
use serde::Serialize;

use crate::assets::{Asset, Assets};

/// What changed since the program started. Files are looked at when a page asks: nothing runs where none is open.
#[derive(Debug)]
pub(crate) struct Reload {
    /// How often a page asks.
    pub(crate) interval: Duration,
    /// Nobody's but this program's.
    start: u128,
    seen: Mutex<Seen>,
}

#[derive(Debug)]
struct Seen {
    assets: Arc<Assets>,
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    at: Instant,
    /// `None` is the program itself, which started.
    file: Option<ChangedFile>,
}

/// A file of the assets folder, as the renderer wants to know it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ChangedFile {
    is_css: bool,
    /// In seconds since 1970; -1 when it is gone.
    modified: f64,
    url: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    /// Style sheets alone are exchanged in the page; for everything else it is loaded again.
    files: Vec<ChangedFile>,
    hard: bool,
    packages: Vec<&'a str>,
    reload_hash: Option<String>,
}

impl Reload {
    pub(crate) fn new(interval: Duration, assets: Arc<Assets>) -> Self {
        let changes = vec![Change { at: Instant::now(), file: None }];
        Self { interval, start: rand::random(), seen: Mutex::new(Seen { assets, changes }) }
    }

    /// What belongs into the page now.
    pub(crate) fn assets(&self, config: &Config) -> Arc<Assets> {
        self.look(Arc::new(Assets::open(config)), Instant::now());
        self.known_assets()
    }

    /// What was there when a page last asked.
    pub(crate) fn known_assets(&self) -> Arc<Assets> {
        Arc::clone(&self.seen().assets)
    }

    /// Another text after each change. After one of a style sheet also once more, a little later: what a page is told first it
    /// takes for what it has, though it may have been made before the change.
    pub(crate) fn hash(&self, now: Instant) -> String {
        let is_repeated = |change: &&Change| {
            let is_css = change.file.as_ref().is_some_and(|file| file.is_css);
            is_css && now.saturating_duration_since(change.at) >= self.interval * 2
        };
        let changes = &self.seen().changes;
        let count = changes.len() + changes.iter().filter(is_repeated).count();
        format!("{:032x}", self.start.wrapping_add(count as u128))
    }

    /// The JSON for a page; `url` is where the browser finds a file of the assets folder.
    pub(crate) fn answer(&self, library: &Library, config: &Config, url: impl Fn(&str) -> String) -> String {
        let _ = self.assets(config);
        let answer =
            Answer { reload_hash: Some(self.hash(Instant::now())), hard: true, ..Answer::of(library) };
        json(&Answer { files: self.recent(url), ..answer })
    }

    /// What the last pages that asked may not know yet. A program that has just started hides the files that changed with it:
    /// what they are is in the page that it makes.
    fn recent(&self, url: impl Fn(&str) -> String) -> Vec<ChangedFile> {
        let seen = self.seen();
        let Some(last) = seen.changes.last() else { return Vec::new() };
        // Pages ask in their own rhythm, and may miss a beat.
        let window = self.interval * 4;
        let recent = seen.changes.iter().filter(|change| last.at.duration_since(change.at) <= window);
        let files: Option<BTreeMap<_, _>> =
            recent.map(|change| change.file.as_ref().map(|file| (file.url.clone(), file.clone()))).collect();
        let files = files.unwrap_or_default().into_values();
        files.map(|file| ChangedFile { url: url(&file.url), ..file }).collect()
    }

    /// Compares what is there with what was.
    fn look(&self, now: Arc<Assets>, at: Instant) {
        let mut seen = self.seen();
        let (old, new) = (included(&seen.assets), included(&now));
        let files = new.iter().filter(|(url, modified)| old.get(*url) != Some(modified));
        let files = files.map(|(url, modified)| ChangedFile::new(url, *modified));
        let gone = old.keys().filter(|url| !new.contains_key(*url)).map(|url| ChangedFile::new(url, -1.0));
        let changes: Vec<_> = files.chain(gone).map(|file| Change { at, file: Some(file) }).collect();
        seen.changes.extend(changes);
        // Though the page may be the same: where there was no folder, there may be one.
        seen.assets = now;
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ChangedFile {
    fn new(url: &str, modified: f64) -> Self {
        Self {
            is_css: Path::new(url).extension().is_some_and(|it| it == "css"),
            modified,
            url: url.to_owned(),
        }
    }
}

impl<'a> Answer<'a> {
    /// Nothing changed, and nothing will.
    fn of(library: &'a Library) -> Self {
        Self { files: Vec::new(), hard: false, packages: library.suites().collect(), reload_hash: None }
    }
}

/// The JSON where pages are not told of changes.
pub(crate) fn never(library: &Library) -> String {
    json(&Answer::of(library))
}

fn json(answer: &Answer<'_>) -> String {
    // Text and numbers: there is nothing that could not be written.
    serde_json::to_string(answer).unwrap_or_default()
}

/// When each file of the page was changed.
fn included(assets: &Assets) -> BTreeMap<&str, f64> {
    let files = assets.scripts.iter().chain(&assets.styles).chain(&assets.favicon);
    files.filter_map(modified).collect()
}

/// An asset's URL has the time in its query.
fn modified(asset: &Asset) -> Option<(&str, f64)> {
    let (url, seconds) = asset.url.rsplit_once("?m=")?;
    Some((url, seconds.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(files: &[(&str, f64)]) -> Arc<Assets> {
        let asset =
            |(url, modified): &(&str, f64)| Asset { url: format!("{url}?m={modified:?}"), is_module: false };
        let mut assets = Assets::default();
        assets.styles = files.iter().map(asset).collect();
        Arc::new(assets)
    }

    fn urls(reload: &Reload) -> Vec<(String, f64, bool)> {
        let files = reload.recent(|url| format!("/{url}"));
        files.into_iter().map(|file| (file.url, file.modified, file.is_css)).collect()
    }

    #[test]
    fn a_page_is_told_what_changed_until_every_page_had_time_to_ask() {
        let second = Duration::from_secs(1);
        let reload = Reload::new(second, assets(&[("a.css", 1.0), ("b.css", 1.0)]));
        let start = Instant::now() + 60 * second;
        let fresh = reload.hash(start);
        reload.look(assets(&[("a.css", 1.0), ("b.css", 1.0)]), start);
        assert_eq!((urls(&reload), reload.hash(start)), (vec![], fresh.clone()));

        reload.look(assets(&[("a.css", 1.5), ("b.css", 1.0)]), start);
        let changed = reload.hash(start);
        assert_ne!(changed, fresh);
        assert_eq!(reload.hash(start + second), changed);
        let repeated = reload.hash(start + 3 * second);
        assert_ne!(repeated, changed, "a page that was told `changed` first may not have the change");
        assert_eq!(reload.hash(start + 9 * second), repeated);
        assert_eq!(urls(&reload), [("/a.css".to_owned(), 1.5, true)]);

        reload.look(assets(&[("a.css", 1.5), ("c.js", 1.0)]), start + second);
        let all = [
            ("/a.css".to_owned(), 1.5, true),
            ("/b.css".to_owned(), -1.0, true),
            ("/c.js".to_owned(), 1.0, false),
        ];
        assert_eq!(urls(&reload), all);
        assert_eq!(urls(&reload), all, "whoever asks next is told the same");

        reload.look(assets(&[("a.css", 2.0), ("c.js", 1.0)]), start + 60 * second);
        assert_eq!(urls(&reload), [("/a.css".to_owned(), 2.0, true)]);
    }

    #[test]
    fn what_changes_while_the_program_starts_loads_the_whole_page() {
        let reload = Reload::new(Duration::from_hours(1), assets(&[("a.css", 1.0)]));
        reload.look(assets(&[("a.css", 2.0)]), Instant::now());
        assert_eq!(urls(&reload), []);
    }
}
