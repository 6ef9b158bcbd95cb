//! Exchange rates of month ends, as the user loads them.
//!
//! Problem: commissions are paid in one currency, converted at the market rate of the last day of each month (domain.md 4).
//! Nobody knows the rates of months to come, and the programme's fixed units are not market rates. Besides, a central bank
//! publishes what one euro is worth, and hardly anybody is paid from euros into dollars alone.
//!
//! Idea: a rate is only what a file says for the end of that very month; an amount without one stays in its own currency.
//! A file is tables: on a day, one of a base currency is worth so much of others. A table is of one source and one moment,
//! so two of its numbers may be set against each other, exactly, as a fraction: an amount / (base → from) × (base → to).
//! That is how the tables of central banks are used; it is always said ("through EUR"). Rates of different tables are never
//! mixed. A list of the user's own has no base: each line is one direction, and 1 / rate is not the rate of the other one,
//! for it may be what their bank pays.
//!
//! **The month's rate** is that of the last day in it on which the source published. It counts once the month is over for the
//! source: on its last weekday or later, or, where holidays end it earlier (Easter), up to [`HOLIDAYS`] days before its last day
//! if the source speaks of a later month too. A month that is still running has none.
//!
//! Example: with the ECB's table of 2025-01-31, EUR → USD 1.0393 and EUR → GBP 0.83608, 100 EUR of January are 103.93 USD and
//! 100 GBP are 100 / 0.83608 × 1.0393 USD; 100 EUR of February stay 100 EUR.

use super::{choice::choice, currency::Currency, diagnostic::Code, period::Month, table::Table};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Days that may lie between the last published day of a month and its last day: Good Friday to Easter Monday, and the day after.
const HOLIDAYS: u64 = 4;

/// Digits of a rate, and its decimal places: what crossing two of them leaves room for ([`super::exact::Ratio`]).
const DIGITS: u32 = 15;

choice! {
    /// Whose rates they are.
    RateSource {
        /// The European Central Bank.
        Ecb = "ecb",
        /// Open Exchange Rates.
        OpenExchangeRates = "open-exchange-rates",
        /// Frankfurter, or another service that answers like it.
        Frankfurter = "frankfurter",
        /// A list of the user's own.
        List = "list",
    }
}

/// What one of a base currency was worth on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRates {
    /// The day.
    pub day: NaiveDate,
    /// The base: one of it is worth the rates.
    pub base: Currency,
    /// By currency.
    pub rates: Table<Currency, Decimal>,
}

/// A file of rates: what of it can be a month's end, and what there was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFile {
    /// Whose rates they are.
    pub source: RateSource,
    /// The file's name.
    pub name: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How many days it has.
    pub days: usize,
    /// How many rates were read.
    pub read: usize,
    /// How many were left out.
    pub left_out: usize,
    /// The last day of every month and base, the earliest first.
    pub tables: Vec<DayRates>,
}

impl RateFile {
    /// Whether it has everything that an earlier file had: the same source, no fewer days, and at the end of each month no
    /// currency less.
    pub fn replaces(&self, other: &Self) -> bool {
        let of = |table: &DayRates| (Month::of(table.day), table.base);
        let mut own: BTreeMap<(Month, Currency), Vec<&DayRates>> = BTreeMap::new();
        for table in &self.tables {
            own.entry(of(table)).or_default().push(table);
        }
        let has = |old: &DayRates| {
            let new = own.get(&of(old)).map_or(&[][..], Vec::as_slice);
            old.rates.keys().all(|currency| {
                let mut new = new.iter();
                new.any(|new| new.day >= old.day && new.rates.contains_key(currency))
            })
        };
        self.source == other.source
            && self.first <= other.first
            && other.last <= self.last
            && other.days <= self.days
            && other.tables.iter().all(has)
    }
}

