//! Which files make the app, and when they change.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::unbounded_channel;

use super::build::Build;
use super::changes::Changes;
use super::metadata::Metadata;
use crate::Result;

/// Watches the folders of all crates on this machine that the app is made of: cargo knows whether a change matters.
pub(super) struct Watch {
    build: Build,
    watcher: RecommendedWatcher,
    changes: Changes,
}

impl Watch {
    pub(super) fn new(build: &Build) -> Result<Self> {
        let (sender, paths) = unbounded_channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let event = event.ok().filter(|event| changes_content(event.kind));
            for path in event.into_iter().flat_map(|event| event.paths) {
                if !is_hidden(&path) {
                    // Nobody listens any more when this program ends.
                    let _ = sender.send(path);
                }
            }
        })?;
        let mut watch = Self { build: build.clone(), watcher, changes: Changes::new(paths) };
        watch.add_all()?;
        Ok(watch)
    }

    /// Waits until something has changed, and then for as long as more does; which files. Who gives up loses none.
    pub(super) async fn changed(&mut self, quiet: Duration) -> Vec<PathBuf> {
        let paths = self.changes.next(quiet).await;
        // A crate may have been added, or a folder.
        let is_new = |path: &PathBuf| path.ends_with("Cargo.toml") || path.is_dir();
        if paths.iter().any(is_new)
            && let Err(error) = self.add_all()
        {
            eprintln!("cargo dash dev: {error}");
        }
        paths
    }

    /// Watches what there is to watch by now.
    fn add_all(&mut self) -> Result<()> {
        for folder in self.crates()? {
            self.add(&folder, RecursiveMode::NonRecursive)?;
            for entry in fs::read_dir(&folder)?.flatten() {
                let path = entry.path();
                if path.is_dir() && !is_hidden(&path) && !path.join("CACHEDIR.TAG").exists() {
                    self.add(&path, RecursiveMode::Recursive)?;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<()> {
        let advice = |error| format!("cannot watch {}: {error}", folder.display());
        Ok(self.watcher.watch(folder, mode).map_err(advice)?)
    }

    /// The folders of the crates that are on this machine; where the manifest cannot be read the one in which it is to be
    /// mended.
    fn crates(&self) -> Result<Vec<PathBuf>> {
        let metadata = match Metadata::read(self.build.manifest()) {
            Ok(metadata) => metadata,
            Err(error) => {
                let named = self.build.manifest().and_then(|manifest| Path::new(manifest).parent());
                let folder = named.filter(|folder| folder.is_dir()).map(std::path::absolute);
                let folder = folder.unwrap_or_else(std::env::current_dir)?;
                eprintln!(
                    "cargo dash dev: cargo cannot say which folders to watch, so it is {}: {error}",
                    folder.display()
                );
                return Ok(vec![folder]);
            }
        };
        let own = metadata.packages.into_iter().filter(|package| package.source.is_none());
        Ok(own.filter_map(|package| package.manifest_path.parent().map(PathBuf::from)).collect())
    }
}

/// Whether a file is another one after this: reading it is no change, or a build would cause the next.
fn changes_content(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
        EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// What editors and version control keep for themselves.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~') || name == "target"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What changed up to this one. The system tells of one write in several steps, with any time between them.
    async fn seen_until(watch: &mut Watch, wanted: &PathBuf) -> Vec<PathBuf> {
        let mut seen = Vec::new();
        while !seen.contains(wanted) {
            seen.extend(watch.changed(Duration::ZERO).await);
        }
        seen
    }

    #[tokio::test]
    async fn what_is_written_and_what_is_new_is_seen_and_what_is_read_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("src")).unwrap();
        fs::create_dir_all(path("target/debug")).unwrap();
        fs::write(path("src/lib.rs"), "").unwrap();
        let manifest = path("Cargo.toml");
        fs::write(&manifest, "[package]\nname = \"watched\"\nedition = \"2024\"\n").unwrap();
        let arguments = vec!["--manifest-path".into(), manifest.clone().into()];
        let mut watch = Watch::new(&Build::new(arguments).0).unwrap();

        fs::read(path("src/lib.rs")).unwrap();
        fs::write(path("target/debug/demo"), "").unwrap();
        fs::write(path("src/.lib.rs.swp"), "").unwrap();
        fs::write(path("src/lib.rs"), "// changed").unwrap();
        let mut seen = seen_until(&mut watch, &path("src/lib.rs")).await;
        fs::create_dir(path("assets")).unwrap();
        seen.extend(seen_until(&mut watch, &path("assets")).await);
        fs::write(path("assets/style.css"), "").unwrap();
        seen.extend(seen_until(&mut watch, &path("assets/style.css")).await);
        let expected = ["src/lib.rs", "assets", "assets/style.css"].map(path);
        assert!(seen.iter().all(|path| expected.contains(path)), "{seen:?}");
    }
}
