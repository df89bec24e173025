//! A store that a process may read and not write.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::big::{Big, end};
use super::scene::{error, output};

/// A user that owns nothing.
const NOBODY: [&str; 4] = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];

/// `cargo dash fetch` as somebody whom permissions stop: root is not.
fn fetch(big: &Big, store: &Path) -> Command {
    // Nobody may look into the folder of whoever builds.
    let program: PathBuf = big.folder().join("cargo-dash");
    fs::copy(env!("CARGO_BIN_EXE_cargo-dash"), &program).unwrap();
    fs::set_permissions(big.folder(), Permissions::from_mode(0o755)).unwrap();
    let is_root = fs::metadata(big.folder()).unwrap().uid() == 0;
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(NOBODY).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.arg("fetch").current_dir(big.folder());
    command.env_remove("DASH_OFFLINE").env("DASH_STORE", store);
    command
}

/// Takes the right to write from everybody in a folder, or gives it back: whoever cleans up needs it.
fn set_writable(folder: &Path, is_writable: bool) {
    let folders = if is_writable { "u+w" } else { "a-w" };
    assert!(Command::new("chmod").args(["-R", folders]).arg(folder).status().unwrap().success());
}

fn is_clear(text: &str, tried: &str) {
    let advice = "fetch as a user who may write to the store, or set DASH_STORE to a folder that this one may write to";
    for part in [tried, "Permission denied", advice] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn a_fetch_into_a_store_that_may_not_be_written_says_who_may() {
    let big = Big::dropped_in();
    set_writable(&big.store(), false);
    let text = error(fetch(&big, &big.store()));
    is_clear(&text, &format!("error: cannot open {}", big.store().join("lock").display()));

    let nowhere = big.store().join("deeper");
    is_clear(&error(fetch(&big, &nowhere)), &format!("error: cannot create {}", nowhere.display()));
    assert_eq!(super::big::names(&big.store()), ["wheels"]);
    set_writable(&big.store(), true);
}

#[test]
fn a_full_store_may_be_one_that_is_only_read() {
    let big = Big::dropped_in();
    end(big.start());
    set_writable(&big.store(), false);
    let text = output(fetch(&big, &big.store()));
    assert!(text.starts_with("big-components 1.0 is in "), "{text}");
    // A damaged file is found, though it cannot be repaired.
    set_writable(&big.store(), true);
    let damaged = big.body("files", 7);
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[7] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    set_writable(&big.store(), false);
    is_clear(&error(fetch(&big, &big.store())), "error: cannot ");
    set_writable(&big.store(), true);
}
