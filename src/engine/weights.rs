//! What the smallest digit of an amount is worth, worked out once for all amounts that are alike.
//!
//! Problem: points are `mrr / unit × rate × multiplier / partners`. A book has 100,000 sales, and for each of them a unit and
//! a market are looked up and five decimals multiplied, though all but the amount is the same for thousands of them. Idea:
//! keep those products in a table, by version of the rules, currency, multiplier, kind of work and decimal places, so that a
//! record costs one whole number times another. It comes to the very ratio that the decimals make.
//!
//! Example: a sourced sale in EUR at a unit of 75 in a growth market weighs 5 × 2 / 75 = 2/15 points a euro; 100.00 EUR are
//! 10,000 smallest digits of 1/750 points each.
//!
//! What has no place in the table (an amount with three decimal places, a client with five partners) is worked out by itself.

use super::unusable::{Unusable, sold_rate, unit};
use crate::{
    model::{
        client::Client,
        currency::Currency,
        exact::Ratio,
        managed::Managed,
        sale::{DealType, Sale},
        table::Table,
    },
    rules::{
        Rules,
        version::{ManagedSplit, Version},
    },
};
use rust_decimal::Decimal;

/// The most entries of the table, of which a large book uses a few hundred: so many versions and currencies that it had
/// more would be somebody's mistake, and must not take the memory.
const MOST: usize = 1 << 16;
/// Amounts have cents, or none.
const SCALES: usize = 3;
/// What amounts are counted for: USD, the rates of a sale, and a client managed by one partner up to four.
const WORKS: usize = 8;
const USD: usize = 0;
const SOURCED: usize = 1;
const ASSISTED: usize = 2;
const LEGACY: usize = 3;
const MANAGED: usize = 4;
/// A multiplier without a place.
const NONE: u8 = 200;

/// The weights of a book's amounts.
pub(super) struct Weights<'a> {
    rules: &'a Rules,
    /// One more than the place of a currency, by its three letters; 0 where the rules have no unit for it.
    currencies: Vec<u8>,
    /// How many currencies have a place.
    known: usize,
    /// The multipliers there are; the first one is 1.
    multipliers: Vec<Decimal>,
    /// By version, then by client: the place of its multiplier.
    markets: Vec<Vec<u8>>,
    /// By version: what the divisors of its weights have in common.
    divisors: Vec<u64>,
    table: Vec<Option<Ratio>>,
}

impl<'a> Weights<'a> {
    /// An empty table for the amounts of some clients.
    pub(super) fn new(rules: &'a Rules, clients: &[Client]) -> Self {
        let versions = rules.versions();
        let mut weights = Self {
            rules,
            currencies: vec![0; 26 * 26 * 26],
            known: 0,
            multipliers: vec![Decimal::ONE],
            markets: Vec::new(),
            divisors: versions.iter().map(common_divisor).collect(),
            table: Vec::new(),
        };
        let units = versions.iter().map(|version| &version.currency_unit);
        for currency in units.flat_map(Table::keys) {
            if let Some(place @ 0) = weights.currencies.get_mut(code(*currency)) {
                weights.known += 1;
                *place = u8::try_from(weights.known).unwrap_or_default();
            }
        }
        let markets = |version: &'a Version| (version.growth_multiplier, &version.growth_countries);
        let mut before = None;
        for version in versions {
            // Most versions inherit the markets of the one before.
            let inherits = before == Some(markets(version));
            let places = match weights.markets.last().filter(|_| inherits) {
                Some(places) => places.clone(),
                None => weights.markets_of(version, clients),
            };
            before = Some(markets(version));
            weights.markets.push(places);
        }
        let size = versions.len() * weights.known * weights.multipliers.len() * WORKS * SCALES;
        weights.table = vec![None; size.min(MOST)];
        weights
    }

    /// The place of each client's multiplier. A book with more of them than anybody's has none for the rest.
    fn markets_of(&mut self, version: &Version, clients: &[Client]) -> Vec<u8> {
        let place = |client| {
            let multiplier = version.multiplier(client);
            let mut known = self.multipliers.iter();
            let place = known.position(|known| *known == multiplier);
            let new = place.is_none() && self.multipliers.len() < usize::from(NONE);
            if new {
                self.multipliers.push(multiplier);
            }
            let last = || new.then(|| self.multipliers.len() - 1);
            place
                .or_else(last)
                .and_then(|place| u8::try_from(place).ok())
        };
        clients
            .iter()
            .map(place)
            .map(|place| place.unwrap_or(NONE))
            .collect()
    }

    /// The points of a sale, while they are active; `version` is the one of the day it closed, with its number.
    ///
    /// # Errors
    /// [`Unusable`] where the rules have no unit or no rate, or where there are too many digits.
    pub(super) fn sold(
        &mut self,
        (number, version): (usize, &Version),
        sale: &Sale,
        client: &Client,
    ) -> Result<Ratio, Unusable> {
        let line = sale.line_first_sold_on.unwrap_or(sale.closed_on);
        let work = match sale.deal_type {
            // Read by the rules of another day (see `sold_rate`).
            _ if line > sale.closed_on => None,
            DealType::PartnerSourced if version.is_legacy(line) => Some(LEGACY),
            DealType::PartnerSourced => Some(SOURCED),
            DealType::PartnerAssisted => Some(ASSISTED),
        };
        let market = self.market(number, sale.client);
        let place = self.place(number, sale.currency, market, work, sale.mrr);
        if let Some(points) = self.at(place, sale.mrr) {
            return Ok(points);
        }
        let rest = [sold_rate(self.rules, sale)?, version.multiplier(client)];
        let unit = unit(version, sale.currency)?;
        self.work_out(number, place, sale.mrr, rest, [unit, Decimal::ONE])
    }

