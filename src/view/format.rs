//! How numbers, money and dates are written.
//!
//! Formats take decimals and never floats. Figures are rounded here and nowhere else, once, half away from zero.

use crate::model::{
    currency::{Country, Currency},
    period::Month,
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// Decimal places of points and money on the page.
pub const PLACES: u32 = 2;

/// A language's way to write values. The numbers come in rounded.
pub trait Format {
    /// A number with its own decimal places.
    fn number(&self, number: Decimal) -> String;
    /// An amount of money.
    fn money(&self, amount: Decimal, currency: Currency) -> String;
    /// A fraction as a percentage with one place: 0.914 as 91.4 %.
    fn percent(&self, fraction: Decimal) -> String;
    /// A day.
    fn date(&self, day: NaiveDate) -> String;
    /// A day without its year, as short as it goes: on a chart.
    fn short_day(&self, day: NaiveDate) -> String;
    /// The month of a day, with its year.
    fn month(&self, day: NaiveDate) -> String;
    /// Puts names in order.
    fn sort(&self, names: &mut Vec<String>);
    /// What stands between units and decimals when people type a number.
    fn decimal_mark(&self) -> char;
    /// What stands between thousands.
    fn group_mark(&self) -> char;
    /// Whether two names are the same to people, who leave out capitals and accents.
    fn same(&self, name: &str, typed: &str) -> bool {
        name.eq_ignore_ascii_case(typed)
    }
    /// The name of a country; its code where there is none.
    fn country(&self, country: Country) -> String {
        country.to_string()
    }
    /// The name of a currency; its code where there is none.
    fn currency(&self, currency: Currency) -> String {
        currency.to_string()
    }
}

/// Rounds for display: the one place where a figure loses digits.
pub fn rounded(number: Decimal, places: u32) -> Decimal {
    number
        .round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// Points, rounded to two places.
pub fn points(format: &dyn Format, points: Decimal) -> String {
    format.number(rounded(points, PLACES))
}

/// A number as people type it in their language; `None` where it is none. Groups of digits are not read: "1,234" may be either.
pub fn typed_number(text: &str, format: &dyn Format) -> Option<Decimal> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = digits.replace('−', "-");
    let digits = if format.decimal_mark() == ',' && !digits.contains('.') {
        digits.replace(',', ".")
    } else {
        digits
    };
    let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
    let plain = unsigned.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    Decimal::from_str_exact(&digits).ok().filter(|_| plain)
}

/// A size in megabytes, for people.
pub fn megabytes(format: &dyn Format, bytes: u64) -> String {
    let megabytes = Decimal::from(bytes)
        .checked_div(Decimal::from(1024 * 1024))
        .unwrap_or_default();
    format.number(rounded(megabytes, 1))
}

/// A format without a browser: digits as they are, ISO dates, names by their letters' codes. For native tests and tools.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Format for Plain {
    fn number(&self, number: Decimal) -> String {
        number.to_string()
    }

    fn money(&self, amount: Decimal, currency: Currency) -> String {
        format!("{currency} {amount:.2}")
    }

    fn percent(&self, fraction: Decimal) -> String {
        let percent = fraction
            .checked_mul(Decimal::ONE_HUNDRED)
            .unwrap_or_default();
        format!("{}%", rounded(percent, 1))
    }

    fn date(&self, day: NaiveDate) -> String {
        day.to_string()
    }

    fn short_day(&self, day: NaiveDate) -> String {
        let day = day.to_string();
        day.split_once('-')
            .map_or(day.clone(), |(_, day)| day.to_owned())
    }

    fn month(&self, day: NaiveDate) -> String {
        Month::of(day).to_string()
    }

    fn sort(&self, names: &mut Vec<String>) {
        names.sort();
    }

    fn decimal_mark(&self) -> char {
        '.'
    }

    fn group_mark(&self) -> char {
        ','
    }
}

/// Plain, with a language's two marks: what a number is read by.
#[cfg(test)]
pub(super) struct Marks {
    pub(super) decimal: char,
    pub(super) group: char,
}

#[cfg(test)]
impl Format for Marks {
    fn number(&self, number: Decimal) -> String {
        Plain.number(number)
    }
    fn money(&self, amount: Decimal, currency: Currency) -> String {
        Plain.money(amount, currency)
    }
    fn percent(&self, fraction: Decimal) -> String {
        Plain.percent(fraction)
    }
    fn date(&self, day: NaiveDate) -> String {
        Plain.date(day)
    }
    fn short_day(&self, day: NaiveDate) -> String {
        Plain.short_day(day)
    }
    fn month(&self, day: NaiveDate) -> String {
        Plain.month(day)
    }
    fn sort(&self, names: &mut Vec<String>) {
        Plain.sort(names);
    }
    fn decimal_mark(&self) -> char {
        self.decimal
    }
    fn group_mark(&self) -> char {
        self.group
    }
}
