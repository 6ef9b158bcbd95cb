//! Commission on the dashboard: how much was paid, how much comes next, and who says so.
//!
//! Problem: a vendor's statement, a quarter that only our schedule expects, and money that is already there are three kinds of
//! certainty. Idea: they are never added up. What was paid in 12 months and what is due next are figures by currency; what is
//! neither (withheld, overdue, paid on a day that nobody names) is named beside them.

use super::{
    Locale,
    chart::{Category, ChartView, Kind, Overlay, Pattern, Plot, Series, Unit, chart},
    exchange::{self, ConvertedView},
    figure::FigureView,
    report::{self, ReportView, money, quarter_name, status_name},
};
use crate::{
    engine::{
        commission::{self, Amounts, NextDue, NextSource, Schedule, Statements, Sums},
        explain::Key,
    },
    model::{
        book::Book,
        commission::Commission,
        currency::Currency,
        exact::{Exact, Overflow},
        exchange::MonthEndRates,
        period::{Month, Quarter, months_after, months_before},
    },
    query::report::{Column, Condition, Operator, QUARTERS, Report, ReportQuery, Subject, Table},
    rules::Rules,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::iter::successors;

/// Quarters on the chart: two years before the day's own, that one, and a year after it.
const SHOWN: usize = 13;

/// A statement that is named because of where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedStatement {
    /// Its id.
    pub id: String,
    /// "Q2 2023 · $4,954.99".
    pub text: String,
}

/// The next money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextView {
    /// The day on which it is due, as an ISO date and in words.
    pub due: (String, String),
    /// Who says so.
    pub source: String,
    /// The same in the payout currency, where the schedule says it and there are rates.
    pub converted: Option<ConvertedView>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommissionView {
    /// Paid in 12 months: a figure for each currency.
    pub paid: Vec<FigureView>,
    /// From when to when.
    pub paid_note: String,
    /// Due next: a figure for each currency.
    pub next_due: Vec<FigureView>,
    /// When, and who says so; `None` where nothing is due or nobody knows.
    pub next: Option<NextView>,
    /// What the vendor holds back.
    pub withheld: Vec<NamedStatement>,
    /// What should have been paid by now.
    pub overdue: Vec<NamedStatement>,
    /// That some paid statements do not say when.
    pub undated: Option<String>,
    /// The payments by quarter.
    pub chart: Option<ChartView>,
    /// In which currencies money is expected that the chart does not show.
    pub beside_chart: Option<String>,
    /// Whether the data has anything to make a table of.
    pub in_data: bool,
}

/// What the engine knows of a book's commission.
struct Known {
    statements: Option<Statements>,
    schedule: Option<Schedule>,
    next: Option<NextDue>,
}

fn known(book: &Book, rules: &Rules, day: NaiveDate) -> Result<Known, Overflow> {
    let statements = commission::statements(book, rules, day)?;
    let schedule = commission::schedule(book, rules, day, QUARTERS)?;
    let next = commission::next_due(book, statements.as_ref(), schedule.as_ref(), day)?;
    Ok(Known {
        statements,
        schedule,
        next,
    })
}

