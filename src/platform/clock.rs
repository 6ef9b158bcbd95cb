//! Today's date and the time, read in one place.

use chrono::{DateTime, NaiveDate, Utc};
use js_sys::Date;

/// Today in the user's own time zone: the day that an export without a date is taken for.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// This moment.
pub fn now() -> DateTime<Utc> {
    // Whole milliseconds, far below the 53 bits of a float.
    let milliseconds = Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}
