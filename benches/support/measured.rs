//! What is measured: one list of functions, called natively by `benches/engine.rs` and in the browser by
//! `src/bin/bench.rs`, so that both columns mean the same.

use super::{large_book::Size, points::Figures};
use chrono::NaiveDate;
use std::hint::black_box;
use tierwise::{
    engine::{
        commission::{Schedule, schedule},
        crediting::{Replay, replay},
        ledger::{Changes, Ledger},
        projection::{Left, projection},
        shared_selling::{self, SharedSelling},
        standing::{Standing, run_with},
    },
    ingest,
    model::{book::Book, exact::Overflow, period::months_before},
    rules::{self, Origin, Rules},
};

const RULES: &[u8] = include_bytes!("../../public/rules/hubspot-solutions.json");

/// A name and what is measured under it.
pub(crate) type Measure = (&'static str, fn(&Prepared));

/// Every measure. What it makes is dropped within: the page pays for that too.
pub(crate) const MEASURES: [Measure; 8] = [
    ("read", |book| drop(black_box(book.read()))),
    ("ledger", |book| drop(black_box(book.ledger()))),
    ("change of day", |book| {
        drop(black_box(book.change_of_day()))
    }),
    ("projection", |book| drop(black_box(book.projection()))),
    ("replay", |book| drop(black_box(book.replay()))),
    ("changes", |book| drop(black_box(book.changes()))),
    ("points", |book| drop(black_box(book.points()))),
    ("everything", |book| drop(black_box(book.everything()))),
];

/// The large book, read, with the rules and the ledger that the measures begin with.
pub(crate) struct Prepared {
    /// The text that the book was read from.
    pub(crate) text: String,
    pub(crate) book: Book,
    rules: Rules,
    ledger: Ledger,
}

impl Prepared {
    /// `None` where a record of the book could not be used: it would be another book that is measured.
    pub(crate) fn new(size: Size) -> Option<Self> {
        let text = size.book();
        let book = read(&text)?;
        let layers = [(Origin::Data, &book.program_rules)];
        let (rules, _) = rules::load(RULES, &layers).ok()?;
        let ledger = Ledger::new(&book, &rules);
        ledger.problems().is_empty().then_some(Self {
            text,
            book,
            rules,
            ledger,
        })
    }

    /// Bytes to book.
    pub(crate) fn read(&self) -> Option<Book> {
        read(&self.text)
    }

    /// A ledger, once per book and rules.
    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::new(&self.book, &self.rules)
    }

    /// Every figure of a day, the ledger being there: what a change of the date costs.
    pub(crate) fn change_of_day(&self) -> Standing {
        run_with(&self.ledger, &self.book, &self.rules, self.book.as_of)
    }

    /// What is left on every day of a year.
    pub(crate) fn projection(&self) -> Result<Vec<Left>, Overflow> {
        projection(&self.ledger, self.book.as_of)
    }

    /// The credited tier; a part of every day's figures.
    pub(crate) fn replay(&self) -> Option<Replay> {
        replay(&self.ledger, &self.book, &self.rules, self.book.as_of)
    }

    /// What came and went in half a year.
    pub(crate) fn changes(&self) -> Result<Changes, Overflow> {
        changes_of(&self.ledger, self.book.as_of)
    }

    /// The job that is measured beside plain JavaScript.
    pub(crate) fn points(&self) -> Option<Figures> {
        Figures::of(&self.book, &self.rules)
    }

    /// All that a new book costs: the ledger, the figures of the day, what changed in half a year and what is left of it in a
    /// year, shared deals, and the commission of three years to come.
    pub(crate) fn everything(&self) -> Everything {
        let day = self.book.as_of;
        let ledger = self.ledger();
        Everything {
            standing: run_with(&ledger, &self.book, &self.rules, day),
            changes: changes_of(&ledger, day),
            projection: projection(&ledger, day),
            shared: shared_selling::over(&self.book, months_before(day, 6).unwrap_or(day), day),
            schedule: schedule(&self.book, &self.rules, day, 12),
        }
    }
}

/// What a new book costs.
#[allow(dead_code, reason = "the benches only make it")]
pub(crate) struct Everything {
    pub(crate) standing: Standing,
    pub(crate) changes: Result<Changes, Overflow>,
    pub(crate) projection: Result<Vec<Left>, Overflow>,
    pub(crate) shared: Option<SharedSelling>,
    pub(crate) schedule: Result<Option<Schedule>, Overflow>,
}

fn changes_of(ledger: &Ledger, day: NaiveDate) -> Result<Changes, Overflow> {
    ledger.changes(months_before(day, 6).unwrap_or(day), day)
}

fn read(text: &str) -> Option<Book> {
    let read = ingest::read(text.as_bytes(), Default::default()).ok()?;
    read.diagnostics.is_empty().then_some(read.book)
}
