//! Months, quarters, and steps of calendar months.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar month, `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    #[serde(with = "super::wire")]
    first: NaiveDate,
}

impl Month {
    /// Reads `YYYY-MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return None;
        }
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)
            .map(|first| Self { first })
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            first: day.with_day(1).unwrap_or(day),
        }
    }

    /// The next month; `None` past the end of the calendar.
    pub fn next(self) -> Option<Self> {
        months_after(self.first, 1).map(|first| Self { first })
    }

    /// The last days of the months from the one of `first` to the one of `last`.
    pub fn ends(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let last = Self::of(last);
        let months = std::iter::successors(Some(Self::of(first)), |month| month.next());
        let months = months.take_while(|month| *month <= last);
        months.map(Self::last_day).collect()
    }

    /// How many months after another month this one is; negative where it is before.
    pub fn months_since(self, other: Self) -> i32 {
        let number = |month: Self| month.first.year() * 12 + month.first.month0().cast_signed();
        number(self) - number(other)
    }

    /// The month's first day.
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// A day of the month, or its last one where it has fewer days.
    pub fn day(self, day: u32) -> NaiveDate {
        self.first.with_day(day).unwrap_or_else(|| self.last_day())
    }

    /// The month's last day.
    pub fn last_day(self) -> NaiveDate {
        months_after(self.first, 1)
            .and_then(|next| next.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// A calendar quarter, `YYYY-Qn`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// 1 to 4.
    pub number: u8,
}

impl Quarter {
    /// Reads `YYYY-Qn`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        if year.len() != 4 || number.len() != 1 || !digits(year) {
            return None;
        }
        let number = number.parse().ok().filter(|n| (1..=4).contains(n))?;
        Some(Self {
            year: year.parse().ok()?,
            number,
        })
    }

    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Self {
        let number = u8::try_from(day.month0() / 3 + 1).unwrap_or(1);
        Self {
            year: day.year(),
            number,
        }
    }

    /// Its place among all quarters: the next one has the next number.
    pub fn ordinal(self) -> i32 {
        self.year * 4 + i32::from(self.number)
    }

    /// The quarter after this one; `None` past the end of the calendar.
    pub fn next(self) -> Option<Self> {
        Some(Self::of(self.last_day()?.succ_opt()?))
    }

    /// The quarter's last day; `None` past the end of the calendar.
    pub fn last_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, u32::from(self.number) * 3, 1)
            .map(|first| Month { first }.last_day())
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

/// A day of every year, `MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOfYear {
    month: u32,
    day: u32,
}

impl DayOfYear {
    /// Reads `MM-DD`, a day that every year has.
    pub fn parse(text: &str) -> Option<Self> {
        let day = parse_date(&format!("2025-{text}"))?;
        Some(Self {
            month: day.month(),
            day: day.day(),
        })
    }

    /// The day in a year; `None` past the end of the calendar.
    pub fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

/// Reads `YYYY-MM-DD`, a day that exists.
///
/// The year must have four digits: `chrono` alone would also take `+12025-1-1`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: [&u8; 4]| {
        digits.into_iter().try_fold(0, |number, digit| {
            let value = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
            Some(number * 10 + value)
        })
    };
    let year = number([y1, y2, y3, y4])?.cast_signed();
    NaiveDate::from_ymd_opt(
        year,
        number([&b'0', &b'0', m1, m2])?,
        number([&b'0', &b'0', d1, d2])?,
    )
}

/// `months` calendar months later, clamped to the month's last day: 2024-02-29 + 12 months = 2025-02-28.
/// `None` only past the end of the calendar.
pub fn months_after(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    // Whole years are most of what is asked, and a step of the year is shorter; it fails on 29 February.
    let years = i32::try_from(months / 12)
        .ok()
        .filter(|_| months.is_multiple_of(12));
    let year = years.and_then(|years| date.year().checked_add(years));
    year.and_then(|year| date.with_year(year))
        .or_else(|| date.checked_add_months(Months::new(months)))
}

/// `months` calendar months earlier, clamped to the month's last day.
pub fn months_before(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_sub_months(Months::new(months))
}

/// What ends later has no end: data has no later days, and the calendar has 250,000 more years of them.
const LAST_YEAR: i32 = 9999;

/// The first day without something, as far as it is known: `NaiveDate::MAX` for none, or for one that no data can have.
pub fn known_end(day: Option<NaiveDate>) -> NaiveDate {
    let known = day.filter(|day| day.year() <= LAST_YEAR);
    known.unwrap_or(NaiveDate::MAX)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    #[test]
    fn dates_are_whole_days_that_exist() {
        assert!(parse_date("2024-02-29").is_some());
        for bad in [
            "2025-02-29",
            "2025-2-9",
            "25-02-2025",
            "2025-02-25T00:00:00Z",
            "+2025-02-2",
            "",
        ] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        assert_eq!(months_after(day("2024-02-29"), 12), Some(day("2025-02-28")));
        assert_eq!(months_after(day("2025-08-31"), 6), Some(day("2026-02-28")));
        assert_eq!(months_before(day("2025-03-31"), 1), Some(day("2025-02-28")));
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        let last = |text| Month::parse(text).map(Month::last_day);
        assert_eq!(last("2024-02"), Some(day("2024-02-29")));
        assert_eq!(last("2024-12"), Some(day("2024-12-31")));
        assert_eq!(last("2024-13"), None);
        assert_eq!(last("2024-2"), None);
        assert_eq!(
            Month::of(NaiveDate::MAX).last_day(),
            NaiveDate::MAX,
            "the end of the calendar"
        );
    }

    #[test]
    fn quarters_run_from_one_to_four() {
        assert_eq!(
            Quarter::parse("2025-Q1"),
            Some(Quarter {
                year: 2025,
                number: 1
            })
        );
        for bad in ["2025-Q5", "2025-Q0", "2025Q1", "Q1-2025", "2025-Q11"] {
            assert_eq!(Quarter::parse(bad), None, "{bad}");
        }
    }
}
