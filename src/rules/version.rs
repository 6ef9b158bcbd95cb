//! One version of the rules, whole: what is in force from its first day until the next version's.

use crate::model::{
    choice::choice,
    client::{Client, Market},
    currency::{Country, Currency},
    sale::DealType,
    tier::TierId,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

choice! {
    /// Which points the minimum beside the total asks for.
    MinimumTrack {
        /// All sold points (until 2025-07-14).
        Sold = "sold",
        /// Sold points of partner-sourced deals only (since 2025-07-15).
        Sourced = "sourced",
    }
}

choice! {
    /// How retention is measured.
    RetentionMetric {
        /// Customer dollar retention: cancellations only.
        Csr = "csr",
        /// Gross revenue retention: cancellations and downgrades.
        Grr = "grr",
    }
}

choice! {
    /// How twelve months of retention become one number; the vendor does not say (domain.md 3).
    CsrAverage {
        /// The mean of the annualised months.
        MeanAnnualised = "mean_annualised",
        /// The months multiplied.
        Compounded = "compounded",
    }
}

choice! {
    /// How sure a rule is.
    Certainty {
        /// Read in its source.
        Verified = "true",
        /// Read there as "approximate", or completed by us.
        Approximate = "approximate",
        /// Not known.
        NotConfirmed = "false",
    }
}

/// The rules in force from `from`, nothing inherited any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Such as `2024-02`.
    pub id: String,
    /// The first day.
    pub from: NaiveDate,
    /// Which points the minimum asks for.
    pub minimum_track: MinimumTrack,
    /// Whether a tier asks for a minimum of managed points.
    pub managed_minimum: bool,
    /// Whether a tier asks for a valid certification.
    pub certification_required: bool,
    /// The retention that a tier asks for.
    pub retention: RetentionRule,
    /// Points per unit.
    pub rates: Rates,
    /// The local amount worth 100 USD, by currency (domain.md 2.2). A currency that is not here gives no points.
    pub currency_unit: BTreeMap<Currency, Decimal>,
    /// What each tier asks for.
    pub thresholds: BTreeMap<TierId, Threshold>,
    /// The points multiplier of a growth market.
    pub growth_multiplier: Decimal,
    /// Countries that are growth markets.
    pub growth_countries: BTreeSet<Country>,
    /// How many calendar months sold points last.
    pub sold_points_lifetime_months: u32,
    /// How many days managed points last after the last activity.
    pub managed_inactivity_days: u32,
    /// How the 12-month average of retention is made.
    pub csr_average: CsrAverage,
    /// By key of this version: how sure its value is.
    pub verified: BTreeMap<String, Certainty>,
    /// By key of this version: where its value was read.
    pub sources: BTreeMap<String, String>,
    /// By tier: which of its thresholds an override states; never in a file.
    pub(super) stated: BTreeMap<TierId, BTreeSet<String>>,
}

/// The retention that tiers ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct RetentionRule {
    /// How it is measured.
    pub metric: RetentionMetric,
    /// By tier: the least 12-month average, as a fraction. A tier that is not here has no such gate.
    pub gate: BTreeMap<TierId, Decimal>,
}

/// Points per unit, that is per 100 USD of MRR.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// Sold, by deal type.
    pub sold: BTreeMap<DealType, Decimal>,
    /// Managed.
    pub managed: Decimal,
    /// Product lines first sold before this day keep `legacy_line_rate` where partner-sourced.
    pub legacy_line_before: Option<NaiveDate>,
    /// The rate of those lines.
    pub legacy_line_rate: Option<Decimal>,
}

/// What a tier asks for, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Threshold {
    /// Sold + managed.
    pub total: Option<Decimal>,
    /// Sold.
    pub sold: Option<Decimal>,
    /// Partner-sourced sold; the sold minimum's number where missing.
    pub sourced: Option<Decimal>,
    /// Managed.
    pub managed: Option<Decimal>,
}

impl Version {
    /// The gates in points of a tier under this version; `None` where a version or tier asks for none.
    pub fn gates(&self, tier: &TierId) -> Gates {
        let threshold = self.thresholds.get(tier).copied().unwrap_or_default();
        Gates {
            total: threshold.total,
            minimum: match self.minimum_track {
                MinimumTrack::Sold => threshold.sold,
                MinimumTrack::Sourced => threshold.sourced.or(threshold.sold),
            },
            managed: threshold.managed.filter(|_| self.managed_minimum),
            retention: self.retention.gate.get(tier).copied(),
        }
    }

    /// Whether a tier's thresholds are known to be true: verified in the rules file, or stated by the partner.
    pub fn confirmed(&self, tier: &TierId) -> bool {
        if self.is_verified("thresholds") {
            return true;
        }
        let stated = |key: &str| self.stated.get(tier).is_some_and(|keys| keys.contains(key));
        let minimum = match self.minimum_track {
            MinimumTrack::Sold => stated("sold"),
            MinimumTrack::Sourced => stated("sourced") || stated("sold"),
        };
        stated("total") && minimum && (!self.managed_minimum || stated("managed"))
    }

    /// Whether the value of a key was read in its source.
    pub fn is_verified(&self, key: &str) -> bool {
        self.verified.get(key) == Some(&Certainty::Verified)
    }

    /// Points per unit of a sale. The rate belongs to the product line: a line first sold before the rate was raised keeps
    /// the old one for later upsells too (domain.md 2.1).
    pub fn sold_rate(&self, deal_type: DealType, line_first_sold_on: NaiveDate) -> Option<Decimal> {
        let legacy = self
            .rates
            .legacy_line_before
            .is_some_and(|before| line_first_sold_on < before);
        let legacy_rate = self
            .rates
            .legacy_line_rate
            .filter(|_| legacy && deal_type == DealType::PartnerSourced);
        legacy_rate.or_else(|| self.rates.sold.get(&deal_type).copied())
    }

    /// The points multiplier of a client: its own, else its market's, else its country's market's, else 1.
    pub fn multiplier(&self, client: &Client) -> Decimal {
        client
            .market_multiplier
            .unwrap_or_else(|| match self.market(client) {
                Some(Market::Growth) => self.growth_multiplier,
                Some(Market::Standard) | None => Decimal::ONE,
            })
    }

    /// The market of a client: its own, else its country's; `None` where the data says neither.
    pub fn market(&self, client: &Client) -> Option<Market> {
        client.market.or_else(|| {
            let growth = self.growth_countries.contains(&client.country?);
            Some(if growth {
                Market::Growth
            } else {
                Market::Standard
            })
        })
    }
}

/// What a tier asks for under one version: the least points and retention, each `None` where there is no such gate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gates {
    /// Sold + managed points.
    pub total: Option<Decimal>,
    /// Sold or sourced points, as the version's `minimum_track` says.
    pub minimum: Option<Decimal>,
    /// Managed points.
    pub managed: Option<Decimal>,
    /// 12-month average retention, as a fraction.
    pub retention: Option<Decimal>,
}
