//! Today's date, read in one place.

use chrono::NaiveDate;
use js_sys::Date;

/// Today in the user's own time zone: the day that an export without a date is taken for.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}
