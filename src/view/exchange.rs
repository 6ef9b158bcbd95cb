//! Exchange rates in words: what is loaded, which month ends count, and how an amount was converted.

use super::{
    Locale,
    data::{Failure, reasons, refused},
    figure::FigureView,
    format::{PLACES, rounded},
    report::quarter_name,
};
use crate::{
    engine::commission::{Amounts, Conversion, Payout},
    ingest::exchange::RatesRead,
    model::{
        currency::Currency,
        diagnostic::Diagnostic,
        exchange::{MonthEnd, MonthEndRates, Rate, RateFile, RateSource},
        period::Month,
        sorted::sort_by,
    },
    words::Words,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The figure of a converted sum.
pub const KEY: &str = "commission.converted";

/// Month ends that are listed.
const MONTHS: usize = 36;

/// A loaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Its name.
    pub name: String,
    /// Whose rates.
    pub source: String,
    /// From when to when.
    pub days: String,
    /// From which currency to how many.
    pub currencies: String,
    /// How many rates were in it, read and left out.
    pub counts: String,
}

/// A month end that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthView {
    /// The month, as in `2025-01` and in words.
    pub month: (String, String),
    /// The day of the rates, as an ISO date and in words.
    pub day: (String, String),
    /// Whose rates.
    pub source: String,
    /// The rates, where they are few; else from which currency to how many.
    pub rates: String,
}

/// What is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatesView {
    /// The files, in the order in which they were loaded.
    pub files: Vec<FileView>,
    /// The month ends that count, the latest first.
    pub months: Vec<MonthView>,
    /// That there are earlier ones.
    pub more: Option<String>,
    /// The latest month without a rate, where a source reaches into it.
    pub open: Option<String>,
}

/// What was done last, or could not be.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// A file was loaded, with what was wrong in it.
    Loaded(RatesRead),
    /// A file could not be loaded.
    Failed(String, Failure),
    /// A file was removed.
    Removed(String),
    /// All of them were.
    RemovedAll,
}

/// The same in words.
#[derive(Debug, Clone, PartialEq)]
pub enum ToldView {
    /// Done, and what was left out of it.
    Done(String, Vec<Diagnostic>),
    /// Not done: what, and why with what to do, a line each.
    Failed(String, Vec<(String, String)>),
}

/// What is loaded, in words.
pub fn rates(files: &[RateFile], rates: &MonthEndRates, locale: Locale) -> RatesView {
    let words = locale.words;
    let ends = rates.ends();
    let mut months: Vec<Month> = ends.iter().map(|end| end.month).collect();
    months.dedup();
    let more = months.len().saturating_sub(MONTHS);
    months.truncate(MONTHS);
    let earliest = months.pop();
    let latest = ends.first().map(|end| end.month);
    let open = rates.open().first().filter(|end| Some(end.month) > latest);
    RatesView {
        files: files.iter().map(|file| of_file(file, locale)).collect(),
        months: ends
            .iter()
            .take_while(|end| Some(end.month) >= earliest)
            .map(|end| of_month(end, locale))
            .collect(),
        more: (more > 0).then(|| words.rates_months_more(more, locale.format.number(more.into()))),
        open: open.map(|end| {
            words.rates_open(
                locale.format.month(end.table.day),
                source_name(end.source, words),
                locale.format.date(end.table.day),
            )
        }),
    }
}

fn of_file(file: &RateFile, locale: Locale) -> FileView {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    let mut bases: BTreeMap<Currency, BTreeSet<Currency>> = BTreeMap::new();
    for table in &file.tables {
        let others = bases.entry(table.base).or_default();
        others.extend(table.rates.keys());
    }
    let currencies = bases.iter().map(|(base, others)| {
        let one = others.first().map_or("", |other| other.as_str());
        words.rates_base(others.len(), base.as_str(), one, number(others.len()))
    });
    FileView {
        name: file.name.clone(),
        source: source_name(file.source, words),
        days: words.rates_days_range(
            file.days,
            locale.format.date(file.first),
            number(file.days),
            locale.format.date(file.last),
        ),
        currencies: currencies.collect::<Vec<_>>().join(" · "),
        counts: words.rates_in(
            number(file.read + file.left_out),
            number(file.read),
            number(file.left_out),
        ),
    }
}

fn of_month(end: &MonthEnd, locale: Locale) -> MonthView {
    const FEW: usize = 3;
    let words = locale.words;
    let table = &end.table;
    let count = table.rates.len();
    let base = table.base.as_str();
    let rates = match count {
        0..=FEW => {
            let pair = |(currency, rate): (&Currency, &Decimal)| {
                words.rates_pair(base, locale.format.number(*rate), currency.as_str())
            };
            table.rates.iter().map(pair).collect::<Vec<_>>().join(" · ")
        }
        _ => words.rates_base(count, base, "", locale.format.number(count.into())),
    };
    MonthView {
        month: (end.month.to_string(), locale.format.month(table.day)),
        day: (table.day.to_string(), locale.format.date(table.day)),
        source: source_name(end.source, words),
        rates,
    }
}

