//! What changed between two snapshots: the law of the totals on random pairs, and hand-made cases for clients and fields.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/random_book.rs"]
mod random_book;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{fs, sync::LazyLock};
use tierwise::{
    engine::{
        ledger::Ledger,
        standing::{Standing, run_with},
    },
    ingest,
    model::{book::Book, period::parse_date},
    query::{
        cell::Cell,
        compare::{By, CompareQuery, Fate, Field, Only, Pair, Side, clients, course},
        sheet,
    },
    rules::{self, Rules},
    view::{
        Locale,
        compare::{Comparison, Computed},
        format::Plain,
    },
    words::{Language, Words},
};

static RULES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read(format!("{root}/public/rules/hubspot-solutions.json")).unwrap()
});

fn rules() -> Rules {
    rules::load(&RULES, &[]).unwrap().0
}

fn book(document: &Value) -> Book {
    let today = parse_date("2026-01-01").unwrap();
    let read = ingest::read(document.to_string().as_bytes(), today);
    read.unwrap().book
}

/// A book with everything that a side needs.
struct Whole(Book, Ledger, Standing);

impl Whole {
    fn of(book: Book) -> Self {
        let rules = rules();
        let ledger = Ledger::new(&book, &rules);
        let standing = run_with(&ledger, &book, &rules, book.as_of);
        Self(book, ledger, standing)
    }

    fn side(&self) -> Side<'_> {
        Side {
            book: &self.0,
            ledger: &self.1,
            standing: &self.2,
        }
    }
}

fn pair<'a>(before: &'a Whole, after: &'a Whole) -> Pair<Side<'a>> {
    Pair {
        before: before.side(),
        after: after.side(),
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..2200).prop_map(|days| parse_date("2021-06-01").unwrap() + Days::new(days))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    /// The same records on two days: what is shown as the difference is what the section of tier point changes shows for the
    /// days between, and nothing was restated.
    #[test]
    fn the_same_book_on_two_days_differs_by_the_points_changes(seed: u64, size in 0usize..40, day in any_day(), days in 0u64..700) {
        let mut earlier = book(&random_book(seed, size));
        let mut later = earlier.clone();
        // The vendor's own figures are those of one day.
        (earlier.reported, later.reported) = (None, None);
        (earlier.as_of, later.as_of) = (day, day + Days::new(days));
        let (before, after) = (Whole::of(earlier), Whole::of(later));
        let Some(course) = course(pair(&before, &after)) else {
            prop_assert!(!before.2.total.computed || !after.2.total.computed);
            return Ok(());
        };
        prop_assert_eq!(course.restated, Decimal::ZERO);
        prop_assert_eq!(course.changes, course.difference);
        let mut net = Decimal::ZERO;
        if days > 0 {
            let changes = after.1.changes(day + Days::new(1), day + Days::new(days)).unwrap();
            let value = |sum: &tierwise::model::exact::Exact| sum.value().unwrap();
            net = value(&changes.new_sold) + value(&changes.new_managed) - value(&changes.lost_sold) - value(&changes.lost_managed);
        }
        let between = after.2.total.value.unwrap() - before.2.total.value.unwrap();
        // Each of these was rounded to 20 places by itself.
        let close = |a: Decimal, b: Decimal| (a - b).abs() < Decimal::new(1, 15);
        prop_assert!(close(net, course.changes), "{} {}", net, course.changes);
        prop_assert!(close(between, course.difference), "{} {}", between, course.difference);
        // Client by client it comes to the same.
        let sum: Decimal = clients(pair(&before, &after)).iter().filter_map(|client| client.difference(client.total)).sum();
        prop_assert!(close(sum, course.difference), "{} {}", sum, course.difference);
    }

    /// Any two books: the two parts are the whole, and every client is there once.
    #[test]
    fn the_parts_are_the_difference(seeds: (u64, u64), sizes in (0usize..30, 0usize..30)) {
        let (before, after) = (Whole::of(book(&random_book(seeds.0, sizes.0))), Whole::of(book(&random_book(seeds.1, sizes.1))));
        if let Some(course) = course(pair(&before, &after)) {
            let off = (course.changes + course.restated - course.difference).abs();
            prop_assert!(off < Decimal::new(1, 15), "{:?}", course);
        }
        let changes = clients(pair(&before, &after));
        let mut ids: Vec<&str> = changes.iter().map(|client| client.id.as_str()).collect();
        let mut expected: Vec<&str> = before.0.clients.iter().chain(&after.0.clients).map(|client| client.id.as_str()).collect();
        ids.sort_unstable();
        expected.sort_unstable();
        expected.dedup();
        prop_assert_eq!(ids, expected);
        let none = CompareQuery { only: Only::All, ..CompareQuery::default() };
        prop_assert_eq!(none.chosen(&changes, &|names| names.sort()).len(), changes.len());
    }

    /// A snapshot beside itself: nothing changed.
    #[test]
    fn nothing_changed_since_itself(seed: u64, size in 0usize..40) {
        let same = Whole::of(book(&random_book(seed, size)));
        let changes = clients(pair(&same, &same));
        let changed = CompareQuery::default().chosen(&changes, &|names| names.sort());
        prop_assert!(changed.is_empty());
    }
}

