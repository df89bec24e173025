//! Which files make the app, and when they change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::build::Build;
use crate::Result;

/// Watches the folders of all crates on this machine that the app is made of: cargo knows whether a change matters.
pub(super) struct Watch {
    build: Build,
    watcher: RecommendedWatcher,
    changes: UnboundedReceiver<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    source: Option<String>,
    manifest_path: PathBuf,
}

impl Watch {
    pub(super) fn new(build: &Build) -> Result<Self> {
        let (sender, changes) = unbounded_channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let event = event.ok().filter(|event| changes_content(event.kind));
            for path in event.into_iter().flat_map(|event| event.paths) {
                if !is_hidden(&path) {
                    // Nobody listens any more when this program ends.
                    let _ = sender.send(path);
                }
            }
        })?;
        let mut watch = Self { build: build.clone(), watcher, changes };
        watch.add_all()?;
        Ok(watch)
    }

    /// Waits until something has changed, and then for as long as more does; which files.
    pub(super) async fn changed(&mut self, quiet: Duration) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        match self.changes.recv().await {
            Some(path) => paths.push(path),
            None => std::future::pending().await,
        }
        while let Ok(Some(path)) = timeout(quiet, self.changes.recv()).await {
            paths.push(path);
        }
        paths.dedup();
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

    /// The folders of the crates that are on this machine; where the manifest cannot be read the current one, in which it may
    /// be mended.
    fn crates(&self) -> Result<Vec<PathBuf>> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["metadata", "--format-version", "1"]);
        if let Some(manifest) = self.build.manifest() {
            command.arg("--manifest-path").arg(manifest);
        }
        let output = command.output().map_err(|error| format!("cannot start cargo: {error}"))?;
        let Ok(metadata) = serde_json::from_slice::<Metadata>(&output.stdout) else {
            return Ok(vec![std::env::current_dir()?]);
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

        let quiet = Duration::from_millis(20);
        fs::read(path("src/lib.rs")).unwrap();
        fs::write(path("target/debug/demo"), "").unwrap();
        fs::write(path("src/.lib.rs.swp"), "").unwrap();
        fs::write(path("src/lib.rs"), "// changed").unwrap();
        assert_eq!(watch.changed(quiet).await, [path("src/lib.rs")]);

        fs::create_dir(path("assets")).unwrap();
        assert!(watch.changed(quiet).await.contains(&path("assets")));
        fs::write(path("assets/style.css"), "").unwrap();
        assert_eq!(watch.changed(quiet).await, [path("assets/style.css")]);
    }
}
