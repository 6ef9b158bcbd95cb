//! What the user made: operations that happen whole or not at all, changes that say what differs, backups that come back.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};
use tierwise::{
    model::period::parse_date,
    query::library::{
        ChartKind, Draft, LARGEST, LONGEST_NAME, LONGEST_TEXT, Library, MOST_ENTRIES, MOST_MEMBERS,
        Member, Members, New, Refusal, RestoreFailure, Restored, Width,
    },
};

fn today() -> NaiveDate {
    parse_date("2025-02-25").unwrap()
}

fn new(id: &str) -> New {
    New {
        id: id.to_owned(),
        on: today(),
    }
}

fn clients(ids: &str) -> Vec<Member> {
    let member = |id: &str| Member {
        id: id.to_owned(),
        name: format!("Client {id}"),
    };
    ids.split_whitespace().map(member).collect()
}

fn fixed(ids: &str) -> Members {
    Members::Static(clients(ids))
}

fn draft(name: &str) -> Draft {
    Draft {
        name: name.to_owned(),
        description: String::new(),
        chart: ChartKind::Bars,
        query: "report=clients&sort=-sold".to_owned(),
    }
}

/// Two static lists, an active one, two reports on the board, a note.
fn library() -> Library {
    let mut library = Library::default();
    library
        .create_list(&new("a"), "Key clients", fixed("1 2"))
        .unwrap();
    library
        .create_list(&new("b"), "At risk", fixed("2 3"))
        .unwrap();
    let active = Members::Active("report=clients&deal=partner_sourced".to_owned());
    library.create_list(&new("c"), "Sourced", active).unwrap();
    library.create_report(&new("r"), draft("Sales")).unwrap();
    library.create_report(&new("s"), draft("Clients")).unwrap();
    library.pin("r").unwrap();
    library.pin("s").unwrap();
    library.set_note("1", "Calls in May", today()).unwrap();
    library
}

fn names(library: &Library) -> Vec<&str> {
    library.lists().map(|list| list.name.as_str()).collect()
}

fn members(library: &Library, id: &str) -> Vec<String> {
    match &library.list(id).unwrap().members {
        Members::Static(members) => members.iter().map(|member| member.id.clone()).collect(),
        Members::Active(_) => panic!("{id} is active"),
    }
}

fn board(library: &Library) -> Vec<(String, Width)> {
    let tiles = library.board().into_iter();
    tiles.map(|tile| (tile.report, tile.width)).collect()
}

#[test]
fn a_name_is_trimmed_and_nobody_elses() {
    let mut library = library();
    for (name, refusal) in [
        ("", Refusal::NameEmpty),
        (" \t ", Refusal::NameEmpty),
        (
            " key CLIENTS ",
            Refusal::NameTaken("key CLIENTS".to_owned()),
        ),
        (
            &"x".repeat(LONGEST_NAME + 1),
            Refusal::TooLong(LONGEST_NAME),
        ),
    ] {
        let before = library.clone();
        assert_eq!(
            library.create_list(&new("z"), name, fixed("1")),
            Err(refusal.clone())
        );
        assert_eq!(library.rename_list("b", name), Err(refusal));
        assert_eq!(library, before, "refused, nothing changed");
    }
    library.rename_list("a", " KEY clients ").unwrap();
    assert_eq!(
        library.list("a").unwrap().name,
        "KEY clients",
        "its own name in other letters"
    );
    library
        .create_report(&new("t"), draft("Key clients"))
        .unwrap();
    assert_eq!(library.rename_list("gone", "New"), Err(Refusal::Gone));
}

#[test]
fn a_static_list_takes_clients_once() {
    let mut library = library();
    assert_eq!(library.add_members("a", clients("2 3 3 4")), Ok(2));
    assert_eq!(members(&library, "a"), ["1", "2", "3", "4"]);
    let active = Refusal::Active("Sourced".to_owned());
    assert_eq!(library.add_members("c", clients("1")), Err(active));
    let many = (0..=MOST_MEMBERS)
        .map(|id| id.to_string())
        .collect::<Vec<_>>()
        .join(" ");
    let refusal = library.add_members("a", clients(&many));
    assert_eq!(refusal, Err(Refusal::TooMany(MOST_MEMBERS)));
    assert_eq!(members(&library, "a").len(), 4);
}

