//! What several offers bring together, and what they would do to the tier.
//!
//! Problem: "this deal brings 12 points" is not yet "this deal makes us Gold": the tier asks for a total and for minimums, and
//! what the partner has is in the loaded book. Idea: the offers' points are added to the day's own, exactly, and every gate
//! of every tier is judged again. Nothing else moves: retention, certification and the time that points last stay as they are.
//!
//! Example: 118 points of 123 with every other gate passed, and a quote of 17 sourced ones: Gold, 12 points to spare.

use super::{
    calculator::{Offer, Refusal, points},
    ledger::{Ledger, Points},
    standing::Standing,
    tiers::{Gate, Performing, TierVerdict, Verdict, performing},
};
use crate::{
    model::{
        exact::{Exact, Overflow, value_of},
        sale::DealType,
        tier::TierId,
    },
    rules::{Rules, version::Measure},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The points of several offers, on a day of the rules.
///
/// # Errors
/// The place of the first offer that has no points, and why.
pub fn sum(rules: &Rules, day: NaiveDate, offers: &[Offer]) -> Result<Points, (usize, Refusal)> {
    let version = rules.on(day);
    let mut sum = Points::default();
    for (index, offer) in offers.iter().enumerate() {
        let refused = |refusal| (index, refusal);
        let digits = |overflow: Overflow| refused(overflow.into());
        let answer = points(version, day, offer).map_err(refused)?;
        let sold = match offer.deal_type {
            DealType::PartnerSourced => &mut sum.sourced,
            DealType::PartnerAssisted => &mut sum.assisted,
        };
        sold.add_all(&answer.sold.points).map_err(digits)?;
        if let Some(managed) = &answer.managed {
            sum.managed.add_all(&managed.points).map_err(digits)?;
        }
    }
    Ok(sum)
}

/// What a quote would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The performing tier without it.
    pub before: Performing,
    /// The performing tier with it.
    pub after: Performing,
    /// How many points of the total are more than the tier with it asks for.
    pub spare: Option<Decimal>,
    /// The tier above that one, and what it would still lack.
    pub next: Option<(TierId, Vec<Gate>)>,
}

/// What points of a quote would do to the tier of a day.
///
/// # Errors
/// [`Overflow`] where a sum has too many digits.
pub fn effect(standing: &Standing, ledger: &Ledger, quote: &Points) -> Result<Effect, Overflow> {
    let today = ledger.on(standing.day)?;
    let with = |measure| with(standing, &today, quote, measure);
    let mut tiers = standing.tiers.clone();
    for tier in &mut tiers {
        for gate in tier
            .requirements
            .iter_mut()
            .flat_map(|requirement| &mut requirement.alternatives)
        {
            if let Some(have) = with(gate.measure)? {
                gate.have = Some(have);
                gate.verdict = match gate.need {
                    Some(need) if have < need => Verdict::Failed,
                    _ => Verdict::Passed,
                };
            }
        }
    }
    let after = performing(&tiers);
    let place = |tier: &TierId| tiers.iter().position(|verdict| &verdict.tier == tier);
    let reached = match &after {
        Performing::Tier(tier) => place(tier),
        Performing::NoTier | Performing::NotInData => None,
    };
    let reached_tier = reached.and_then(|reached| tiers.get(reached));
    let above = reached.map_or(0, |reached| reached + 1);
    Ok(Effect {
        before: standing.performing.clone(),
        spare: reached_tier.and_then(spare),
        next: tiers
            .get(above)
            .map(|verdict| (verdict.tier.clone(), lacking(verdict))),
        after,
    })
}

/// How much of a measure there is with the quote; `None` for what a quote does not move, and where the data does not say.
fn with(
    standing: &Standing,
    today: &Points,
    quote: &Points,
    measure: Measure,
) -> Result<Option<Decimal>, Overflow> {
    let (figure, own, more): (_, Vec<&Exact>, Vec<&Exact>) = match measure {
        Measure::Total => (
            &standing.total,
            today.tracks().to_vec(),
            quote.tracks().to_vec(),
        ),
        Measure::Sold => (
            &standing.sold,
            today.sold_tracks().to_vec(),
            quote.sold_tracks().to_vec(),
        ),
        Measure::Sourced => (
            &standing.sourced,
            vec![&today.sourced],
            vec![&quote.sourced],
        ),
        Measure::Managed => (
            &standing.managed,
            vec![&today.managed],
            vec![&quote.managed],
        ),
        _ => return Ok(None),
    };
    let Some(value) = figure.value else {
        return Ok(None);
    };
    if figure.computed {
        // Exactly, and not from figures that were rounded to 20 places.
        let all: Vec<&Exact> = own.into_iter().chain(more).collect();
        return value_of(&all).map(Some);
    }
    let more = value_of(&more)?;
    value.checked_add(more).ok_or(Overflow).map(Some)
}

/// How many points the total is above what the tier asks for.
fn spare(verdict: &TierVerdict) -> Option<Decimal> {
    let gates = verdict
        .requirements
        .iter()
        .flat_map(|requirement| &requirement.alternatives);
    let mut totals = gates.filter(|gate| gate.measure == Measure::Total);
    let gate = totals.next()?;
    gate.have?.checked_sub(gate.need?)
}

/// The first gate of each requirement that does not pass.
fn lacking(verdict: &TierVerdict) -> Vec<Gate> {
    let failing = verdict
        .requirements
        .iter()
        .filter(|requirement| requirement.verdict() != Verdict::Passed);
    failing
        .filter_map(|requirement| requirement.alternatives.first().copied())
        .collect()
}
