//! The MRR of a month and what of it was lost: what customer dollar retention (C$R) is made of.

use super::{currency::Currency, period::Month};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One record of `retention`. Amounts are in `currency`; a ratio of them needs no conversion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RetentionMonth {
    /// The month; at most one record each.
    pub month: Month,
    /// MRR at the month's beginning, never negative.
    #[serde(with = "super::wire")]
    pub opening_mrr: Decimal,
    /// MRR of clients who cancelled in the month, at most `opening_mrr`.
    #[serde(with = "super::wire")]
    pub cancelled_mrr: Decimal,
    /// MRR lost to downgrades in the month; counts for GRR only, which a month without it says nothing of.
    #[serde(with = "super::wire")]
    pub downgraded_mrr: Option<Decimal>,
    /// The currency of the amounts.
    pub currency: Option<Currency>,
}
