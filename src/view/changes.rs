//! Tier point changes: what came and went over a range of days, as four counters and a chart.

use super::{
    Locale,
    chart::{ChartView, Kind, Overlay, Pattern, Plot, Series, Unit, chart},
    figure::FigureView,
    progress::Labelled,
    range::{axis, days_of},
    report::range_days,
};
use crate::{
    engine::{explain::Question, ledger::Changes},
    model::exact::Exact,
    query::range::{Range, pieces},
};
use rust_decimal::Decimal;

/// A counter: its figure with its name, and the style's name for its colour and sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// The figure; the text of what was lost has a minus.
    pub figure: Labelled,
    /// `sold`, `managed` or `lost`.
    pub class: &'static str,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesView {
    /// The range: its first and last day as ISO dates, and in words.
    pub range: (String, String, String),
    /// New sold, lost sold, new managed, lost managed.
    pub counters: Vec<Counter>,
    /// The changes over the range; `None` where the data has neither track.
    pub chart: Option<ChartView>,
}

/// The section for a range.
pub fn changes(question: &Question, range: Range, locale: Locale) -> ChangesView {
    let words = locale.words;
    let standing = question.standing;
    let (first, last) = days_of(range, question);
    let (has_sold, has_managed) = (standing.sold.computed, standing.managed.computed);
    let all = question.ledger.changes(first, last).ok();
    let number = |present: bool, pick: fn(&Changes) -> &Exact| {
        let changes = all.as_ref().filter(|_| present)?;
        pick(changes).value().ok()
    };
    let counter = |key, label, class, sign, number: Option<Decimal>| {
        let mut figure = FigureView::points(locale, key, number);
        if number.is_some_and(|number| !number.is_zero()) {
            figure.text = format!("{sign}{}", figure.text);
        }
        let figure = Labelled {
            figure,
            label,
            note: None,
        };
        Counter { figure, class }
    };
    let counters = vec![
        counter(
            "changes.new_sold",
            words.figure_new_sold(),
            "sold",
            '+',
            number(has_sold, |changes| &changes.new_sold),
        ),
        counter(
            "changes.lost_sold",
            words.figure_lost_sold(),
            "lost",
            '−',
            number(has_sold, |changes| &changes.lost_sold),
        ),
        counter(
            "changes.new_managed",
            words.figure_new_managed(),
            "managed",
            '+',
            number(has_managed, |changes| &changes.new_managed),
        ),
        counter(
            "changes.lost_managed",
            words.figure_lost_managed(),
            "lost",
            '−',
            number(has_managed, |changes| &changes.lost_managed),
        ),
    ];
    ChangesView {
        range: (
            first.to_string(),
            last.to_string(),
            range_days((first, last), locale),
        ),
        counters,
        chart: (has_sold || has_managed)
            .then(|| plot(question, (first, last), locale))
            .flatten(),
    }
}

/// New points above the line, lost ones below it.
fn plot(
    question: &Question,
    (first, last): (chrono::NaiveDate, chrono::NaiveDate),
    locale: Locale,
) -> Option<ChartView> {
    let words = locale.words;
    let (step, pieces) = pieces(first, last);
    let course = question.ledger.course_of_changes(&pieces).ok()?;
    let values = |value: fn(&Changes) -> Option<Decimal>| course.iter().map(value).collect();
    let series = |name, colour, pattern, values| Series {
        name,
        colour,
        pattern,
        values,
        projected: false,
    };
    let (axis, categories) = axis(step, &pieces, locale);
    let plot = Plot {
        title: words.changes_chart(),
        stem: "tier-point-changes",
        kind: Kind::Stacked,
        axis,
        categories,
        series: vec![
            series(
                words.figure_new_sold(),
                "--sold",
                Pattern::Plain,
                values(|changes| changes.new_sold.value().ok()),
            ),
            series(
                words.figure_new_managed(),
                "--managed",
                Pattern::Dots,
                values(|changes| changes.new_managed.value().ok()),
            ),
            series(
                words.figure_lost(),
                "--lost",
                Pattern::Stripes,
                values(|changes| {
                    let lost = changes.lost_sold.plus(&changes.lost_managed).ok()?;
                    lost.negated().value().ok()
                }),
            ),
        ],
        overlay: Overlay::default(),
        unit: Unit::Points,
    };
    chart(&plot, locale)
}
