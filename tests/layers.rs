//! The laws of the house that the compiler cannot check: which room may use which, and what may stand only in some rooms.
//!
//! README, "The map", has the table; this is the same table in code.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A room and the rooms that it may use. The order is the way of the data: arrows point up this table only.
const ROOMS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("rules", &["model"]),
    ("ingest", &["model", "rules"]),
    ("engine", &["model", "rules"]),
    ("query", &["model", "engine"]),
    ("words", &["model"]),
    (
        "view",
        &["model", "rules", "ingest", "engine", "query", "words"],
    ),
    ("route", &["model", "query"]),
    ("files", &["model", "ingest", "query"]),
    ("platform", &["model", "view"]),
    (
        "state",
        &[
            "model", "rules", "ingest", "engine", "query", "words", "view", "route", "platform",
        ],
    ),
    (
        "ui",
        &[
            "model", "rules", "engine", "query", "words", "view", "route", "platform", "state",
        ],
    ),
];

/// Rooms that know no browser.
const PURE: [&str; 9] = [
    "model", "rules", "ingest", "engine", "query", "words", "view", "route", "files",
];

/// Words that may stand in some rooms only, and why.
fn bans() -> Vec<(&'static str, Vec<&'static str>, &'static str)> {
    let not_pure = ["platform", "state", "ui"];
    vec![
        (
            "web_sys",
            not_pure.to_vec(),
            "law 1: model to view know no browser",
        ),
        (
            "js_sys",
            vec!["platform"],
            "law 1: the platform room talks to JavaScript",
        ),
        (
            "wasm_bindgen",
            vec!["platform"],
            "law 1: the platform room talks to JavaScript",
        ),
        (
            "gloo_net",
            vec!["platform"],
            "law 1: the platform room talks to the network",
        ),
        (
            "leptos",
            vec!["state", "ui"],
            "law 1: reactivity begins in the state room",
        ),
        (
            "f64",
            vec!["platform", "files"],
            "law 2: no floats near money or points (a spreadsheet's cells are floats)",
        ),
        (
            "f32",
            vec!["platform"],
            "law 2: no floats near money or points",
        ),
        ("HashMap", vec![], "law 2: its order is random"),
        ("HashSet", vec![], "law 2: its order is random"),
        (
            "Decimal",
            [PURE.as_slice(), &["platform"]].concat(),
            "law 1: the UI does no arithmetic",
        ),
        (
            "inner_html",
            vec![],
            "names from files must never become markup",
        ),
        (
            "set_inner_html",
            vec!["platform"],
            "names from files must never become markup: only what view::markup escaped",
        ),
        (
            " style=\"",
            vec![],
            "the CSP forbids style attributes: use classes or style:property",
        ),
    ]
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every room's files, with their code: comments and test modules taken away.
fn rooms() -> BTreeMap<String, Vec<(String, String)>> {
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    let mut rooms: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for file in files {
        let name = file
            .strip_prefix(source())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let room = name
            .split('/')
            .next()
            .unwrap()
            .trim_end_matches(".rs")
            .to_owned();
        if ["lib", "bin"].contains(&room.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("\n#[cfg(test)]").next().unwrap();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        rooms.entry(room).or_default().push((name, code.join("\n")));
    }
    rooms
}

/// The rooms that a file names: `crate::room::…`, and `use crate::{ room::…, room::… }` with its braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c if depth == 1 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    ':' | ',' if depth == 1 && !word.is_empty() => {
                        used.insert(std::mem::take(&mut word));
                    }
                    _ => {}
                }
                // Only the first word of a path is a room.
                if c == ',' && depth == 1 {
                    word.clear();
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            used.insert(
                rest.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    let names: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    used.retain(|word| names.contains(word.as_str()));
    used
}

#[test]
fn every_room_is_in_the_table() {
    let known: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    let found: BTreeSet<String> = rooms().into_keys().collect();
    assert_eq!(found, known);
}

#[test]
fn arrows_point_up_the_table_only() {
    let order: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for (index, (room, may_use)) in ROOMS.iter().enumerate() {
        for other in *may_use {
            assert!(
                order[..index].contains(other),
                "the table itself: {room} uses {other}, which is not above it"
            );
        }
    }
    for (room, files) in rooms() {
        let (_, may_use) = ROOMS.iter().find(|(name, _)| *name == room).unwrap();
        for (file, code) in files {
            for other in used(&code) {
                assert!(
                    other == room || may_use.contains(&other.as_str()),
                    "src/{file} uses {other}: not for {room}"
                );
            }
        }
    }
}

#[test]
fn banned_words_stand_where_they_may() {
    for (room, files) in rooms() {
        for (file, code) in files {
            for (word, allowed, why) in bans() {
                let found = code.match_indices(word).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    let after = code[at + word.len()..].chars().next();
                    let inside =
                        |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                    !word.starts_with(char::is_alphabetic) || (!inside(before) && !inside(after))
                });
                assert!(
                    !found || allowed.contains(&room.as_str()),
                    "src/{file} has `{word}`: {why}"
                );
            }
        }
    }
}

#[test]
fn the_checks_see_what_they_look_for() {
    let names = |code: &str| used(code).into_iter().collect::<Vec<_>>();
    assert_eq!(
        names("use crate::{\n    engine::{a, b},\n    model::{x::y, z},\n};"),
        ["engine", "model"]
    );
    assert_eq!(names("let x = crate::query::breakdown::Column;"), ["query"]);
    assert!(names("use std::collections;").is_empty());
}
