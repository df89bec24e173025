//! What fuzzing has found worth keeping still holds.

use std::fs;
use std::path::{Path, PathBuf};

use dash_fuzz_targets::TARGETS;

/// The corpora, and inputs that once showed a bug.
fn inputs(kind: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz").join(kind).join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.sort();
    files
}

#[test]
fn every_input_of_every_corpus_holds() {
    for (name, run) in TARGETS {
        let corpus = inputs("corpus", name);
        assert!(
            corpus.len() >= 10,
            "fuzz/corpus/{name} has {} files: `cargo xtask fuzz {name}`",
            corpus.len()
        );
        for path in corpus.into_iter().chain(inputs("found", name)) {
            let input = fs::read(&path).expect("the file can be read");
            // Shown only when the test fails: a panic in a target does not know its input.
            println!("{}", path.display());
            run(&input);
        }
    }
}
