//! A managed spell: a time in which the partner services a client, the source of managed points.

use super::currency::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::num::NonZeroU32;

/// One record of `managed`.
#[derive(Debug, Clone, PartialEq)]
pub struct Managed {
    /// Index of the client in the book.
    pub client: usize,
    /// The managed MRR, in `currency`.
    pub mrr: Decimal,
    /// The currency of `mrr`.
    pub currency: Currency,
    /// The first day.
    pub from: NaiveDate,
    /// The first day without it.
    pub to: Option<NaiveDate>,
    /// How many partners manage the client, this one included; the points are divided evenly.
    pub partners: NonZeroU32,
    /// The last day on which the partner did qualifying work for the client.
    pub last_activity_on: Option<NaiveDate>,
}
