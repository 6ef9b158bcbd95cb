//! A shared deal: one that the partner and the vendor work on together.

use super::{choice::choice, currency::Currency, sale::DealType};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

choice! {
    /// Where the deal stands at the vendor.
    VendorStage {
        /// Neither won nor lost.
        Open = "open",
        /// Won.
        ClosedWon = "closed_won",
        /// Lost.
        ClosedLost = "closed_lost",
    }
}

choice! {
    /// Who created the shared deal.
    Creator {
        /// The partner.
        Partner = "partner",
        /// The vendor.
        Vendor = "vendor",
    }
}

/// One record of `deals`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// Unique in the book.
    pub id: String,
    /// The deal's name.
    pub name: Option<String>,
    /// Index of the client in the book, where the deal is for one of them.
    pub client: Option<usize>,
    /// The customer's name, where it is no client yet.
    pub client_name: Option<String>,
    /// Who brought it.
    pub deal_type: DealType,
    /// The deal's amount, in `currency`.
    #[serde(with = "super::wire")]
    pub amount: Option<Decimal>,
    /// The deal's MRR, in `currency`.
    #[serde(with = "super::wire")]
    pub mrr: Option<Decimal>,
    /// The currency of `amount` and `mrr`.
    pub currency: Option<Currency>,
    /// When the partner created it.
    #[serde(with = "super::wire")]
    pub created_on: Option<NaiveDate>,
    /// When it came to exist in the vendor's CRM.
    #[serde(with = "super::wire")]
    pub registered_on: Option<NaiveDate>,
    /// Who created it.
    pub created_by: Option<Creator>,
    /// The stage in the partner's own pipeline, in the partner's words.
    pub partner_stage: Option<String>,
    /// The stage at the vendor.
    pub vendor_stage: VendorStage,
    /// Closed, or expected to close, on this day.
    #[serde(with = "super::wire")]
    pub close_on: Option<NaiveDate>,
    /// 0 to 1.
    #[serde(with = "super::wire")]
    pub probability: Option<Decimal>,
}