#[test]
fn merged_lists_become_one() {
    let ids = ["a".to_owned(), "b".to_owned()];
    let mut fresh = library();
    assert_eq!(
        fresh.merge_lists(&new("m"), &ids, "Both"),
        Ok("m".to_owned())
    );
    assert_eq!(members(&fresh, "m"), ["1", "2", "3"]);
    assert_eq!(names(&fresh), ["Sourced", "Both"]);
    let mut into = library();
    assert_eq!(
        into.merge_lists(&new("m"), &ids, "at risk"),
        Ok("b".to_owned()),
        "into one of them"
    );
    assert_eq!(members(&into, "b"), ["1", "2", "3"]);
    assert_eq!(names(&into), ["at risk", "Sourced"]);
    for (ids, name, refusal) in [
        (["a", "c"], "Both", Refusal::Active("Sourced".to_owned())),
        (["a", "x"], "Both", Refusal::Gone),
        (
            ["a", "b"],
            "sourced",
            Refusal::NameTaken("sourced".to_owned()),
        ),
    ] {
        let mut library = library();
        let merged = library.merge_lists(&new("m"), &ids.map(str::to_owned), name);
        assert_eq!(merged, Err(refusal));
        assert_eq!(library, self::library());
    }
}

#[test]
fn a_copy_of_a_report_takes_the_next_number() {
    let mut library = library();
    for (id, of) in [("t", "r"), ("u", "r"), ("v", "t")] {
        library.duplicate_report(&new(id), of).unwrap();
    }
    let name = |id: &str| library.report(id).unwrap().name.clone();
    assert_eq!(
        [name("t"), name("u"), name("v")],
        ["Sales (2)", "Sales (3)", "Sales (4)"]
    );
    let long = "x".repeat(LONGEST_NAME);
    library.edit_report("r", draft(&long)).unwrap();
    library.duplicate_report(&new("w"), "r").unwrap();
    assert!(library.report("w").unwrap().name.ends_with("x (2)"));
    let text = "x".repeat(LONGEST_TEXT + 1);
    let too_long = Draft {
        query: text.clone(),
        ..draft("Long")
    };
    assert_eq!(
        library.edit_report("r", too_long),
        Err(Refusal::TooLong(LONGEST_TEXT))
    );
    let too_long = Draft {
        description: text,
        ..draft("Long")
    };
    assert_eq!(
        library.create_report(&new("y"), too_long),
        Err(Refusal::TooLong(LONGEST_TEXT))
    );
}

#[test]
fn the_board_keeps_its_order_and_loses_what_is_deleted() {
    let mut library = library();
    library.create_report(&new("t"), draft("Third")).unwrap();
    library.pin("t").unwrap();
    library.pin("r").unwrap();
    library.move_tile("t", true);
    library.move_tile("r", true);
    library.move_tile("s", false);
    library.toggle_width("s");
    let tile = |id: &str, width| (id.to_owned(), width);
    let (half, whole) = (Width::Half, Width::Whole);
    assert_eq!(
        board(&library),
        [tile("r", half), tile("t", half), tile("s", whole)]
    );
    library.delete_report("t");
    library.unpin("r");
    assert_eq!(board(&library), [tile("s", whole)]);
    assert_eq!(library.pin("t"), Err(Refusal::Gone));
}

#[test]
fn an_empty_note_is_none() {
    let mut library = library();
    library.set_note("1", "Calls in June", today()).unwrap();
    assert_eq!(library.note("1").unwrap().text, "Calls in June");
    library.set_note("1", " \n", today()).unwrap();
    assert_eq!(library.note("1"), None);
    let long = "é".repeat(LONGEST_TEXT + 1);
    assert_eq!(
        library.set_note("1", &long, today()),
        Err(Refusal::TooLong(LONGEST_TEXT))
    );
}

#[test]
fn a_full_library_still_changes() {
    let mut library = Library::default();
    for client in 0..MOST_ENTRIES {
        library.set_note(&client.to_string(), "x", today()).unwrap();
    }
    assert_eq!(
        library.set_note("new", "x", today()),
        Err(Refusal::TooMany(MOST_ENTRIES))
    );
    library.set_note("0", "y", today()).unwrap();
    assert_eq!(library.len(), MOST_ENTRIES);
}

