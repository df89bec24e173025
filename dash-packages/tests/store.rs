//! The store, with packages made for the occasion.

use std::fs;
use std::io::Write;
use std::path::Path;

use dash_packages::{Error, Lock, Offline, OpenOptions, Origin, Package, Store};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const MAIN: (&str, &[u8]) = ("tiny/main.js", b"main()");
const CHUNK: (&str, &[u8]) = ("tiny/async-chunk.js", b"chunk()");

/// A store in a folder of its own, into which nothing may be fetched.
struct Scene {
    folder: TempDir,
    store: Store,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path());
        fs::create_dir_all(store.wheels()).unwrap();
        Self { folder, store }
    }

    fn options(&self) -> OpenOptions<'static> {
        OpenOptions { store: Some(self.folder.path().to_owned()), offline: Offline::Yes, progress: &|_| () }
    }

    fn ensure(&self, package: &Package) -> Result<std::path::PathBuf, Error> {
        self.store.ensure(package, &self.options())
    }

    /// Drops a package of these files into the store; the result is locked with the hash of what was dropped.
    fn drop_in(&self, files: &[(&str, &[u8])]) -> Package {
        let bytes = archive(files);
        fs::write(self.store.wheels().join("tiny-1.0-py3-none-any.whl"), &bytes).unwrap();
        package(&hex(&bytes))
    }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn package(sha256: &str) -> Package {
    let text = format!(
        r#"[[package]]
        name = "tiny"
        version = "1.0"
        file = "tiny-1.0-py3-none-any.whl"
        size = 1
        sha256 = "{sha256}"
        [[package.module]]
        name = "tiny"
        suite = "tiny"
        version = "1.0"
        facts = "code"
        scripts = ["eager main.js", "async async-chunk.js"]"#
    );
    Lock::parse(&text, Origin::Text).unwrap().packages.remove(0)
}

/// Everything in a folder, for looking at what is left behind.
fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_dropped_in_package_is_unpacked() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK, ("tiny/unregistered.js", b"no"), ("tiny/__init__.py", b"no")]);
    let folder = scene.ensure(&package).unwrap();
    assert_eq!(listing(&folder.join("tiny")), ["async-chunk.js", "main.js"]);
    assert_eq!(fs::read(folder.join("tiny/main.js")).unwrap(), MAIN.1);
}

#[test]
fn what_was_unpacked_needs_no_package_and_what_was_lost_comes_back() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    let folder = scene.ensure(&package).unwrap();
    fs::remove_file(folder.join("tiny/main.js")).unwrap();
    scene.ensure(&package).unwrap();
    assert!(folder.join("tiny/main.js").is_file());
    fs::remove_dir_all(scene.store.wheels()).unwrap();
    scene.ensure(&package).unwrap();
}

#[test]
fn a_wrong_hash_is_refused_with_both_hashes() {
    let scene = Scene::new();
    let found = scene.drop_in(&[MAIN, CHUNK]).sha256;
    let expected = hex(b"another package");
    let error = scene.ensure(&package(&expected)).unwrap_err();
    assert!(matches!(error, Error::WrongHash { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains(&found) && text.contains(&expected), "{text}");
    assert_eq!(listing(scene.folder.path()), ["wheels"]);
}

#[test]
fn offline_names_the_file_its_hash_and_where_to_put_it() {
    let scene = Scene::new();
    let hash = hex(b"anything");
    let text = scene.ensure(&package(&hash)).unwrap_err().to_string();
    let folder = scene.store.wheels().display().to_string();
    for part in ["tiny-1.0-py3-none-any.whl", &hash, &folder, "`cargo dash fetch`", "DASH_OFFLINE"] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn hostile_archives_are_refused_whole() {
    for name in ["../out.js", "/out.js", "tiny/../../out.js", "tiny\\..\\out.js", "c:out.js", "tiny//out.js"]
    {
        let scene = Scene::new();
        let package = scene.drop_in(&[MAIN, CHUNK, (name, b"out")]);
        let error = scene.ensure(&package).unwrap_err();
        assert!(matches!(error, Error::Refused { .. }), "{name}: {error}");
        assert_eq!(listing(scene.folder.path()), ["wheels"], "{name}");
    }
}

#[test]
fn links_are_refused() {
    let scene = Scene::new();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.add_symlink("tiny/main.js", "../../secret", SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    fs::write(scene.store.wheels().join("tiny-1.0-py3-none-any.whl"), &bytes).unwrap();
    let error = scene.ensure(&package(&hex(&bytes))).unwrap_err();
    assert!(error.to_string().contains("a link"), "{error}");
}

#[test]
fn a_file_that_unpacks_to_an_absurd_size_is_refused() {
    let scene = Scene::new();
    let package = scene.drop_in(&[("tiny/main.js", &vec![0; (32 << 20) + 1]), CHUNK]);
    let error = scene.ensure(&package).unwrap_err();
    assert!(error.to_string().contains("unpacks to more than"), "{error}");
}

#[test]
fn what_is_no_archive_is_refused() {
    let scene = Scene::new();
    fs::write(scene.store.wheels().join("tiny-1.0-py3-none-any.whl"), b"<html>").unwrap();
    let error = scene.ensure(&package(&hex(b"<html>"))).unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error}");
}

#[test]
fn a_registered_file_that_the_package_lacks_is_named() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN]);
    let error = scene.ensure(&package).unwrap_err();
    assert!(error.to_string().contains("tiny/async-chunk.js"), "{error}");
}

#[test]
fn many_threads_fill_a_store_at_once() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| scene.ensure(&package).unwrap())).collect();
        for thread in threads {
            let folder = thread.join().unwrap();
            assert_eq!(fs::read(folder.join(CHUNK.0)).unwrap(), CHUNK.1);
        }
    });
    assert_eq!(listing(&scene.store.folder(&package).join("tiny")), ["async-chunk.js", "main.js"]);
}