    /// The points of a managed spell under the version of a number, at its rate.
    ///
    /// # Errors
    /// [`Unusable`] where the version has no unit for the currency, or where there are too many digits.
    pub(super) fn managed(
        &mut self,
        (number, version): (usize, &Version),
        rate: Decimal,
        managed: &Managed,
        client: &Client,
    ) -> Result<Ratio, Unusable> {
        let partners = usize::try_from(managed.partners.get()).unwrap_or(usize::MAX);
        let work = (partners <= WORKS - MANAGED).then(|| MANAGED + partners - 1);
        let market = self.market(number, managed.client);
        let place = self.place(number, managed.currency, market, work, managed.mrr);
        if let Some(points) = self.at(place, managed.mrr) {
            return Ok(points);
        }
        let rest = [rate, version.multiplier(client)];
        let divisors = [unit(version, managed.currency)?, split(version, managed)];
        self.work_out(number, place, managed.mrr, rest, divisors)
    }

    /// The MRR of a sale in USD, at the unit in force on the day it closed.
    ///
    /// # Errors
    /// [`Unusable`] where the rules have no unit for its currency, or where there are too many digits.
    pub(super) fn usd(&mut self, sale: &Sale) -> Result<Ratio, Unusable> {
        let (number, version) = self.rules.numbered_on(sale.closed_on);
        let place = self.place(number, sale.currency, Some(0), Some(USD), sale.mrr);
        if let Some(points) = self.at(place, sale.mrr) {
            return Ok(points);
        }
        let unit = unit(version, sale.currency)?;
        let rest = [Decimal::ONE_HUNDRED, Decimal::ONE];
        self.work_out(number, place, sale.mrr, rest, [unit, Decimal::ONE])
    }

    fn market(&self, version: usize, client: usize) -> Option<u8> {
        self.markets.get(version)?.get(client).copied()
    }

    /// Where the table has, or will have, the weight of an amount.
    fn place(
        &self,
        version: usize,
        currency: Currency,
        market: Option<u8>,
        work: Option<usize>,
        amount: Decimal,
    ) -> Option<usize> {
        let currency = usize::from(*self.currencies.get(code(currency))?).checked_sub(1)?;
        let market = market.filter(|market| *market != NONE)?;
        let scale = usize::try_from(amount.scale()).ok()?;
        let place = (version * self.known + currency) * self.multipliers.len();
        let place = (place + usize::from(market)) * WORKS + work?;
        (scale < SCALES).then_some(place * SCALES + scale)
    }

    /// An amount by the weight that the table has, if the result is not too long.
    #[inline(always)] // as `Ratio::times`
    fn at(&self, place: Option<usize>, amount: Decimal) -> Option<Ratio> {
        let weight = self.table.get(place?)?.as_ref()?;
        weight.times(amount.mantissa()).ok()
    }

    /// An amount times the rest over the divisors, by its weight where that has a place.
    fn work_out(
        &mut self,
        version: usize,
        place: Option<usize>,
        amount: Decimal,
        [rate, multiplier]: [Decimal; 2],
        divisors: [Decimal; 2],
    ) -> Result<Ratio, Unusable> {
        let whole = || Ratio::new(&[amount, rate, multiplier], &divisors);
        // One smallest digit may have more places than can be counted where the whole amount has not.
        let digit = Decimal::new(1, amount.scale());
        let weight = Ratio::new(&[digit, rate, multiplier], &divisors);
        let place = place.and_then(|place| self.table.get_mut(place));
        if let (Some(place), Ok(weight)) = (place, weight) {
            let common = self.divisors.get(version);
            let common = common.and_then(|common| weight.over(*common).ok());
            let weight = common.unwrap_or(weight);
            *place = Some(weight);
            if let Ok(points) = weight.times(amount.mantissa()) {
                return Ok(points);
            }
        }
        Ok(whole()?)
    }
}

/// A number that the divisors of most weights divide, so that their sum is one number: of every unit, and of every unit
/// divided among partners. It stays short: where it would not, a unit goes without.
fn common_divisor(version: &Version) -> u64 {
    let partners = (1..=WORKS - MANAGED).map(Decimal::from);
    let units = version.currency_unit.iter().map(|(_, unit)| *unit);
    { units }
        .flat_map(|unit| partners.clone().map(move |partners| [unit, partners]))
        .filter_map(|divisors| Ratio::new(&[], &divisors).ok())
        .fold(1, |common, ratio| {
            let multiple = (common / gcd(common, ratio.divisor())).checked_mul(ratio.divisor());
            let short = multiple.filter(|multiple| *multiple <= u64::from(u32::MAX));
            short.unwrap_or(common)
        })
}

fn gcd(a: u64, b: u64) -> u64 {
    a.checked_rem(b).map_or(a, |rest| gcd(b, rest))
}

/// By how much the points of a managed client are divided.
pub(super) fn split(version: &Version, managed: &Managed) -> Decimal {
    match version.managed_split {
        ManagedSplit::Even => Decimal::from(managed.partners.get()),
        ManagedSplit::Full => Decimal::ONE,
    }
}

/// The number of a currency's letters.
fn code(currency: Currency) -> usize {
    let letters = currency.letters();
    letters.iter().fold(0, |code, letter| {
        code * 26 + usize::from(letter.wrapping_sub(b'A'))
    })
}
