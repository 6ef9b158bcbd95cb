//! A managed spell: a time in which the partner services a client, the source of managed points.

use super::currency::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// One record of `managed`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Managed {
    /// Index of the client in the book.
    pub client: usize,
    /// The managed MRR, in `currency`.
    #[serde(with = "super::wire")]
    pub mrr: Decimal,
    /// The currency of `mrr`.
    pub currency: Currency,
    /// The first day.
    #[serde(with = "super::wire")]
    pub from: NaiveDate,
    /// The first day without it.
    #[serde(with = "super::wire")]
    pub to: Option<NaiveDate>,
    /// How many partners manage the client, this one included; the points are divided evenly.
    pub partners: NonZeroU32,
    /// The last day on which the partner did qualifying work for the client.
    #[serde(with = "super::wire")]
    pub last_activity_on: Option<NaiveDate>,
}
