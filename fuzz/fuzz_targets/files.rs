#![no_main]

#[path = "../../tests/support/fuzzed_files.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::files(bytes));
