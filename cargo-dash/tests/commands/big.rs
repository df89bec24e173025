//! A package that takes long enough to be interrupted, and what a full store of it is.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

pub(crate) const WHEEL: &str = "big_components-1.0-py3-none-any.whl";
pub(crate) const FILES: usize = 24;
/// Of each, in bytes.
pub(crate) const FILE_SIZE: usize = 48 << 10;

static CONTENTS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| (0..FILES).map(content).collect());

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (index, content) in CONTENTS.iter().enumerate() {
        writer.start_file(path(index), SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
});

/// A folder with a project, and a store beside it.
pub(crate) struct Big {
    folder: TempDir,
    sha256: String,
}

impl Big {
    /// With the wheel beside the store.
    pub(crate) fn new() -> Self {
        let big = Self { folder: tempfile::tempdir().unwrap(), sha256: hex(&BYTES) };
        fs::write(big.wheel(), &*BYTES).unwrap();
        let scripts: Vec<_> = (0..FILES).map(|index| format!("\"async {index}.js\"")).collect();
        let lock = format!(
            "[[package]]\nname = \"big-components\"\nversion = \"1.0\"\nfile = \"{WHEEL}\"\nsize = 1\nsha256 = \
             \"{}\"\n[[package.module]]\nname = \"big\"\nsuite = \"big\"\nversion = \"1.0\"\nfacts = \"code\"\n\
             scripts = [{}]\n",
            big.sha256,
            scripts.join(", ")
        );
        fs::write(big.folder().join("dash.lock"), lock).unwrap();
        big
    }

    /// With the wheel in the store, where someone dropped it.
    pub(crate) fn dropped_in() -> Self {
        let big = Self::new();
        big.drop_in();
        big
    }

    pub(crate) fn drop_in(&self) {
        fs::create_dir_all(self.store().join("wheels")).unwrap();
        fs::copy(self.wheel(), self.store().join("wheels").join(WHEEL)).unwrap();
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn wheel(&self) -> PathBuf {
        self.folder().join(WHEEL)
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.folder().join("store")
    }

    /// Where a body of one of the files is, or will be.
    pub(crate) fn body(&self, kind: &str, index: usize) -> PathBuf {
        self.store().join(kind).join(&self.sha256).join(path(index))
    }

    /// `cargo dash fetch`, with the programs of this folder in place of the machine's, and no index.
    pub(crate) fn fetch(&self, programs: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-dash"));
        command.arg("fetch").current_dir(self.folder()).env_remove("DASH_OFFLINE");
        command.env("DASH_STORE", self.store()).env("PATH", programs);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Fetches where nothing can be downloaded.
    pub(crate) fn start(&self) -> Child {
        self.fetch(&self.folder().join("no-programs")).spawn().unwrap()
    }

    /// The next fetch, and the one after it, must have nothing to complain of.
    #[track_caller]
    pub(crate) fn is_fetched_again(&self) {
        assert_eq!(end(self.start()), "compressing big-components 1.0\n");
        self.is_full(&self.store());
        assert_eq!(end(self.start()), "", "all of it was there");
    }

    /// Every body of every file is there and right, and nothing else is.
    #[track_caller]
    pub(crate) fn is_full(&self, store: &Path) {
        assert_eq!(names(store), ["brotli", "files", "gzip", "lock", "wheels"]);
        for kind in ["brotli", "files", "gzip"] {
            assert_eq!(names(&store.join(kind).join(&self.sha256).join("big")).len(), FILES, "{kind}");
        }
        assert_eq!(self.whole(store), 3 * FILES);
        assert_eq!(hex(&fs::read(store.join("wheels").join(WHEEL)).unwrap()), self.sha256);
    }

    /// How many bodies are in a store. Each of them is whole and right.
    #[track_caller]
    pub(crate) fn whole(&self, store: &Path) -> usize {
        let mut found = 0;
        for kind in ["brotli", "files", "gzip"] {
            for (index, content) in CONTENTS.iter().enumerate() {
                let file = store.join(kind).join(&self.sha256).join(path(index));
                let Ok(bytes) = fs::read(&file) else { continue };
                assert!(decoded(kind, &bytes) == *content, "{} is not right", file.display());
                found += 1;
            }
        }
        found
    }
}

fn decoded(kind: &str, bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    match kind {
        "brotli" => brotli::BrotliDecompress(&mut &*bytes, &mut decoded).unwrap(),
        "gzip" => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut decoded).unwrap()),
        _ => decoded.extend(bytes),
    }
    decoded
}

/// What a process that must succeed wrote to standard error.
#[track_caller]
pub(crate) fn end(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}: {text}", output.status);
    text
}

/// What is in a folder, sorted.
#[track_caller]
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn path(index: usize) -> String {
    format!("big/{index}.js")
}

/// Digits, which shrink to half: work for a compressor.
fn content(index: usize) -> Vec<u8> {
    let mut text = String::new();
    let mut digest = Sha256::digest(index.to_le_bytes());
    while text.len() < FILE_SIZE {
        digest = Sha256::digest(digest);
        text.extend(digest.iter().map(|byte| char::from(b'a' + byte % 16)));
    }
    text.into_bytes()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}
