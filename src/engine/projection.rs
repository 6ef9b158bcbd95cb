//! What is left of today's points on every day of the next twelve months, if nothing new is sold and no new client is managed.
//!
//! Problem: "you are Platinum" says nothing of the day on which you are not. Idea: the ledger knows when each point ends;
//! counting only records that have begun, its course over the coming days is the course from expirations alone. A change of
//! the rules that is already known is part of it.
//!
//! Example: 50 points sold on 2024-03-01 are in the projection of 2025-02-25 until 2025-02-28, and not on 2025-03-01.

use super::ledger::{Counting, Ledger, Points};
use crate::model::{exact::Overflow, period::months_after};
use chrono::NaiveDate;

/// How far the projection looks.
pub const MONTHS: u32 = 12;

/// A day and what is left of the points.
#[derive(Debug, Clone)]
pub struct Left {
    /// The day.
    pub day: NaiveDate,
    /// What is left on it.
    pub points: Points,
}

/// What is left on each day from `day` itself to 12 months later, both included.
///
/// # Errors
/// [`Overflow`] where a sum has too many digits.
pub fn projection(ledger: &Ledger, day: NaiveDate) -> Result<Vec<Left>, Overflow> {
    let last = months_after(day, MONTHS).unwrap_or(NaiveDate::MAX);
    let days: Vec<NaiveDate> = day.iter_days().take_while(|day| *day <= last).collect();
    let course = ledger.series(&days, Counting::BegunBy(day))?;
    let left = days.into_iter().zip(course);
    Ok(left.map(|(day, points)| Left { day, points }).collect())
}
