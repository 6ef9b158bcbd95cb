//! Reads the golden tables, `tests/golden/*.md`.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses the part that it needs"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use rust_decimal::Decimal;
use std::{collections::BTreeMap, fs};
use tierwise::rules::{self, Rules};

/// A row of a table: its cells by column.
pub type Case = BTreeMap<String, String>;

/// The rows of the one table in a Markdown file.
pub fn cases(file: &str) -> Vec<Case> {
    table(file, &read(file))
}

/// The rows of the one table under a heading of a Markdown file.
pub fn cases_under(file: &str, heading: &str) -> Vec<Case> {
    let text = read(file);
    let start = format!("\n## {heading}\n");
    let (_, section) = text.split_once(&start).expect(heading);
    table(file, section.split("\n## ").next().unwrap_or_default())
}

fn read(file: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    fs::read_to_string(format!("{folder}/{file}")).unwrap()
}

fn table(file: &str, text: &str) -> Vec<Case> {
    let mut rows = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line
                .trim()
                .trim_start_matches('|')
                .trim_end_matches('|')
                .split('|');
            cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        });
    let header = rows.next().expect("a table");
    let cases: Vec<Case> = rows
        .skip(1)
        .map(|row| {
            assert_eq!(row.len(), header.len(), "{file}: {row:?}");
            header.iter().cloned().zip(row).collect()
        })
        .collect();
    assert!(!cases.is_empty(), "{file} has no cases");
    cases
}

/// The rules that the dashboard ships with.
pub fn programme_rules() -> Rules {
    let path = format!(
        "{}/public/rules/hubspot-solutions.json",
        env!("CARGO_MANIFEST_DIR")
    );
    rules::load(&fs::read(path).unwrap(), &[]).unwrap().0
}

/// A cell's number; `None` where the cell is empty.
pub fn decimal(text: &str) -> Option<Decimal> {
    (!text.is_empty()).then(|| Decimal::from_str_exact(text).unwrap())
}