/// The section on a day.
pub fn commission(
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    rates: &MonthEndRates,
    locale: Locale,
) -> CommissionView {
    let words = locale.words;
    // Amounts with too many digits for a sum are no amounts.
    let known = known(book, rules, day).unwrap_or(Known {
        statements: None,
        schedule: None,
        next: None,
    });
    let (statements, schedule) = (known.statements.as_ref(), known.schedule.as_ref());
    let nothing = Amounts::new();
    let next_amounts = match &known.next {
        Some(next) => Some(&next.amounts),
        // Only where statements and sales are both there to say so is nothing due.
        None => statements.and(schedule).map(|_| &nothing),
    };
    let date = |day: NaiveDate| locale.format.date(day);
    let first = months_before(day, 12).and_then(|start| start.succ_opt());
    let named = |indices: Vec<usize>, with_due: bool| {
        let commissions = book.commissions.as_deref().unwrap_or_default();
        let statements = indices.iter().filter_map(|index| commissions.get(*index));
        let named = statements.map(|statement| named(statement, with_due, locale));
        named.collect::<Vec<_>>()
    };
    let coming = statements.iter().flat_map(|statements| &statements.coming);
    let overdue = coming.filter(|coming| coming.due <= day);
    let (plot, beside_chart) = plot(book, rules, (day, rates), schedule, locale).unzip();
    let chart = plot.and_then(|plot| chart(&plot, locale));
    let beside_chart = beside_chart.flatten();
    let undated = statements.map_or(0, |statements| statements.problems.len());
    CommissionView {
        paid: figures(
            Key::CommissionPaid,
            statements.map(|statements| &statements.paid_12m),
            book,
            locale,
        ),
        paid_note: words.range_days(date(first.unwrap_or(day)), date(day)),
        next_due: figures(Key::CommissionNextDue, next_amounts, book, locale),
        next: known.next.as_ref().map(|next| NextView {
            due: (next.due.to_string(), words.commission_due(date(next.due))),
            source: source(next, book, rules, locale),
            converted: match &next.source {
                NextSource::Schedule(quarter) => {
                    let mut payouts = schedule.iter().flat_map(|schedule| &schedule.payouts);
                    let payout = payouts.find(|payout| payout.quarter == *quarter);
                    let to = payout_currency(book);
                    payout.and_then(|payout| exchange::converted(payout, rates, to?, locale))
                }
                NextSource::Statements(_) => None,
            },
        }),
        withheld: named(
            statements.map_or_else(Vec::new, |statements| statements.withheld.clone()),
            false,
        ),
        overdue: named(overdue.map(|coming| coming.statement).collect(), true),
        undated: (undated > 0)
            .then(|| words.commission_undated(undated, locale.format.number(undated.into()))),
        chart,
        beside_chart,
        in_data: book.commissions.is_some() || book.sales.is_some(),
    }
}

/// A figure for each currency; one of 0 in the payout currency where there is no amount.
fn figures(key: Key, amounts: Option<&Amounts>, book: &Book, locale: Locale) -> Vec<FigureView> {
    let key = key.as_str();
    let values = amounts.and_then(|amounts| {
        let values = amounts.iter();
        let values = values.map(|(currency, amount)| Some((amount.value().ok()?, *currency)));
        values.collect::<Option<Vec<_>>>()
    });
    match (values, payout_currency(book)) {
        (None, _) => vec![FigureView::money(locale, key, None)],
        (Some(values), Some(currency)) if values.is_empty() => {
            vec![FigureView::money(
                locale,
                key,
                Some((Decimal::ZERO, currency)),
            )]
        }
        (Some(values), None) if values.is_empty() => vec![FigureView::count(locale, key, Some(0))],
        (Some(values), _) => values
            .into_iter()
            .map(|value| FigureView::money(locale, key, Some(value)))
            .collect(),
    }
}

/// The currency in which the partner is paid: the data's, else that of its latest statement.
pub(super) fn payout_currency(book: &Book) -> Option<Currency> {
    let stated = book.partner.as_ref();
    let stated = stated.and_then(|partner| partner.payout_currency);
    let statements = book.commissions.iter().flatten();
    let latest = statements.max_by_key(|statement| statement.period);
    stated.or_else(|| latest.map(|statement| statement.currency))
}

fn source(next: &NextDue, book: &Book, rules: &Rules, locale: Locale) -> String {
    let words = locale.words;
    match &next.source {
        NextSource::Statements(indices) => {
            let commissions = book.commissions.as_deref().unwrap_or_default();
            let statements = indices.iter().filter_map(|index| commissions.get(*index));
            let named = statements.map(|statement| {
                let status = status_name(statement.status, words);
                format!("{} ({status})", quarter_name(statement.period, words))
            });
            words.commission_by_statement(named.collect::<Vec<_>>().join(", "))
        }
        NextSource::Schedule(quarter) => {
            words.commission_by_schedule(quarter_name(*quarter, words), &rules.programme.vendor)
        }
    }
}

fn named(statement: &Commission, with_due: bool, locale: Locale) -> NamedStatement {
    let (_, amount) = money(&[(statement.currency, statement.amount)], locale);
    let mut parts = vec![quarter_name(statement.period, locale.words), amount];
    if with_due {
        let due = statement.due_on.map(|due| locale.format.date(due));
        parts.extend(due.map(|due| locale.words.commission_due(due)));
    }
    NamedStatement {
        id: statement.id.clone(),
        text: parts.join(" · "),
    }
}

