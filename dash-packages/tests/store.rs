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
fn a_file_that_is_not_whole_is_unpacked_again() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    let main = scene.ensure(&package).unwrap().join(MAIN.0);
    for damage in [b"mai".as_slice(), b"main() and more", b""] {
        fs::write(&main, damage).unwrap();
        scene.ensure(&package).unwrap();
        assert_eq!(fs::read(&main).unwrap(), MAIN.1);
    }
    // As a process leaves it that was killed before it was done: without the list of what the files must be.
    fs::remove_file(scene.store.manifest_path(&package)).unwrap();
    fs::write(&main, b"xxxx()").unwrap();
    scene.ensure(&package).unwrap();
    assert_eq!(fs::read(&main).unwrap(), MAIN.1);
    fs::write(scene.store.manifest_path(&package), b"[files.\"tiny").unwrap();
    fs::write(&main, b"xxxx()").unwrap();
    scene.ensure(&package).unwrap();
    assert_eq!(fs::read(&main).unwrap(), MAIN.1);
}

/// Starting reads no file; what `cargo dash fetch` does reads them all.
#[test]
fn a_swapped_file_is_found_when_it_is_read() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    let main = scene.ensure(&package).unwrap().join(MAIN.0);
    fs::write(&main, b"evil()").unwrap();
    scene.ensure(&package).unwrap();
    assert_eq!(fs::read(&main).unwrap(), b"evil()");
    scene.store.repair(&package, &scene.options()).unwrap();
    assert_eq!(fs::read(&main).unwrap(), MAIN.1);
}

#[test]
fn compressed_bodies_are_made_once_and_again_when_one_is_damaged() {
    let scene = Scene::new();
    let long = b"one line of a script;\n".repeat(100);
    let package = scene.drop_in(&[("tiny/main.js", &long), CHUNK]);
    scene.ensure(&package).unwrap();
    let compress = || scene.store.compress(&package, &scene.options()).unwrap();
    compress();
    let body = |encoding| scene.folder.path().join(encoding).join(&package.sha256).join("tiny/main.js");
    let made = fs::read(body("brotli")).unwrap();
    assert!(made.len() < 100 && body("gzip").is_file());
    // What fits into a packet stays as it is.
    assert!(!body("brotli").with_file_name("async-chunk.js").exists());
    let time = || fs::metadata(body("brotli")).unwrap().modified().unwrap();
    let before = time();
    compress();
    assert_eq!(time(), before);
    fs::write(body("brotli"), vec![0; made.len()]).unwrap();
    fs::remove_file(body("gzip")).unwrap();
    compress();
    assert!(fs::read(body("brotli")).unwrap() == made && body("gzip").is_file());
    assert!(!scene.folder.path().join("half-done").exists());
}

/// An app need not run as the user who fetched.
#[cfg(unix)]
#[test]
fn who_may_read_a_file_of_the_store_is_what_the_users_mask_says() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    let main = scene.ensure(&package).unwrap().join(MAIN.0);
    let usual = scene.store.wheels().join(&package.file);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&main), mode(&usual));
    assert_eq!(mode(&scene.store.manifest_path(&package)), mode(&usual));
}

/// A process that was killed leaves this behind; whoever writes next takes it away.
#[test]
fn what_is_half_done_is_taken_away() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK]);
    fs::create_dir_all(scene.folder.path().join("half-done/.tmpAbc")).unwrap();
    fs::write(scene.folder.path().join("half-done/.tmpAbc/half"), b"ha").unwrap();
    scene.ensure(&package).unwrap();
    assert_eq!(listing(scene.folder.path()), ["files", "lock", "wheels"]);
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
    assert_eq!(listing(scene.folder.path()), ["lock", "wheels"]);
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
        assert_eq!(listing(scene.folder.path()), ["lock", "wheels"], "{name}");
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

/// The writer refuses two files of one name: one is renamed in the finished bytes.
#[test]
fn two_files_of_one_name_are_refused() {
    let scene = Scene::new();
    let bytes = archive(&[MAIN, CHUNK, ("tiny/xain.js", b"other()")]);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert_eq!(text.matches("tiny/xain.js").count(), 2, "in the entry and in the index");
    let bytes = replace(bytes, b"tiny/xain.js", b"tiny/main.js");
    fs::write(scene.store.wheels().join("tiny-1.0-py3-none-any.whl"), &bytes).unwrap();
    let error = scene.ensure(&package(&hex(&bytes))).unwrap_err();
    assert!(error.to_string().ends_with("is refused: it holds two files of one name"), "{error}");
    assert_eq!(listing(scene.folder.path()), ["lock", "wheels"]);
}

fn replace(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    for start in 0..bytes.len() - from.len() {
        if bytes[start..].starts_with(from) {
            bytes[start..start + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn names_that_differ_in_case_only_are_refused() {
    let scene = Scene::new();
    let package = scene.drop_in(&[MAIN, CHUNK, ("tiny/MAIN.js", b"other()")]);
    let error = scene.ensure(&package).unwrap_err().to_string();
    assert!(
        error.contains("it holds `tiny/main.js` and `tiny/MAIN.js`, which differ in case only"),
        "{error}"
    );
    let text = "[[package]]\nname = \"tiny\"\nversion = \"1\"\nfile = \"tiny.whl\"\nsize = 1\nsha256 = \"HASH\"\n\
                [[package.module]]\nname = \"tiny\"\nsuite = \"tiny\"\nversion = \"1\"\nfacts = \"code\"\n\
                scripts = [\"eager a.js\", \"async A.js\"]\n";
    let error = Lock::parse(&text.replace("HASH", &hex(b"")), Origin::Text).unwrap_err().to_string();
    assert!(error.contains("`tiny` lists `tiny/a.js` and `tiny/A.js`"), "{error}");
}

#[test]
fn an_absurd_number_of_files_is_refused() {
    let scene = Scene::new();
    let names: Vec<_> = (0..=100_000).map(|number| format!("tiny/{number}")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let error = scene.ensure(&scene.drop_in(&files)).unwrap_err().to_string();
    assert!(error.contains("it holds more than 100000 files"), "{error}");
}

/// What the index says of the size is a lie; what counts is what comes out.
#[test]
fn a_bomb_with_a_modest_index_is_refused() {
    let scene = Scene::new();
    let size = (32_u32 << 20) + 1;
    let bytes = archive(&[("tiny/main.js", &vec![0; size as usize]), CHUNK]);
    let bytes = replace(bytes, &size.to_le_bytes(), &1000_u32.to_le_bytes());
    fs::write(scene.store.wheels().join("tiny-1.0-py3-none-any.whl"), &bytes).unwrap();
    let error = scene.ensure(&package(&hex(&bytes))).unwrap_err();
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    assert!(!scene.store.folder(&package(&hex(&bytes))).join("tiny/main.js").exists());
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
