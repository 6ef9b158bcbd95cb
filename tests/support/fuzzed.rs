//! What the fuzz targets do with arbitrary bytes, and `tests/crashers.rs` with every input that once broke them.
//!
//! Problem: "never panics, figures agree" is easily true of the books that people write. The ones that break it are made
//! of a 28-digit number, a day at the end of the calendar, a unit of a ten-millionth. Idea: a fuzzer looks for them, each
//! function here is one target, and what it finds stays as a file that is replayed natively, with no fuzzer, by the very
//! same function.
//!
//! Example: `data(b"{\"format\": \"tierwise/1\", \"as_of\": \"9999-12-31\"}")` returns; it panics where a law is broken.

#![allow(dead_code, reason = "each fuzz target uses one of the two")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a target fails by panicking"
)]

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use tierwise::{
    engine::{
        commission::{schedule, statements},
        explain::{Answer, Key, Question, explain},
        ledger::Ledger,
        projection::projection,
        reconcile::reconcile,
        shared_selling, standing,
    },
    ingest::{self, MOST_DIAGNOSTICS},
    model::{
        book::Book,
        diagnostic::Effect,
        exact::{Exact, Overflow},
    },
    rules::{self, Origin, Overrides, Rules},
};

const RULES: &[u8] = include_bytes!("../../public/rules/hubspot-solutions.json");
const BOOK: &[u8] = include_bytes!("../fixtures/own-small.json");

/// Bytes as the page reads them: a book or a refusal, the book's own rules laid over the programme's, every figure.
pub(crate) fn data(bytes: &[u8]) {
    match ingest::read(bytes, day(2026, 1, 1)) {
        Err(diagnostics) => {
            assert_eq!(diagnostics.first().map(|d| d.effect), Some(Effect::Refused));
        }
        Ok(read) => {
            assert!(read.diagnostics.len() <= MOST_DIAGNOSTICS);
            assert!(read.diagnostics.iter().all(|d| d.effect != Effect::Refused));
            compute(&read.book, &with_overrides(&read.book.program_rules));
        }
    }
}

/// Bytes as a rules file, and as rules that somebody typed, each with a book computed under them.
pub(crate) fn rules(bytes: &[u8]) {
    let book = ingest::read(BOOK, day(2026, 1, 1)).unwrap().book;
    if let Ok((rules, _)) = rules::load(bytes, &[]) {
        compute(&book, &rules);
    }
    if let Ok(overrides) = serde_json::from_slice(bytes) {
        compute(&book, &with_overrides(&overrides));
    }
}

/// The programme's rules, with the same part laid over them twice, as the data and the user may.
fn with_overrides(overrides: &Overrides) -> Rules {
    let layers = [(Origin::Data, overrides), (Origin::User, overrides)];
    rules::load(RULES, &layers)
        .expect("an override costs itself and never the file")
        .0
}

fn compute(book: &Book, rules: &Rules) {
    let ledger = Ledger::new(book, rules);
    for day in [book.as_of, later(book.as_of, 90), NaiveDate::MAX] {
        let standing = standing::run_with(&ledger, book, rules, day);
        assert_eq!(standing.clients.len(), book.clients.len());
        let _differences = reconcile(book, rules, &ledger, &standing);
        let range = (earlier(book.as_of, 30), book.as_of);
        explained(&Question {
            book,
            rules,
            ledger: &ledger,
            standing: &standing,
            goal: rules.programme.tiers.first().map(|tier| &tier.id),
            range,
            client: Some(0),
        });
    }
    let _money = (
        statements(book, rules, book.as_of),
        schedule(book, rules, book.as_of, 12),
        shared_selling::trend(book, earlier(book.as_of, 364), book.as_of),
        projection(&ledger, book.as_of),
    );
    let ranges = [
        (earlier(book.as_of, 364), book.as_of),
        (book.as_of, later(book.as_of, 90)),
        (day(2022, 7, 18), day(2030, 12, 31)),
        (day(1, 1, 1), day(9999, 12, 31)),
    ];
    for (first, last) in ranges {
        // Too many digits is an answer. Any other must add up.
        let _overflow = adds_up(&ledger, first, last);
    }
}

/// Every figure is what its explanation gives, to the last digit; too many digits are an answer here too.
fn explained(question: &Question) {
    for &key in Key::ALL {
        let explanation = explain(key, question);
        if let (Some(Answer::Number(value)), Ok(recombined)) =
            (&explanation.value, explanation.recombined())
        {
            assert_eq!(recombined, Some(*value), "{}", key.as_str());
        }
    }
}

/// Opening + new − lost = closing, to the last digit.
fn adds_up(ledger: &Ledger, first: NaiveDate, last: NaiveDate) -> Result<(), Overflow> {
    let opening = ledger.on(earlier(first, 1))?;
    let closing = ledger.on(last)?;
    let changes = ledger.changes(first, last)?;
    assert!(changes.new_managed.value()? >= Decimal::ZERO);
    assert!(changes.lost_managed.value()? >= Decimal::ZERO);
    for (opening, new, lost, closing) in [
        (
            opening.sold()?,
            &changes.new_sold,
            &changes.lost_sold,
            closing.sold()?,
        ),
        (
            opening.managed,
            &changes.new_managed,
            &changes.lost_managed,
            closing.managed,
        ),
    ] {
        let sum: Exact = opening.plus(new)?.minus(lost)?;
        assert_eq!(sum.value()?, closing.value()?, "from {first} to {last}");
    }
    Ok(())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).expect("a day")
}

fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).expect("a day")
}