/// A rate that may be kept: positive, and with no more digits than can be computed with.
///
/// # Errors
/// [`Code::BadRange`], [`Code::TooManyDigits`].
pub fn usable(rate: Decimal) -> Result<Decimal, Code> {
    let rate = rate.normalize();
    if rate <= Decimal::ZERO {
        return Err(Code::BadRange);
    }
    let too_long = rate.mantissa() >= 10_i128.pow(DIGITS) || rate.scale() > DIGITS;
    if too_long {
        return Err(Code::TooManyDigits);
    }
    Ok(rate)
}

/// The rates of a month's end by one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthEnd {
    /// The month.
    pub month: Month,
    /// Whose rates they are.
    pub source: RateSource,
    /// The rates, and the day that they are of.
    pub table: DayRates,
}

/// How an amount of a month is converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Whose rate it is.
    pub source: RateSource,
    /// The day that it is of.
    pub day: NaiveDate,
    /// The currency that both numbers are of: one of it was worth [`Rate::from`] and [`Rate::to`].
    pub base: Currency,
    /// What one of the base was worth in the amount's currency: 1 where that is the base, and the rate is as stated.
    pub from: Decimal,
    /// What one of the base was worth in the currency wanted: 1 where that is the base, and the rate is turned round.
    pub to: Decimal,
}

/// The rates of month ends. Empty until the user loads some.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthEndRates {
    /// By month, the latest first; of one month the user's own list first, then the file that was loaded last.
    ends: Vec<MonthEnd>,
    /// The last days of months that are not over for their source: no rates, only worth naming.
    open: Vec<MonthEnd>,
}

impl MonthEndRates {
    /// The month ends of the files, in the order in which they were loaded: the last one wins.
    pub fn of(files: &[RateFile]) -> Self {
        let mut all: Vec<MonthEnd> = Vec::new();
        let mut places = BTreeMap::new();
        for file in files.iter().rev() {
            for table in &file.tables {
                let place = *places
                    .entry((file.source, table.base, table.day))
                    .or_insert(all.len());
                match all.get_mut(place) {
                    None => all.push(MonthEnd {
                        month: Month::of(table.day),
                        source: file.source,
                        table: table.clone(),
                    }),
                    // What was loaded last wins, and what it lacks is added.
                    Some(end) => {
                        for (currency, rate) in table.rates.iter() {
                            if !end.table.rates.contains_key(currency) {
                                end.table.rates.insert(*currency, *rate);
                            }
                        }
                    }
                }
            }
        }
        // Of one month the later day comes first: an earlier one counts for what that lacks. What was found first stays before
        // what has the same key.
        all.sort_by_key(|end| {
            let day = std::cmp::Reverse(end.table.day);
            let month = std::cmp::Reverse(end.month);
            (month, end.source != RateSource::List, day)
        });
        let latest = |end: &MonthEnd| {
            let same = files.iter().filter(|file| file.source == end.source);
            same.map(|file| file.last).max()
        };
        let (ends, open) = all
            .into_iter()
            .partition(|end| is_over(end.month, end.table.day, latest(end)));
        Self { ends, open }
    }

    /// Whether no month has rates.
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The month ends, the latest first.
    pub fn ends(&self) -> &[MonthEnd] {
        &self.ends
    }

    /// The last days of months that are not over for their source, the latest first.
    pub fn open(&self) -> &[MonthEnd] {
        &self.open
    }

    /// How an amount of a month is converted; `None` where no file says it, and where nothing is to convert. What is stated for
    /// that very direction comes before what goes through a table's base.
    pub fn rate(&self, month: Month, from: Currency, to: Currency) -> Option<Rate> {
        if from == to {
            return None;
        }
        let of_month = self.ends.iter().filter(|end| end.month == month);
        let rate = |end: &MonthEnd, from, to| Rate {
            source: end.source,
            day: end.table.day,
            base: end.table.base,
            from,
            to,
        };
        let stated = of_month.clone().find_map(|end| {
            let to = end.table.rates.get(&to).filter(|_| end.table.base == from);
            Some(rate(end, Decimal::ONE, *to?))
        });
        stated.or_else(|| {
            let mut tables = of_month.filter(|end| end.source != RateSource::List);
            tables.find_map(|end| {
                let of = |currency: Currency| match currency == end.table.base {
                    true => Some(Decimal::ONE),
                    false => end.table.rates.get(&currency).copied(),
                };
                Some(rate(end, of(from)?, of(to)?))
            })
        })
    }
}

