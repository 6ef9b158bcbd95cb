//! What a tier still asks for, in points and in deals.
//!
//! Problem: "387.75 points to Diamond" is no plan. Idea: points are sold or managed, and a sourced sale counts for every
//! minimum but the managed one; so what is missing is one number for sales and one for managed clients. What the first means in
//! deals is measured by the partner's own: the usual sourced deal of the last 12 months, rounded to two digits so that "about
//! 900 EUR" is exactly the deal that was computed with.
//!
//! Example: 100 points in total are missing, 20 of them for the managed minimum: 80 points from sales, 20 from managed clients.
//! At 51.1 points a deal, two sourced deals.

use super::{
    calculator::{self, Customer, Offer, Refusal},
    tiers::{Requirement, TierVerdict, Verdict},
};
use crate::{
    model::{
        book::Book, client::Market, currency::Currency, period::months_before, sale::DealType,
        table::Table, tier::TierId, track::Track,
    },
    rules::{
        Rules,
        version::{Measure, Version},
    },
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// What a tier still asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The tier.
    pub tier: TierId,
    /// Total points that are missing; `None` where the total is not in the data.
    pub total: Option<Decimal>,
    /// Points that partner-sourced sales have to bring so that the total and their own minimum are met.
    pub sold: Decimal,
    /// Points that managed clients have to bring for their minimum.
    pub managed: Decimal,
    /// What no points help with: a certification, retention, an alternative.
    pub others: Vec<Requirement>,
}

impl Missing {
    /// What is missing of a tier's requirements.
    pub fn of(verdict: &TierVerdict) -> Self {
        let gap = |measure| match verdict.gate(measure) {
            Some(gate) => gate.gap(),
            // Nothing is asked for.
            None => Some(Decimal::ZERO),
        };
        let or_none = |gap: Option<Decimal>| gap.unwrap_or_default();
        let total = gap(Measure::Total);
        let managed = or_none(gap(Measure::Managed));
        // What managed clients bring for their minimum counts for the total too.
        let rest = or_none(total).checked_sub(managed).unwrap_or_default();
        let minimum = or_none(gap(Measure::Sold)).max(or_none(gap(Measure::Sourced)));
        let of_points = |requirement: &Requirement| {
            matches!(
                requirement.alternatives.as_slice(),
                [gate] if matches!(
                    gate.measure,
                    Measure::Total | Measure::Sold | Measure::Sourced | Measure::Managed
                )
            )
        };
        let others = verdict.requirements.iter();
        let others = others.filter(|other| other.verdict() != Verdict::Passed && !of_points(other));
        Self {
            tier: verdict.tier.clone(),
            total,
            sold: rest.max(minimum).max(Decimal::ZERO),
            managed,
            others: others.cloned().collect(),
        }
    }

    /// Whether no points are missing.
    pub fn is_nothing(&self) -> bool {
        self.sold.is_zero() && self.managed.is_zero()
    }
}

/// A kind of deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deal {
    /// Its MRR, in `currency`.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
    /// The customer's market.
    pub market: Market,
}

/// The usual sourced deal of the 12 months up to a day: the middle MRR of those in the most usual currency and market, rounded
/// to two digits. `None` where there was none.
pub fn usual_deal(book: &Book, rules: &Rules, day: NaiveDate) -> Option<Deal> {
    let since = months_before(day, 12).unwrap_or(NaiveDate::MIN);
    let version = rules.on(day);
    let mut kinds: Table<(Currency, Market), Vec<Decimal>> = Table::default();
    for sale in book.sales.iter().flatten() {
        let is_recent = since < sale.closed_on && sale.closed_on <= day;
        let is_sourced = sale.deal_type == DealType::PartnerSourced && sale.mrr > Decimal::ZERO;
        let counts = version.currency_unit.contains_key(&sale.currency);
        if let Some(client) = book.clients.get(sale.client)
            && is_recent
            && is_sourced
            && counts
        {
            let market = version.market(client).unwrap_or(Market::Standard);
            kinds.entry((sale.currency, market)).push(sale.mrr);
        }
    }
    // Of kinds that are equally usual the first one, so that the answer is always the same.
    let usual = kinds.iter().reduce(|usual, kind| {
        if kind.1.len() > usual.1.len() {
            kind
        } else {
            usual
        }
    });
    let ((currency, market), amounts) = usual?;
    let mut amounts = amounts.clone();
    amounts.sort_unstable();
    Some(Deal {
        amount: two_digits(*amounts.get(amounts.len() / 2)?),
        currency: *currency,
        market: *market,
    })
}