fn client(id: &str, name: &str, owner: &str, products: &[&str]) -> Value {
    json!({"id": id, "name": name, "owner": owner, "products": products, "market": "standard", "country": "US"})
}

fn sale(id: &str, client: &str, mrr: u32, closed_on: &str) -> Value {
    json!({"id": id, "client": client, "deal_type": "partner_sourced", "mrr": mrr.to_string(), "currency": "USD", "closed_on": closed_on})
}

/// Two months of an agency: Ada stays as she is, Bea gets another owner and a sale, Cleo is lost, Dora is new. A sale of
/// Ada's from before the first day is known only in the second file.
fn months() -> (Value, Value) {
    let before = json!({
        "format": "tierwise/1", "as_of": "2025-01-31", "partner": {"hub_id": "1", "credited_tier": {"tier": "gold"}},
        "clients": [client("a", "Ada", "Ana", &["X", "Y"]), client("b", "Bea", "Ana", &[]), client("c", "Cleo", "Ben", &[])],
        "sales": [sale("1", "a", 100, "2024-06-01"), sale("2", "c", 200, "2024-06-01")],
        "managed": [],
    });
    let after = json!({
        "format": "tierwise/1", "as_of": "2025-02-28", "partner": {"hub_id": "1", "credited_tier": {"tier": "platinum"}},
        "clients": [client("a", "Ada", "Ana", &["Y", "X"]), client("b", "Bea", "Ben", &[]), client("d", "Dora", "Ben", &[])],
        "sales": [sale("1", "a", 100, "2024-06-01"), sale("5", "a", 40, "2025-01-15"), sale("3", "b", 300, "2025-02-10"), sale("4", "d", 20, "2025-02-20")],
        "managed": [],
    });
    (before, after)
}

#[test]
fn clients_come_go_and_change() {
    let (before, after) = months();
    let (before, after) = (Whole::of(book(&before)), Whole::of(book(&after)));
    let changes = clients(pair(&before, &after));
    let told: Vec<_> = changes
        .iter()
        .map(|client| {
            let fields: Vec<Field> = client.fields.iter().map(|(field, _)| *field).collect();
            let difference = client
                .difference(client.total)
                .map(|d| d.normalize().to_string());
            (
                client.name.as_str(),
                client.fate,
                fields,
                difference.unwrap(),
            )
        })
        .collect();
    // 5 points for 100 USD of sourced MRR.
    assert_eq!(
        told,
        [
            ("Ada", Fate::Stayed, vec![], "2".to_owned()),
            ("Bea", Fate::Stayed, vec![Field::Owner], "15".to_owned()),
            ("Dora", Fate::New, vec![], "1".to_owned()),
            ("Cleo", Fate::Lost, vec![], "-10".to_owned()),
        ]
    );
    let owner = &changes[1].fields[0].1;
    assert_eq!(owner.before, Cell::Text("Ana".to_owned()));
    assert_eq!(owner.after, Cell::Text("Ben".to_owned()));

    let course = course(pair(&before, &after)).unwrap();
    // Bea's and Dora's sales began; of January the second file says 2 more of Ada and 10 less of Cleo.
    assert_eq!(course.changes, Decimal::from(16));
    assert_eq!(course.restated, Decimal::from(-8));
    assert_eq!(course.difference, Decimal::from(8));
    assert_eq!(
        tierwise::query::compare::course(pair(&after, &before)),
        None
    );
}

