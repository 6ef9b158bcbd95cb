//! Goes over what once broke a fuzz target, and nasty inputs written by hand.

use std::{fs, panic::catch_unwind, path::Path};

/// Goes over every file of a target's folder and names those that break it.
pub(crate) fn replay(target: &str, fuzzed: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/crashers")
        .join(target);
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(!files.is_empty());
    let broken: Vec<_> = files
        .iter()
        .filter(|file| {
            let bytes = fs::read(file).unwrap();
            catch_unwind(|| fuzzed(&bytes)).is_err()
        })
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}
