//! What was imported: snapshots by account and age, and the archive that any ZIP tool reads.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDateTime;
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use tierwise::{
    model::{partner::Partner, period::parse_date},
    query::{
        history::{
            Account, Fingerprint, History, KeptFile, Origin, Points, Snapshot,
            archive::{
                self, ArchiveFailure, HEADER, MANIFEST, Packed, behind_header, directory,
                find_directory, header, read_directory,
            },
        },
        library::Refusal,
    },
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

fn moment(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

fn snapshot(id: &str, account: &str, as_of: &str, imported_at: &str) -> Snapshot {
    Snapshot {
        id: id.to_owned(),
        name: format!("{id}.json"),
        account: Account {
            id: account.to_owned(),
            name: account.to_uppercase(),
        },
        imported_at: moment(imported_at),
        again_at: None,
        origin: Origin::File,
        address: None,
        kind: "tierwise".to_owned(),
        as_of: parse_date(as_of).unwrap(),
        used: 12,
        left_out: 1,
        points: Points {
            total: Some("505.94".parse().unwrap()),
            performing: Some(String::new()),
            credited: None,
        },
        part: 0,
        columns: String::new(),
        files: vec![KeptFile {
            name: format!("{id}.json"),
            size: 3,
            sha256: format!("{:0>64}", id.len() * 7919 + usize::from(id.as_bytes()[0])),
        }],
    }
}

fn history(snapshots: &[Snapshot]) -> History {
    let texts: Vec<String> = snapshots.iter().map(Snapshot::to_text).collect();
    History::from_kept(texts.iter().map(String::as_str))
}

/// Two accounts; of the first one three snapshots, imported from the newest to the oldest.
fn three() -> History {
    history(&[
        snapshot("may", "hub:1", "2025-05-31", "2025-06-01T09:00"),
        snapshot("april", "hub:1", "2025-04-30", "2025-06-02T09:00"),
        snapshot("march", "hub:1", "2025-03-31", "2025-06-03T09:00"),
        snapshot("other", "hub:2", "2025-05-01", "2025-05-01T09:00"),
    ])
}

fn ids<'a>(snapshots: impl Iterator<Item = &'a Snapshot>) -> Vec<&'a str> {
    snapshots.map(|snapshot| snapshot.id.as_str()).collect()
}

#[test]
fn of_an_endpoints_answers_of_a_day_the_last_one_stays() {
    let answer = |id: &str, as_of: &str, imported_at: &str| Snapshot {
        name: "https://example.test/book.json".to_owned(),
        origin: Origin::Endpoint,
        ..snapshot(id, "hub:1", as_of, imported_at)
    };
    let again = Snapshot {
        again_at: Some(moment("2025-06-01T11:30")),
        ..answer("seen", "2025-05-31", "2025-06-01T08:00")
    };
    let named = Snapshot {
        name: "Before the audit".to_owned(),
        ..answer("named", "2025-05-31", "2025-06-01T08:30")
    };
    let second_book = Snapshot {
        part: 1,
        ..answer("second", "2025-05-31", "2025-06-01T08:30")
    };
    let history = history(&[
        again,
        named,
        second_book,
        answer("nine", "2025-05-31", "2025-06-01T09:00"),
        answer("ten", "2025-05-31", "2025-06-01T10:00"),
        answer("noon", "2025-05-31", "2025-06-01T12:00"),
        answer("other", "2025-04-30", "2025-06-01T11:00"),
        answer("next", "2025-05-31", "2025-06-02T00:10"),
        snapshot("file", "hub:1", "2025-05-31", "2025-06-01T09:00"),
        Snapshot {
            account: snapshot("x", "hub:2", "2025-05-31", "2025-06-01T09:00").account,
            ..answer("foreign", "2025-05-31", "2025-06-01T09:00")
        },
    ]);
    let spare = |shown| ids(history.spare("hub:1", shown).into_iter());
    assert_eq!(spare(None), ["nine", "ten", "seen"]);
    assert_eq!(spare(Some("ten")), ["nine", "seen"]);
    assert_eq!(history.spare("hub:2", None).len(), 0);
}