#[test]
fn what_is_kept_comes_back() {
    let library = library();
    let changes = library.changes_since(&Library::default());
    assert_eq!(changes.len(), library.len(), "each entry is kept by itself");
    let kept = Library::from_kept(changes.iter().filter_map(|(_, text)| text.as_deref()));
    assert_eq!(kept, library);
    assert!(library.changes_since(&kept).is_empty());
}

#[test]
fn only_what_differs_is_written() {
    let kept = library();
    let mut changed = kept.clone();
    changed.rename_list("b", "Lost").unwrap();
    changed.set_note("1", "", today()).unwrap();
    let changes = changed.changes_since(&kept);
    let keys: Vec<_> = changes
        .iter()
        .map(|(key, text)| (key.as_str(), text.is_some()))
        .collect();
    assert_eq!(keys, [("list b", true), ("note 1", false)]);
}

#[test]
fn two_tabs_lose_nothing_of_each_other() {
    let kept = library();
    let (mut here, mut there) = (kept.clone(), kept.clone());
    here.set_note("2", "Here", today()).unwrap();
    here.delete_list("a");
    there.set_note("3", "There", today()).unwrap();
    there.rename_list("b", "Lost").unwrap();
    there.delete_report("r");
    let both = here.rebased(&kept, there);
    assert_eq!(names(&both), ["Lost", "Sourced"]);
    assert!(both.note("2").is_some() && both.note("3").is_some());
    assert_eq!(board(&both), [("s".to_owned(), Width::Half)]);
}

fn restored(added: usize, replaced: usize, unchanged: usize, left_out: usize) -> Restored {
    Restored {
        added,
        replaced,
        unchanged,
        left_out,
    }
}

#[test]
fn a_backup_comes_back_and_wins() {
    let backup = library().backup();
    let mut empty = Library::default();
    assert_eq!(empty.restore(&backup), Ok(restored(7, 0, 0, 0)));
    assert_eq!(empty, library());
    let mut later = library();
    later.rename_list("b", "Lost").unwrap();
    later.delete_list("a");
    later.create_report(&new("t"), draft("Later")).unwrap();
    later.pin("t").unwrap();
    later.move_tile("t", true);
    assert_eq!(later.restore(&backup), Ok(restored(1, 2, 4, 0)));
    assert_eq!(names(&later), ["Key clients", "At risk", "Sourced"]);
    let order: Vec<_> = board(&later)
        .into_iter()
        .map(|(report, _)| report)
        .collect();
    assert_eq!(order, ["r", "s", "t"], "what is only here is not lost");
    let same = later.clone();
    assert_eq!(later.restore(&backup), Ok(restored(0, 0, 7, 0)));
    assert_eq!(later, same);
}

#[test]
fn a_name_that_somebody_has_gets_a_number() {
    let mut here = Library::default();
    here.create_list(&new("other"), "KEY clients", fixed("9"))
        .unwrap();
    let backup = library().backup();
    here.restore(&backup).unwrap();
    assert_eq!(here.list("a").unwrap().name, "Key clients (2)");
    assert_eq!(here.restore(&backup), Ok(restored(0, 0, 7, 0)));
}

#[test]
fn a_damaged_entry_costs_itself_only() {
    let mut file: Value = serde_json::from_str(&library().backup()).unwrap();
    let entries = file["entries"].as_array_mut().unwrap();
    let twice = entries[1].clone();
    entries.extend([
        twice,
        json!(null),
        json!([]),
        json!({"kind": "__proto__", "id": "x"}),
        json!({"kind": "list", "id": "", "name": "No id", "members": [], "created_on": "2025-02-25"}),
        json!({"kind": "list", "id": "x", "name": " ", "members": [], "created_on": "2025-02-25"}),
        json!({"kind": "list", "id": "x", "name": "No day", "members": [], "created_on": "2025-02-30"}),
        json!({"kind": "list", "id": "x", "name": "Bad", "members": [{"id": 1}], "created_on": "2025-02-25"}),
        json!({"kind": "note", "client": "x", "text": "", "changed_on": "2025-02-25"}),
        json!({"kind": "report", "id": "x", "name": "Pie", "description": "", "chart": "pie", "query": "", "created_on": "2025-02-25"}),
        json!({"kind": "note", "client": "__proto__", "text": "<b>", "changed_on": "2025-02-25", "more": 1}),
    ]);
    let mut here = Library::default();
    assert_eq!(here.restore(&file.to_string()), Ok(restored(8, 0, 0, 10)));
    assert_eq!(here.note("__proto__").unwrap().text, "<b>");
}

