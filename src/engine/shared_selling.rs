//! Shared selling: the deals that partner and vendor work on together, over a range of days (domain.md 5).
//!
//! Problem: a counter that cannot name its deals cannot be checked, and a deal without a day may or may not belong to it.
//! Idea: every counter is the list of its deals, in the order of the data, and a deal that lacks the deciding day is named
//! instead of guessed. The definitions are those of partner-data.md:
//!
//! - created: registered in the vendor's CRM in the range;
//! - sourced in flight: partner-sourced, open, and registered by the end of the range. The data knows a deal's stage of
//!   today only, so a range in the past shows those of its deals that are still open;
//! - closed won: won at the vendor, with the closing day in the range.
//!
//! Example: a partner-sourced deal registered on 2025-01-20 and still open is created in January 2025, and in flight in
//! every range that ends on that day or later.

use crate::model::{
    book::Book,
    deal::{Deal, VendorStage},
    diagnostic::{Code, Diagnostic, Effect},
    period::Month,
    sale::DealType,
};
use chrono::NaiveDate;
use std::iter::successors;

/// The deals of a range, each by its index in `book.deals`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedSelling {
    /// Registered in the vendor's CRM.
    pub created: Vec<usize>,
    /// Partner-sourced deals that are open.
    pub in_flight: Vec<usize>,
    /// Won at the vendor.
    pub closed_won: Vec<usize>,
    /// Deals that may belong to a counter but lack the day that decides it.
    pub problems: Vec<Diagnostic>,
}

/// How many deals of each kind a month has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthOfDeals {
    /// The month; of the first and the last one only the days in the range count.
    pub month: Month,
    /// Registered in it.
    pub created: usize,
    /// In flight at its end.
    pub in_flight: usize,
    /// Won in it.
    pub closed_won: usize,
}

/// The deals from `first` to `last`, both included; `None` where deals are not in the data.
pub fn over(book: &Book, first: NaiveDate, last: NaiveDate) -> Option<SharedSelling> {
    let within = |day: NaiveDate| first <= day && day <= last;
    let mut shared = SharedSelling::default();
    for (index, deal) in book.deals.as_ref()?.iter().enumerate() {
        match deal.registered_on {
            None => shared.problems.push(missing(deal, "registered_on")),
            Some(day) => {
                if within(day) {
                    shared.created.push(index);
                }
                if is_in_flight(deal) && day <= last {
                    shared.in_flight.push(index);
                }
            }
        }
        if is_won(deal) {
            match deal.close_on {
                None => shared.problems.push(missing(deal, "close_on")),
                Some(day) if within(day) => shared.closed_won.push(index),
                Some(_) => {}
            }
        }
    }
    Some(shared)
}

/// The same counts for each month from `first` to `last`, oldest first; `None` where deals are not in the data.
pub fn trend(book: &Book, first: NaiveDate, last: NaiveDate) -> Option<Vec<MonthOfDeals>> {
    let deals = book.deals.as_ref()?;
    let registered = sorted(deals.iter().filter_map(|deal| deal.registered_on));
    let open = deals.iter().filter(|deal| is_in_flight(deal));
    let open = sorted(open.filter_map(|deal| deal.registered_on));
    let won = deals.iter().filter(|deal| is_won(deal));
    let won = sorted(won.filter_map(|deal| deal.close_on));
    let begin = (first <= last).then(|| Month::of(first));
    let months =
        successors(begin, |month| month.next()).take_while(|month| month.first_day() <= last);
    Some(
        months
            .map(|month| {
                let begin = month.first_day().max(first);
                let end = month.last_day().min(last);
                let within = |days: &[NaiveDate]| by(days, end) - before(days, begin);
                MonthOfDeals {
                    month,
                    created: within(&registered),
                    in_flight: by(&open, end),
                    closed_won: within(&won),
                }
            })
            .collect(),
    )
}

fn is_in_flight(deal: &Deal) -> bool {
    deal.deal_type == DealType::PartnerSourced && deal.vendor_stage == VendorStage::Open
}

fn is_won(deal: &Deal) -> bool {
    deal.vendor_stage == VendorStage::ClosedWon
}

fn missing(deal: &Deal, field: &str) -> Diagnostic {
    let (code, effect) = (Code::FieldMissing, Effect::NotCounted);
    let place = format!("deals, id {}, {field}", deal.id);
    Diagnostic::new(code, effect, place, field)
}

fn sorted(days: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
    let mut days: Vec<_> = days.collect();
    days.sort_unstable();
    days
}

/// How many of the sorted days are not after `day`.
fn by(days: &[NaiveDate], day: NaiveDate) -> usize {
    days.partition_point(|other| *other <= day)
}

/// How many of the sorted days are before `day`.
fn before(days: &[NaiveDate], day: NaiveDate) -> usize {
    days.partition_point(|other| *other < day)
}