/// What was done last, in words.
pub fn told(told: &Told, locale: Locale) -> ToldView {
    let words = locale.words;
    match told {
        Told::Loaded(read) => {
            let ends = MonthEndRates::of(std::slice::from_ref(&read.file));
            let mut months: Vec<_> = ends.ends().iter().map(|end| end.month).collect();
            months.dedup();
            let count = locale.format.number(months.len().into());
            ToldView::Done(
                words.rates_loaded(months.len(), &read.file.name, count),
                read.diagnostics.clone(),
            )
        }
        Told::Failed(name, failure) => {
            let mut lines = match failure {
                Failure::Refused(diagnostics) => refused(diagnostics, locale),
                other => reasons(other, locale),
            };
            lines.push((words.rates_failed_kept(), String::new()));
            ToldView::Failed(words.rates_failed(name), lines)
        }
        Told::Removed(name) => ToldView::Done(words.rates_removed(name), Vec::new()),
        Told::RemovedAll => ToldView::Done(words.rates_removed_all(), Vec::new()),
    }
}

fn source_name(source: RateSource, words: &Words) -> String {
    match source {
        RateSource::Ecb => words.rates_source_ecb(),
        RateSource::OpenExchangeRates => words.rates_source_open(),
        RateSource::Frankfurter => words.rates_source_frankfurter(),
        RateSource::List => words.rates_source_list(),
    }
}

/// A quarter's expected commission in the payout currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConvertedView {
    /// The quarter, as in `2025-Q1` and in words.
    pub quarter: (String, String),
    /// When it is due, as an ISO date and in words.
    pub due: (String, String),
    /// In the currencies of the sales.
    pub own: Vec<String>,
    /// In the payout currency, as far as there are rates.
    pub sum: FigureView,
    /// What stays in its own currencies.
    pub rest: Option<String>,
    /// How each month was converted.
    pub steps: Vec<String>,
}

/// A quarter in the payout currency; `None` where nothing of it is converted.
pub fn converted(
    payout: &Payout,
    rates: &MonthEndRates,
    to: Currency,
    locale: Locale,
) -> Option<ConvertedView> {
    let converted = payout.converted(rates, to).ok()?;
    if converted.conversions.is_empty() {
        return None;
    }
    let sum = converted.amounts.get(&to)?.value().ok()?;
    let steps = converted.conversions.iter();
    let rest = texts(&converted.amounts, Some(to), locale);
    Some(ConvertedView {
        quarter: (
            payout.quarter.to_string(),
            quarter_name(payout.quarter, locale.words),
        ),
        due: (payout.due.to_string(), locale.format.date(payout.due)),
        own: texts(&payout.amounts, None, locale),
        sum: FigureView::money(locale, KEY, Some((sum, to))),
        rest: (!rest.is_empty()).then(|| locale.words.converted_rest(rest.join(" · "))),
        steps: steps.filter_map(|step| of_step(step, to, locale)).collect(),
    })
}

/// Amounts in words, but those of one currency.
fn texts(amounts: &Amounts, without: Option<Currency>, locale: Locale) -> Vec<String> {
    let amounts = amounts.iter();
    let others = amounts.filter(|(currency, _)| Some(**currency) != without);
    others
        .filter_map(|(currency, amount)| Some(money(amount.value().ok()?, *currency, locale)))
        .collect()
}

fn money(amount: Decimal, currency: Currency, locale: Locale) -> String {
    locale.format.money(rounded(amount, PLACES), currency)
}

/// "January 2025: €120.00 × 1.0393 = $124.72 (European Central Bank, Jan 31, 2025)".
fn of_step(step: &Conversion, to: Currency, locale: Locale) -> Option<String> {
    let words = locale.words;
    let Rate {
        source,
        day,
        base,
        from,
        to: rate,
    } = &step.rate;
    let month = locale.format.month(step.month.last_day());
    let amount = money(step.amount.value().ok()?, step.currency, locale);
    let result = money(step.result.value().ok()?, to, locale);
    let (one, other) = (locale.format.number(*from), locale.format.number(*rate));
    let step = if *base == step.currency {
        words.converted_stated(amount, other, result)
    } else if *base == to {
        let pair = words.rates_pair(base.as_str(), &one, step.currency.as_str());
        words.converted_turned(amount, one, result, pair)
    } else {
        words.converted_through(amount, one, other, result, base.as_str())
    };
    let source = source_name(*source, words);
    Some(words.converted_step(month, step, source, locale.format.date(*day)))
}

/// The expected commission by quarter in the payout currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedView {
    /// The heading.
    pub title: String,
    /// The heading of the converted sums.
    pub sums: String,
    /// The quarters of which something is converted.
    pub quarters: Vec<ConvertedView>,
    /// That there is something to convert, and no rate; `None` where there are some, or nothing to convert.
    pub missing: Option<String>,
}

/// The expected commission by quarter; `None` where all of it is in the payout currency.
pub fn expected(
    payouts: &[Payout],
    rates: &MonthEndRates,
    to: Currency,
    locale: Locale,
) -> Option<ExpectedView> {
    let words = locale.words;
    let payouts = payouts.iter().filter(|payout| payout.statements.is_empty());
    let all = payouts.clone().flat_map(|payout| payout.amounts.keys());
    let mut others: Vec<&str> = all
        .filter(|other| **other != to)
        .map(Currency::as_str)
        .collect();
    sort_by(&mut others, Ord::cmp);
    others.dedup();
    if others.is_empty() {
        return None;
    }
    let quarters = payouts.filter_map(|payout| converted(payout, rates, to, locale));
    let quarters: Vec<_> = quarters.collect();
    let missing = quarters.is_empty();
    Some(ExpectedView {
        title: words.converted_title(to.as_str()),
        sums: words.converted_in(to.as_str()),
        quarters,
        missing: missing.then(|| words.converted_missing(others.join(", "), to.as_str())),
    })
}
