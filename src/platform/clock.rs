//! Today's date and the time, read in one place.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use js_sys::Date;

/// Today in the user's own time zone: the day that an export without a date is taken for.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// This moment, to reckon with.
pub fn now() -> DateTime<Utc> {
    // Whole milliseconds, far below the 53 bits of a float.
    let milliseconds = Date::now() as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// A moment that was read from the user's own clock, to reckon with.
pub fn moment(local: NaiveDateTime) -> DateTime<Utc> {
    let part = |part: u32| i32::try_from(part).unwrap_or_default();
    let date = Date::new_with_year_month_day_hr_min_sec(
        u32::try_from(local.year()).unwrap_or_default(),
        part(local.month0()),
        part(local.day()),
        part(local.hour()),
        part(local.minute()),
        part(local.second()),
    );
    DateTime::from_timestamp_millis(date.get_time() as i64).unwrap_or_default()
}

/// This moment by the user's own clock, to the millisecond: what they know it by later.
pub fn local_now() -> NaiveDateTime {
    let now = Date::new_0();
    let time = today().and_hms_milli_opt(
        now.get_hours(),
        now.get_minutes(),
        now.get_seconds(),
        now.get_milliseconds(),
    );
    time.unwrap_or_default()
}
