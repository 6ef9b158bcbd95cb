//! The partner whose book it is.

use super::{choice::choice, currency::Currency, tier::TierId};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

choice! {
    /// The partner's level in the programme (domain.md 1.1).
    Level {
        /// A solutions partner, with tiers.
        Partner = "partner",
        /// A solutions provider, without tiers; the level ends in 2026.
        Provider = "provider",
    }
}

/// The section `partner`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Partner {
    /// The agency's name.
    pub name: Option<String>,
    /// The partner's account at the vendor.
    pub hub_id: Option<String>,
    /// The level; a partner where the data does not say.
    pub level: Option<Level>,
    /// The tier that the vendor credits.
    pub credited_tier: Option<CreditedTier>,
    /// The certification that every tier needs.
    pub certification: Option<Certification>,
    /// How many certifications the partner's people hold.
    pub certifications: Option<u32>,
    /// Median tool usage of the clients; shown, no gate.
    #[serde(with = "super::wire")]
    pub median_tool_usage: Option<Decimal>,
    /// The currency of commissions.
    pub payout_currency: Option<Currency>,
}

/// A tier that is held, and since when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreditedTier {
    /// The tier; `None` for a partner without one.
    pub tier: Option<TierId>,
    /// The first day.
    #[serde(with = "super::wire")]
    pub since: Option<NaiveDate>,
}

/// A certification of the partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Certification {
    /// Its name.
    pub name: Option<String>,
    /// Its last valid day; `None` where the data names a certification and no usable day.
    #[serde(with = "super::wire")]
    pub valid_until: Option<NaiveDate>,
}
