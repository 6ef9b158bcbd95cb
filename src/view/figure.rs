//! A figure as the page shows it: readable by people, and exact for everybody else.
//!
//! Every figure becomes `<data data-figure="KEY" value="EXACT">text</data>` (partner-data.md): the value is unrounded, the
//! text is rounded and in the user's language. What the data cannot give has an empty value and says so.

use super::{
    Locale,
    format::{self, PLACES, rounded},
};
use crate::model::currency::Currency;
use rust_decimal::Decimal;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureView {
    /// The key of partner-data.md, such as `program.total_points`.
    pub key: &'static str,
    /// The exact value; empty where the data cannot give it.
    pub value: String,
    /// What people read.
    pub text: String,
    /// The currency of `value`, where it is money.
    pub currency: Option<Currency>,
    /// The client's id, for a client's own figures.
    pub client: Option<String>,
}

impl FigureView {
    /// A figure of any kind: an exact value and its text, or the words "not in this data".
    pub fn new(locale: Locale, key: &'static str, shown: Option<(String, String)>) -> Self {
        let (value, text) = shown.unwrap_or_else(|| (String::new(), locale.words.not_in_data()));
        Self {
            key,
            value,
            text,
            currency: None,
            client: None,
        }
    }

    /// The same as the figure of a client.
    #[must_use]
    pub fn of(self, client: &str) -> Self {
        Self {
            client: Some(client.to_owned()),
            ..self
        }
    }

    /// Money in any currency.
    pub fn money(locale: Locale, key: &'static str, amount: Option<(Decimal, Currency)>) -> Self {
        let text = |(amount, currency)| locale.format.money(rounded(amount, PLACES), currency);
        Self {
            currency: amount.map(|(_, currency)| currency),
            ..Self::new(
                locale,
                key,
                amount.map(|money| (exact(money.0), text(money))),
            )
        }
    }

    /// How many.
    pub fn count(locale: Locale, key: &'static str, count: Option<usize>) -> Self {
        Self::points(locale, key, count.map(Decimal::from))
    }

    /// Points.
    pub fn points(locale: Locale, key: &'static str, points: Option<Decimal>) -> Self {
        Self::new(
            locale,
            key,
            points.map(|points| (exact(points), format::points(locale.format, points))),
        )
    }

    /// Money in USD.
    pub fn usd(locale: Locale, key: &'static str, amount: Option<Decimal>) -> Self {
        Self {
            currency: Some(Currency::USD),
            ..Self::money(locale, key, amount.map(|amount| (amount, Currency::USD)))
        }
    }

    /// A fraction, shown as a percentage.
    pub fn fraction(locale: Locale, key: &'static str, fraction: Option<Decimal>) -> Self {
        Self::new(
            locale,
            key,
            fraction.map(|fraction| (exact(fraction), locale.format.percent(rounded(fraction, 3)))),
        )
    }

    /// Whether the data cannot give it.
    pub fn is_missing(&self) -> bool {
        self.value.is_empty()
    }
}

/// The exact value as text: plain digits, no trailing zeros, no "-0".
pub(super) fn exact(number: Decimal) -> String {
    number.normalize().to_string()
}
