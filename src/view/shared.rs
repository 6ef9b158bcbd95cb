//! Shared selling: three counters over a range, and the trend of the pipeline.

use super::{
    Locale,
    changes::Counter,
    chart::{ChartView, Kind, Overlay, Pattern, Plot, Series, Unit, chart},
    figure::FigureView,
    progress::Labelled,
    range::{axis, days_of},
    report::range_days,
};
use crate::{
    engine::{explain::Question, shared_selling},
    query::range::{Range, Step},
};
use rust_decimal::Decimal;

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedView {
    /// The range: its first and last day as ISO dates, and in words.
    pub range: (String, String, String),
    /// Deals created, sourced deals in flight, closed won.
    pub counters: Vec<Counter>,
    /// The trend by month; `None` where deals are not in the data.
    pub chart: Option<ChartView>,
    /// Deals that lack the day that decides, in words.
    pub left_out: Option<String>,
}

/// The section for a range.
pub fn shared(question: &Question, range: Range, locale: Locale) -> SharedView {
    let words = locale.words;
    let vendor = &question.rules.programme.vendor;
    let (first, last) = days_of(range, question);
    let shared = shared_selling::over(question.book, first, last);
    let counter = |key, label, class, deals: Option<&Vec<usize>>| Counter {
        figure: Labelled {
            figure: FigureView::count(locale, key, deals.map(Vec::len)),
            label,
            note: None,
        },
        class,
    };
    let deals = shared.as_ref();
    let left_out = deals.map_or(0, |shared| shared.problems.len());
    SharedView {
        range: (
            first.to_string(),
            last.to_string(),
            range_days((first, last), locale),
        ),
        counters: vec![
            counter(
                "shared.created",
                words.figure_shared_created(vendor),
                "created",
                deals.map(|shared| &shared.created),
            ),
            counter(
                "shared.in_flight",
                words.figure_shared_in_flight(),
                "in-flight",
                deals.map(|shared| &shared.in_flight),
            ),
            counter(
                "shared.closed_won",
                words.figure_shared_closed_won(vendor),
                "won",
                deals.map(|shared| &shared.closed_won),
            ),
        ],
        chart: trend(question, (first, last), locale),
        left_out: (left_out != 0).then(|| words.shared_left_out(left_out)),
    }
}

/// Created and won by month, and what is in flight at its end.
fn trend(
    question: &Question,
    (first, last): (chrono::NaiveDate, chrono::NaiveDate),
    locale: Locale,
) -> Option<ChartView> {
    let words = locale.words;
    let months = shared_selling::trend(question.book, first, last)?;
    let pieces: Vec<_> = months
        .iter()
        .map(|month| (month.month.first_day(), month.month.last_day()))
        .collect();
    let (axis, categories) = axis(Step::Month, &pieces, locale);
    let values = |count: fn(&shared_selling::MonthOfDeals) -> usize| {
        let months = months.iter();
        months
            .map(|month| Some(Decimal::from(count(month))))
            .collect()
    };
    let series = |name, colour, pattern, values| Series {
        name,
        colour,
        pattern,
        values,
        projected: false,
    };
    let plot = Plot {
        title: words.shared_chart(),
        stem: "shared-selling",
        kind: Kind::Bars,
        axis,
        categories,
        series: vec![
            series(
                words.shared_created(),
                "--sold",
                Pattern::Plain,
                values(|month| month.created),
            ),
            series(
                words.shared_in_flight(),
                "--managed",
                Pattern::Dots,
                values(|month| month.in_flight),
            ),
            series(
                words.shared_won(),
                "--good",
                Pattern::Stripes,
                values(|month| month.closed_won),
            ),
        ],
        overlay: Overlay::default(),
        unit: Unit::Count,
    };
    chart(&plot, locale)
}
