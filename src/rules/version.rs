//! One version of the rules, whole: what is in force from its first day until the next version's.

use crate::model::{
    choice::choice,
    client::{Client, Market},
    currency::{Country, Currency},
    period::DayOfYear,
    sale::DealType,
    table::Table,
    tier::TierId,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

choice! {
    /// What a tier can ask for.
    Measure {
        /// Sold + managed points.
        Total = "total",
        /// Points of all sales.
        Sold = "sold",
        /// Points of partner-sourced sales only.
        Sourced = "sourced",
        /// Points of managed clients.
        Managed = "managed",
        /// Customer dollar retention, 12-month average, as a fraction: cancellations only.
        Csr = "csr",
        /// Gross revenue retention, 12-month average, as a fraction: cancellations and downgrades.
        Grr = "grr",
        /// A valid certification; has no number.
        Certification = "certification",
        /// How many certifications the partner's people hold.
        Certifications = "certifications",
        /// Median tool usage of the clients.
        MedianToolUsage = "median_tool_usage",
    }
}

choice! {
    /// Which points the minimum beside the total asks for.
    MinimumTrack {
        /// All sold points (until 2025-07-14).
        Sold = "sold",
        /// Sold points of partner-sourced deals only (since 2025-07-15).
        Sourced = "sourced",
    }
}

impl MinimumTrack {
    /// What it measures.
    pub const fn measure(self) -> Measure {
        match self {
            Self::Sold => Measure::Sold,
            Self::Sourced => Measure::Sourced,
        }
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

impl RetentionMetric {
    /// What it measures.
    pub const fn measure(self) -> Measure {
        match self {
            Self::Csr => Measure::Csr,
            Self::Grr => Measure::Grr,
        }
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
    /// How the points of a client are divided among the partners who manage it.
    ManagedSplit {
        /// Evenly (domain.md 2.1).
        Even = "even",
        /// Each partner has all of them.
        Full = "full",
    }
}

choice! {
    /// When a higher tier is credited; the vendor does not say (domain.md 1.3).
    Promotion {
        /// On the next checkpoint.
        MonthlyCheckpoint = "monthly_checkpoint",
        /// On the day its requirements are met.
        Immediate = "immediate",
    }
}

choice! {
    /// What a re-evaluation does where the certification has expired; the vendor says "subject to demotion" (domain.md 1.3).
    ExpiredCertification {
        /// Every tier is lost, for each requires the certification.
        LosesTier = "loses_tier",
        /// Only the checkpoints of the window decide.
        Ignored = "ignored",
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
    /// What a tier asks for: all of these groups, and of each group one. Their numbers are in `thresholds` and `retention`.
    pub requirements: Vec<Vec<Measure>>,
    /// The retention that a tier asks for.
    pub retention: RetentionRule,
    /// Points per unit.
    pub rates: Rates,
    /// The local amount worth 100 USD, by currency (domain.md 2.2). A currency that is not here gives no points.
    pub currency_unit: Table<Currency, Decimal>,
    /// What each tier asks for.
    pub thresholds: Table<TierId, Threshold>,
    /// The least median tool usage, the same for every tier; a gate only where the requirements ask for it.
    pub median_tool_usage_min: Option<Decimal>,
    /// The points multiplier of a growth market.
    pub growth_multiplier: Decimal,
    /// Countries that are growth markets.
    pub growth_countries: Table<Country, ()>,
    /// How many calendar months sold points last.
    pub sold_points_lifetime_months: u32,
    /// How many days managed points last after the last activity; `None` where they do not lapse.
    pub managed_inactivity_days: Option<u32>,
    /// How managed points are divided.
    pub managed_split: ManagedSplit,
    /// How the 12-month average of retention is made.
    pub csr_average: CsrAverage,
    /// How tiers are credited and lost.
    pub crediting: Crediting,
    /// Revenue share.
    pub commission: CommissionRule,
    /// How far the vendor's own course of points looks.
    pub progress_over_time: ProgressOverTime,
    /// By key of this version: how sure its value is.
    pub verified: Table<String, Certainty>,
    /// By key of this version: where its value was read.
    pub sources: Table<String, String>,
    /// By tier: which of its thresholds an override states; never in a file.
    pub(super) stated: Table<TierId, Vec<Measure>>,
}

/// The retention that tiers ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct RetentionRule {
    /// How it is measured.
    pub metric: RetentionMetric,
    /// By tier: the least 12-month average, as a fraction. A tier that is not here has no such gate.
    pub gate: Table<TierId, Decimal>,
}

/// How a tier is credited, kept and lost (domain.md 1.3).
#[derive(Debug, Clone, PartialEq)]
pub struct Crediting {
    /// The day of the month on which the current performance is looked at.
    pub checkpoint_day: u32,
    /// The days on which a tier may be lost; none where it never is.
    pub reevaluations: Vec<Reevaluation>,
    /// How many months a newly earned tier cannot be lost.
    pub minimum_hold_months: u32,
    /// When a higher tier is credited.
    pub promotion: Promotion,
    /// What an expired certification does.
    pub expired_certification: ExpiredCertification,
}

/// A yearly re-evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reevaluation {
    /// The day.
    pub on: DayOfYear,
    /// The first day of the window whose checkpoints count; in the year before where it is later in the year than `on`.
    pub window_from: DayOfYear,
}

/// How far the course of points looks (domain.md 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgressOverTime {
    /// Months back.
    pub history_months: u32,
    /// Months ahead, from expirations that are known.
    pub projection_months: u32,
}

/// Revenue share (domain.md 4).
#[derive(Debug, Clone, PartialEq)]
pub struct CommissionRule {
    /// Of a partner.
    pub partner: Share,
    /// Of a provider.
    pub provider: Share,
    /// Deals closed before this day earn for as long as the subscription lasts.
    pub lifetime_before: Option<NaiveDate>,
    /// The share of assisted deals, as a fraction; 0 where they earn none.
    pub assisted_rate: Decimal,
    /// How many days after a quarter's end it is due.
    pub payout_days_after_quarter: u32,
}

/// A share of net revenue, for some months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// As a fraction: 0.20.
    pub rate: Decimal,
    /// How many months from the close.
    pub months: u32,
}

/// Points per unit, that is per 100 USD of MRR.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// Sold, by deal type.
    pub sold: Table<DealType, Decimal>,
    /// Managed; `None` where the programme has no managed track.
    pub managed: Option<Decimal>,
    /// Product lines first sold before this day keep `legacy_line_rate` where partner-sourced.
    pub legacy_line_before: Option<NaiveDate>,
    /// The rate of those lines.
    pub legacy_line_rate: Option<Decimal>,
}

