//! The user's workspace, as cargo knows it.

use std::path::{Component, Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

use crate::Result;

/// The workspace that the command was called in.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    members: Vec<Package>,
    /// Bindings crates in the folder of the project that are no members: cargo makes path dependencies members only
    /// where there is a `[workspace]`.
    others: Vec<Package>,
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

impl Package {
    /// The package whose bindings this crate holds.
    fn bindings(&self) -> Option<&str> {
        Some(&self.metadata.as_ref()?.dash.as_ref()?.package)
    }

    /// Whether this path dependency is a bindings crate of the project in `root`. Those of Dash itself never are, even
    /// where its sources lie inside the project.
    fn is_own_bindings(&self, root: &Path) -> bool {
        self.source.is_none()
            && self.manifest_path.starts_with(root)
            && self.bindings().is_some_and(|name| name != "dash")
    }
}

impl Workspace {
    /// Asks cargo.
    pub(crate) fn load() -> Result<Self> {
        let metadata: Metadata = serde_json::from_slice(&metadata(&["metadata", "--format-version", "1"])?)?;
        let mut core = None;
        let (mut members, mut others) = (Vec::new(), Vec::new());
        for package in metadata.packages {
            if metadata.workspace_members.contains(&package.id) {
                members.push(package);
            } else if package.name == "dash-core" {
                core = Some(package);
            } else if package.is_own_bindings(&metadata.workspace_root) {
                others.push(package);
            }
        }
        Ok(Self { root: metadata.workspace_root, members, others, core })
    }

    /// The folders of bindings crates, each with the name of its package.
    pub(crate) fn bindings(&self) -> impl Iterator<Item = (&str, &Path)> {
        let crates = self.members.iter().chain(&self.others);
        crates.filter_map(|it| Some((it.bindings()?, it.manifest_path.parent()?)))
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
                let path = if self.names_dash_absolutely() {
                    target.to_string_lossy().into_owned()
                } else {
                    relative(folder, target)
                };
                inline([("path", path.into())])
            }
            Some(source) => match source.strip_prefix("git+") {
                Some(git) => git_dependency(git),
                None => format!("\"{}\"", core.version),
            },
        })
    }

    /// Whether the user wrote an absolute path for Dash: such a path works from any folder, and is what they expect.
    fn names_dash_absolutely(&self) -> bool {
        let manifests = self.members.iter().filter_map(|member| read_manifest(&member.manifest_path).ok());
        manifests.chain(self.manifest().ok()).any(|manifest| names_dash_absolutely(manifest.as_table()))
    }

    /// The manifest of the workspace.
    pub(crate) fn manifest(&self) -> Result<DocumentMut> {
        read_manifest(&self.root.join("Cargo.toml"))
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

fn read_manifest(path: &Path) -> Result<DocumentMut> {
    Ok(std::fs::read_to_string(path)?.parse()?)
}

/// Whether a dependency table somewhere in a manifest gives Dash an absolute path.
fn names_dash_absolutely(table: &dyn TableLike) -> bool {
    table.iter().filter_map(|(key, item)| Some((key, item.as_table_like()?))).any(|(key, inner)| {
        let name = inner.get("package").and_then(Item::as_str).unwrap_or(key);
        let path = inner.get("path").and_then(Item::as_str);
        let is_dash = matches!(name, "dash" | "dash-core");
        is_dash && path.is_some_and(|path| Path::new(path).is_absolute()) || names_dash_absolutely(inner)
    })
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
    fn an_absolute_path_of_dash_is_found_wherever_it_is_written() {
        for (text, is_absolute) in [
            ("[dependencies]\ndash = { path = '/src/dash' }", true),
            ("[workspace.dependencies]\nui = { package = 'dash', path = '/src/dash' }", true),
            ("[target.'cfg(unix)'.dependencies.dash-core]\npath = '/src/dash-core'", true),
            ("[dependencies]\ndash = { path = '../dash' }\nother = { path = '/src/other' }", false),
            ("[dependencies]\ndash = '0.1'", false),
        ] {
            let manifest: DocumentMut = text.parse().unwrap();
            assert_eq!(names_dash_absolutely(manifest.as_table()), is_absolute, "{text}");
        }
    }

    #[test]
    fn git_dependencies_keep_their_reference() {
        let item = git_dependency("ssh://host/x.git?branch=main#0123");
        assert_eq!(item, r#"{ git = "ssh://host/x.git", branch = "main" }"#);
        assert_eq!(git_dependency("ssh://host/x.git#0123"), r#"{ git = "ssh://host/x.git" }"#);
    }
}
