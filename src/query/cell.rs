//! One value of a table: what a report shows, sorts, filters and exports.
//!
//! Problem: a table that holds texts cannot be sorted by amount, and an export of texts has no numbers. Idea: cells keep the
//! exact value and its kind; only the view turns them into words.

use crate::model::currency::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not in the data, or not applicable to this row.
    Missing,
    /// Words: a name, an id, a choice.
    Text(String),
    /// Points, counts, multipliers: unrounded.
    Number(Decimal),
    /// An amount in its own currency, unrounded.
    Money(Decimal, Currency),
    /// A fraction, shown as a percentage: `0.914` is 91.4 %.
    Fraction(Decimal),
    /// A day.
    Day(NaiveDate),
}
