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
use std::collections::BTreeMap;

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

/// The average over the 12 latest complete months not after `day`; `None` without a month that says anything.
pub fn average(
    months: &[RetentionMonth],
    day: NaiveDate,
    metric: RetentionMetric,
    how: CsrAverage,
) -> Option<Average> {
    let mut complete: BTreeMap<Month, &RetentionMonth> = BTreeMap::new();
    for month in months.iter().filter(|month| month.month.last_day() <= day) {
        complete.insert(month.month, month);
    }
    let latest = complete.into_values().rev().take(WINDOW);
    let kept: Vec<Decimal> = latest.filter_map(|month| kept(month, metric)).collect();
    let value = match how {
        CsrAverage::MeanAnnualised => {
            let sum = kept.iter().try_fold(Decimal::ZERO, |sum, &kept| {
                sum.checked_add(annualised(kept)?)
            })?;
            sum.checked_div(Decimal::from(kept.len()))?
        }
        CsrAverage::Compounded if kept.is_empty() => return None,
        CsrAverage::Compounded => kept
            .iter()
            .try_fold(Decimal::ONE, |product, &kept| product.checked_mul(kept))?,
    };
    Some(Average {
        value: value.normalize(),
        months: kept.len(),
    })
}

/// The part of the opening MRR that a month kept.
fn kept(month: &RetentionMonth, metric: RetentionMetric) -> Option<Decimal> {
    let lost = match metric {
        RetentionMetric::Csr => month.cancelled_mrr,
        RetentionMetric::Grr => month.cancelled_mrr.checked_add(month.downgraded_mrr?)?,
    };
    month
        .opening_mrr
        .checked_sub(lost)?
        .checked_div(month.opening_mrr)
}

/// To the twelfth power.
fn annualised(kept: Decimal) -> Option<Decimal> {
    (0..12).try_fold(Decimal::ONE, |power, _| power.checked_mul(kept))
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
        let average = average(
            months,
            day,
            RetentionMetric::Csr,
            CsrAverage::MeanAnnualised,
        )?;
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
            average(&months, day, metric, how)
                .unwrap()
                .value
                .to_string()
        };
        assert_eq!(value(RetentionMetric::Csr, CsrAverage::Compounded), "0.9");
        assert_eq!(value(RetentionMetric::Grr, CsrAverage::Compounded), "0.8");
    }
}
