//! A range of days, as people choose it.
//!
//! Problem: "this quarter" means other days tomorrow, and an address that is sent to somebody must still mean the quarter. Idea:
//! a range is kept as it was chosen, a preset or two days, and becomes days only against the day of the data, which is the
//! page's "today". A week begins on Monday (ISO 8601); "this month" runs from its first day to today.
//!
//! Example: on data as of 2025-02-25, `last_30_days` is 2025-01-27 to 2025-02-25, and `last_quarter` 2024-10-01 to 2024-12-31.

use crate::model::{
    choice::choice,
    period::{Month, months_after, months_before, parse_date},
};
use chrono::{Datelike, Days, NaiveDate};

choice! {
    /// A range that follows the day of the data.
    Preset {
        /// The day itself.
        Today = "today",
        /// The day before.
        Yesterday = "yesterday",
        /// From Monday.
        ThisWeek = "this_week",
        /// Monday to Sunday before.
        LastWeek = "last_week",
        /// From the first of the month.
        ThisMonth = "this_month",
        /// The calendar month before.
        LastMonth = "last_month",
        /// From the first day of the quarter.
        ThisQuarter = "this_quarter",
        /// The calendar quarter before.
        LastQuarter = "last_quarter",
        /// From 1 January.
        ThisYear = "this_year",
        /// The calendar year before.
        LastYear = "last_year",
        /// Seven days, today included.
        Last7Days = "last_7_days",
        /// 30 days, today included.
        Last30Days = "last_30_days",
        /// 60 days, today included.
        Last60Days = "last_60_days",
        /// 90 days, today included.
        Last90Days = "last_90_days",
        /// 180 days, today included.
        Last180Days = "last_180_days",
        /// 365 days, today included.
        Last365Days = "last_365_days",
        /// From the first day that the data speaks of.
        All = "all",
    }
}

/// A range as it was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// It follows the day of the data.
    Preset(Preset),
    /// From one day to another, both included, the earlier first.
    Days(NaiveDate, NaiveDate),
}

impl Default for Range {
    fn default() -> Self {
        Self::Preset(Preset::Last90Days)
    }
}

impl Range {
    /// Two days in either order.
    pub fn of(a: NaiveDate, b: NaiveDate) -> Self {
        Self::Days(a.min(b), a.max(b))
    }

    /// Reads `last_90_days` or `2025-01-01..2025-02-25`.
    pub fn parse(word: &str) -> Option<Self> {
        match word.split_once("..") {
            Some((first, last)) => Some(Self::of(parse_date(first)?, parse_date(last)?)),
            None => Preset::parse(word).map(Self::Preset),
        }
    }

    /// The word that [`Range::parse`] reads.
    pub fn word(self) -> String {
        match self {
            Self::Preset(preset) => preset.as_str().to_owned(),
            Self::Days(first, last) => format!("{first}..{last}"),
        }
    }

    /// Its first and last day, both included. `earliest` is the first day that the data speaks of, for [`Preset::All`].
    pub fn days(self, today: NaiveDate, earliest: NaiveDate) -> (NaiveDate, NaiveDate) {
        let preset = match self {
            Self::Days(first, last) => return (first, last),
            Self::Preset(preset) => preset,
        };
        let back = |days: u64| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        let so_far = |first: NaiveDate| (first, today);
        // The span before one that begins on a day: it ends on the day before.
        let before = |begin: NaiveDate, first: Option<NaiveDate>| {
            let last = begin.pred_opt().unwrap_or(begin);
            (first.unwrap_or(last), last)
        };
        let monday = back(today.weekday().num_days_from_monday().into());
        let month = Month::of(today).first_day();
        let quarter = months_before(month, today.month0() % 3).unwrap_or(month);
        let year = months_before(month, today.month0()).unwrap_or(month);
        match preset {
            Preset::Today => so_far(today),
            Preset::Yesterday => (back(1), back(1)),
            Preset::ThisWeek => so_far(monday),
            Preset::LastWeek => before(monday, monday.checked_sub_days(Days::new(7))),
            Preset::ThisMonth => so_far(month),
            Preset::LastMonth => before(month, months_before(month, 1)),
            Preset::ThisQuarter => so_far(quarter),
            Preset::LastQuarter => before(quarter, months_before(quarter, 3)),
            Preset::ThisYear => so_far(year),
            Preset::LastYear => before(year, months_before(year, 12)),
            Preset::Last7Days => so_far(back(6)),
            Preset::Last30Days => so_far(back(29)),
            Preset::Last60Days => so_far(back(59)),
            Preset::Last90Days => so_far(back(89)),
            Preset::Last180Days => so_far(back(179)),
            Preset::Last365Days => so_far(back(364)),
            Preset::All => so_far(earliest.min(today)),
        }
    }
}

