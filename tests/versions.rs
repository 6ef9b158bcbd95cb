//! Old files open for ever: `tests/fixtures/versions/` keeps one of every version of every format, as it was written then, and
//! is never changed. A newer version than the newest is refused, and says which it is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::{fs, path::PathBuf};
use tierwise::{
    ingest,
    model::{diagnostic::Code, period::parse_date},
    query::{
        history::{
            Snapshot,
            archive::{self, ArchiveFailure, MANIFEST},
        },
        library::{Library, RestoreFailure},
    },
};

/// Every format, its newest version, and how its files end: there is a file of each version.
const FORMATS: [(&str, u32, &str); 5] = [
    ("partner-data", 1, "json"),
    ("library", 1, "json"),
    ("snapshot", 1, "json"),
    ("history", 1, "zip"),
    // The stores of the browser's database: tests/e2e/history.spec.mjs opens them.
    ("database", 2, "json"),
];

/// Where the page says which version of its database it writes.
const DATABASE: &str = include_str!("../src/platform/database.rs");

fn file(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions");
    fs::read(folder.join(name)).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(file(name)).unwrap()
}

#[test]
fn there_is_a_file_of_every_version() {
    for (format, newest, ending) in FORMATS {
        for version in 1..=newest {
            assert!(!file(&format!("{format}-{version}.{ending}")).is_empty());
        }
    }
    let [.., (_, database, _)] = FORMATS;
    assert!(DATABASE.contains(&format!("const VERSION: u32 = {database};")));
}

#[test]
fn partner_data_opens() {
    let today = parse_date("2030-01-01").unwrap();
    let read = ingest::read(&file("partner-data-1.json"), today).unwrap();
    assert_eq!(read.book.as_of, parse_date("2025-02-25").unwrap());
    assert_eq!(read.book.clients.len(), 3);
    assert_eq!(
        read.book.partner.unwrap().hub_id.as_deref(),
        Some("4400123")
    );
    let used: usize = read.sections.iter().map(|section| section.used).sum();
    let left_out: usize = read.sections.iter().map(|section| section.left_out).sum();
    assert_eq!((used, left_out), (18, 0));
    let newer = text("partner-data-1.json").replace("tierwise/1", "tierwise/2");
    let refused = ingest::read(newer.as_bytes(), today).unwrap_err();
    assert_eq!(
        (refused[0].code, refused[0].found.as_str()),
        (Code::FormatNewer, "tierwise/2")
    );
}

#[test]
fn a_backup_of_the_library_is_restored() {
    let backup = text("library-1.json");
    let mut library = Library::default();
    let restored = library.restore(&backup).unwrap();
    assert_eq!((restored.added, restored.left_out), (6, 0));
    assert_eq!(library.list("a").unwrap().name, "Key clients");
    assert_eq!(library.note("c1").unwrap().text, "Calls in May");
    assert_eq!(library.board().len(), 1);
    assert_eq!(library.quotes().count(), 1);
    let newer = backup.replace("tierwise-library/1", "tierwise-library/2");
    let refused = RestoreFailure::Newer("tierwise-library/2".to_owned());
    assert_eq!(library.restore(&newer), Err(refused));
}

#[test]
fn a_snapshot_is_read() {
    let record = text("snapshot-1.json");
    let snapshot = Snapshot::from_text(&record).unwrap();
    assert_eq!(snapshot.name, "May");
    assert_eq!(snapshot.account.id, "hub:4400123");
    assert!(snapshot.again_at > Some(snapshot.imported_at));
    assert_eq!(snapshot.points.credited.as_deref(), Some(""));
    // What is written now is what was written then.
    let same: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert_eq!(snapshot.to_json(), same);
}

#[test]
fn an_archive_is_read() {
    let bytes = file("history-1.zip");
    let (at, length) = archive::find_directory(&bytes).unwrap();
    let (from, to) = (
        usize::try_from(at).unwrap(),
        usize::try_from(at + length).unwrap(),
    );
    let found = archive::read_directory(&bytes[from..to]).unwrap();
    let mut whole = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut manifest = String::new();
    std::io::Read::read_to_string(&mut whole.by_name(MANIFEST).unwrap(), &mut manifest).unwrap();
    let (snapshots, unreadable) = archive::read_manifest(&manifest).unwrap();
    assert_eq!((snapshots.len(), unreadable), (2, 0));
    for snapshot in &snapshots {
        let prefix = archive::prefix(&snapshot.id, 0);
        assert!(
            found.iter().any(|found| found.path.starts_with(&prefix)),
            "{prefix}"
        );
    }
    let newer = manifest.replace("tierwise-history/1", "tierwise-history/2");
    let refused = ArchiveFailure::Newer("tierwise-history/2".to_owned());
    assert_eq!(archive::read_manifest(&newer), Err(refused));
}
