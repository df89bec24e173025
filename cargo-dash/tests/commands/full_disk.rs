//! A disk without room, of a size that the test chooses: a file system in memory that nobody else sees.

use std::fs;
use std::process::Command;

use super::big::{Big, FILE_SIZE, FILES, names};

/// Without compression, in KB. Both compressions together need about the same once more.
const ALL_FILES: usize = FILES * FILE_SIZE / 1024;

/// Fetches into a disk of `$2` KB, then into one with room, and keeps what was there each time.
const SCRIPT: &str = r#"
mount -t tmpfs -o size="$2k" none store || exit 90
mkdir store/wheels && cp ./*.whl store/wheels/ || exit 91
export DASH_STORE="$PWD/store"
PATH=/nowhere "$1" fetch 2> full.txt && exit 92
cp -r store after-full
mount -o remount,size=64m store || exit 93
PATH=/nowhere "$1" fetch 2> room.txt || exit 94
cp -r store after-room
chown -R --reference=. after-full after-room
"#;

/// The first way in which this machine lets a test have a disk of its own.
fn namespace() -> &'static [&'static str] {
    const WAYS: [&[&str]; 3] = [&["unshare", "-m"], &["unshare", "-rm"], &["sudo", "-n", "unshare", "-m"]];
    let may = |way: &&&[&str]| {
        let mut command = Command::new(way[0]);
        command.args(&way[1..]).args(["mount", "-t", "tmpfs", "none", "/mnt"]);
        command.output().is_ok_and(|output| output.status.success())
    };
    WAYS.iter().find(may).unwrap_or_else(|| {
        panic!(
            "this test needs a small disk of its own, and none of `unshare -m`, `unshare -rm` and `sudo -n unshare -m` \
             may mount one: run it as root, or where user namespaces are allowed \
             (sysctl kernel.apparmor_restrict_unprivileged_userns=0), with `unshare` of util-linux"
        )
    })
}

/// `room` is what the disk has besides the wheel, in KB.
fn fetch_into(room: usize) -> (Big, String) {
    let big = Big::new();
    fs::create_dir(big.store()).unwrap();
    let size = fs::read(big.wheel()).unwrap().len() / 1024 + room;
    let way = namespace();
    let mut command = Command::new(way[0]);
    command.args(&way[1..]).args(["sh", "-c", SCRIPT, "sh", env!("CARGO_BIN_EXE_cargo-dash")]);
    command.arg(size.to_string()).current_dir(big.folder()).env_remove("DASH_OFFLINE");
    let output = command.output().unwrap();
    let read = |file| fs::read_to_string(big.folder().join(file)).unwrap_or_default();
    let (full, room) = (read("full.txt"), read("room.txt"));
    assert!(
        output.status.success(),
        "{}: {}\n{full}\n{room}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    big.is_full(&big.folder().join("after-room"));
    (big, full)
}

fn is_clear(text: &str) {
    for part in ["error: cannot write", "No space left on device", "make room, or set DASH_STORE"] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn a_disk_that_is_full_while_unpacking_is_told_and_leaves_only_whole_files() {
    let (big, text) = fetch_into(ALL_FILES / 2);
    is_clear(&text);
    let store = big.folder().join("after-full");
    let whole = big.whole(&store);
    assert!(whole > 0, "there was room for a few");
    assert_eq!(names(&store), ["files", "lock", "wheels"]);
    assert_eq!(names(&store.join("files")).len(), 1, "the list comes when all is there");
}

#[test]
fn a_disk_that_is_full_while_compressing_is_told_and_leaves_only_whole_files() {
    let (big, text) = fetch_into(ALL_FILES * 3 / 2);
    is_clear(&text);
    let store = big.folder().join("after-full");
    assert!(big.whole(&store) > FILES, "there was room for a few");
    assert_eq!(names(&store), ["brotli", "files", "gzip", "lock", "wheels"]);
}