#[test]
fn an_account_is_the_hub_else_the_name_else_where_it_came_from() {
    let partner = |hub: Option<&str>, name: Option<&str>| Partner {
        hub_id: hub.map(str::to_owned),
        name: name.map(str::to_owned),
        ..Partner::default()
    };
    let account = |partner: Option<&Partner>| {
        let account = Account::of(partner, "export.csv");
        (account.id, account.name)
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert_eq!(
        account(Some(&partner(Some("4711"), Some("Acme")))),
        pair("hub:4711", "Acme")
    );
    assert_eq!(
        account(Some(&partner(Some("4711"), None))),
        pair("hub:4711", "4711")
    );
    assert_eq!(
        account(Some(&partner(None, Some("Acme")))),
        pair("name:Acme", "Acme")
    );
    assert_eq!(
        account(Some(&partner(None, None))),
        pair("source:export.csv", "export.csv")
    );
    assert_eq!(account(None), pair("source:export.csv", "export.csv"));
}

#[test]
fn the_newest_data_comes_first_whenever_it_was_imported() {
    let history = three();
    assert_eq!(ids(history.of("hub:1")), ["may", "april", "march"]);
    assert_eq!(history.latest("hub:1").unwrap().id, "may");
    assert_eq!(
        history.before(history.get("may").unwrap()).unwrap().id,
        "april"
    );
    assert_eq!(history.before(history.get("march").unwrap()), None);
    let accounts: Vec<&str> = history
        .accounts()
        .iter()
        .map(|account| account.id.as_str())
        .collect();
    assert_eq!(accounts, ["hub:1", "hub:2"]);
    // Of one day the last import counts, and importing again is an import.
    let first = snapshot("first", "hub:1", "2025-05-31", "2025-06-01T09:00");
    let second = snapshot("second", "hub:1", "2025-05-31", "2025-06-01T10:00");
    let both = [first.clone(), second.clone()];
    assert_eq!(self::history(&both).latest("hub:1").unwrap().id, "second");
    let both = [
        first.again(moment("2025-06-02T09:00"), String::new(), None),
        second,
    ];
    assert_eq!(self::history(&both).latest("hub:1").unwrap().id, "first");
}

#[test]
fn the_address_is_that_of_the_endpoint_that_gave_it_last() {
    let at = || moment("2025-06-02T09:00");
    let address = Some("https://example.com/book.json".to_owned());
    let first = snapshot("first", "hub:1", "2025-05-31", "2025-06-01T09:00");
    let asked = first.again(at(), String::new(), address.clone());
    assert_eq!(asked.address, address);
    assert_eq!(Snapshot::from_text(&asked.to_text()), Some(asked.clone()));
    // The same as a file of the user's.
    assert_eq!(asked.again(at(), String::new(), None).address, None);
}

#[test]
fn what_is_compared_where_nobody_says() {
    let history = three();
    let pair = |asked, with, shown| {
        let pair = history.pair(asked, with, shown);
        pair.map(|(first, second)| (first.id.as_str(), second.id.as_str()))
    };
    assert_eq!(pair(None, None, None), Some(("april", "may")));
    assert_eq!(pair(None, None, Some("april")), Some(("march", "april")));
    // Nothing is before the oldest one.
    assert_eq!(pair(None, None, Some("march")), Some(("march", "may")));
    assert_eq!(
        pair(Some("may"), Some("march"), Some("april")),
        Some(("march", "may"))
    );
    assert_eq!(
        pair(Some("gone"), Some("gone"), Some("april")),
        Some(("march", "april"))
    );
    let alone = "alone in its account: the first that has another one beside it";
    assert_eq!(
        pair(Some("other"), None, None),
        Some(("april", "may")),
        "{alone}"
    );
    assert_eq!(
        pair(None, None, Some("other")),
        Some(("april", "may")),
        "{alone}"
    );
    for with in ["other", "may"] {
        let before = "one of another account, or itself: the one before it";
        assert_eq!(
            pair(Some("may"), Some(with), None),
            Some(("april", "may")),
            "{before}"
        );
    }
    let one = self::history(&[snapshot("one", "hub:1", "2025-05-31", "2025-06-01T09:00")]);
    assert_eq!(one.pair(None, None, None), None);
    assert_eq!(History::default().pair(None, None, None), None);
}

#[test]
fn the_same_book_is_known_again() {
    let history = three();
    let april = history.get("april").unwrap();
    let day = april.as_of;
    let mut renamed = april.files.clone();
    renamed[0].name = "another name.json".to_owned();
    let found = history.known(&renamed, "tierwise", day, 0);
    assert_eq!(found.unwrap().id, "april");
    let twice = [april.files.clone(), april.files.clone()].concat();
    assert_eq!(history.known(&twice, "tierwise", day, 0), None);
    // The second book of an archive, one of another day, the tables beside it.
    assert_eq!(history.known(&april.files, "tierwise", day, 1), None);
    let later = day.succ_opt().unwrap();
    assert_eq!(history.known(&april.files, "tierwise", later, 0), None);
    assert_eq!(history.known(&april.files, "csv", day, 0), None);
    // A table is of the day on which somebody opened it.
    let mut table = april.clone();
    table.kind = "csv".to_owned();
    let history = self::history(&[table]);
    assert!(history.known(&april.files, "csv", later, 0).is_some());
}

#[test]
fn a_name_is_one() {
    let may = three().get("may").unwrap().clone();
    assert_eq!(may.renamed("  Year end ").unwrap().name, "Year end");
    assert_eq!(may.renamed(" \t"), Err(Refusal::NameEmpty));
    assert!(matches!(
        may.renamed(&"x".repeat(121)),
        Err(Refusal::TooLong(120))
    ));
}

#[test]
fn a_record_that_cannot_be_read_costs_itself_only() {
    let good = snapshot("a", "hub:1", "2025-05-31", "2025-06-01T09:00").to_text();
    let bad = [
        "",
        "[]",
        "{}",
        "null",
        &good.replace("\"id\":\"a\"", "\"id\":\"../a\""),
        &good.replace("2025-05-31", "2025-02-30"),
        &good.replace("\"size\":3", "\"size\":-3"),
        &good.replace("\"files\"", "\"filez\""),
        &good
            .replace("a.json\"}", "\"}")
            .replace("\"sha256\":\"0", "\"sha256\":\"x"),
    ];
    for text in bad {
        assert_ne!(text, good);
        let texts = [text, good.as_str()];
        assert_eq!(
            ids(History::from_kept(texts.into_iter()).snapshots().iter()),
            ["a"],
            "{text}"
        );
    }
}

#[test]
fn a_fingerprint_is_the_known_one() {
    let mut print = Fingerprint::default();
    print.take(b"123456789");
    assert_eq!(print.crc(), 0xCBF4_3926);
    let known = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";
    assert_eq!(print.sha256(), known);
}

/// An archive as the page puts it together, with stored bytes deflated by another library.
fn zipped(snapshots: &[Snapshot], contents: &[&[u8]]) -> Vec<u8> {
    let deflate = |bytes: &[u8]| {
        // One deflated file out of another library's archive.
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file("x", options).unwrap();
        writer.write_all(bytes).unwrap();
        let whole = writer.finish().unwrap().into_inner();
        let mut archive = ZipArchive::new(Cursor::new(whole.clone())).unwrap();
        let file = archive.by_index(0).unwrap();
        let (from, size) = (file.data_start().unwrap(), file.compressed_size());
        let range = usize::try_from(from).unwrap()..usize::try_from(from + size).unwrap();
        (whole[range].to_vec(), file.crc32())
    };
    let manifest = archive::manifest(snapshots);
    let mut files: Vec<(String, &[u8])> = Vec::new();
    for (snapshot, content) in snapshots.iter().zip(contents) {
        files.push((archive::path(snapshot, 0), content));
    }
    files.push((MANIFEST.to_owned(), manifest.as_bytes()));
    let (mut whole, mut packed) = (Vec::new(), Vec::new());
    for (path, content) in files {
        let (deflated, crc) = deflate(content);
        let file = Packed {
            path,
            day: parse_date("2025-06-01").unwrap(),
            crc,
            packed: u64::try_from(deflated.len()).unwrap(),
            size: u64::try_from(content.len()).unwrap(),
        };
        whole.extend(header(&file));
        whole.extend(deflated);
        packed.push(file);
    }
    whole.extend(directory(&packed).unwrap());
    whole
}

#[test]
fn other_tools_read_the_archive() {
    let mut first = snapshot("a1", "hub:1", "2025-05-31", "2025-06-01T09:00");
    first.files[0].name = "Échéances / mai.v2.json".to_owned();
    let second = snapshot("b2", "hub:2", "2025-05-31", "2025-06-01T09:00");
    let long = "tierwise ".repeat(5_000);
    let bytes = zipped(&[first.clone(), second], &[long.as_bytes(), b""]);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(
        names,
        [
            "a1/1-Échéances mai.v2.json",
            "b2/1-b2.json",
            "manifest.json"
        ]
    );
    let mut text = String::new();
    // Reading to the end checks the CRC.
    archive
        .by_index(0)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, long);
    let day = archive.by_index(0).unwrap().last_modified().unwrap();
    assert_eq!((day.year(), day.month(), day.day()), (2025, 6, 1));
    let mut manifest = String::new();
    archive
        .by_name(MANIFEST)
        .unwrap()
        .read_to_string(&mut manifest)
        .unwrap();
    let (snapshots, unreadable) = archive::read_manifest(&manifest).unwrap();
    assert_eq!((snapshots.len(), unreadable), (2, 0));
    assert_eq!(snapshots[0], first);
}

