//! The points calculator: points from an amount, and the amount that points ask for (domain.md 2.5).
//!
//! Problem: before a deal is signed a partner asks what it will bring, and an answer that differs from the points of the
//! deal once it is signed is worse than none. Idea: the same units, rates, multipliers and split as the ledger, of one
//! version of the rules, exact, and each answer with the numbers that it is made of. `tests/properties_money.rs` holds
//! calculator and ledger to each other.
//!
//! ```text
//! sold    = amount / unit × rate of the deal type × multiplier
//! managed = amount / unit × managed rate × multiplier / partners
//! value   = points / (rate × multiplier) × unit
//! ```
//!
//! Example: 1,000 USD in India, managed with one other partner: 10 units × 5 × 2 = 100 sold, 10 × 1 × 2 / 2 = 10 managed,
//! 110 in total. 30 points of an assisted deal in GBP: 30 / 3 × 62.5 = 625 GBP.

use super::unusable::{Unusable, unit};
use crate::{
    model::{
        client::Market,
        currency::{Country, Currency},
        exact::{Exact, Overflow, Ratio},
        sale::DealType,
        track::Track,
    },
    rules::version::{ManagedSplit, Version},
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// Where the customer is: it decides the multiplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Customer {
    /// In a country, of which the rules know the market.
    In(Country),
    /// In a market.
    Of(Market),
}

impl Customer {
    /// The points multiplier under a version of the rules.
    pub fn multiplier(self, version: &Version) -> Decimal {
        let growth = match self {
            Self::In(country) => version.growth_countries.contains_key(&country),
            Self::Of(market) => market == Market::Growth,
        };
        if growth {
            version.growth_multiplier
        } else {
            Decimal::ONE
        }
    }
}

/// What is sold to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The MRR, in `currency`; not negative.
    pub amount: Decimal,
    /// The currency of `amount`.
    pub currency: Currency,
    /// The customer's place.
    pub customer: Customer,
    /// Who brings the deal.
    pub deal_type: DealType,
    /// Whether the partner will manage the customer too.
    pub managed: bool,
    /// How many other partners will manage the customer; no matter where the partner does not.
    pub other_partners: u32,
}

/// Points, and the numbers they are made of: units × rate × multiplier / split, with units = amount / unit.
#[derive(Debug, Clone)]
pub struct PointsWorked {
    /// The points.
    pub points: Exact,
    /// How many times the amount is worth 100 USD.
    pub units: Exact,
    /// The local amount worth 100 USD.
    pub unit: Decimal,
    /// Points per unit.
    pub rate: Decimal,
    /// The market's multiplier.
    pub multiplier: Decimal,
    /// Among how many partners the points are divided; 1 where they are not.
    pub split: Decimal,
}

/// What an offer brings.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Sold + managed points.
    pub total: Exact,
    /// Points of the sale.
    pub sold: PointsWorked,
    /// Points of managing the customer; `None` where the partner does not, or where the programme has no managed track.
    pub managed: Option<PointsWorked>,
}

/// An amount, and the numbers it is made of: points / (rate × multiplier) × unit.
#[derive(Debug, Clone)]
pub struct ValueWorked {
    /// The MRR, in the currency asked for.
    pub value: Exact,
    /// The local amount worth 100 USD.
    pub unit: Decimal,
    /// Points per unit.
    pub rate: Decimal,
    /// The market's multiplier.
    pub multiplier: Decimal,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The rules have no unit or no rate, or a number has too many digits.
    Unusable(Unusable),
    /// The amount or the points are negative.
    Negative,
    /// The programme gives no points for managed clients.
    NoManagedTrack,
    /// The rate or the multiplier is 0: no amount gives points.
    NoWayBack,
}

impl From<Unusable> for Refusal {
    fn from(unusable: Unusable) -> Self {
        Self::Unusable(unusable)
    }
}

impl From<Overflow> for Refusal {
    fn from(overflow: Overflow) -> Self {
        Self::Unusable(overflow.into())
    }
}

