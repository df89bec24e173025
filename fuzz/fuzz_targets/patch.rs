//! See `tests/fuzz-targets/src/patch.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| dash_fuzz_targets::run("patch", input));