#[test]
fn archives_of_other_tools_are_read() {
    // Unpacked and packed again by hand: stored, another order, a comment, folders.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.set_comment("PK\u{5}\u{6} made by hand").unwrap();
    writer.add_directory("a1/", options).unwrap();
    writer.start_file("manifest.json", options).unwrap();
    writer.write_all(b"{}").unwrap();
    writer.start_file("a1/1-x.json", options).unwrap();
    writer.write_all(b"abc").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    let (at, length) = find_directory(&bytes).unwrap();
    let cut = |at: u64, length: u64| {
        &bytes[usize::try_from(at).unwrap()..usize::try_from(at + length).unwrap()]
    };
    let found = read_directory(cut(at, length)).unwrap();
    let paths: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
    assert_eq!(paths, ["a1/", "manifest.json", "a1/1-x.json"]);
    let file = &found[2];
    assert!(!file.deflated && file.size == 3);
    let behind = behind_header(cut(file.at, HEADER)).unwrap();
    assert_eq!(cut(file.at + behind, file.packed), b"abc");
}

#[test]
fn what_is_no_archive_is_refused() {
    let refusal = |text: &str| archive::read_manifest(text).unwrap_err();
    for text in [
        "",
        "[]",
        "{}",
        r#"{"format": "tierwise/1"}"#,
        r#"{"format": "tierwise-history/1"}"#,
    ] {
        assert_eq!(refusal(text), ArchiveFailure::NoArchive, "{text}");
    }
    let newer = r#"{"format": "tierwise-history/2", "snapshots": []}"#;
    assert_eq!(
        refusal(newer),
        ArchiveFailure::Newer("tierwise-history/2".to_owned())
    );
    let one = snapshot("a", "hub:1", "2025-05-31", "2025-06-01T09:00");
    let mut manifest: serde_json::Value =
        serde_json::from_str(&archive::manifest(std::slice::from_ref(&one))).unwrap();
    let record = manifest["snapshots"][0].clone();
    manifest["snapshots"]
        .as_array_mut()
        .unwrap()
        .extend([record, serde_json::json!({"id": 1})]);
    assert_eq!(
        archive::read_manifest(&manifest.to_string()),
        Ok((vec![one], 2)),
        "twice, and unreadable"
    );
    assert_eq!(
        directory(&vec![big(); 65_536]),
        None,
        "more files than it can count"
    );
    assert_eq!(
        directory(&[big(), big()]),
        None,
        "more bytes than it can say"
    );
}