/// The payments by quarter, two years back and one ahead, in the payout currency: what is stated or expected is hatched. `None`
/// where nothing is there to draw. Beside it, in which other currencies money is expected.
fn plot(
    book: &Book,
    rules: &Rules,
    (day, rates): (NaiveDate, &MonthEndRates),
    schedule: Option<&Schedule>,
    locale: Locale,
) -> Option<(Plot, Option<String>)> {
    let words = locale.words;
    let convert = payout_currency(book).map(|to| (rates, to));
    let convert = convert.filter(|_| !rates.is_empty());
    let payments = commission::payments(book, rules, schedule, convert).ok()?;
    let sums = commission::sums(&payments, |payment| Some(payment.quarter.ordinal())).ok()?;
    let first = sums.keys().next().map(|(_, currency)| *currency);
    let currency = payout_currency(book).or(first)?;
    let begin = Quarter::of(months_before(day, 24)?);
    let quarters = successors(Some(begin), |quarter| quarter.next());
    let quarters: Vec<Quarter> = quarters.take(SHOWN).collect();
    let values = |pick: fn(&Sums) -> Option<Exact>| {
        let sums = quarters.iter().map(|quarter| {
            pick(sums.get(&(quarter.ordinal(), currency))?)?
                .value()
                .ok()
        });
        sums.collect::<Vec<_>>()
    };
    let series = |name, values, projected| Series {
        name,
        colour: "--good",
        pattern: Pattern::Plain,
        values,
        projected,
    };
    fn there(sum: Exact) -> Option<Exact> {
        Some(sum).filter(|sum| !sum.is_empty())
    }
    let paid = values(|sums| there(sums.paid.clone()));
    let coming = values(|sums| there(sums.stated.plus(&sums.expected).ok()?));
    let category = |quarter: &Quarter| Category {
        label: quarter_name(*quarter, words),
        // A quarter is no day or month of HTML: its last month.
        iso: quarter
            .last_day()
            .map_or_else(String::new, |day| Month::of(day).to_string()),
    };
    let mut others: Vec<&str> = Vec::new();
    for ((place, other), sums) in sums.iter() {
        let other = other.as_str();
        let shown = quarters.iter().any(|quarter| quarter.ordinal() == *place);
        if shown
            && !sums.expected.is_empty()
            && other != currency.as_str()
            && !others.contains(&other)
        {
            others.push(other);
        }
    }
    let note = (!others.is_empty())
        .then(|| words.commission_chart_others(others.join(", "), currency.as_str()));
    let converted = convert.map(|_| words.converted_chart(currency.as_str()));
    let notes: Vec<String> = converted.into_iter().chain(note).collect();
    let note = (!notes.is_empty()).then(|| notes.join(" "));
    let any = paid.iter().chain(&coming).any(Option::is_some);
    let plot = Plot {
        title: words.commission_chart(currency.as_str()),
        stem: "tierwise-commission",
        kind: Kind::Stacked,
        axis: words.column_period(),
        categories: quarters.iter().map(category).collect(),
        series: vec![
            series(words.payments_paid(), paid, false),
            series(words.payments_coming(), coming, true),
        ],
        overlay: Overlay::default(),
        unit: Unit::Money(currency),
    };
    any.then_some((plot, note))
}

/// The rows of a table on the page: more than a dialog shows at once, so that a statement can be printed.
const ROWS: usize = 500;

/// A table on the page; `none` says that it has no row, for its conditions are not the user's.
pub fn table(
    report: &Report,
    book: &Book,
    rules: &Rules,
    locale: Locale,
    none: String,
) -> ReportView {
    let view = report::pages_of(ROWS, report, book, rules, locale);
    let in_data = report.is_in_data();
    ReportView {
        empty: view.empty.map(|text| if in_data { none } else { text }),
        ..view
    }
}

/// The payments around a day: of the four quarters before it, its own, and the next one.
pub fn recent(day: NaiveDate) -> ReportQuery {
    let quarter = |day: Option<NaiveDate>| day.map(Quarter::of);
    let (first, last) = (
        quarter(months_before(day, 12)),
        quarter(months_after(day, 3)),
    );
    let bounds = [(Operator::AtLeast, first), (Operator::AtMost, last)];
    let bound = |(operator, quarter): (Operator, Option<Quarter>)| {
        Some(Condition {
            column: Column::Period,
            operator,
            value: quarter?.to_string(),
        })
    };
    ReportQuery {
        conditions: bounds.into_iter().filter_map(bound).collect(),
        // As on the chart: what was paid, then what comes.
        order: Some((Column::Period, false)),
        ..ReportQuery::of(Subject::Table(Table::Payments))
    }
}
