//! A folder with a project, a store and something that stands for an index.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// The file of the one package there is.
pub(crate) const WHEEL: &str = "tiny_components-1.0-py3-none-any.whl";

/// A component package as the generators of Dash write them, as small as can be.
const FILES: [(&str, &str); 9] = [
    ("tiny_components/tiny.js", "tiny()"),
    ("tiny_components/chunk.js", "chunk()"),
    ("tiny_components/tiny.css", "a {}"),
    ("tiny_components/package-info.json", r#"{"name": "tiny components", "version": "1.0"}"#),
    ("tiny_components/__init__.py", include_str!("tiny_init.py")),
    ("tiny_components/_imports_.py", "from .Tiny import Tiny\n__all__ = [\"Tiny\"]\n"),
    ("tiny_components/Tiny.py", include_str!("tiny_class.py")),
    (
        "tiny_components-1.0.dist-info/METADATA",
        "Metadata-Version: 2.1\nName: tiny-components\nVersion: 1.0\n",
    ),
    ("tiny_components-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
];

pub(crate) struct Scene {
    folder: TempDir,
    /// Of the one package there is.
    pub(crate) sha256: String,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in FILES {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let digest = Sha256::digest(&bytes);
        let sha256 = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        let scene = Self { folder: tempfile::tempdir().unwrap(), sha256 };
        fs::create_dir(scene.folder().join("index")).unwrap();
        fs::write(scene.wheel(), bytes).unwrap();
        scene
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn wheel(&self) -> PathBuf {
        self.folder().join("index").join(WHEEL)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.folder().join("store")
    }

    pub(crate) fn unpacked(&self, path: &str) -> PathBuf {
        self.store().join("files").join(&self.sha256).join(path)
    }

    /// A lock with nothing but the package, of this hash.
    pub(crate) fn lock(&self, sha256: &str) {
        let text = format!(
            "[[package]]\nname = \"tiny-components\"\nversion = \"1.0\"\nfile = \"{WHEEL}\"\nsize = 1\n\
             sha256 = \"{sha256}\"\n[[package.module]]\nname = \"tiny_components\"\nsuite = \"tiny_components\"\n\
             version = \"1.0\"\nfacts = \"classes\"\nscripts = [\"eager tiny.js\"]\n"
        );
        fs::write(self.folder().join("dash.lock"), text).unwrap();
    }

    /// A lock with the package, and one that nobody publishes.
    pub(crate) fn lock_two(&self) {
        self.lock(&self.sha256);
        let path = self.folder().join("dash.lock");
        let text = fs::read_to_string(&path).unwrap();
        let other = text
            .replace("tiny-components", "other")
            .replace(WHEEL, "other-2.0-py3-none-any.whl")
            .replace("version = \"1.0\"\nfile", "version = \"2.0\"\nfile")
            .replace(&self.sha256, &"0".repeat(64));
        fs::write(path, format!("{text}\n{other}")).unwrap();
    }

    /// A workspace with one app, which uses this checkout's dash-core and needs no network for it.
    pub(crate) fn workspace(&self) {
        let app = self.folder().join("app");
        fs::create_dir_all(&app).unwrap();
        write_app(&app);
        fs::write(self.folder().join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"app\"]\n")
            .unwrap();
        self.copy_cargo_lock();
    }

    /// An app alone, as `cargo new` makes it. It names dash-core by an absolute path.
    pub(crate) fn plain_project(&self) {
        write_app(self.folder());
        self.copy_cargo_lock();
    }

    fn copy_cargo_lock(&self) {
        fs::copy(checkout().join("Cargo.lock"), self.folder().join("Cargo.lock")).unwrap();
    }

    /// Leaves only the package in the lock.
    pub(crate) fn forget_dash(&self) {
        let path = self.folder().join("dash.lock");
        let text = fs::read_to_string(&path).unwrap();
        let (head, packages) = text.split_once("[[package]]").unwrap();
        let start = packages.find("[[package]]\nname = \"tiny-components\"").unwrap();
        fs::write(path, format!("{head}{}", &packages[start..])).unwrap();
    }

    pub(crate) fn dash<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dash"));
        command.args(arguments).current_dir(self.folder());
        command.env_remove("DASH_OFFLINE").env("DASH_STORE", self.store());
        command.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", self.folder().join("index"));
        command.env("CARGO_NET_OFFLINE", "true");
        command
    }
}

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn write_app(folder: &Path) {
    let manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\ndash-core = {{ path = '{}' }}\n",
        checkout().join("dash-core").display()
    );
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/main.rs"), "fn main() {}\n").unwrap();
}

/// What a command that works prints.
#[track_caller]
pub(crate) fn output(mut command: impl std::borrow::BorrowMut<Command>) -> String {
    let (success, text) = run(command.borrow_mut());
    assert!(success, "{text}");
    text
}

/// What a command that fails prints.
#[track_caller]
pub(crate) fn error(mut command: impl std::borrow::BorrowMut<Command>) -> String {
    let (success, text) = run(command.borrow_mut());
    assert!(!success, "{text}");
    text
}

fn run(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}
