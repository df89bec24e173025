//! An app of a user who owns nothing, with a store that is only read: as a container has it.

use std::fs;
use std::path::Path;
use std::process::Command;

use dash_packages::{Lock, OpenOptions, Package};
use dash_tests::browser::{Program, binary, get};

fn run(program: &str, arguments: &[&str], paths: &[&Path]) {
    let mut command = Command::new(program);
    let status = command.args(arguments).args(paths).status();
    assert!(status.is_ok_and(|status| status.success()), "{command:?}");
}

#[tokio::test]
async fn a_store_that_may_not_be_written_serves() {
    let folder = std::env::temp_dir().join(format!("dash-read-only-{}", std::process::id()));
    let (program, store) = (folder.join("app"), folder.join("store"));
    fs::create_dir_all(&store).expect("there is room");
    fs::copy(binary("async-callback"), &program).expect("it was built");
    let of_user = OpenOptions::from_env().store().expect("this user has a store");
    for part in ["brotli", "files", "gzip"] {
        run("cp", &["-r"], &[&of_user.root().join(part), &store]);
    }
    run("chmod", &["-R", "a+rX,a-w"], &[&folder]);
    // No permission stops root.
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    let mut command = Command::new(if is_root { "setpriv".as_ref() } else { program.as_os_str() });
    if is_root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(&program);
    }
    command.current_dir("/");
    command.env("DASH_STORE", &store).env("DASH_OFFLINE", "1").env("HOME", folder.join("no-home"));
    let app = Program::command(command).await;

    let lock = Lock::built_in().expect("it is tested");
    for path in lock.packages.iter().flat_map(Package::production_files) {
        let url = format!("/_dash-component-suites/{path}");
        assert_eq!(get(app.port(), &url).await.expect("the app answers"), 200, "{path}");
    }
    drop(app);
    run("chmod", &["-R", "u+w"], &[&folder]);
    fs::remove_dir_all(&folder).expect("nobody else uses it");
}
