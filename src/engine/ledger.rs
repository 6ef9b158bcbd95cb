//! The ledger of points: which sale or managed spell gives how many points from which day until which day.
//!
//! Problem: a total, its parts per client, its change over a range and its future after expirations are five ways to
//! count the same points, and five counts disagree. Idea: every record becomes spans with a constant number of points; a
//! total is the sum of the spans that cover the day, a change is what begins or ends in the range. So
//! `opening + new − lost = closing` holds by construction, and exactly (partner-data.md, definitions).
//!
//! Example: 1,000 USD, partner-sourced, closed on 2024-03-01 → one span of 50 points from 2024-03-01 until (not on)
//! 2025-03-01. A managed spell gets one span per rules version that it lives through, because its unit may change with
//! the version.

use crate::{
    model::{
        book::Book,
        client::Client,
        currency::Currency,
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Overflow, Ratio},
        managed::Managed,
        period::months_after,
        sale::{DealType, Sale},
    },
    rules::{Rules, version::Version},
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The record that a span comes from, by its index in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `book.sales[i]`, and who brought it.
    Sale(usize, DealType),
    /// `book.managed[i]`.
    Managed(usize),
}

/// Points that are active from a day until another.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Index of the client in the book.
    pub client: usize,
    /// The record behind it.
    pub source: Source,
    /// The first day with these points.
    pub from: NaiveDate,
    /// The first day without them; `NaiveDate::MAX` where no end is known.
    pub until: NaiveDate,
    /// How many.
    pub points: Ratio,
}

impl Span {
    /// Whether the points count on a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

/// Points of one day, of one client or of all.
#[derive(Debug, Clone, Default)]
pub struct Points {
    /// Points of sales, partner-sourced and assisted.
    pub sold: Exact,
    /// Points of partner-sourced sales; part of `sold`.
    pub sourced: Exact,
    /// Points of managed clients.
    pub managed: Exact,
}

impl Points {
    fn add(&mut self, span: &Span) -> Result<(), Overflow> {
        match span.source {
            Source::Sale(_, deal_type) => {
                if deal_type == DealType::PartnerSourced {
                    self.sourced.add(span.points)?;
                }
                self.sold.add(span.points)
            }
            Source::Managed(_) => self.managed.add(span.points),
        }
    }
}

/// What began and what ended in a range of days, both ends included.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Points of sales that became active.
    pub new_sold: Exact,
    /// Points of sales that stopped being active, as a positive number.
    pub lost_sold: Exact,
    /// Managed points won, netted per client and day.
    pub new_managed: Exact,
    /// Managed points lost, netted per client and day, as a positive number.
    pub lost_managed: Exact,
}

/// Every span of a book under the rules.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    spans: Vec<Span>,
    problems: Vec<Diagnostic>,
}

impl Ledger {
    /// Writes the ledger. A record whose points cannot be computed (no unit for its currency, too many digits) gives none
    /// and is named in [`Ledger::problems`].
    pub fn new(book: &Book, rules: &Rules) -> Self {
        let mut clients: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, client) in book.clients.iter().enumerate() {
            clients.insert(&client.id, index);
        }
        let mut ledger = Self::default();
        for (index, sale) in book.sales.iter().flatten().enumerate() {
            if let Some((client_index, client)) = find(&clients, &book.clients, &sale.client) {
                let source = Source::Sale(index, sale.deal_type);
                match sale_span(sale, client, rules) {
                    // A sale that ended on its first day, or before, gives nothing on any day.
                    Ok((from, until, points)) if from < until => {
                        ledger.spans.push(Span {
                            client: client_index,
                            source,
                            from,
                            until,
                            points,
                        });
                    }
                    Ok(_) => {}
                    Err(unusable) => {
                        let place = format!("sales, id {}", sale.id);
                        ledger.problems.push(unusable.diagnostic(place));
                    }
                }
            }
        }
        for (index, managed) in book.managed.iter().flatten().enumerate() {
            if let Some((client_index, client)) = find(&clients, &book.clients, &managed.client) {
                let (spans, problem) = managed_spans(managed, client, rules);
                let source = Source::Managed(index);
                let span = |(from, until, points)| Span {
                    client: client_index,
                    source,
                    from,
                    until,
                    points,
                };
                ledger.spans.extend(spans.into_iter().map(span));
                let place = || format!("managed, client {}, from {}", managed.client, managed.from);
                ledger
                    .problems
                    .extend(problem.map(|unusable| unusable.diagnostic(place())));
            }
        }
        ledger
    }

    /// Every span, in the order of the book.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Records that give no points, and why.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// All points on a day.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has more digits than a decimal holds.
    pub fn on(&self, day: NaiveDate) -> Result<Points, Overflow> {
        let mut points = Points::default();
        self.spans
            .iter()
            .filter(|span| span.covers(day))
            .try_for_each(|span| points.add(span))?;
        Ok(points)
    }

    /// The points of each client that has any on a day, by the client's index in the book.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has more digits than a decimal holds.
    pub fn by_client_on(&self, day: NaiveDate) -> Result<BTreeMap<usize, Points>, Overflow> {
        let mut clients: BTreeMap<usize, Points> = BTreeMap::new();
        for span in self.spans.iter().filter(|span| span.covers(day)) {
            clients.entry(span.client).or_default().add(span)?;
        }
        Ok(clients)
    }

    /// What began and what ended from `first` to `last`, both included. Always: points on the day before `first`
    /// + new − lost = points on `last`.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has more digits than a decimal holds.
    pub fn changes(&self, first: NaiveDate, last: NaiveDate) -> Result<Changes, Overflow> {
        let range = first..=last;
        let mut changes = Changes::default();
        let mut managed: BTreeMap<(usize, NaiveDate), Exact> = BTreeMap::new();
        for span in &self.spans {
            match span.source {
                Source::Sale(..) => {
                    if range.contains(&span.from) {
                        changes.new_sold.add(span.points)?;
                    }
                    if range.contains(&span.until) {
                        changes.lost_sold.add(span.points)?;
                    }
                }
                Source::Managed(_) => {
                    if range.contains(&span.from) {
                        managed
                            .entry((span.client, span.from))
                            .or_default()
                            .add(span.points)?;
                    }
                    if range.contains(&span.until) {
                        managed
                            .entry((span.client, span.until))
                            .or_default()
                            .subtract(span.points)?;
                    }
                }
            }
        }
        for change in managed.values() {
            if change.value()?.is_sign_negative() {
                changes.lost_managed.add_all(&change.negated())?;
            } else {
                changes.new_managed.add_all(change)?;
            }
        }
        Ok(changes)
    }

    /// Sold points active on `day` that will have expired `days` days later, new sales apart. Managed points are not in it:
    /// they last for as long as the partner works for the client.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has more digits than a decimal holds.
    pub fn sold_expiring_within(&self, day: NaiveDate, days: u64) -> Result<Exact, Overflow> {
        let horizon = day
            .checked_add_days(Days::new(days))
            .unwrap_or(NaiveDate::MAX);
        let mut points = Exact::default();
        for span in &self.spans {
            if matches!(span.source, Source::Sale(..)) && span.covers(day) && !span.covers(horizon)
            {
                points.add(span.points)?;
            }
        }
        Ok(points)
    }
}