fn big() -> Packed {
    Packed {
        path: "x".to_owned(),
        day: parse_date("1970-01-01").unwrap(),
        crc: 0,
        packed: 0xFFFF_FF00,
        size: 1,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fingerprint_is_of_all_pieces_together(bytes in prop::collection::vec(any::<u8>(), 0..300), at: prop::sample::Index) {
        let (first, second) = bytes.split_at(at.index(bytes.len() + 1));
        let of = |pieces: &[&[u8]]| {
            let mut print = Fingerprint::default();
            pieces.iter().for_each(|piece| print.take(piece));
            (print.crc(), print.sha256())
        };
        prop_assert_eq!(of(&[first, second]), of(&[&bytes]));
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".*", at in 0usize..400, byte: u8) {
        let _ = find_directory(&bytes);
        let _ = read_directory(&bytes);
        let _ = behind_header(&bytes);
        let _ = archive::read_manifest(&text);
        let _ = Snapshot::from_text(&text);
        // One byte of a true archive is another one.
        let mut broken = zipped(&[snapshot("a", "hub:1", "2025-05-31", "2025-06-01T09:00")], &[b"abc"]);
        let at = broken.len() - 1 - at.min(broken.len() - 1);
        broken[at] = byte;
        if let Some((from, length)) = find_directory(&broken) {
            let from = usize::try_from(from).unwrap();
            let to = from.saturating_add(usize::try_from(length).unwrap());
            let _ = broken.get(from..to.min(broken.len())).map(read_directory);
        }
    }

    #[test]
    fn a_record_survives_its_text(name in "\\PC{1,20}", account in ".{0,12}", used in 0usize..100_000, size in 0u64..1 << 52, total in prop::option::of(any::<i64>())) {
        let mut one = snapshot("a", &account, "2025-05-31", "2025-06-01T09:00");
        prop_assume!(!name.trim().is_empty());
        one.name = name;
        one.used = used;
        (one.part, one.columns) = (used % 3, one.name.clone());
        one.files[0].size = size;
        one.points.total = total.map(rust_decimal::Decimal::from);
        prop_assert_eq!(Snapshot::from_text(&one.to_text()), Some(one));
    }
}
