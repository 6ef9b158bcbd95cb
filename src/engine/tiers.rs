//! Tiers: what each asks for, and whether a partner has it.
//!
//! The performing tier is the highest tier whose every gate in force passes. A gate passes only where the data shows that
//! it does: what is not in the data is [`Verdict::NotInData`], neither passed nor failed, and is named.

use crate::{
    model::tier::TierId,
    rules::{
        Programme,
        version::{MinimumTrack, RetentionMetric, Version},
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
    /// 12-month average of the retention that the version asks for, as a fraction.
    pub retention: Option<Decimal>,
    /// Whether the certification is valid; `None` where the data says nothing of the partner.
    pub certified: Option<bool>,
}

/// What a gate asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateKind {
    /// Total points.
    Total,
    /// Sold or sourced points.
    Minimum(MinimumTrack),
    /// Managed points.
    Managed,
    /// Retention, as a fraction.
    Retention(RetentionMetric),
    /// A valid certification.
    Certification,
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
    pub kind: GateKind,
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

/// A tier with every gate in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierVerdict {
    /// The tier.
    pub tier: TierId,
    /// Its gates: total, minimum, managed, retention, certification; only those in force.
    pub gates: Vec<Gate>,
}

impl TierVerdict {
    /// Whether every gate passes.
    pub fn passes(&self) -> bool {
        self.gates
            .iter()
            .all(|gate| gate.verdict == Verdict::Passed)
    }

    /// A gate of that kind, where it is in force.
    pub fn gate(&self, is: impl Fn(GateKind) -> bool) -> Option<&Gate> {
        self.gates.iter().find(|gate| is(gate.kind))
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
    programme
        .tiers
        .iter()
        .map(|tier| judge_tier(&tier.id, version, measured))
        .collect()
}

fn judge_tier(tier: &TierId, version: &Version, measured: &Measured) -> TierVerdict {
    let gates = version.gates(tier);
    let minimum_have = match version.minimum_track {
        MinimumTrack::Sold => measured.sold,
        MinimumTrack::Sourced => measured.sourced,
    };
    let numbers = [
        (GateKind::Total, gates.total, measured.total),
        (
            GateKind::Minimum(version.minimum_track),
            gates.minimum,
            minimum_have,
        ),
        (GateKind::Managed, gates.managed, measured.managed),
        (
            GateKind::Retention(version.retention.metric),
            gates.retention,
            measured.retention,
        ),
    ];
    let mut gates: Vec<Gate> = numbers
        .into_iter()
        .filter(|(_, need, _)| need.is_some())
        .map(|(kind, need, have)| {
            let verdict = match have {
                None => Verdict::NotInData,
                Some(have) if Some(have) >= need => Verdict::Passed,
                Some(_) => Verdict::Failed,
            };
            Gate {
                kind,
                need,
                have,
                verdict,
            }
        })
        .collect();
    if version.certification_required {
        let verdict = match measured.certified {
            None => Verdict::NotInData,
            Some(true) => Verdict::Passed,
            Some(false) => Verdict::Failed,
        };
        gates.push(Gate {
            kind: GateKind::Certification,
            need: None,
            have: None,
            verdict,
        });
    }
    TierVerdict {
        tier: tier.clone(),
        gates,
    }
}

/// The highest tier that passes.
pub fn performing(verdicts: &[TierVerdict]) -> Performing {
    if let Some(best) = verdicts.iter().rev().find(|verdict| verdict.passes()) {
        return Performing::Tier(best.tier.clone());
    }
    let lowest_fails = verdicts.first().is_some_and(|lowest| {
        lowest
            .gates
            .iter()
            .any(|gate| gate.verdict == Verdict::Failed)
    });
    if lowest_fails {
        Performing::NoTier
    } else {
        Performing::NotInData
    }
}