/// Why an amount cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unusable {
    /// The rules in force have no unit for the currency.
    NoUnit(Currency),
    /// The amount has too many digits.
    Digits,
}

impl Unusable {
    pub(super) fn diagnostic(self, place: String) -> Diagnostic {
        let (code, found) = match self {
            Self::NoUnit(currency) => (Code::CurrencyWithoutUnit, currency.to_string()),
            Self::Digits => (Code::TooManyDigits, String::new()),
        };
        Diagnostic::new(code, Effect::NotCounted, place, found)
    }
}

impl From<Overflow> for Unusable {
    fn from(_: Overflow) -> Self {
        Self::Digits
    }
}

/// The local amount worth 100 USD.
pub(super) fn unit(version: &Version, currency: Currency) -> Result<Decimal, Unusable> {
    version
        .currency_unit
        .get(&currency)
        .copied()
        .ok_or(Unusable::NoUnit(currency))
}

fn find<'a>(
    indices: &BTreeMap<&str, usize>,
    clients: &'a [Client],
    id: &str,
) -> Option<(usize, &'a Client)> {
    let index = *indices.get(id)?;
    Some((index, clients.get(index)?))
}

/// A sale's points and days: units × rate × multiplier, from the day it closed for the programme's lifetime of sold points
/// or until it ended.
fn sale_span(
    sale: &Sale,
    client: &Client,
    rules: &Rules,
) -> Result<(NaiveDate, NaiveDate, Ratio), Unusable> {
    let version = rules.on(sale.closed_on);
    let line = sale.line_first_sold_on.unwrap_or(sale.closed_on);
    // Rates by deal type began on a day; a line that began after the sale itself (a slip of the data, but a possible one)
    // is read by the rules of its own day, so that the line alone decides, as the contract says.
    let rate = rules
        .on(line.max(sale.closed_on))
        .sold_rate(sale.deal_type, line)
        .unwrap_or_default();
    let points = Ratio::new(
        &[sale.mrr, rate, version.multiplier(client)],
        &[unit(version, sale.currency)?],
    )?;
    let expiry =
        months_after(sale.closed_on, version.sold_points_lifetime_months).unwrap_or(NaiveDate::MAX);
    Ok((
        sale.closed_on,
        sale.ended_on.map_or(expiry, |ended| ended.min(expiry)),
        points,
    ))
}

/// A managed spell's points and days, a piece per rules version: units × rate × multiplier / partners, while it lasts and
/// the partner was active in the client's account not too many days ago.
fn managed_spans(
    managed: &Managed,
    client: &Client,
    rules: &Rules,
) -> (Vec<(NaiveDate, NaiveDate, Ratio)>, Option<Unusable>) {
    let versions = rules.versions();
    let mut spans = Vec::new();
    let mut problem = None;
    for (index, version) in versions.iter().enumerate() {
        let begins = if index == 0 {
            NaiveDate::MIN
        } else {
            version.from
        };
        let ends = versions
            .get(index + 1)
            .map_or(NaiveDate::MAX, |next| next.from);
        let lapses = managed.last_activity_on.map_or(NaiveDate::MAX, |last| {
            last.checked_add_days(Days::new(u64::from(version.managed_inactivity_days) + 1))
                .unwrap_or(NaiveDate::MAX)
        });
        let from = managed.from.max(begins);
        let until = managed.to.unwrap_or(NaiveDate::MAX).min(lapses).min(ends);
        if from < until {
            let points = unit(version, managed.currency).and_then(|unit| {
                let factors = [
                    managed.mrr,
                    version.rates.managed,
                    version.multiplier(client),
                ];
                let partners = Decimal::from(managed.partners.get());
                Ok(Ratio::new(&factors, &[unit, partners])?)
            });
            match points {
                Ok(points) => spans.push((from, until, points)),
                // The time under other rules still counts.
                Err(unusable) => problem = Some(unusable),
            }
        }
    }
    (spans, problem)
}
