//! The user's workspace, as cargo knows it.

use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};

use crate::Result;

/// The workspace that the command was called in.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    members: Vec<Package>,
    core: Option<Package>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    workspace_root: PathBuf,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    source: Option<String>,
    manifest_path: PathBuf,
    #[serde(default)]
    metadata: Option<Table>,
}

#[derive(Debug, Deserialize)]
struct Table {
    #[serde(default)]
    dash: Option<Dash>,
}

/// `[package.metadata.dash]` of a bindings crate.
#[derive(Debug, Deserialize)]
struct Dash {
    package: String,
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn load() -> Result<Self> {
        let metadata: Metadata = serde_json::from_slice(&metadata(&["metadata", "--format-version", "1"])?)?;
        let mut core = None;
        let mut members = Vec::new();
        for package in metadata.packages {
            if metadata.workspace_members.contains(&package.id) {
                members.push(package);
            } else if package.name == "dash-core" {
                core = Some(package);
            }
        }
        Ok(Self { root: metadata.workspace_root, members, core })
    }

    /// The folders of bindings crates, each with the name of its package.
    pub(crate) fn bindings(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.members.iter().filter_map(|member| {
            let package = member.metadata.as_ref()?.dash.as_ref()?;
            Some((&*package.package, member.manifest_path.parent()?))
        })
    }

    /// The dependency on dash-core for a crate of this workspace in `folder`.
    pub(crate) fn core_dependency(&self, folder: &Path) -> Result<String> {
        let manifest = self.manifest()?;
        let shared = manifest
            .get("workspace")
            .and_then(|table| table.get("dependencies"))
            .and_then(|table| table.get("dash-core"));
        if shared.is_some() {
            return Ok("{ workspace = true }".to_owned());
        }
        let member = self.members.iter().find(|member| member.name == "dash-core");
        let core = member.or(self.core.as_ref()).ok_or(
            "no crate of this workspace depends on `dash-core`, which bindings are written for; add `dash` to the \
             dependencies of your app first",
        )?;
        Ok(match core.source.as_deref() {
            None => {
                let target = core.manifest_path.parent().unwrap_or(&self.root);
                inline([("path", relative(folder, target).into())])
            }
            Some(source) => match source.strip_prefix("git+") {
                Some(git) => git_dependency(git),
                None => format!("\"{}\"", core.version),
            },
        })
    }

    /// The manifest of the workspace.
    pub(crate) fn manifest(&self) -> Result<DocumentMut> {
        Ok(std::fs::read_to_string(self.root.join("Cargo.toml"))?.parse()?)
    }

    /// Makes the crate in `folder` a member, if the manifest does not already: by a pattern, or as a path dependency of
    /// a single crate.
    pub(crate) fn include(&self, folder: &Path) -> Result<()> {
        let manifest = folder.join("Cargo.toml");
        let arguments = [
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--manifest-path",
            &manifest.to_string_lossy(),
        ];
        if metadata(&arguments).is_ok() {
            return Ok(());
        }
        let mut document = self.manifest()?;
        let members = document["workspace"]["members"].or_insert(Item::Value(Array::new().into()));
        let members =
            members.as_array_mut().ok_or("`workspace.members` is not a list; add the new crate to it")?;
        members.push(relative(&self.root, folder));
        Ok(std::fs::write(self.root.join("Cargo.toml"), document.to_string())?)
    }
}

/// The path from one folder to another, with `/`.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let parts =
        up.chain(to.components().skip(shared)).map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// `URL?branch=B#commit`, as cargo writes it.
fn git_dependency(source: &str) -> String {
    let source = source.split('#').next().unwrap_or_default();
    let (url, query) = source.split_once('?').unwrap_or((source, ""));
    let reference = query.split_once('=').map(|(kind, name)| (kind, name.into()));
    inline([("git", url.into())].into_iter().chain(reference))
}

fn inline<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> String {
    entries.into_iter().collect::<InlineTable>().to_string()
}

fn metadata(arguments: &[&str]) -> Result<Vec<u8>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).output()?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_up_as_far_as_they_must() {
        assert_eq!(relative(Path::new("/w/ui"), Path::new("/w/dash/core")), "../dash/core");
        assert_eq!(relative(Path::new("/w"), Path::new("/w/ui")), "ui");
        assert_eq!(relative(Path::new("/w/a/b"), Path::new("/x")), "../../../x");
    }

    #[test]
    fn git_dependencies_keep_their_reference() {
        let item = git_dependency("ssh://host/x.git?branch=main#0123");
        assert_eq!(item, r#"{ git = "ssh://host/x.git", branch = "main" }"#);
        assert_eq!(git_dependency("ssh://host/x.git#0123"), r#"{ git = "ssh://host/x.git" }"#);
    }
}