#[test]
fn filters_words_and_order() {
    let (before, after) = months();
    let (before, after) = (Whole::of(book(&before)), Whole::of(book(&after)));
    let changes = clients(pair(&before, &after));
    let names = |query: CompareQuery| -> Vec<String> {
        let chosen = query.chosen(&changes, &|names| names.sort());
        chosen.iter().map(|client| client.name.clone()).collect()
    };
    let only = |only| CompareQuery {
        only,
        ..CompareQuery::default()
    };
    let by = |by, descending| CompareQuery {
        by: (by, descending),
        ..CompareQuery::default()
    };
    let saying = |text: &str| CompareQuery {
        text: text.to_owned(),
        ..CompareQuery::default()
    };
    assert_eq!(
        names(CompareQuery::default()),
        ["Bea", "Ada", "Dora", "Cleo"]
    );
    assert_eq!(
        names(by(By::Difference, false)),
        ["Cleo", "Dora", "Ada", "Bea"]
    );
    assert_eq!(names(by(By::Client, true)), ["Dora", "Cleo", "Bea", "Ada"]);
    // Who was not there has no number before, and comes last either way.
    assert_eq!(names(by(By::Before, false)), ["Bea", "Ada", "Cleo", "Dora"]);
    assert_eq!(names(by(By::Before, true)), ["Cleo", "Ada", "Bea", "Dora"]);
    assert_eq!(names(only(Only::New)), ["Dora"]);
    assert_eq!(names(only(Only::Lost)), ["Cleo"]);
    assert_eq!(names(only(Only::Fields)), ["Bea"]);
    assert_eq!(
        names(saying("ana ben")),
        ["Bea"],
        "words of a changed field"
    );
    assert!(names(saying("nobody")).is_empty());
}

#[test]
fn a_comparison_in_words_and_as_a_file() {
    let (before, after) = months();
    let computed = |document: &Value| Computed::new(book(document), rules());
    let comparison = Comparison::of(&computed(&before), &computed(&after));
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    let summary = comparison.summary(locale);
    let value = |key: &str| {
        let rows = summary.rows.iter();
        let figures = rows.flat_map(|row| row.figures.iter().chain(&row.difference));
        let course = summary.course.iter().map(|(_, figure)| figure);
        let mut all = figures.chain(course);
        all.find(|figure| figure.key == key).unwrap().value.clone()
    };
    assert_eq!(value("compare.total.before"), "15");
    assert_eq!(value("compare.total.after"), "23");
    assert_eq!(value("compare.total.difference"), "8");
    assert_eq!(value("compare.changes"), "16");
    assert_eq!(value("compare.restated"), "-8");
    assert_eq!(value("compare.credited.before"), "gold");
    assert_eq!(value("compare.credited.after"), "platinum");
    assert_eq!(
        summary.counts,
        "1 new client · 1 lost client · 4 with other points · 1 with other fields"
    );
    let table = comparison.table(&CompareQuery::default(), 2, locale);
    assert_eq!(table.count, "4 of 4 clients");
    assert!(table.more && table.rows.len() == 2);
    assert_eq!(table.rows[0].fields, ["Owner: Ana → Ben"]);

    let snapshot = |json: &str| tierwise::query::history::Snapshot::from_text(json).unwrap();
    let one = snapshot(
        &fs::read_to_string(format!(
            "{}/tests/fixtures/versions/snapshot-1.json",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap(),
    );
    let only_lost = CompareQuery {
        only: Only::Lost,
        ..CompareQuery::default()
    };
    let workbook = comparison.workbook(
        &only_lost,
        (&one, &one),
        parse_date("2025-03-01").unwrap(),
        locale,
    );
    let csv = String::from_utf8(sheet::csv(&workbook.sheet)).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(
        lines,
        [
            "Id,Client,New or lost,Sold before,Sold after,Sold difference,Managed before,Managed after,Managed difference,Total before,Total after,Total difference,Other fields",
            "c,Cleo,Lost,10,,-10,0,,0,10,,-10,",
        ]
    );
}
