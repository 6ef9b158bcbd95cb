//! The vendor's own figures: to compare with ours, and to show where the data has nothing to compute from.

use super::partner::CreditedTier;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The section `reported`; also what an API page or a CSV export of `partner_clients` gives.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reported {
    /// The tier that the vendor credits.
    pub credited_tier: Option<CreditedTier>,
    /// Sold + managed points.
    #[serde(with = "super::wire")]
    pub total_points: Option<Decimal>,
    /// Sold points.
    #[serde(with = "super::wire")]
    pub sold_points: Option<Decimal>,
    /// Managed points.
    #[serde(with = "super::wire")]
    pub managed_points: Option<Decimal>,
    /// 12-month average C$R, as a fraction.
    #[serde(with = "super::wire")]
    pub csr_12m: Option<Decimal>,
    /// Sourced amount of 12 months, in USD.
    #[serde(with = "super::wire")]
    pub sourced_amount_12m: Option<Decimal>,
    /// Sourced MRR of 12 months, in USD.
    #[serde(with = "super::wire")]
    pub sourced_mrr_12m: Option<Decimal>,
    /// Points per client.
    pub clients: Option<Vec<ReportedClient>>,
    /// Points per client on earlier days, in any order; of one client and day the last counts.
    pub history: Option<Vec<ReportedOn>>,
}

/// The vendor's points for one client from a day on, until its next ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedOn {
    /// The first day with these points.
    #[serde(with = "super::wire")]
    pub day: NaiveDate,
    /// The points.
    pub points: ReportedClient,
}

/// The vendor's points for one client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedClient {
    /// Index of the client in the book.
    pub client: usize,
    /// Sold points.
    #[serde(with = "super::wire")]
    pub sold_points: Option<Decimal>,
    /// Managed points.
    #[serde(with = "super::wire")]
    pub managed_points: Option<Decimal>,
    /// Their sum, where the vendor gives it; what a record that gives one track only, or none, still has.
    #[serde(with = "super::wire")]
    pub total_points: Option<Decimal>,
}
