//! Retention: how much of its clients' MRR a partner keeps, annualised (domain.md 3).
//!
//! C$R of a month = ((opening − cancelled) / opening)^12; GRR also takes downgrades away. A month without opening MRR says
//! nothing and is skipped, never counted as 100 %.

use crate::{
    model::{period::Month, retention::RetentionMonth},
    rules::version::{CsrAverage, RetentionMetric},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Months in the average.
const WINDOW: usize = 12;

/// An average over the latest complete months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Average {
    /// As a fraction: 0.914 is 91.4 %.
    pub value: Decimal,
    /// How many months it is made of; fewer than 12 where the history is shorter or months had no opening MRR.
    pub months: usize,
}

/// What each month of a history kept, by one metric: worked out once, for averages on many days.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// By the month's last day; the kept part is `None` where the month says nothing.
    months: Vec<(Month, Option<Kept>)>,
}

/// The part of its opening MRR that a month kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// As a fraction.
    pub part: Decimal,
    /// To the twelfth power.
    pub annualised: Decimal,
}

impl History {
    /// The history of the data's months, in any order.
    pub fn of(months: &[RetentionMonth], metric: RetentionMetric) -> Self {
        let mut months: Vec<_> = months
            .iter()
            .map(|month| (month.month, kept(month, metric)))
            .collect();
        months.sort_unstable_by_key(|(month, _)| *month);
        Self { months }
    }

    /// The months of the average on a day, oldest first: of the 12 latest that are over, those that say something.
    pub fn window(&self, day: NaiveDate) -> impl Iterator<Item = (Month, Kept)> {
        let over = self
            .months
            .partition_point(|(month, _)| month.last_day() <= day);
        let latest = self.months.get(over.saturating_sub(WINDOW)..over);
        let latest = latest.unwrap_or_default().iter();
        latest.filter_map(|(month, kept)| Some((*month, (*kept)?)))
    }

    /// The average over the 12 latest complete months not after `day`; `None` without a month that says anything.
    pub fn average(&self, day: NaiveDate, how: CsrAverage) -> Option<Average> {
        let kept = || self.window(day).map(|(_, kept)| kept);
        let months = kept().count();
        let value = match how {
            CsrAverage::MeanAnnualised => {
                let mut annualised = kept().map(|kept| kept.annualised);
                let sum = annualised.try_fold(Decimal::ZERO, Decimal::checked_add)?;
                sum.checked_div(Decimal::from(months))?
            }
            CsrAverage::Compounded if months == 0 => return None,
            CsrAverage::Compounded => {
                let mut parts = kept().map(|kept| kept.part);
                parts.try_fold(Decimal::ONE, Decimal::checked_mul)?
            }
        };
        Some(Average {
            value: value.normalize(),
            months,
        })
    }
}

/// What a month kept; `None` without opening MRR, or where the metric asks for what is not in the data.
fn kept(month: &RetentionMonth, metric: RetentionMetric) -> Option<Kept> {
    let lost = match metric {
        RetentionMetric::Csr => month.cancelled_mrr,
        RetentionMetric::Grr => month.cancelled_mrr.checked_add(month.downgraded_mrr?)?,
    };
    let part = month
        .opening_mrr
        .checked_sub(lost)?
        .checked_div(month.opening_mrr)?;
    let annualised = (0..12).try_fold(Decimal::ONE, |power, _| power.checked_mul(part))?;
    Some(Kept { part, annualised })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::parse_date;

    fn month(month: &str, opening: i64, cancelled: i64, downgraded: i64) -> RetentionMonth {
        RetentionMonth {
            month: Month::parse(month).unwrap(),
            opening_mrr: opening.into(),
            cancelled_mrr: cancelled.into(),
            downgraded_mrr: Some(downgraded.into()),
            currency: None,
        }
    }

    fn csr(months: &[RetentionMonth], day: &str) -> Option<(String, usize)> {
        let day = parse_date(day).unwrap();
        let average =
            History::of(months, RetentionMetric::Csr).average(day, CsrAverage::MeanAnnualised)?;
        Some((average.value.to_string(), average.months))
    }

    #[test]
    fn a_month_counts_once_it_is_over() {
        let months = [month("2025-01", 100, 0, 0), month("2025-02", 100, 50, 0)];
        assert_eq!(csr(&months, "2025-02-27"), Some(("1".into(), 1)));
        assert_eq!(
            csr(&months, "2025-02-28"),
            Some(("0.5001220703125".into(), 2))
        );
        assert_eq!(csr(&months, "2025-01-30"), None);
    }

    #[test]
    fn a_month_without_opening_mrr_is_skipped() {
        let months = [month("2024-12", 0, 0, 0), month("2025-01", 10, 1, 0)];
        assert_eq!(
            csr(&months, "2025-01-31"),
            Some(("0.282429536481".into(), 1))
        );
        assert_eq!(csr(&[month("2024-12", 0, 0, 0)], "2025-01-31"), None);
    }

    #[test]
    fn only_the_twelve_latest_months_count() {
        let mut months: Vec<_> = (1..=12)
            .map(|m| month(&format!("2024-{m:02}"), 100, 0, 0))
            .collect();
        months.push(month("2023-12", 100, 100, 0));
        assert_eq!(csr(&months, "2024-12-31"), Some(("1".into(), 12)));
    }

    #[test]
    fn grr_counts_downgrades_and_compounding_multiplies() {
        let months = [month("2025-01", 10, 1, 1), month("2025-02", 10, 0, 0)];
        let day = parse_date("2025-02-28").unwrap();
        let value = |metric, how| {
            History::of(&months, metric)
                .average(day, how)
                .unwrap()
                .value
                .to_string()
        };
        assert_eq!(value(RetentionMetric::Csr, CsrAverage::Compounded), "0.9");
        assert_eq!(value(RetentionMetric::Grr, CsrAverage::Compounded), "0.8");
    }
}
