//! Packages on their way into a program and out of it again.

use std::fs;
use std::io::Read;

use dash_packages::{
    Build, Bundle, Embedded, Encoding, Error, Library, Lock, Offline, OpenOptions, Origin, Source,
};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;

const TEXT: &str = "one line of a script, and another line of a script;\n";

/// Two packages of the names that every app uses, in a store of their own.
fn store() -> (tempfile::TempDir, Lock) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("wheels")).unwrap();
    let mut packages = Vec::new();
    for name in ["dash", "plotly"] {
        let mut wheel = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (path, content) in
            [("long.min.js", TEXT.repeat(100)), ("long.js", TEXT.repeat(200)), ("short.js", TEXT.to_owned())]
        {
            wheel.start_file(format!("{name}/{path}"), SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut wheel, content.as_bytes()).unwrap();
        }
        let wheel = wheel.finish().unwrap().into_inner();
        fs::write(folder.path().join(format!("wheels/{name}.whl")), &wheel).unwrap();
        let hash =
            Sha256::digest(&wheel).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        packages.push(format!(
            "[[package]]\nname = \"{name}\"\nversion = \"1.0\"\nfile = \"{name}.whl\"\nsize = 1\nsha256 = \"{hash}\"\n\
             [[package.module]]\nname = \"{name}\"\nsuite = \"{name}\"\nversion = \"1.0\"\nfacts = \"code\"\n\
             scripts = [\"prod long.min.js\", \"dev long.js\", \"eager short.js\"]\n"
        ));
    }
    let lock = Lock::parse(&packages.concat(), Origin::Text).unwrap();
    (folder, lock)
}

fn options(folder: &tempfile::TempDir) -> OpenOptions<'static> {
    OpenOptions { store: Some(folder.path().to_owned()), offline: Offline::Yes, progress: &|_| () }
}

/// What a build script writes, for as long as the test runs.
fn bundle(folder: &tempfile::TempDir, lock: &Lock) -> Result<Bundle, Error> {
    let store = options(folder).store()?;
    let mut files = Vec::new();
    for package in &lock.packages {
        files.extend(store.embeddable(package)?.into_iter().map(|file| Embedded {
            path: file.path.leak(),
            package: package.sha256.clone().leak(),
            is_brotli: file.encoding == Encoding::Brotli,
            bytes: file.bytes.leak(),
        }));
    }
    Ok(Bundle { lock: lock.to_text()?.leak(), files: files.leak() })
}

#[test]
fn what_goes_in_comes_out_in_every_encoding() {
    let (folder, lock) = store();
    for package in &lock.packages {
        options(&folder).store().unwrap().ensure(package, &options(&folder)).unwrap();
        options(&folder).store().unwrap().compress(package, &options(&folder)).unwrap();
    }
    let library = Library::embedded(&bundle(&folder, &lock).unwrap(), &[]).unwrap();
    let body = |path: &str, encoding| library.file(path).unwrap().body(encoding).unwrap().unwrap();
    assert_eq!(
        library.file("dash/long.min.js").unwrap().encodings(),
        [Encoding::Brotli, Encoding::Gzip, Encoding::Identity]
    );
    let long = body("dash/long.min.js", Encoding::Identity);
    assert_eq!(long.bytes, TEXT.repeat(100));
    let gzip = body("dash/long.min.js", Encoding::Gzip);
    let mut plain = String::new();
    flate2::read::GzDecoder::new(&*gzip.bytes).read_to_string(&mut plain).unwrap();
    assert_eq!(plain, TEXT.repeat(100));
    let brotli = body("dash/long.min.js", Encoding::Brotli);
    assert!(brotli.bytes.len() < 200 && brotli.etag != gzip.etag && gzip.etag != long.etag);
    // What is short is kept as it is.
    assert_eq!(library.file("plotly/short.js").unwrap().encodings(), [Encoding::Identity]);
    assert_eq!(body("plotly/short.js", Encoding::Identity).bytes, TEXT);

    // Development bundles stay behind, and the others take their place on the page.
    assert!(library.file("dash/long.js").is_none());
    let scripts = |build| library.dash(build).iter().map(|tag| tag.source.clone()).collect::<Vec<Source>>();
    assert_eq!(scripts(Build::Development), scripts(Build::Production));
    assert_eq!(scripts(Build::Production).len(), 2);
}

#[test]
fn what_was_not_prepared_is_told_with_the_command_that_does_it() {
    let (folder, lock) = store();
    let refused = || bundle(&folder, &lock).unwrap_err().to_string();
    assert!(refused().contains("run `cargo dash fetch`"), "{}", refused());
    let store = options(&folder).store().unwrap();
    for package in &lock.packages {
        store.ensure(package, &options(&folder)).unwrap();
    }
    // Unpacked is not enough.
    assert!(refused().contains("unpacked and compressed"), "{}", refused());
    lock.packages.iter().for_each(|package| store.compress(package, &options(&folder)).unwrap());
    bundle(&folder, &lock).unwrap();
    let path = folder.path().join("brotli").join(&lock.packages[0].sha256).join("dash/long.min.js");
    let mut bytes = fs::read(&path).unwrap();
    bytes[9] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert!(refused().contains("is not what was unpacked"), "{}", refused());
}

#[test]
fn a_package_that_is_not_inside_says_how_the_program_is_built() {
    let (folder, lock) = store();
    let empty = Bundle { lock: lock.to_text().unwrap().leak(), files: &[] };
    drop(folder);
    let error = Library::embedded(&empty, &["dash-leaflet"]).unwrap_err().to_string();
    assert_eq!(
        error,
        "the package `dash-leaflet` is linked into this app but not in the lock inside this program; build it with the \
         lock of its project (DASH_LOCK names one); where that lacks it, run `cargo dash add dash-leaflet`"
    );
}
