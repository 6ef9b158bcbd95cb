//! One value of a table: what a report shows, sorts, filters and exports.
//!
//! Problem: a table that holds texts cannot be sorted by amount, and an export of texts has no numbers. Idea: cells keep the
//! exact value and its kind; only the view turns them into words.

use crate::model::{choice::Choice, currency::Currency, period::parse_date};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not in the data, or not applicable to this row.
    Missing,
    /// Words: a name, an id.
    Text(String),
    /// The word of a choice; the view says it in the user's language.
    Word(&'static str),
    /// Points, counts, multipliers: unrounded.
    Number(Decimal),
    /// An amount in its own currency, unrounded.
    Money(Decimal, Currency),
    /// A fraction, shown as a percentage: `0.914` is 91.4 %.
    Fraction(Decimal),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// A text; missing where there is none.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// A choice; missing where there is none.
    pub fn word(choice: Option<impl Choice>) -> Self {
        choice.map_or(Self::Missing, |choice| Self::Word(choice.word()))
    }

    /// A number; missing where there is none.
    pub fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Missing, Self::Number)
    }

    /// An amount; missing where there is none, or no currency.
    pub fn money(amount: Option<Decimal>, currency: Option<Currency>) -> Self {
        match (amount, currency) {
            (Some(amount), Some(currency)) => Self::Money(amount, currency),
            _ => Self::Missing,
        }
    }

    /// A fraction; missing where there is none.
    pub fn fraction(fraction: Option<Decimal>) -> Self {
        fraction.map_or(Self::Missing, Self::Fraction)
    }

    /// A day; missing where there is none.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Missing, Self::Day)
    }

    /// The value as plain text: digits, ISO days, machine words; empty where it is missing. An amount is without its
    /// currency.
    pub fn plain(&self) -> String {
        match self {
            Self::Missing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Word(word) => (*word).to_owned(),
            Self::Number(number) | Self::Money(number, _) | Self::Fraction(number) => {
                number.normalize().to_string()
            }
            Self::Day(day) => day.to_string(),
        }
    }

    /// How this value stands to a text that somebody typed, as a number, a day or words; `None` where they cannot be compared.
    pub fn against(&self, text: &str) -> Option<std::cmp::Ordering> {
        match self {
            Self::Number(number) | Self::Money(number, _) | Self::Fraction(number) => {
                Decimal::from_str_exact(text)
                    .ok()
                    .map(|other| number.cmp(&other))
            }
            Self::Day(day) => parse_date(text).map(|other| day.cmp(&other)),
            // So that months and quarters, which are texts, have a before and an after.
            Self::Text(own) => Some(own.as_str().cmp(text)),
            Self::Missing | Self::Word(_) => None,
        }
    }
}
