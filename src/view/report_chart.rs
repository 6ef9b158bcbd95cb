//! A report as a chart: what its rows weigh, by name or by month.
//!
//! Problem: a saved report is a question whose rows may be anything. Idea: every subject has one column that says what a row
//! weighs ([`Subject::weight`]); bars add it up by the row's first name, a line by the month of its first day. Money is drawn in
//! one currency, the one with the most rows, and says so: amounts of several currencies have no common height.

use super::{
    Locale,
    chart::{Category, ChartView, Kind, Overlay, Pattern, Plot, Series, Unit, chart},
    report::{column_name, text, title, with_labels},
};
use crate::{
    model::{book::Book, currency::Currency, exact::Exact, period::Month, sorted::sort_by_key},
    query::{
        cell::Cell,
        library::ChartKind,
        report::{Column, ColumnKind, Report, Row},
    },
    rules::Rules,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Bars of a chart; what is beyond is one bar.
const BARS: usize = 12;

/// The chart of a report; `None` for a table, and where there is nothing to draw.
pub fn report_chart(
    report: &Report,
    kind: ChartKind,
    (book, rules): (&Book, &Rules),
    locale: Locale,
) -> Option<ChartView> {
    let words = locale.words;
    let query = report.query();
    let weight = query.subject.weight()?;
    let columns = query.all();
    let rows = with_labels(rules, locale, |labels| report.chosen(labels));
    let (currency, weights) = weights(report, &rows, weight);
    let (axis, categories, values) = match kind {
        ChartKind::Table => return None,
        ChartKind::Bars => {
            let by = query.shown().into_iter().chain(columns);
            let by = by
                .into_iter()
                .find(|column| matches!(column.kind(), ColumnKind::Text | ColumnKind::Choice))?;
            let name = |row: &Row| text(by, report.cell(row, by), rules, locale);
            let (categories, values) = bars(&weights, name, locale);
            (column_name(by, words), categories, values)
        }
        ChartKind::Line => {
            let by = query.shown().into_iter().chain(columns);
            let by = by
                .into_iter()
                .find(|column| column.kind() == ColumnKind::Day || *column == Column::Month)?;
            let (categories, values) = months(report, &weights, by, locale);
            (words.column_month(), categories, values)
        }
    };
    let plot = Plot {
        title: title(query, book, rules, words),
        stem: "report",
        kind: match kind {
            ChartKind::Line => Kind::Lines,
            _ => Kind::Bars,
        },
        axis,
        categories,
        series: vec![Series {
            name: match currency {
                Some(currency) => format!("{} ({currency})", column_name(weight, words)),
                None => column_name(weight, words),
            },
            colour: "--sold",
            pattern: Pattern::Plain,
            values,
            projected: false,
        }],
        overlay: Overlay::default(),
        unit: currency.map_or(Unit::Points, Unit::Money),
    };
    chart(&plot, locale)
}

/// Each row with what it weighs, in the currency of the most rows.
fn weights<'r>(
    report: &Report,
    rows: &[&'r Row],
    weight: Column,
) -> (Option<Currency>, Vec<(&'r Row, Decimal)>) {
    let cells: Vec<(&Row, Cell)> = rows
        .iter()
        .map(|row| (*row, report.cell(row, weight)))
        .collect();
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    for (_, cell) in &cells {
        if let Cell::Money(_, currency) = cell {
            *counts.entry(*currency).or_default() += 1;
        }
    }
    let currency = counts
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(currency, _)| *currency);
    let weights = cells.into_iter().filter_map(|(row, cell)| match cell {
        Cell::Number(number) | Cell::Fraction(number) => Some((row, number)),
        Cell::Money(amount, other) if Some(other) == currency => Some((row, amount)),
        _ => None,
    });
    (currency, weights.collect())
}

fn add(sums: &mut BTreeMap<String, Exact>, name: String, weight: Decimal) {
    if let Ok(weight) = Exact::of(weight) {
        // What has too many digits is not drawn; the table says so.
        let _ = sums.entry(name).or_default().add_all(&weight);
    }
}

/// The heaviest names, and what the others come to.
fn bars(
    weights: &[(&Row, Decimal)],
    name: impl Fn(&Row) -> String,
    locale: Locale,
) -> (Vec<Category>, Vec<Option<Decimal>>) {
    let mut sums = BTreeMap::new();
    for (row, weight) in weights {
        add(&mut sums, name(row), *weight);
    }
    let mut sums: Vec<(String, Decimal)> = sums
        .into_iter()
        .filter_map(|(name, sum)| Some((name, sum.value().ok()?)))
        .collect();
    sort_by_key(&mut sums, |(_, sum)| std::cmp::Reverse(*sum));
    let rest: Vec<Decimal> = sums.iter().skip(BARS).map(|(_, sum)| *sum).collect();
    sums.truncate(BARS);
    let others = rest
        .iter()
        .try_fold(Decimal::ZERO, |sum, other| sum.checked_add(*other));
    if !rest.is_empty() {
        sums.extend(others.map(|others| (locale.words.chart_others(), others)));
    }
    let category = |name: String| Category {
        iso: String::new(),
        label: if name.is_empty() {
            "–".to_owned()
        } else {
            name
        },
    };
    let bars = sums.into_iter();
    bars.map(|(name, sum)| (category(name), Some(sum))).unzip()
}

/// Month by month, from the first to the last; a month without rows is 0.
fn months(
    report: &Report,
    weights: &[(&Row, Decimal)],
    by: Column,
    locale: Locale,
) -> (Vec<Category>, Vec<Option<Decimal>>) {
    let month = |row: &Row| match report.cell(row, by) {
        Cell::Day(day) => Some(Month::of(day)),
        Cell::Text(text) => Month::parse(&text),
        _ => None,
    };
    let mut sums = BTreeMap::new();
    let mut all = Vec::new();
    for (row, weight) in weights {
        if let Some(month) = month(row) {
            all.push(month);
            add(&mut sums, month.to_string(), *weight);
        }
    }
    let (Some(first), Some(last)) = (all.iter().min(), all.iter().max()) else {
        return (Vec::new(), Vec::new());
    };
    let months = Month::ends(first.first_day(), last.first_day());
    // A slip of centuries in the data is not worth a bar a month.
    let months = months.into_iter().rev().take(120).rev();
    let months = months.map(|day| {
        let iso = Month::of(day).to_string();
        let sum = sums.get(&iso).and_then(|sum| sum.value().ok());
        let label = locale.format.month(day);
        (Category { label, iso }, Some(sum.unwrap_or_default()))
    });
    months.unzip()
}
