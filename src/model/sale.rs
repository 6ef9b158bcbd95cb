//! A sale: MRR that the partner brought, the source of sold points.

use super::{choice::choice, currency::Currency};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

choice! {
    /// Who brought the deal (domain.md 5): it decides the rate of points and whether there is a commission.
    DealType {
        /// The partner found the customer ("Partner Collab" until 2025).
        PartnerSourced = "partner_sourced",
        /// The vendor asked the partner to help ("DIFM" until 2025).
        PartnerAssisted = "partner_assisted",
    }
}

choice! {
    /// What the sale was to the client.
    SaleKind {
        /// A first subscription.
        New = "new",
        /// A further product line.
        CrossSell = "cross_sell",
        /// More of the same product line.
        Upsell = "upsell",
        /// A change without a deal, such as another discount at renewal; may be negative.
        Adjustment = "adjustment",
    }
}

/// One record of `sales`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sale {
    /// Unique in the book.
    pub id: String,
    /// Index of the client in the book.
    pub client: usize,
    /// The product line, such as "Marketing Hub".
    pub product_line: Option<String>,
    /// The deal's id or name at the vendor.
    pub deal: Option<String>,
    /// Who brought it.
    pub deal_type: DealType,
    /// What it was to the client; `None` where the data does not say.
    pub kind: Option<SaleKind>,
    /// The MRR that this sale added, in `currency`.
    #[serde(with = "super::wire")]
    pub mrr: Decimal,
    /// The currency of `mrr`.
    pub currency: Currency,
    /// The first day of its points.
    #[serde(with = "super::wire")]
    pub closed_on: NaiveDate,
    /// When the product line was first sold to the client; decides the rate. `closed_on` where missing.
    #[serde(with = "super::wire")]
    pub line_first_sold_on: Option<NaiveDate>,
    /// The first day without the subscription.
    #[serde(with = "super::wire")]
    pub ended_on: Option<NaiveDate>,
}