#[test]
fn what_is_no_backup_changes_nothing() {
    let cut = &library().backup()[..100];
    for (text, failure) in [
        ("", RestoreFailure::NoBackup),
        (cut, RestoreFailure::NoBackup),
        ("[]", RestoreFailure::NoBackup),
        (r#"{"format": "tierwise/1"}"#, RestoreFailure::NoBackup),
        (
            r#"{"format": "tierwise-library/", "entries": []}"#,
            RestoreFailure::NoBackup,
        ),
        (
            r#"{"format": "tierwise-library/1"}"#,
            RestoreFailure::NoBackup,
        ),
        (
            r#"{"format": "tierwise-library/2", "entries": []}"#,
            RestoreFailure::Newer("tierwise-library/2".to_owned()),
        ),
        (
            &" ".repeat(LARGEST + 1),
            RestoreFailure::TooLarge(LARGEST + 1),
        ),
        (&"[".repeat(100_000), RestoreFailure::NoBackup),
    ] {
        let mut library = library();
        assert_eq!(library.restore(text), Err(failure));
        assert_eq!(library, self::library());
    }
}

/// Any JSON, with the words of the format among its keys and texts.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("board".to_owned()),
        Just("list".to_owned()),
        Just("note".to_owned()),
        Just("report".to_owned()),
        Just("id".to_owned()),
        Just("kind".to_owned()),
        Just("name".to_owned()),
        Just("client".to_owned()),
        Just("members".to_owned()),
        Just("query".to_owned()),
        Just("tiles".to_owned()),
        Just("half".to_owned()),
        Just("2025-02-25".to_owned()),
        Just("__proto__".to_owned()),
        ".{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        word.clone().prop_map(Value::String),
    ];
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::btree_map(word.clone(), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// An entry that can be read, mostly: few ids and names, so that they meet.
fn any_entry() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec!["list", "report", "note", "quote", "board"]);
    let members = prop::collection::vec("[a-c]", 0..4);
    (kind, "[a-d]{0,1}", "[ab]( \\([0-3]?\\))?", members, any::<bool>()).prop_map(
        |(kind, id, name, members, active)| {
            let mut entry = json!({
                "kind": kind, "id": id, "client": id, "name": name, "text": name, "description": name,
                "chart": "line", "query": "q", "day": null,
                "lines": members.iter().map(|_| json!({
                    "amount": "1234.50", "currency": "EUR", "market": "IN", "deal_type": "partner_sourced", "managed": active, "other_partners": 1
                })).collect::<Vec<_>>(), "created_on": "2025-02-25", "changed_on": "2025-02-25",
                "tiles": members.iter().map(|id| json!({"report": id, "width": "whole"})).collect::<Vec<_>>(),
            });
            if !active {
                entry["members"] = members.iter().map(|id| json!({"id": id, "name": id})).collect();
            }
            entry
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_survived(entries in prop::collection::vec(any_json(), 0..6), text in ".*") {
        let mut library = library();
        let _ = library.restore(&text);
        let file = json!({"format": "tierwise-library/1", "entries": entries});
        let restored = library.restore(&file.to_string()).unwrap();
        let Restored { added, replaced, unchanged, left_out } = restored;
        prop_assert_eq!(added + replaced + unchanged + left_out, entries.len());
        let texts: Vec<_> = entries.iter().map(Value::to_string).collect();
        let _ = Library::from_kept(texts.iter().map(String::as_str));
    }

    #[test]
    fn a_restored_backup_is_restored(
        before in prop::collection::vec(any_entry(), 0..12),
        entries in prop::collection::vec(any_entry(), 0..12),
    ) {
        let file = |entries| json!({"format": "tierwise-library/1", "entries": entries}).to_string();
        let mut library = Library::default();
        library.restore(&file(before)).unwrap();
        let had: Vec<_> = library.lists().map(|list| list.id.clone()).collect();
        library.restore(&file(entries)).unwrap();
        prop_assert!(had.iter().all(|id| library.list(id).is_some()), "nothing is lost");
        let mut names: Vec<_> = library.lists().map(|list| list.name.to_lowercase()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), count, "names are unique");
        let mut again = Library::default();
        again.restore(&library.backup()).unwrap();
        prop_assert_eq!(again, library);
    }
}
