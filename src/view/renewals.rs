//! Upcoming renewals: the first rows of their report, and what they are sorted by.

use super::{
    Locale,
    report::{self, ReportView},
};
use crate::{
    model::{book::Book, choice::Choice},
    query::{
        renewals::{Order, Priority},
        report::Report,
    },
    rules::Rules,
    words::Words,
};
use rust_decimal::Decimal;

/// Days before a renewal in which it is marked (domain.md 6).
const SOON: u32 = 90;
/// Rows that the section shows; the dialog has all.
const FIRST: usize = 10;

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalsView {
    /// The first rows; without sums, which would be of all.
    pub table: ReportView,
    /// How many rows there are of how many; nothing where there is none.
    pub shown: Option<String>,
    /// That amounts are compared across currencies, where there are several.
    pub note: Option<String>,
}

/// The section for the renewals' report.
pub fn renewals(report: &Report, book: &Book, rules: &Rules, locale: Locale) -> RenewalsView {
    let words = locale.words;
    let mut table = report::view(report, book, rules, locale).first(FIRST);
    // Changes of many clients in one sum would hide each of them.
    table.totals.clear();
    if report.is_in_data() {
        table.empty = table.empty.map(|_| words.renewals_none());
    }
    let number = |count: usize| locale.format.number(count.into());
    let (some, all) = (table.rows.len(), table.count);
    let mut currencies = book.renewals.iter().flatten();
    let first = currencies.find_map(|renewal| renewal.currency);
    let mixed = currencies
        .filter_map(|renewal| renewal.currency)
        .any(|other| Some(other) != first);
    RenewalsView {
        table,
        shown: (all != 0).then(|| words.report_rows(all, number(some), number(all))),
        note: mixed.then(|| words.renewals_units()),
    }
}

/// The choices of "Prioritise by": words and names, and one without a word where a column of the table decides.
pub fn priorities(order: Order, words: &Words) -> Vec<(String, String)> {
    let name = |priority: Priority| match priority {
        Priority::Soonest => words.renewals_soonest(),
        Priority::Loss => words.renewals_loss(),
        Priority::Gain => words.renewals_gain(),
    };
    let by_column = match Priority::of(order) {
        Some(_) => None,
        None => Some((String::new(), words.renewals_by_column())),
    };
    let priorities = Priority::ALL.iter();
    priorities
        .map(|priority| (priority.word().to_owned(), name(*priority)))
        .chain(by_column)
        .collect()
}

/// What a renewal in so many days deserves, in a word: a look.
pub fn mark(days: Decimal, words: &Words) -> Option<String> {
    match days {
        days if days < Decimal::ZERO => Some(words.renewal_overdue()),
        days if days <= SOON.into() => Some(words.renewal_soon()),
        _ => None,
    }
}
