//! The vendor's own points over time: on every day the same as the standing of that day, and as a plain count gives.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/random_book.rs"]
mod random_book;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::json;
use std::{fs, path::Path, sync::LazyLock};
use tierwise::{
    engine::{
        ledger::Ledger,
        standing::{self, Standing},
        vendor,
    },
    ingest,
    model::book::Book,
    query::report::earliest,
    rules::{self, Rules},
};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/rules/hubspot-solutions.json");
    rules::load(&fs::read(path).unwrap(), &[]).unwrap().0
});

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

fn book() -> Book {
    let document = json!({
        "format": "tierwise/1", "as_of": "2025-06-30",
        "clients": [{ "id": "a" }, { "id": "b" }],
        "reported": {
            "clients": [{ "client": "a", "sold_points": "50", "managed_points": "10" }, { "client": "b", "managed_points": "7" }],
            "history": [
                { "on": "2025-05-01", "client": "a", "sold_points": "50", "managed_points": "10" },
                { "on": "2025-03-01", "client": "a", "sold_points": "40" },
                { "on": "2025-04-10", "client": "b", "managed_points": "9.5" },
                { "on": "2025-06-01", "client": "b", "managed_points": "7" },
            ],
        },
    });
    ingest::read(document.to_string().as_bytes(), day("1999-12-31"))
        .unwrap()
        .book
}

fn points(standing: &Standing) -> [Option<Decimal>; 3] {
    [&standing.sold, &standing.managed, &standing.total].map(|figure| {
        assert!(!figure.computed);
        figure.value
    })
}

#[test]
fn the_points_of_a_past_day_are_those_that_the_history_gives() {
    let book = book();
    for (on, expected) in [
        ("2025-02-28", [None, None, None]),
        ("2025-03-01", [number("40"), None, None]),
        ("2025-04-10", [number("40"), number("9.5"), number("49.5")]),
        ("2025-05-31", [number("50"), number("19.5"), number("69.5")]),
        ("2025-06-01", [number("50"), number("17"), number("67")]),
        ("2025-06-30", [number("50"), number("17"), number("67")]),
        ("2025-07-01", [None, None, None]),
    ] {
        let standing = standing::run(&book, &RULES, day(on));
        assert_eq!(points(&standing), expected, "{on}");
        assert_eq!(
            vendor::course(&book, &[day(on)]).unwrap(),
            [expected],
            "{on}"
        );
    }
    let april = standing::run(&book, &RULES, day("2025-04-10"));
    assert_eq!(april.clients[0].sold, number("40"));
    assert_eq!(april.clients[1].managed, number("9.5"));
    let ledger = Ledger::new(&book, &RULES);
    assert_eq!(earliest(&book, &ledger), day("2025-03-01"));
}

#[test]
fn on_a_past_day_a_history_corrects_nothing_that_is_computed() {
    let mut book = book();
    book.sales = Some(Vec::new());
    let standing = standing::run(&book, &RULES, day("2025-04-10"));
    assert_eq!(
        (standing.sold.value, standing.sold.reported),
        (number("0"), None)
    );
    assert_eq!(
        standing.managed.value,
        number("9.5"),
        "that is not computed"
    );
    let today = standing::run(&book, &RULES, book.as_of);
    assert_eq!(today.sold.reported, number("50"));
}

proptest! {
    #[test]
    fn the_course_in_one_go_is_that_of_each_day(seed in any::<u64>(), size in 0usize..25) {
        let mut book = ingest::read(random_book(seed, size).to_string().as_bytes(), day("2025-11-26")).unwrap().book;
        (book.sales, book.managed) = (None, None);
        let days: Vec<NaiveDate> = (0..20).rev().map(|back| book.as_of - Days::new(back * 47)).collect();
        let course = vendor::course(&book, &days).unwrap();
        for (on, points) in days.into_iter().zip(course) {
            let standing = standing::run(&book, &RULES, on);
            prop_assert_eq!([standing.sold.value, standing.managed.value], [points[0], points[1]], "{}", on);
            // Where the vendor gives no total, the standing adds what it gives of both.
            if points[2].is_some() || points[0].is_none() || points[1].is_none() {
                prop_assert_eq!(standing.total.value, points[2], "{}", on);
            }
        }
    }
}