/// Whether a month is over for a source that published last on `day` of it, and on `latest` at all.
fn is_over(month: Month, day: NaiveDate, latest: Option<NaiveDate>) -> bool {
    let last = month.last_day();
    let back = match last.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    let at_most_before = |days| {
        last.checked_sub_days(Days::new(days))
            .is_some_and(|then| day >= then)
    };
    at_most_before(back) || (at_most_before(HOLIDAYS) && latest.is_some_and(|latest| latest > last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::parse_date;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn table(day: &str, base: &str, rates: &[(&str, &str)]) -> DayRates {
        let mut table = DayRates {
            day: parse_date(day).unwrap(),
            base: currency(base),
            rates: Table::default(),
        };
        for (code, rate) in rates {
            table.rates.insert(currency(code), rate.parse().unwrap());
        }
        table
    }

    fn file(source: RateSource, tables: Vec<DayRates>) -> RateFile {
        let days = tables.iter().map(|table| table.day);
        RateFile {
            source,
            name: "rates".to_owned(),
            first: days.clone().min().unwrap(),
            last: days.max().unwrap(),
            days: tables.len(),
            read: 0,
            left_out: 0,
            tables,
        }
    }

    fn rate(files: &[RateFile], month: &str, from: &str, to: &str) -> Option<String> {
        let rates = MonthEndRates::of(files);
        let month = Month::parse(month).unwrap();
        let rate = rates.rate(month, currency(from), currency(to))?;
        let Rate {
            day,
            base,
            from,
            to,
            ..
        } = rate;
        Some(format!("/{from} ×{to}, {base} {day}"))
    }

    const ECB: RateSource = RateSource::Ecb;

    #[test]
    fn a_table_converts_through_its_base_and_a_list_as_it_states() {
        let rates: &[_] = &[("USD", "1.0393"), ("GBP", "0.83608")];
        let january = table("2025-01-31", "EUR", rates);
        let files = [file(ECB, vec![january.clone()])];
        let of = |from, to| rate(&files, "2025-01", from, to);
        assert_eq!(
            of("EUR", "USD").as_deref(),
            Some("/1 ×1.0393, EUR 2025-01-31")
        );
        assert_eq!(
            of("GBP", "USD").as_deref(),
            Some("/0.83608 ×1.0393, EUR 2025-01-31")
        );
        assert_eq!(
            of("USD", "EUR").as_deref(),
            Some("/1.0393 ×1, EUR 2025-01-31")
        );
        assert_eq!(of("USD", "USD"), None);
        assert_eq!(of("CHF", "USD"), None);
        assert_eq!(rate(&files, "2025-02", "EUR", "USD"), None, "another month");
        let list = [file(RateSource::List, vec![january])];
        let of = |from, to| rate(&list, "2025-01", from, to);
        assert!(of("EUR", "USD").is_some());
        assert_eq!(
            (of("USD", "EUR"), of("GBP", "USD")),
            (None, None),
            "only what is stated"
        );
    }

    #[test]
    fn two_tables_are_never_mixed() {
        let files = [file(
            ECB,
            vec![
                table("2025-01-31", "EUR", &[("USD", "1.04")]),
                table("2025-01-31", "CHF", &[("GBP", "0.89")]),
            ],
        )];
        assert_eq!(rate(&files, "2025-01", "GBP", "USD"), None);
    }

    #[test]
    fn a_month_counts_once_it_is_over_for_its_source() {
        let known = |days: &[&str], month| {
            let tables = days.iter().map(|day| table(day, "EUR", &[("USD", "1.1")]));
            rate(&[file(ECB, tables.collect())], month, "EUR", "USD").is_some()
        };
        assert!(known(&["2025-01-31"], "2025-01"), "the last day");
        assert!(
            known(&["2025-05-30"], "2025-05"),
            "a Friday before a weekend"
        );
        assert!(
            !known(&["2025-05-29"], "2025-05"),
            "the Thursday before: still running"
        );
        assert!(!known(&["2025-11-24"], "2025-11"), "running");
        assert!(
            known(&["2024-03-28", "2024-04-30"], "2024-03"),
            "Good Friday was the 29th"
        );
        assert!(
            !known(&["2024-03-28"], "2024-03"),
            "and nobody says that it is over"
        );
        assert!(
            !known(&["2024-03-15", "2024-04-30"], "2024-03"),
            "a gap is no month's end"
        );
    }

    #[test]
    fn what_was_loaded_last_wins_and_what_is_missing_is_added() {
        let first = table("2025-01-31", "EUR", &[("USD", "1.0"), ("GBP", "0.8")]);
        let second = table("2025-01-31", "EUR", &[("USD", "1.1")]);
        let files = [file(ECB, vec![first]), file(ECB, vec![second])];
        assert_eq!(
            rate(&files, "2025-01", "GBP", "USD").as_deref(),
            Some("/0.8 ×1.1, EUR 2025-01-31")
        );
        let own = table("2025-01-31", "EUR", &[("USD", "1.2")]);
        let with_list = [
            file(RateSource::List, vec![own]),
            files[0].clone(),
            files[1].clone(),
        ];
        assert_eq!(
            rate(&with_list, "2025-01", "EUR", "USD").as_deref(),
            Some("/1 ×1.2, EUR 2025-01-31")
        );
    }

    #[test]
    fn a_later_day_of_the_month_takes_nothing_from_other_currencies() {
        let friday = table("2025-08-29", "EUR", &[("USD", "1.1"), ("GBP", "0.8")]);
        let sunday = table("2025-08-31", "EUR", &[("USD", "1.2")]);
        let files = [file(ECB, vec![friday]), file(ECB, vec![sunday])];
        assert_eq!(
            rate(&files, "2025-08", "EUR", "USD").as_deref(),
            Some("/1 ×1.2, EUR 2025-08-31")
        );
        assert_eq!(
            rate(&files, "2025-08", "GBP", "USD").as_deref(),
            Some("/0.8 ×1.1, EUR 2025-08-29"),
            "two days are never mixed"
        );
    }

    #[test]
    fn a_file_replaces_no_other_currency() {
        let of = |code| file(ECB, vec![table("2025-01-31", "EUR", &[(code, "1")])]);
        assert!(of("USD").replaces(&of("USD")));
        assert!(!of("USD").replaces(&of("GBP")));
    }

    #[test]
    fn a_file_replaces_one_that_it_has_whole() {
        let short = file(ECB, vec![table("2025-01-31", "EUR", &[])]);
        let long = file(
            ECB,
            vec![
                table("2025-01-31", "EUR", &[]),
                table("2025-02-28", "EUR", &[]),
            ],
        );
        assert!(long.replaces(&short) && short.replaces(&short) && !short.replaces(&long));
        assert!(!file(RateSource::List, long.tables.clone()).replaces(&short));
    }

    #[test]
    fn a_rate_is_positive_and_short_enough_to_compute_with() {
        let check = |rate: &str| usable(rate.parse().unwrap()).map(|rate| rate.to_string());
        assert_eq!(check("1.0800"), Ok("1.08".to_owned()));
        assert_eq!(check("0"), Err(Code::BadRange));
        assert_eq!(check("-1.08"), Err(Code::BadRange));
        assert_eq!(
            check("0.123456789012345"),
            Ok("0.123456789012345".to_owned())
        );
        assert_eq!(check("0.1234567890123456"), Err(Code::TooManyDigits));
    }
}
