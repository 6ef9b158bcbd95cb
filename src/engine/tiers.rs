//! Tiers: what each asks for, and whether a partner has it.
//!
//! The performing tier is the highest tier whose every requirement in force passes; of a requirement's alternatives one is
//! enough. A gate passes only where the data shows that it does: what is not in the data is [`Verdict::NotInData`], neither
//! passed nor failed, and is named.
//!
//! Example: "total ≥ 123 and (sourced ≥ 40 or 5 certifications)" is two requirements, the second with two gates.

use crate::{
    model::tier::TierId,
    rules::{
        Programme,
        version::{Measure, Version},
    },
};
use rust_decimal::Decimal;

/// What a partner has on a day, as far as the data gives it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Sold + managed points.
    pub total: Option<Decimal>,
    /// Sold points.
    pub sold: Option<Decimal>,
    /// Points of partner-sourced sales.
    pub sourced: Option<Decimal>,
    /// Managed points.
    pub managed: Option<Decimal>,
    /// 12-month average C$R, as a fraction.
    pub csr: Option<Decimal>,
    /// 12-month average GRR, as a fraction.
    pub grr: Option<Decimal>,
    /// Whether the certification is valid; `None` where the data says nothing of the partner.
    pub certified: Option<bool>,
    /// How many certifications the partner's people hold.
    pub certifications: Option<Decimal>,
    /// Median tool usage of the clients.
    pub median_tool_usage: Option<Decimal>,
}

impl Measured {
    /// How much there is of a measure; the certification has no number.
    pub const fn of(&self, measure: Measure) -> Option<Decimal> {
        match measure {
            Measure::Total => self.total,
            Measure::Sold => self.sold,
            Measure::Sourced => self.sourced,
            Measure::Managed => self.managed,
            Measure::Csr => self.csr,
            Measure::Grr => self.grr,
            Measure::Certification => None,
            Measure::Certifications => self.certifications,
            Measure::MedianToolUsage => self.median_tool_usage,
        }
    }
}

/// Whether a gate passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Passed,
    /// It does not.
    Failed,
    /// The data cannot say.
    NotInData,
}

/// One gate of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// What it asks for.
    pub measure: Measure,
    /// How much; `None` for the certification.
    pub need: Option<Decimal>,
    /// What the partner has; `None` for the certification and where it is not in the data.
    pub have: Option<Decimal>,
    /// Whether it passes.
    pub verdict: Verdict,
}

impl Gate {
    /// What is missing: need − have, never below 0; `None` where either is unknown.
    pub fn gap(&self) -> Option<Decimal> {
        let gap = self.need?.checked_sub(self.have?)?;
        Some(gap.max(Decimal::ZERO).normalize())
    }
}

/// Gates of which one is enough; most often there is only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The gates; at least one.
    pub alternatives: Vec<Gate>,
}

impl Requirement {
    /// Passed where one passes, failed where all fail.
    pub fn verdict(&self) -> Verdict {
        let any = |verdict| self.alternatives.iter().any(|gate| gate.verdict == verdict);
        if any(Verdict::Passed) {
            Verdict::Passed
        } else if any(Verdict::NotInData) {
            Verdict::NotInData
        } else {
            Verdict::Failed
        }
    }
}

/// A tier with every requirement in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierVerdict {
    /// The tier.
    pub tier: TierId,
    /// What it asks for, in the order of the rules.
    pub requirements: Vec<Requirement>,
}

impl TierVerdict {
    /// Passed where every requirement passes, failed where one fails.
    pub fn verdict(&self) -> Verdict {
        let mut verdict = Verdict::Passed;
        for requirement in &self.requirements {
            match requirement.verdict() {
                Verdict::Failed => return Verdict::Failed,
                Verdict::NotInData => verdict = Verdict::NotInData,
                Verdict::Passed => {}
            }
        }
        verdict
    }

    /// The gate of a measure, where the tier asks for it and leaves no alternative.
    pub fn gate(&self, measure: Measure) -> Option<&Gate> {
        let mut sole = self.requirements.iter().filter_map(|requirement| {
            let [gate] = requirement.alternatives.as_slice() else {
                return None;
            };
            Some(gate)
        });
        sole.find(|gate| gate.measure == measure)
    }
}

/// The tier that a day's points would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Performing {
    /// This one.
    Tier(TierId),
    /// None: the lowest tier fails.
    NoTier,
    /// The data cannot say: no tier is shown to pass, and the lowest one is not shown to fail.
    NotInData,
}

/// Every tier's verdict, from the lowest to the highest.
pub fn judge(programme: &Programme, version: &Version, measured: &Measured) -> Vec<TierVerdict> {
    let gate = |(measure, need): (Measure, Option<Decimal>)| {
        let have = measured.of(measure);
        let passes = match measure {
            Measure::Certification => measured.certified,
            _ => have.map(|have| Some(have) >= need),
        };
        Gate {
            measure,
            need,
            have,
            verdict: match passes {
                None => Verdict::NotInData,
                Some(true) => Verdict::Passed,
                Some(false) => Verdict::Failed,
            },
        }
    };
    let tiers = programme.tiers.iter();
    tiers
        .map(|tier| TierVerdict {
            tier: tier.id.clone(),
            requirements: version
                .gates(&tier.id)
                .into_iter()
                .map(|group| Requirement {
                    alternatives: group.into_iter().map(gate).collect(),
                })
                .collect(),
        })
        .collect()
}

/// The highest tier that passes.
pub fn performing(verdicts: &[TierVerdict]) -> Performing {
    let passes = |verdict: &&TierVerdict| verdict.verdict() == Verdict::Passed;
    if let Some(best) = verdicts.iter().rev().find(passes) {
        return Performing::Tier(best.tier.clone());
    }
    let lowest_fails = verdicts
        .first()
        .is_some_and(|lowest| lowest.verdict() == Verdict::Failed);
    if lowest_fails {
        Performing::NoTier
    } else {
        Performing::NotInData
    }
}
