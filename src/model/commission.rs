//! Commission statements: what the vendor pays the partner, quarter by quarter.

use super::{choice::choice, currency::Currency, period::Quarter};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

choice! {
    /// Where a statement stands. Our own words: the vendor's are not known (domain.md 4).
    CommissionStatus {
        /// Not yet final.
        Estimated = "estimated",
        /// Final, not yet paid.
        Pending = "pending",
        /// Paid.
        Paid = "paid",
        /// Held back by the vendor.
        Withheld = "withheld",
    }
}

/// One record of `commissions`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commission {
    /// Unique in the book.
    pub id: String,
    /// The quarter that it pays for.
    pub period: Quarter,
    /// The day on which it is due.
    #[serde(with = "super::wire")]
    pub due_on: Option<NaiveDate>,
    /// The day on which it was paid.
    #[serde(with = "super::wire")]
    pub paid_on: Option<NaiveDate>,
    /// The statement's amount, in `currency`.
    #[serde(with = "super::wire")]
    pub amount: Decimal,
    /// The payout currency.
    pub currency: Currency,
    /// Where it stands.
    pub status: CommissionStatus,
    /// What it is made of.
    pub lines: Vec<CommissionLine>,
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommissionLine {
    /// Index of the client in the book, where it is one of them.
    pub client: Option<usize>,
    /// The deal's id or name.
    pub deal: Option<String>,
    /// What the client paid, in the statement's currency.
    #[serde(with = "super::wire")]
    pub net_revenue: Option<Decimal>,
    /// The share, as a fraction: `0.20`.
    #[serde(with = "super::wire")]
    pub rate: Option<Decimal>,
    /// The line's amount, in the statement's currency.
    #[serde(with = "super::wire")]
    pub amount: Decimal,
}
