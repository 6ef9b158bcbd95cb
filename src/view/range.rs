//! Ranges of days in words.

use super::{Locale, chart::Category};
use crate::{
    engine::explain::Question,
    model::period::Month,
    query::{
        range::{Preset, Range, Step},
        report::earliest,
    },
    words::Words,
};
use chrono::{Datelike, NaiveDate};

/// The presets of a range menu: word and name.
pub fn presets(words: &Words) -> Vec<(String, String)> {
    let name = |preset: Preset| match preset {
        Preset::Today => words.range_today(),
        Preset::Yesterday => words.range_yesterday(),
        Preset::ThisWeek => words.range_this_week(),
        Preset::LastWeek => words.range_last_week(),
        Preset::ThisMonth => words.range_this_month(),
        Preset::LastMonth => words.range_last_month(),
        Preset::ThisQuarter => words.range_this_quarter(),
        Preset::LastQuarter => words.range_last_quarter(),
        Preset::ThisYear => words.range_this_year(),
        Preset::LastYear => words.range_last_year(),
        Preset::Last7Days => words.range_last_7_days(),
        Preset::Last30Days => words.range_last_30_days(),
        Preset::Last60Days => words.range_last_60_days(),
        Preset::Last90Days => words.range_last_90_days(),
        Preset::Last180Days => words.range_last_180_days(),
        Preset::Last365Days => words.range_last_365_days(),
        Preset::All => words.range_all(),
    };
    let presets = Preset::ALL.iter();
    presets
        .map(|preset| (preset.as_str().to_owned(), name(*preset)))
        .collect()
}

/// The pieces of a range as the places of a chart's axis, and what they are: days, weeks, months or years.
pub fn axis(
    step: Step,
    pieces: &[(NaiveDate, NaiveDate)],
    locale: Locale,
) -> (String, Vec<Category>) {
    let words = locale.words;
    let name = match step {
        Step::Day => words.column_day(),
        Step::Week => words.axis_week(),
        Step::Month => words.column_month(),
        Step::Year => words.axis_year(),
    };
    let pieces = pieces.iter().map(|(first, _)| Category {
        label: match step {
            Step::Day | Step::Week => locale.format.short_day(*first),
            Step::Month => locale.format.month(*first),
            Step::Year => first.year().to_string(),
        },
        iso: match step {
            Step::Day | Step::Week => first.to_string(),
            Step::Month => Month::of(*first).to_string(),
            Step::Year => first.year().to_string(),
        },
    });
    (name, pieces.collect())
}

/// A range's first and last day in the data that is open.
pub fn days_of(range: Range, question: &Question) -> (NaiveDate, NaiveDate) {
    range.days(
        question.standing.day,
        earliest(question.book, question.ledger),
    )
}