/// The points of an offer on a day, on which its product line is sold for the first time.
///
/// # Errors
/// [`Refusal`] where the amount is negative or has too many digits, or where the rules have no unit for its currency or no
/// rate for its deal type.
pub fn points(version: &Version, day: NaiveDate, offer: &Offer) -> Result<Answer, Refusal> {
    if offer.amount < Decimal::ZERO {
        return Err(Refusal::Negative);
    }
    let worked = |rate, split| {
        work(
            version,
            offer.amount,
            offer.currency,
            offer.customer,
            rate,
            split,
        )
    };
    let sold = worked(
        rate(version, day, Track::Sold(offer.deal_type))?,
        Decimal::ONE,
    )?;
    let managed_rate = version.rates.managed.filter(|_| offer.managed);
    let managed = managed_rate
        .map(|rate| worked(rate, split(version, offer.other_partners)))
        .transpose()?;
    let total = match &managed {
        Some(managed) => sold.points.plus(&managed.points)?,
        None => sold.points.clone(),
    };
    Ok(Answer {
        total,
        sold,
        managed,
    })
}

/// The points of an amount on one track on a day, for a partner who does not share them.
///
/// # Errors
/// [`Refusal`] where the amount is negative or has too many digits, and where the rules have no unit for the currency, no rate
/// for the deal type or no managed track.
pub fn points_on(
    version: &Version,
    day: NaiveDate,
    amount: Decimal,
    track: Track,
    currency: Currency,
    customer: Customer,
) -> Result<PointsWorked, Refusal> {
    if amount < Decimal::ZERO {
        return Err(Refusal::Negative);
    }
    let rate = rate(version, day, track)?;
    work(version, amount, currency, customer, rate, Decimal::ONE)
}

fn work(
    version: &Version,
    amount: Decimal,
    currency: Currency,
    customer: Customer,
    rate: Decimal,
    split: Decimal,
) -> Result<PointsWorked, Refusal> {
    let unit = unit(version, currency)?;
    let multiplier = customer.multiplier(version);
    Ok(PointsWorked {
        points: Ratio::new(&[amount, rate, multiplier], &[unit, split])?.into(),
        units: Ratio::new(&[amount], &[unit])?.into(),
        unit,
        rate,
        multiplier,
        split,
    })
}

/// Decimal places of the points that [`value`] takes; figures that do not divide are written with 20, and what is beyond the
/// twelfth moves no amount by a millionth of its currency.
const PLACES: u32 = 12;

/// The MRR that gives so many points of a track on a day, to a partner who does not share them. Points are taken to 12
/// decimal places, half away from zero.
///
/// # Errors
/// [`Refusal`] where the points are negative or have too many digits, where the rules have no unit for the currency, no
/// rate for the deal type or no managed track, and where the rate or the multiplier is 0.
pub fn value(
    version: &Version,
    day: NaiveDate,
    points: Decimal,
    track: Track,
    currency: Currency,
    customer: Customer,
) -> Result<ValueWorked, Refusal> {
    if points < Decimal::ZERO {
        return Err(Refusal::Negative);
    }
    let points = points.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
    let unit = unit(version, currency)?;
    let rate = rate(version, day, track)?;
    let multiplier = customer.multiplier(version);
    if rate <= Decimal::ZERO || multiplier <= Decimal::ZERO {
        return Err(Refusal::NoWayBack);
    }
    Ok(ValueWorked {
        value: Ratio::new(&[points, unit], &[rate, multiplier])?.into(),
        unit,
        rate,
        multiplier,
    })
}

/// Points per unit of a track.
fn rate(version: &Version, day: NaiveDate, track: Track) -> Result<Decimal, Refusal> {
    match track {
        Track::Sold(deal_type) => version
            .sold_rate(deal_type, day)
            .ok_or(Refusal::Unusable(Unusable::NoRate(deal_type))),
        Track::Managed => version.rates.managed.ok_or(Refusal::NoManagedTrack),
    }
}

/// By how much managed points are divided, the partner and the others together.
fn split(version: &Version, other_partners: u32) -> Decimal {
    match version.managed_split {
        ManagedSplit::Even => Decimal::from(u64::from(other_partners) + 1),
        ManagedSplit::Full => Decimal::ONE,
    }
}