/// What a tier asks for: the least of each measure.
pub type Threshold = Table<Measure, Decimal>;

impl Version {
    /// How much of a measure a tier asks for; `None` where it asks for none, and for the certification, which has no number.
    pub fn need(&self, tier: &TierId, measure: Measure) -> Option<Decimal> {
        let stated = |measure| self.thresholds.get(tier)?.get(&measure).copied();
        stated(measure).or_else(|| match measure {
            // Until partners type the sourced minimum, the number of the sold one stands in.
            Measure::Sourced => stated(Measure::Sold),
            Measure::Csr | Measure::Grr if self.retention.metric.measure() == measure => {
                self.retention.gate.get(tier).copied()
            }
            Measure::MedianToolUsage => self.median_tool_usage_min,
            _ => None,
        })
    }

    /// What a tier asks for: all of these groups, and of each group one. A measure for which the tier has no number is no
    /// gate of it.
    pub fn gates(&self, tier: &TierId) -> Vec<Vec<(Measure, Option<Decimal>)>> {
        let gate = |&measure: &Measure| {
            let need = self.need(tier, measure);
            (need.is_some() || measure == Measure::Certification).then_some((measure, need))
        };
        let groups = self.requirements.iter();
        groups
            .map(|group| group.iter().filter_map(gate).collect::<Vec<_>>())
            .filter(|group| !group.is_empty())
            .collect()
    }

    /// The measures whose numbers stand in `thresholds`, in the order of the requirements.
    pub fn threshold_measures(&self) -> impl Iterator<Item = Measure> {
        let elsewhere = [
            Measure::Csr,
            Measure::Grr,
            Measure::MedianToolUsage,
            Measure::Certification,
        ];
        let all = self.requirements.iter().flatten().copied();
        all.filter(move |measure| !elsewhere.contains(measure))
    }

    /// Whether a tier's thresholds are known to be true: verified in the rules file, or stated by the partner.
    pub fn confirmed(&self, tier: &TierId) -> bool {
        if self.is_verified("thresholds") {
            return true;
        }
        let stated = |measure| {
            let measures = self.stated.get(tier);
            measures.is_some_and(|measures| measures.contains(&measure))
        };
        let asks = |measure: &Measure| self.need(tier, *measure).is_some();
        self.threshold_measures().filter(asks).all(|measure| {
            stated(measure) || (measure == Measure::Sourced && stated(Measure::Sold))
        })
    }

    /// Whether points count by this version as they do by another.
    pub fn counts_like(&self, other: &Self) -> bool {
        let numbers = |version: &Self| {
            (
                version.from,
                version.growth_multiplier,
                version.sold_points_lifetime_months,
                version.managed_inactivity_days,
                version.managed_split,
            )
        };
        numbers(self) == numbers(other)
            && self.rates == other.rates
            && self.currency_unit == other.currency_unit
            && self.growth_countries == other.growth_countries
    }

    /// Whether the programme gives points for managed clients.
    pub const fn has_managed_track(&self) -> bool {
        self.rates.managed.is_some()
    }

    /// Whether the value of a key was read in its source.
    pub fn is_verified(&self, key: &str) -> bool {
        self.verified.get(key) == Some(&Certainty::Verified)
    }

    /// Points per unit of a sale. The rate belongs to the product line: a line first sold before the rate was raised keeps
    /// the old one for later upsells too (domain.md 2.1).
    pub fn sold_rate(&self, deal_type: DealType, line_first_sold_on: NaiveDate) -> Option<Decimal> {
        let legacy = deal_type == DealType::PartnerSourced && self.is_legacy(line_first_sold_on);
        let legacy_rate = self.rates.legacy_line_rate.filter(|_| legacy);
        legacy_rate.or_else(|| self.rates.sold.get(&deal_type).copied())
    }

    /// Whether a product line was first sold before the rate of sourced sales was raised.
    pub fn is_legacy(&self, line_first_sold_on: NaiveDate) -> bool {
        let before = self.rates.legacy_line_before;
        before.is_some_and(|before| line_first_sold_on < before)
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
            let growth = self.growth_countries.contains_key(&client.country?);
            Some(if growth {
                Market::Growth
            } else {
                Market::Standard
            })
        })
    }
}
