//! What the day on which a sale closed decides: the rules of its points, and when they expire.
//!
//! Problem: a book has 100,000 sales that closed on a thousand days. To look up the rules in force and to count twelve months
//! on the calendar for each sale took a tenth of the time of the ledger. Idea: what a day decides is kept, in a place that
//! follows from the day; where another day's lies, it is worked out and takes the place.
//!
//! Example: of the 90 sales of 2024-03-01, the first one works out that the points expire on 2025-03-01.

use crate::{
    model::period::{known_end, months_after},
    rules::{Rules, version::Version},
};
use chrono::{Datelike, NaiveDate};

/// Enough for the days of five years, each in a place of its own.
const PLACES: u32 = 2048;
/// The most days of a year.
const YEAR: u32 = 366;

/// What a day decides.
#[derive(Clone, Copy)]
pub(super) struct Closing<'a> {
    day: NaiveDate,
    /// The version of the rules in force, and its number.
    pub(super) version: (usize, &'a Version),
    /// The first day without the points, see [`known_end`].
    pub(super) expiry: NaiveDate,
}

/// What days have decided.
pub(super) struct Closings<'a> {
    rules: &'a Rules,
    kept: Vec<Closing<'a>>,
}

impl<'a> Closings<'a> {
    pub(super) fn new(rules: &'a Rules) -> Self {
        let last = decided(rules, NaiveDate::MAX);
        Self {
            rules,
            kept: (0..PLACES).map(|_| last).collect(),
        }
    }

    /// What a day decides.
    pub(super) fn on(&mut self, day: NaiveDate) -> Closing<'a> {
        let number = day.year().cast_unsigned().wrapping_mul(YEAR);
        let place = number.wrapping_add(day.ordinal()) % PLACES;
        let kept = usize::try_from(place).ok();
        match kept.and_then(|place| self.kept.get_mut(place)) {
            Some(kept) if kept.day == day => *kept,
            Some(kept) => {
                *kept = decided(self.rules, day);
                *kept
            }
            None => decided(self.rules, day),
        }
    }
}

fn decided(rules: &Rules, day: NaiveDate) -> Closing<'_> {
    let version = rules.numbered_on(day);
    let expiry = known_end(months_after(day, version.1.sold_points_lifetime_months));
    Closing {
        day,
        version,
        expiry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn a_day_decides_the_same_whatever_days_were_asked_before() {
        let rules = include_bytes!("../../public/rules/hubspot-solutions.json");
        let (rules, _) = rules::load(rules, &[]).unwrap();
        let mut closings = Closings::new(&rules);
        let day = |year, ordinal| NaiveDate::from_yo_opt(year, ordinal).unwrap();
        let years: Vec<i32> = (2018..2031).chain([9998, 9999, -44]).collect();
        let mut decides = |day: NaiveDate| {
            let Closing {
                version, expiry, ..
            } = closings.on(day);
            let (number, in_force) = rules.numbered_on(day);
            assert_eq!((version.0, &version.1.id), (number, &in_force.id), "{day}");
            let months = in_force.sold_points_lifetime_months;
            assert_eq!(expiry, known_end(months_after(day, months)), "{day}");
            expiry
        };
        // More years than there is room for, each of their days asked after those of the year before, and after itself.
        for year in years {
            for ordinal in 1..=365 {
                decides(day(year, ordinal));
                decides(day(year, ordinal));
            }
        }
        assert_eq!(decides(day(2024, 60)), day(2025, 59)); // 29 February
        assert_eq!(decides(day(9999, 1)), NaiveDate::MAX);
        assert_eq!(decides(NaiveDate::MAX), NaiveDate::MAX);
        assert_eq!(decides(NaiveDate::MIN), day(NaiveDate::MIN.year() + 1, 1));
    }
}
