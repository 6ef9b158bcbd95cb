//! An upcoming renewal of a client's contract with the vendor.

use super::currency::Currency;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One record of `renewals`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Renewal {
    /// Index of the client in the book.
    pub client: usize,
    /// The products that renew.
    pub products: Vec<String>,
    /// The day of renewal.
    #[serde(with = "super::wire")]
    pub renews_on: NaiveDate,
    /// The MRR up for renewal, in `currency`.
    #[serde(with = "super::wire")]
    pub mrr: Option<Decimal>,
    /// The currency of `mrr` and `mrr_change`.
    pub currency: Option<Currency>,
    /// The expected change of MRR, negative where it shrinks.
    #[serde(with = "super::wire")]
    pub mrr_change: Option<Decimal>,
    /// The partner's employee who was last active in the client's account.
    pub last_active_employee: Option<String>,
    /// The vendor's employee who manages the renewal.
    pub renewal_manager: Option<String>,
}