/// A positive number with its first two digits alone, half away from zero: 1,249 is 1,200 and 0.0455 is 0.046.
fn two_digits(number: Decimal) -> Decimal {
    number
        .round_sf_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
        .unwrap_or(number)
        .normalize()
}

/// So many deals of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deals {
    /// How many.
    pub count: Decimal,
    /// The kind.
    pub deal: Deal,
    /// What each of them brings.
    pub points: Decimal,
}

/// The fewest sourced deals of a kind that bring so many points when they are sold on a day.
///
/// # Errors
/// [`Refusal`] where the rules give such a deal no points.
pub fn deals(
    version: &Version,
    day: NaiveDate,
    deal: Deal,
    points: Decimal,
) -> Result<Deals, Refusal> {
    let offer = Offer {
        amount: deal.amount,
        currency: deal.currency,
        customer: Customer::Of(deal.market),
        deal_type: DealType::PartnerSourced,
        managed: false,
        other_partners: 0,
    };
    let each = calculator::points(version, day, &offer)?
        .sold
        .points
        .value()?;
    if each <= Decimal::ZERO {
        return Err(Refusal::NoWayBack);
    }
    let count = points.checked_div(each).ok_or(Refusal::NoWayBack)?.ceil();
    Ok(Deals {
        count,
        deal,
        points: each,
    })
}

/// The MRR that brings so many points of a track in each market, in a currency.
pub fn amounts(
    version: &Version,
    day: NaiveDate,
    points: Decimal,
    track: Track,
    currency: Currency,
) -> Vec<(Market, Decimal)> {
    let amount = |market: &Market| {
        let customer = Customer::Of(*market);
        let worked = calculator::value(version, day, points, track, currency, customer).ok()?;
        Some((*market, worked.value.value().ok()?))
    };
    [Market::Standard, Market::Growth]
        .iter()
        .filter_map(amount)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tiers::Gate;

    fn verdict(gates: &[(Measure, i64, i64)]) -> TierVerdict {
        let requirements = gates.iter().map(|(measure, need, have)| Requirement {
            alternatives: vec![Gate {
                measure: *measure,
                need: Some((*need).into()),
                have: Some((*have).into()),
                verdict: if have >= need {
                    Verdict::Passed
                } else {
                    Verdict::Failed
                },
            }],
        });
        TierVerdict {
            tier: TierId("gold".to_owned()),
            requirements: requirements.collect(),
        }
    }

    fn missing(gates: &[(Measure, i64, i64)]) -> (i64, i64, usize) {
        let missing = Missing::of(&verdict(gates));
        let whole = |number: Decimal| number.try_into().unwrap();
        (
            whole(missing.sold),
            whole(missing.managed),
            missing.others.len(),
        )
    }

    #[test]
    fn what_managed_clients_bring_counts_for_the_total() {
        use Measure::{Csr, Managed, Sold, Sourced, Total};
        assert_eq!(
            missing(&[(Total, 300, 200), (Sold, 100, 90), (Managed, 200, 180)]),
            (80, 20, 0)
        );
        assert_eq!(
            missing(&[(Total, 300, 290), (Sourced, 100, 40), (Managed, 200, 220)]),
            (60, 0, 0)
        );
        assert_eq!(
            missing(&[(Total, 300, 290), (Managed, 200, 150)]),
            (0, 50, 0)
        );
        assert_eq!(missing(&[(Total, 300, 320), (Csr, 1, 0)]), (0, 0, 1));
    }

    #[test]
    fn about_is_two_digits() {
        for (number, about) in [
            ("1249", "1200"),
            ("1250", "1300"),
            ("0.0455", "0.046"),
            ("99.6", "100"),
            ("7", "7"),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(two_digits(number).to_string(), about);
        }
    }
}
