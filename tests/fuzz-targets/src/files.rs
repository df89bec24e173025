//! Paths that a browser asks for, and fingerprints in them.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use dash_packages::{
    Encoding, Entry, Folder, Kind, Library, Lock, Offline, OpenOptions, Origin, Resource, What, fingerprint,
};

use crate::lock::is_inside;

/// A folder whose parent holds what nobody may see, and a library that serves a part of it.
struct Fixed {
    library: Library,
    _root: tempfile::TempDir,
}

/// The files of the package; each holds its own path.
const FILES: [&str; 5] = ["a.js", "b/a.min.js", "b/c/d.tar.gz", "e@1.2.js", "v1m1.js"];

const SECRET: &str = "nobody may read this";

const LOCK: &str = r#"
[[package]]
name = "dash"
version = "1"
file = "dash.whl"
size = 1
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

[[package]]
name = "plotly"
version = "1"
file = "plotly.whl"
size = 1
sha256 = "1111111111111111111111111111111111111111111111111111111111111111"
"#;

static FIXED: LazyLock<Fixed> = LazyLock::new(|| {
    let root = tempfile::tempdir().expect("a folder can be made");
    let [folder, store] = ["own", "store"].map(|name| root.path().join(name));
    for path in FILES.iter().copied().chain(["not-registered.js"]) {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().unwrap_or(&folder)).expect("a folder can be made");
        fs::write(file, if FILES.contains(&path) { path } else { SECRET }).expect("a file can be written");
    }
    fs::write(root.path().join("a.js"), SECRET).expect("a file can be written");
    let options = OpenOptions { store: Some(store), offline: Offline::Yes, progress: &|_| () };
    let lock = Lock::parse(LOCK, Origin::Text).expect("this is a lock");
    let mut library = Library::open(&lock, &[], &options).expect("nothing is missing");
    library.add(package(folder)).expect("nothing is missing");
    Fixed { library, _root: root }
});

fn package(root: PathBuf) -> Folder {
    let resource = |path: &str| {
        let entry = Entry { kind: Kind::Dynamic, path: path.to_owned() };
        Resource { what: What::File(entry), attributes: Vec::new() }
    };
    let scripts = FILES.iter().map(|path| resource(path)).collect();
    Folder { suite: "own".into(), version: "1".into(), root, scripts, ..Folder::default() }
}

pub(crate) fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let parts: Vec<&str> = text.splitn(3, '\n').collect();
    let path = parts[0];
    serves(path);
    serves(&format!("own/{path}"));
    strips(path);
    if let [path, version, hex] = parts.as_slice() {
        inserts(path, version, hex);
    }
    entry(text);
}

/// Only what is registered is served, under its own name.
fn serves(path: &str) {
    let file = FIXED.library.file(path);
    let (name, fingerprinted) = fingerprint::strip(path);
    let registered = name.strip_prefix("own/").filter(|name| FILES.contains(name));
    let read = |file: dash_packages::File<'_>| file.body(Encoding::Identity).expect("the folder is there");
    let content = file.and_then(read).map(|body| body.bytes);
    assert_eq!(content.as_deref(), registered.map(str::as_bytes), "{path}");
    assert!(file.is_none_or(|file| file.fingerprinted == fingerprinted));
}

/// `name.v{version}m{hex}.rest` in the last segment, as a reader of the protocol would look for it.
fn strips(path: &str) {
    let (folder, name) = path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
    let parts: Vec<&str> = name.split('.').collect();
    let expected = match parts.as_slice() {
        [first, mark, rest @ ..] if !rest.is_empty() && is_mark(mark) => {
            let name = format!("{first}.{}", rest.join("."));
            (folder.map_or(name.clone(), |folder| format!("{folder}/{name}")), true)
        }
        _ => (path.to_owned(), false),
    };
    let (stripped, found) = fingerprint::strip(path);
    assert_eq!((stripped.into_owned(), found), expected);
}

fn is_mark(mark: &str) -> bool {
    let letters: Vec<char> = mark.chars().collect();
    let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_' || *letter == '-';
    letters.first() == Some(&'v')
        && (2..letters.len()).any(|m| {
            let (version, hex) = (&letters[1..m], &letters[m + 1..]);
            letters[m] == 'm'
                && version.iter().all(is_word)
                && !hex.is_empty()
                && hex.iter().all(char::is_ascii_hexdigit)
        })
}

/// What is put in is taken out again.
fn inserts(path: &str, version: &str, hex: &str) {
    let inserted = fingerprint::insert(path, version, hex);
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_hex = !hex.is_empty() && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !name.contains('.') {
        assert_eq!(inserted, path);
    } else if is_hex && !version.is_empty() {
        assert_eq!(fingerprint::strip(&inserted), (path.into(), true), "{inserted}");
    }
}

/// A line of a lock names a path inside a package, or is refused.
fn entry(text: &str) {
    let Ok(entry) = text.parse::<Entry>() else { return };
    assert_eq!(entry.to_string(), text);
    assert!(is_inside(&entry.path), "{text}");
}
