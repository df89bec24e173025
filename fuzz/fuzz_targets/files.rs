//! See `tests/fuzz-targets/src/files.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dash_fuzz_targets::run("files", input));
