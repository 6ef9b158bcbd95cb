//! What a partner has on a day, of everything that tiers may ask for, from the book's records alone.
//!
//! The same measuring serves today's standing and every checkpoint of the past, so that the two never differ.

use super::{ledger::Points, retention::History, tiers::Measured};
use crate::{
    model::{
        book::Book,
        exact::{Exact, value_of},
    },
    rules::version::{RetentionMetric, Version},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What does not change from day to day, worked out once for a book.
#[derive(Debug)]
pub struct Measuring<'a> {
    book: &'a Book,
    /// C$R, month by month.
    pub csr: History,
    /// GRR, month by month.
    pub grr: History,
}

impl<'a> Measuring<'a> {
    /// Gets ready to measure a book.
    pub fn new(book: &'a Book) -> Self {
        let months = book.retention.as_deref().unwrap_or_default();
        Self {
            book,
            csr: History::of(months, RetentionMetric::Csr),
            grr: History::of(months, RetentionMetric::Grr),
        }
    }

    /// Whether the data has every record that managed points are made of; a programme without a managed track has none.
    pub const fn has_managed(&self, version: &Version) -> bool {
        self.book.managed.is_some() || !version.has_managed_track()
    }

    /// Measures a day on which there are so many points.
    pub fn on(&self, day: NaiveDate, version: &Version, points: &Points) -> Measured {
        let value = |present: bool, tracks: &[&Exact]| {
            if present { value_of(tracks).ok() } else { None }
        };
        let (sales, managed) = (self.book.sales.is_some(), self.has_managed(version));
        let partner = self.book.partner.as_ref();
        let average = |history: &History| {
            let average = history.average(day, version.csr_average);
            average.map(|average| average.value)
        };
        Measured {
            total: value(sales && managed, &points.tracks()),
            sold: value(sales, &points.sold_tracks()),
            sourced: value(sales, &[&points.sourced]),
            managed: value(managed, &[&points.managed]),
            csr: average(&self.csr),
            grr: average(&self.grr),
            certified: self.certified(day),
            certifications: partner.and_then(|p| p.certifications).map(Decimal::from),
            median_tool_usage: partner.and_then(|p| p.median_tool_usage),
        }
    }

    /// Whether the certification is valid on a day; `None` where the data cannot say. A partner without a certification has
    /// none; one without a usable day may have one.
    pub fn certified(&self, day: NaiveDate) -> Option<bool> {
        match &self.book.partner.as_ref()?.certification {
            None => Some(false),
            Some(certification) => certification.valid_until.map(|until| day <= until),
        }
    }
}