/// How fine a chart of a range is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A bar a day.
    Day,
    /// A bar a week, from Monday.
    Week,
    /// A bar a month.
    Month,
    /// A bar a year.
    Year,
}

/// Cuts a range into at most about thirty pieces, each with its first and last day inside the range.
pub fn pieces(first: NaiveDate, last: NaiveDate) -> (Step, Vec<(NaiveDate, NaiveDate)>) {
    let days = (last - first).num_days();
    let step = match days {
        ..=31 => Step::Day,
        32..=190 => Step::Week,
        191..=1100 => Step::Month,
        _ => Step::Year,
    };
    let mut pieces = Vec::new();
    let mut from = first;
    while from <= last {
        let next = match step {
            Step::Day => from.succ_opt(),
            Step::Week => {
                let left = 7 - u64::from(from.weekday().num_days_from_monday());
                from.checked_add_days(Days::new(left))
            }
            Step::Month => months_after(Month::of(from).first_day(), 1),
            Step::Year => NaiveDate::from_ymd_opt(from.year() + 1, 1, 1),
        };
        let until = next.and_then(|next| next.pred_opt()).unwrap_or(last);
        pieces.push((from, until.min(last)));
        match next {
            Some(next) => from = next,
            None => break,
        }
    }
    (step, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn days(word: &str, today: &str) -> String {
        let (first, last) = Range::parse(word)
            .unwrap()
            .days(day(today), day("2020-11-29"));
        format!("{first} {last}")
    }

    #[test]
    fn presets_follow_the_day_of_the_data() {
        // 2025-02-25 is a Tuesday.
        for (word, expected) in [
            ("today", "2025-02-25 2025-02-25"),
            ("yesterday", "2025-02-24 2025-02-24"),
            ("this_week", "2025-02-24 2025-02-25"),
            ("last_week", "2025-02-17 2025-02-23"),
            ("this_month", "2025-02-01 2025-02-25"),
            ("last_month", "2025-01-01 2025-01-31"),
            ("this_quarter", "2025-01-01 2025-02-25"),
            ("last_quarter", "2024-10-01 2024-12-31"),
            ("this_year", "2025-01-01 2025-02-25"),
            ("last_year", "2024-01-01 2024-12-31"),
            ("last_7_days", "2025-02-19 2025-02-25"),
            ("last_30_days", "2025-01-27 2025-02-25"),
            ("last_60_days", "2024-12-28 2025-02-25"),
            ("last_90_days", "2024-11-28 2025-02-25"),
            ("last_180_days", "2024-08-30 2025-02-25"),
            ("last_365_days", "2024-02-27 2025-02-25"),
            ("all", "2020-11-29 2025-02-25"),
            ("2025-03-01..2024-03-01", "2024-03-01 2025-03-01"),
        ] {
            assert_eq!(days(word, "2025-02-25"), expected, "{word}");
        }
    }

    #[test]
    fn weeks_months_and_quarters_begin_on_their_first_day_too() {
        assert_eq!(days("this_week", "2025-02-24"), "2025-02-24 2025-02-24");
        assert_eq!(days("last_week", "2025-03-02"), "2025-02-17 2025-02-23");
        assert_eq!(days("last_month", "2024-03-31"), "2024-02-01 2024-02-29");
        assert_eq!(days("last_quarter", "2025-04-01"), "2025-01-01 2025-03-31");
        assert_eq!(days("this_quarter", "2025-12-31"), "2025-10-01 2025-12-31");
    }

    #[test]
    fn what_is_no_range_is_none() {
        for bad in ["", "soon", "2025-01-01", "2025-02-30..2025-03-01", ".."] {
            assert_eq!(Range::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_range_survives_its_word(first in 0i32..60_000, length in 0i32..60_000, preset in prop::sample::select(Preset::ALL)) {
            let day = |offset| NaiveDate::from_num_days_from_ce_opt(700_000 + offset).unwrap();
            for range in [Range::of(day(first), day(first + length)), Range::Preset(preset)] {
                prop_assert_eq!(Range::parse(&range.word()), Some(range));
            }
        }

        /// Pieces follow one another without a gap, and are few.
        #[test]
        fn pieces_make_the_range(first in 0i32..40_000, length in 0i32..12_000) {
            let day = |offset| NaiveDate::from_num_days_from_ce_opt(700_000 + offset).unwrap();
            let (first, last) = (day(first), day(first + length));
            let (_, pieces) = pieces(first, last);
            prop_assert!(pieces.len() <= 40);
            prop_assert_eq!(pieces.first().unwrap().0, first);
            prop_assert_eq!(pieces.last().unwrap().1, last);
            for pair in pieces.windows(2) {
                prop_assert_eq!(pair[0].1.succ_opt().unwrap(), pair[1].0);
            }
        }
    }
}
