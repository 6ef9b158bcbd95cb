//! What partner-sourced business brought in twelve months, in USD at the programme's fixed units.
//!
//! The vendor shows two such sums and defines neither (domain.md 3); these are the definitions of partner-data.md:
//! sourced MRR = MRR of partner-sourced sales closed in (day − 12 months, day]; sourced amount = amounts of partner-sourced
//! deals that closed won in it. Each is converted at the unit in force on the day it closed.

use super::{
    unusable::{Unusable, unit},
    weights::Weights,
};
use crate::{
    model::{
        book::Book,
        deal::{Deal, VendorStage},
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Ratio},
        period::months_before,
        sale::{DealType, Sale},
    },
    rules::Rules,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A sum in USD, and the records that it could not count.
#[derive(Debug, Clone, Default)]
pub struct SourcedSum {
    /// In USD.
    pub usd: Exact,
    /// Records left out of the sum, and why.
    pub problems: Vec<Diagnostic>,
}

impl SourcedSum {
    fn add(&mut self, usd: Result<Ratio, Unusable>, place: impl FnOnce() -> String) {
        let added = usd.and_then(|usd| self.usd.add(usd).map_err(Unusable::from));
        if let Err(unusable) = added {
            self.problems.push(unusable.diagnostic(place()));
        }
    }
}

/// The MRR of partner-sourced sales of the 12 months up to `day`; `None` where sales are not in the data.
pub fn mrr(book: &Book, rules: &Rules, day: NaiveDate) -> Option<SourcedSum> {
    let mut sum = SourcedSum::default();
    let year = Year::to(day);
    let mut weights = Weights::new(rules, &[]);
    for sale in book.sales.as_ref()? {
        if year.has_sale(sale) {
            sum.add(weights.usd(sale), || format!("sales, id {}", sale.id));
        }
    }
    Some(sum)
}

/// The amounts of partner-sourced deals won in the 12 months up to `day`; `None` where deals are not in the data.
pub fn amount(book: &Book, rules: &Rules, day: NaiveDate) -> Option<SourcedSum> {
    let mut sum = SourcedSum::default();
    let year = Year::to(day);
    for deal in book.deals.as_ref()? {
        if !won(deal) {
            continue;
        }
        let place = || format!("deals, id {}", deal.id);
        match (deal.close_on, deal.amount, deal.currency) {
            (Some(closed_on), _, _) if !year.contains(closed_on) => {}
            (Some(closed_on), Some(amount), Some(currency)) => {
                let usd = unit(rules.on(closed_on), currency)
                    .and_then(|unit| Ok(Ratio::new(&[amount, Decimal::ONE_HUNDRED], &[unit])?));
                sum.add(usd, place);
            }
            (closed_on, amount, _) => {
                let missing = match (closed_on, amount) {
                    (None, _) => "close_on",
                    (_, None) => "amount",
                    _ => "currency",
                };
                let place = format!("{}, {missing}", place());
                sum.problems.push(Diagnostic::new(
                    Code::FieldMissing,
                    Effect::NotCounted,
                    place,
                    missing,
                ));
            }
        }
    }
    Some(sum)
}

/// (day − 12 months, day].
pub(super) struct Year {
    start: Option<NaiveDate>,
    day: NaiveDate,
}

impl Year {
    pub(super) fn to(day: NaiveDate) -> Self {
        let start = months_before(day, 12);
        Self { start, day }
    }

    fn contains(&self, date: NaiveDate) -> bool {
        date <= self.day && self.start.is_none_or(|start| start < date)
    }

    /// Whether a sale counts for the sourced MRR.
    pub(super) fn has_sale(&self, sale: &Sale) -> bool {
        sale.deal_type == DealType::PartnerSourced && self.contains(sale.closed_on)
    }

    /// Whether a deal counts for the sourced amount.
    pub(super) fn has_deal(&self, deal: &Deal) -> bool {
        won(deal) && deal.close_on.is_some_and(|day| self.contains(day))
    }
}

fn won(deal: &Deal) -> bool {
    deal.deal_type == DealType::PartnerSourced && deal.vendor_stage == VendorStage::ClosedWon
}
