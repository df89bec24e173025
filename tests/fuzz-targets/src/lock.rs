//! Texts of locks.

use std::path::{Component, Path};

use dash_packages::{Lock, Origin};

pub(crate) fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let lock = match Lock::parse(text, Origin::Text) {
        Ok(lock) => lock,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let written = lock.to_text().expect("what was read can be written");
    let again = Lock::parse(&written, Origin::Text).expect("what was written is read");
    assert_eq!(again, lock, "{written}");
    assert_eq!(again.to_text().expect("it was written once"), written);
    for package in &lock.packages {
        assert_eq!(package.short_hash().len(), 8);
        assert!(is_inside(&package.file) && !package.file.contains('/'), "{}", package.file);
        for file in package.files() {
            assert!(is_inside(&file), "{file}");
        }
    }
}

/// Whether a path, below whatever folder, is a file below that folder on every system.
pub(crate) fn is_inside(path: &str) -> bool {
    let mut components = Path::new(path).components();
    components.all(|component| matches!(component, Component::Normal(_)))
        && !path.is_empty()
        && !path.ends_with('/')
        && !path.contains(['\\', ':', '\0'])
}
