//! What the readers of rates have in common: checking, keeping the last day of a month, counting.

use super::{super::MOST_DIAGNOSTICS, RatesRead};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic, Effect},
    exchange::{DayRates, RateFile, RateSource, usable},
    number,
    period::Month,
    table::Table,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One rate as it stands in a file.
pub(super) struct Quote<'a> {
    /// Its day.
    pub(super) day: NaiveDate,
    /// One of this currency …
    pub(super) base: Currency,
    /// … in this one …
    pub(super) currency: &'a str,
    /// … was worth so much: a plain decimal.
    pub(super) rate: &'a str,
}

/// A file as it is read.
pub(super) struct Sheet {
    source: RateSource,
    /// The last day so far of each month and base.
    tables: Vec<DayRates>,
    /// Where the table of a month and base is; in a list, where each line speaks for itself, of a currency too.
    places: BTreeMap<(Month, Currency, Option<Currency>), usize>,
    days: Vec<NaiveDate>,
    read: usize,
    left_out: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Sheet {
    pub(super) const fn new(source: RateSource) -> Self {
        Self {
            source,
            tables: Vec::new(),
            places: BTreeMap::new(),
            days: Vec::new(),
            read: 0,
            left_out: 0,
            diagnostics: Vec::new(),
        }
    }

    /// Takes a rate, or leaves it out and says why.
    pub(super) fn add(&mut self, quote: &Quote<'_>, place: &dyn Fn() -> String) {
        let checked = match Currency::parse(quote.currency) {
            None => Err((Code::BadCurrency, quote.currency)),
            Some(currency) => number::decimal(quote.rate)
                .and_then(usable)
                .map(|rate| (currency, rate))
                .map_err(|code| (code, quote.rate)),
        };
        match checked {
            // What one of a currency is worth in itself says nothing.
            Ok((currency, _)) if currency == quote.base => self.read += 1,
            Ok((currency, rate)) => {
                self.note_day(quote.day);
                let of_day = self.of_day(quote.day, quote.base, currency);
                let twice = of_day.is_some_and(|table| match table.rates.get(&currency) {
                    Some(_) => true,
                    None => {
                        table.rates.insert(currency, rate);
                        false
                    }
                });
                match twice {
                    true => self.leave_out(Code::DuplicateId, place, quote.currency),
                    false => self.read += 1,
                }
            }
            Err((code, found)) => self.leave_out(code, place, found),
        }
    }

    /// Leaves out a rate that never came to be one.
    pub(super) fn leave_out(&mut self, code: Code, place: &dyn Fn() -> String, found: &str) {
        self.left_out += 1;
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            let fault = Diagnostic::new(code, Effect::LeftOut, place(), found);
            self.diagnostics.push(fault);
        }
    }

    fn note_day(&mut self, day: NaiveDate) {
        if self.days.last() != Some(&day) {
            self.days.push(day);
        }
    }

    /// The table of a day and base; `None` where its month has a later day.
    fn of_day(
        &mut self,
        day: NaiveDate,
        base: Currency,
        currency: Currency,
    ) -> Option<&mut DayRates> {
        let own = (self.source == RateSource::List).then_some(currency);
        let next = self.tables.len();
        let key = (Month::of(day), base, own);
        let place = *self.places.entry(key).or_insert(next);
        let empty = DayRates {
            day,
            base,
            rates: Table::default(),
        };
        if place == next {
            self.tables.push(empty);
            return self.tables.last_mut();
        }
        let table = self.tables.get_mut(place)?;
        if table.day < day {
            *table = empty;
        }
        (table.day == day).then_some(table)
    }

    /// The file; refused where it has no rate.
    pub(super) fn finish(mut self, name: &str) -> Result<RatesRead, Vec<Diagnostic>> {
        self.days.sort_unstable();
        self.days.dedup();
        let (Some(&first), Some(&last)) = (self.days.first(), self.days.last()) else {
            let left_out = self.left_out.to_string();
            let refusal = Diagnostic::new(Code::NothingUsable, Effect::Refused, "", left_out);
            self.diagnostics.insert(0, refusal);
            return Err(self.diagnostics);
        };
        self.tables.sort_by_key(|table| (table.day, table.base));
        Ok(RatesRead {
            file: RateFile {
                source: self.source,
                name: name.to_owned(),
                first,
                last,
                days: self.days.len(),
                read: self.read,
                left_out: self.left_out,
                tables: self.tables,
            },
            diagnostics: self.diagnostics,
        })
    }
}
