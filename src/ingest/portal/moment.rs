//! Days as a portal writes them: `2025-11-26`, `2025-11-26T09:30:00.000Z`, or milliseconds since 1970, as text or number.
//!
//! All are read as the day in UTC: the portal writes a date without a time as midnight in UTC.

use super::super::{tree::Value, value};
use crate::model::{diagnostic::Code, period::parse_date};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

/// Fewer digits would be 1973 or before: seconds, or `20251126`, but no milliseconds of a day that matters here.
const SHORTEST: usize = 12;

pub(super) fn day(value: &Value<'_>) -> Result<NaiveDate, Code> {
    instant(value).map(|moment| moment.date_naive())
}

/// The moment itself: what is written in two forms has an order too.
pub(super) fn instant(value: &Value<'_>) -> Result<DateTime<Utc>, Code> {
    let text = value::id_str(value).map_err(|_| Code::BadDate)?;
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc();
    parse_date(text)
        .map(midnight)
        .or_else(|| from_date_time(text))
        .or_else(|| from_milliseconds(text))
        .filter(|moment| (0..=9999).contains(&moment.year()))
        .ok_or(Code::BadDate)
}

fn from_date_time(text: &str) -> Option<DateTime<Utc>> {
    Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc())
}

fn from_milliseconds(text: &str) -> Option<DateTime<Utc>> {
    if text.len() < SHORTEST || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    DateTime::from_timestamp_millis(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::super::tree::tests::tree;
    use super::*;

    #[test]
    fn three_forms_are_one_day() {
        for form in [
            tree(r#""2025-11-26""#),
            tree(r#""2025-11-26T00:00:00Z""#),
            tree(r#""2025-11-26T23:59:59.999Z""#),
            tree(r#""2025-11-27T01:30:00+02:00""#),
            tree(r#""1764115200000""#),
            tree("1764115200000"),
        ] {
            assert_eq!(
                day(&form),
                Ok(NaiveDate::from_ymd_opt(2025, 11, 26).unwrap()),
                "{form}"
            );
        }
    }

    #[test]
    fn what_is_none_of_them_is_no_day() {
        for form in [
            tree(r#""2025-02-30""#),
            tree(r#""26.11.2025""#),
            tree(r#""20251126""#),
            tree(r#""1764115200""#),
            tree(r#""-1764115200000""#),
            tree(r#""99999999999999999999""#),
            tree(r#""9223372036854775807""#),
            tree(r#""999999999999999""#),
            tree("1764115200000.5"),
            tree("true"),
        ] {
            assert_eq!(day(&form), Err(Code::BadDate), "{form}");
        }
    }
}
