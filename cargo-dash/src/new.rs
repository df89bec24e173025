//! `cargo dash new`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use toml_edit::{DocumentMut, InlineTable, value};

use crate::Result;
use crate::crate_name;

/// The files of an app besides its manifest, as they are in the folder `template`.
const FILES: [(&str, &str); 3] = [
    (".gitignore", include_str!("../template/gitignore")),
    ("src/main.rs", include_str!("../template/src/main.rs")),
    ("assets/style.css", include_str!("../template/assets/style.css")),
];

const MANIFEST: &str = include_str!("../template/manifest.toml");

/// What a manifest says where cargo would take the app for a part of something else.
const OWN_WORKSPACE: &str = "\n# This folder is inside another workspace, and no part of it.\n[workspace]\n";

/// What a new app is called and where it finds Dash.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The folder to make; its last part is the name of the app.
    #[arg(value_name = "NAME")]
    folder: PathBuf,
    /// The folder with the sources of Dash for Rust, when it is not the one that cargo-dash was installed from.
    #[arg(long, value_name = "DIR", conflicts_with = "git")]
    dash_path: Option<PathBuf>,
    /// The git repository of Dash for Rust, in place of a folder.
    #[arg(long, value_name = "URL")]
    git: Option<String>,
}

/// Writes an app that runs.
pub(crate) fn run(new: &New) -> Result<()> {
    let name = crate_name::of(&new.folder)?;
    let dash = dash(new)?;
    fs::create_dir(&new.folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("there is already something called {}; choose another name", new.folder.display())
        }
        _ => format!("cannot make the folder {}: {error}", new.folder.display()),
    })?;
    if let Err(error) = fill(&new.folder, name, &dash) {
        empty(&new.folder);
        return Err(error);
    }
    println!("made the app `{name}` in {}", new.folder.display());
    println!("Dash for Rust is not on a registry yet: Cargo.toml has dash = {dash}");
    println!(
        "\n    cd {}\n    cargo run         # or, while you write: cargo dash dev\n    cargo test",
        new.folder.display()
    );
    Ok(())
}

/// Writes the files.
fn fill(folder: &Path, name: &str, dash: &InlineTable) -> Result<()> {
    let manifest = folder.join("Cargo.toml");
    fs::write(&manifest, manifest_text(name, dash)?)?;
    for (path, text) in FILES {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    if let Err(message) = read_by_cargo(&manifest) {
        // The one thing about an app that depends on where it is.
        fs::write(&manifest, manifest_text(name, dash)? + OWN_WORKSPACE)?;
        read_by_cargo(&manifest).map_err(|_| message)?;
    }
    Ok(())
}

/// Leaves nothing behind of what could not be made whole, or the next attempt would find it in its way. What others have
/// put there stays.
fn empty(folder: &Path) {
    // Not all of it is there, and the first error is the one to tell.
    for path in FILES.map(|(path, _)| path).into_iter().chain(["Cargo.toml"]) {
        let _ = fs::remove_file(folder.join(path));
    }
    for path in ["src", "assets", ""] {
        let _ = fs::remove_dir(folder.join(path));
    }
}

/// How the manifest says where Dash is.
fn dash(new: &New) -> Result<InlineTable> {
    if let Some(url) = &new.git {
        return Ok(InlineTable::from_iter([("git", url)]));
    }
    let sources = if let Some(folder) = &new.dash_path {
        facade(folder).ok_or_else(|| {
            format!("--dash-path: {} is not the folder with the sources of Dash for Rust", folder.display())
        })?
    } else {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("/"));
        facade(folder).ok_or_else(|| {
            let folder = folder.display();
            format!(
                "Dash for Rust is not on a registry yet, so an app names its sources; those that cargo-dash was \
                 installed from are gone from {folder}: name others with --dash-path DIR or --git URL"
            )
        })?
    };
    let path =
        sources.to_str().ok_or_else(|| format!("{} is no path that TOML can hold", sources.display()))?;
    Ok(InlineTable::from_iter([("path", path)]))
}

/// The absolute path of the crate that apps depend on: below the repository's folder, or that folder itself.
fn facade(folder: &Path) -> Option<PathBuf> {
    let is_facade = |folder: &PathBuf| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).ok();
        let manifest = manifest.and_then(|text| text.parse::<DocumentMut>().ok());
        let name = manifest.as_ref().and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
        name == Some("dash") && folder.join("src/lib.rs").is_file()
    };
    let folder = [folder.join("dash"), folder.to_owned()].into_iter().find(is_facade)?;
    std::path::absolute(folder).ok()
}

fn manifest_text(name: &str, dash: &InlineTable) -> Result<String> {
    let mut manifest: DocumentMut = MANIFEST.parse()?;
    manifest["package"]["name"] = value(name);
    manifest["dependencies"]["dash"] = value(dash.clone());
    Ok(manifest.to_string())
}

/// Whether cargo takes the manifest; if not, why.
fn read_by_cargo(manifest: &Path) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--no-deps", "--manifest-path"]).arg(manifest);
    let output = command.output().map_err(|error| format!("cannot start cargo: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).trim().into()) }
}
