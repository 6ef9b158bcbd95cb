//! The points of a book from beginning to end: the job that `tests/bench/peers` does in plain JavaScript too.
//!
//! Problem: "the engine" and "the same in JavaScript" are only worth comparing if both come to the very same figures.
//! Idea: one job with a fixed list of figures, each a finished decimal, that both sides write down as the same lines of
//! text. It begins with a book that has been read, and what a figure does not need (tiers, retention, commission) is not
//! in it. The ledger also keeps why points come and go, which the peers do without.
//!
//! Example: the line `changes 12.5 3 0 1` is what came and went in half a year, sold and managed.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::fmt::Write;
use tierwise::{
    engine::{
        ledger::{Counting, Ledger, Points},
        projection::projection,
        sourced,
    },
    model::{
        book::Book,
        exact::{Overflow, value_of},
        period::months_before,
    },
    rules::Rules,
};

/// How many checkpoints back from the book's day: as far as the large book's sales go.
const CHECKPOINTS: u32 = 36;
/// The day of the month on which tiers are looked at.
const CHECKPOINT_DAY: u32 = 15;

/// Sold, sourced, managed and total points of a day.
type Sums = [Decimal; 4];

/// Every figure of the job.
pub(crate) struct Figures {
    day: Sums,
    /// Sourced MRR and sourced amount of twelve months, in USD.
    sourced: [Decimal; 2],
    /// Sold, managed and total points of each client, in the order of the book.
    clients: Vec<[Decimal; 3]>,
    /// New and lost sold points, new and lost managed points of half a year.
    changes: [Decimal; 4],
    /// Each checkpoint, of which the credited tier is made.
    checkpoints: Vec<Sums>,
    /// Each day of the year to come.
    projection: Vec<Sums>,
}

impl Figures {
    /// Does the job; `None` where a figure has too many digits or the book lacks a section.
    pub(crate) fn of(book: &Book, rules: &Rules) -> Option<Self> {
        let day = book.as_of;
        let ledger = Ledger::new(book, rules);
        let usd = |sum: Option<sourced::SourcedSum>| sum?.usd.value().ok();
        let clients = (0..book.clients.len()).map(|client| client_of(&ledger, client, day));
        let changes = ledger.changes(months_before(day, 6)?, day).ok()?;
        let checkpoints = ledger
            .series(&checkpoints(day), Counting::Everything)
            .ok()?;
        let projection = projection(&ledger, day).ok()?;
        Some(Self {
            day: sums(&ledger.on(day).ok()?).ok()?,
            sourced: [
                usd(sourced::mrr(book, rules, day))?,
                usd(sourced::amount(book, rules, day))?,
            ],
            clients: clients.collect::<Result<_, _>>().ok()?,
            changes: [
                changes.new_sold.value().ok()?,
                changes.lost_sold.value().ok()?,
                changes.new_managed.value().ok()?,
                changes.lost_managed.value().ok()?,
            ],
            checkpoints: checkpoints
                .iter()
                .map(sums)
                .collect::<Result<_, _>>()
                .ok()?,
            projection: projection
                .iter()
                .map(|left| sums(&left.points))
                .collect::<Result<_, _>>()
                .ok()?,
        })
    }

    /// A line for each group of figures: its name and the numbers, without trailing zeros.
    #[allow(dead_code, reason = "the native bench compares with nobody")]
    pub(crate) fn lines(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, figures: &[Decimal]| {
            text.push_str(name);
            for figure in figures {
                let _always_ok = write!(text, " {}", figure.normalize());
            }
            text.push('\n');
        };
        line("day", &self.day);
        line("sourced", &self.sourced);
        line("changes", &self.changes);
        self.checkpoints
            .iter()
            .for_each(|sums| line("checkpoint", sums));
        self.projection
            .iter()
            .for_each(|sums| line("projection", sums));
        self.clients.iter().for_each(|sums| line("client", sums));
        text
    }
}

fn sums(points: &Points) -> Result<Sums, Overflow> {
    Ok([
        value_of(&points.sold_tracks())?,
        points.sourced.value()?,
        points.managed.value()?,
        value_of(&points.tracks())?,
    ])
}

fn client_of(ledger: &Ledger, client: usize, day: NaiveDate) -> Result<[Decimal; 3], Overflow> {
    let points = ledger.of_client_on(client, day)?;
    Ok([
        value_of(&points.sold_tracks())?,
        points.managed.value()?,
        value_of(&points.tracks())?,
    ])
}

/// Oldest first.
fn checkpoints(day: NaiveDate) -> Vec<NaiveDate> {
    let months = (0..CHECKPOINTS).rev();
    let days = months.filter_map(|back| months_before(day, back)?.with_day(CHECKPOINT_DAY));
    days.filter(|checkpoint| *checkpoint <= day).collect()
}
