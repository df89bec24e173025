//! One mistake a file, one error a mistake. The messages are part of the product: read the `.stderr` files.

use std::fs;
use std::path::Path;

/// Every case fails to compile, with exactly the message beside it.
#[test]
fn mistakes_are_reported_in_our_words() {
    trybuild::TestCases::new().compile_fail("compile-fail/*.rs");
}

/// No mistake costs the user more than one error, and calls and `callbacks![..]` elsewhere stay quiet.
#[test]
fn one_mistake_is_one_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile-fail");
    let mut cases = 0;
    for entry in fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a case").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            cases += 1;
            let messages =
                fs::read_to_string(path.with_extension("stderr")).expect("messages beside the case");
            let errors = messages.lines().filter(|line| line.starts_with("error")).count();
            assert_eq!(errors, 1, "{}\n{messages}", path.display());
        }
    }
    assert!(cases >= 60, "{cases} cases");
}
