//! Every word of the message files is used: what nobody says any more is deleted.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

fn code(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut text = String::new();
    code(&source, &mut text);
    let mut unused = Vec::new();
    for file in fs::read_dir(source.join("words/en")).unwrap() {
        let messages = fs::read_to_string(file.unwrap().path()).unwrap();
        for (id, _) in messages.lines().filter_map(|line| line.split_once(" = ")) {
            let is_message = id
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if is_message && !text.contains(&format!(".{}(", id.replace('-', "_"))) {
                unused.push(id.to_owned());
            }
        }
    }
    assert!(unused.is_empty(), "nobody says {unused:?}");
}
