//! Copies the locked packages from the store into the build.

use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dash_packages::{Encoding, Lock, OpenOptions};

fn main() {
    if let Err(error) = run() {
        // Cargo shows what a failed build script wrote here, and lines of this form above it.
        println!("cargo::error={}", error.to_string().replace('\n', " "));
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    for variable in ["DASH_LOCK", "DASH_STORE", "HOME", "XDG_CACHE_HOME"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    go_where_cargo_was_called()?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR for build scripts")?);
    if env::var_os("CARGO_FEATURE_FILL").is_none() {
        return Ok(fs::write(out.join("bundle.rs"), "::dash_packages::Bundle { lock: \"\", files: &[] }")?);
    }
    let lock = lock(&out)?;
    let store = OpenOptions::from_env().store()?;
    let mut files = String::new();
    for (number, package) in lock.packages.iter().enumerate() {
        println!("cargo::rerun-if-changed={}", store.manifest_path(package).display());
        for (index, file) in store.embeddable(package)?.into_iter().enumerate() {
            // Copied, so that what was compared is what is compiled in.
            let name = format!("{number}-{index}");
            fs::write(out.join(&name), &file.bytes)?;
            let is_brotli = file.encoding == Encoding::Brotli;
            let bytes = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))");
            write!(
                files,
                "::dash_packages::Embedded {{ path: {:?}, package: {:?}, is_brotli: {is_brotli}, bytes: {bytes} }},",
                file.path, package.sha256
            )?;
        }
    }
    let text = lock.to_text()?;
    let bundle = format!("::dash_packages::Bundle {{ lock: {text:?}, files: &[{files}] }}");
    fs::write(out.join("bundle.rs"), bundle)?;
    Ok(())
}

/// Cargo starts a build script in the folder of its crate; what the user names is relative to another one, which the shell
/// still tells.
fn go_where_cargo_was_called() -> Result<(), Box<dyn Error>> {
    let is_relative = |variable| env::var_os(variable).is_some_and(|path| Path::new(&path).is_relative());
    if ["DASH_LOCK", "DASH_STORE"].into_iter().any(is_relative) {
        println!("cargo::rerun-if-env-changed=PWD");
    }
    Ok(env::var_os("PWD").map_or(Ok(()), env::set_current_dir)?)
}

/// The lock of the project that is built. A dependency's build script is not told which that is.
fn lock(out: &Path) -> Result<Lock, Box<dyn Error>> {
    if let Some(path) = env::var_os("DASH_LOCK").filter(|path| !path.is_empty()) {
        return read(Path::new(&path));
    }
    // The target folder is in the project, unless somebody moved it.
    if let Some(path) = Lock::locate(out) {
        return read(&path);
    }
    // A file that is not there makes Cargo look again at each build: one that appears must not be missed.
    for folder in out.ancestors() {
        println!("cargo::rerun-if-changed={}", folder.join("dash.lock").display());
    }
    println!("cargo::rerun-if-env-changed=PWD");
    if let Some(path) = Lock::locate(&env::current_dir()?) {
        let shown = path.display();
        println!("cargo::warning=the packages of {shown} are embedded; DASH_LOCK names another lock");
        return read(&path);
    }
    println!(
        "cargo::warning=no dash.lock above the target folder or the current one: the packages of the built-in lock are \
         embedded; DASH_LOCK names another lock"
    );
    Ok(Lock::built_in()?)
}

fn read(path: &Path) -> Result<Lock, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", std::path::absolute(path)?.display());
    Ok(Lock::read(path)?)
}
