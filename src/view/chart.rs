//! A chart: bars or lines over time, with a sentence and a table that say the same.
//!
//! Problem: a canvas tells nothing to a screen reader, and a chart library takes floats and its own words. Idea: a section
//! describes its [`Plot`] in decimals; this file makes of it the option that ECharts draws, with every figure as exact digits
//! and its text beside it, and the twins in words. What all options have in common was written by charming when the program
//! was built (`build/chart.rs`). Colours are style tokens (`var(--sold)`), which the browser turns into colours of its theme.
//!
//! Example: two stacked series, new and lost points by month, the lost ones below zero.

use super::{
    Locale,
    format::{PLACES, points, rounded},
};
use crate::model::{currency::Currency, json};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// The parts that every option is made of, as JSON.
const PARTS: &str = include_str!(concat!(env!("OUT_DIR"), "/chart.json"));

/// How a chart draws its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Bars side by side.
    Bars,
    /// Bars on top of one another; negative ones below zero.
    Stacked,
    /// Lines from point to point.
    Lines,
    /// Lines that keep their height until the next point.
    Steps,
}

/// What tells a series from the others without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// A full bar; a line with round points.
    Plain,
    /// A dotted bar or line.
    Dots,
    /// A bar with stripes across; a line with square points.
    Stripes,
}

/// What the figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points.
    Points,
    /// Money.
    Money(Currency),
    /// A number of things.
    Count,
}

/// A place on the time axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its name, short and in the user's language: "Mar 2026".
    pub label: String,
    /// The same as an ISO day or month: `2026-03`; empty where it is no time.
    pub iso: String,
}

/// What is drawn in one colour. At most three on a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// The style token of its colour, such as `--sold`.
    pub colour: &'static str,
    /// What tells it from the others without colour.
    pub pattern: Pattern,
    /// A figure for each category; `None` where the data has none.
    pub values: Vec<Option<Decimal>>,
    /// Whether it lies ahead: it is hatched then, and a line is dashed.
    pub projected: bool,
}

/// A line across the chart, such as a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// Its height.
    pub value: Decimal,
    /// The categories over which it goes; `None` for all.
    pub over: Option<(usize, usize)>,
}

/// A place on the time axis that is marked by a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Its category.
    pub at: usize,
    /// Its name, short.
    pub name: String,
}

/// What only some charts have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// A dash at a height of its own over each category, such as what a tier asks for.
    pub levels: Option<Series>,
    /// Lines across.
    pub marks: Vec<Mark>,
    /// Lines down.
    pub moments: Vec<Moment>,
    /// The category of today: what is after it is expected and not known, and is drawn and named so.
    pub today: Option<usize>,
}

/// What a section wants drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plot {
    /// What it shows.
    pub title: String,
    /// The name of the file that it is saved to, without its ending.
    pub stem: &'static str,
    /// How.
    pub kind: Kind,
    /// What the categories are, as a heading: "Month".
    pub axis: String,
    /// The time axis, earliest first.
    pub categories: Vec<Category>,
    /// The figures.
    pub series: Vec<Series>,
    /// What lies over them.
    pub overlay: Overlay,
    /// What the figures are.
    pub unit: Unit,
}

/// A row of the table twin: its category, and the texts of its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartRow {
    /// The category.
    pub category: Category,
    /// A figure's text for each series.
    pub cells: Vec<String>,
    /// That it is expected and not known, where it is.
    pub expected: Option<String>,
}

/// A chart as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartView {
    /// What it shows.
    pub title: String,
    /// What it says, for those who do not see it.
    pub summary: String,
    /// The option for ECharts, as JSON with style tokens for colours.
    pub option: String,
    /// The headings of the table twin: the category's, then one for each series.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<ChartRow>,
    /// The name of the file that it is saved to, without its ending.
    pub stem: &'static str,
}

/// A plot as the page shows it; `None` where there is nothing to draw.
pub fn chart(plot: &Plot, locale: Locale) -> Option<ChartView> {
    let (first, last) = (plot.categories.first()?, plot.categories.last()?);
    let texts: Vec<Vec<String>> = all(plot)
        .map(|series| {
            let values = series.values.iter();
            values
                .map(|value| text(*value, plot.unit, locale))
                .collect()
        })
        .collect();
    let names = all(plot).map(|series| series.name.clone());
    let cells = |index: usize| -> Vec<String> {
        let texts = texts.iter();
        let texts = texts.map(|texts| texts.get(index).cloned().unwrap_or_default());
        texts.collect()
    };
    let today = plot.overlay.today;
    let rows = plot.categories.iter().enumerate().filter(|(index, _)| {
        // Steps keep their height: the table has the days on which they change.
        let changes = |before: usize| cells(before) != cells(*index);
        let is_edge = *index + 1 == plot.categories.len() || Some(*index) == today;
        plot.kind != Kind::Steps || is_edge || index.checked_sub(1).is_none_or(changes)
    });
    let mut summary = locale
        .words
        .chart_summary(&plot.title, &first.label, &last.label);
    for sentence in sentences(plot, locale) {
        summary.push(' ');
        summary.push_str(&sentence);
    }
    Some(ChartView {
        title: plot.title.clone(),
        summary,
        option: json::text(&option(plot, &texts, locale)),
        headings: std::iter::once(plot.axis.clone()).chain(names).collect(),
        rows: rows
            .map(|(index, category)| ChartRow {
                category: category.clone(),
                cells: cells(index),
                expected: today
                    .filter(|today| *today < index)
                    .map(|_| locale.words.chart_expected()),
            })
            .collect(),
        stem: plot.stem,
    })
}

/// Every series, that of the levels too.
fn all(plot: &Plot) -> impl Iterator<Item = &Series> {
    plot.series.iter().chain(&plot.overlay.levels)
}

fn text(value: Option<Decimal>, unit: Unit, locale: Locale) -> String {
    match (value, unit) {
        // A gap: a projection has no past, and a month may be missing. A series without any figure says more.
        (None, _) => "–".to_owned(),
        (Some(value), Unit::Points) => points(locale.format, value),
        (Some(value), Unit::Money(currency)) => {
            locale.format.money(rounded(value, PLACES), currency)
        }
        (Some(value), Unit::Count) => locale.format.number(value.normalize()),
    }
}

/// A sentence for each series, with its largest and its last figure, and for each line across.
fn sentences(plot: &Plot, locale: Locale) -> Vec<String> {
    let words = locale.words;
    let text = |value| text(Some(value), plot.unit, locale);
    let mut sentences = Vec::new();
    for series in all(plot) {
        let there = || {
            let pairs = series.values.iter().zip(&plot.categories);
            pairs.filter_map(|(value, category)| Some(((*value)?, category)))
        };
        // The largest below zero is the farthest from it. The first of equals.
        let largest = there().reduce(|large, next| {
            if next.0.abs() > large.0.abs() {
                next
            } else {
                large
            }
        });
        sentences.push(match (largest, there().next_back()) {
            (Some((largest, day)), Some((last, _))) => {
                words.chart_series(&series.name, text(largest), &day.label, text(last))
            }
            _ => words.chart_series_missing(&series.name),
        });
    }
    for mark in &plot.overlay.marks {
        let label = |at: usize| plot.categories.get(at).map(|one| one.label.clone());
        let over = mark
            .over
            .and_then(|(first, last)| Some((label(first)?, label(last)?)));
        sentences.push(match over {
            None => words.chart_mark(&mark.name, text(mark.value)),
            Some((first, last)) => words.chart_mark_over(&mark.name, text(mark.value), first, last),
        });
    }
    if let Some(today) = plot
        .overlay
        .today
        .and_then(|today| plot.categories.get(today))
    {
        sentences.push(words.chart_today(&today.label));
    }
    sentences
}

/// The option: the parts, with names and figures put into them.
fn option(plot: &Plot, texts: &[Vec<String>], locale: Locale) -> Value {
    let parts: Map<String, Value> = serde_json::from_str(PARTS).unwrap_or_default();
    let part = |name: &str| parts.get(name).cloned().unwrap_or_default();
    let lines = matches!(plot.kind, Kind::Lines | Kind::Steps);
    let mut series: Vec<Value> = Vec::new();
    for (at, (one, texts)) in plot.series.iter().zip(texts).enumerate() {
        let colour = format!("var({})", one.colour);
        let draw = |projected: bool, data: Value, texts: &[String]| {
            let mut view = part(if lines { "line" } else { "bar" });
            match plot.kind {
                Kind::Stacked => add(&mut view, part("stacked")),
                Kind::Steps => add(&mut view, part("steps")),
                Kind::Bars | Kind::Lines => {}
            }
            let (decal, symbol, stroke) = match one.pattern {
                _ if projected => ("hatched", "circle", "dashed"),
                Pattern::Plain => ("", "circle", ""),
                Pattern::Dots => ("dots", "diamond", "dotted"),
                Pattern::Stripes => ("stripes", "rect", ""),
            };
            set(&mut view, &["name"], one.name.as_str());
            set(&mut view, &["itemStyle", "color"], colour.as_str());
            set(&mut view, &["itemStyle", "decal"], part(decal));
            if lines {
                set(&mut view, &["symbol"], symbol);
                // A point for each day of a year is a thick line.
                set(&mut view, &["showSymbol"], plot.categories.len() <= 31);
                set(&mut view, &["lineStyle", "color"], colour.as_str());
                if let Some(style) = view.get_mut("lineStyle") {
                    add(style, part(stroke));
                }
                // Several areas over one another would hide which is which.
                if projected && at == 0 {
                    set(&mut view, &["areaStyle"], part("hatched area"));
                }
            } else if projected {
                set(&mut view, &["itemStyle", "borderColor"], colour.as_str());
                set(&mut view, &["itemStyle", "borderWidth"], 1);
            }
            set(&mut view, &["data"], data);
            // The tooltip's texts, so that no figure is written by the library.
            set(&mut view, &["texts"], texts);
            view
        };
        match plot.overlay.today {
            None => {
                let data = one.values.iter().map(|value| value.map(digits));
                series.push(draw(one.projected, data.collect(), texts));
            }
            // What is expected has the name of what is known. Each has points for its own days alone: where a series has none, the
            // tooltip leaves it out.
            Some(today) => {
                for ahead in [false, true] {
                    let points = one.values.iter().zip(texts).enumerate();
                    let points = points.filter(|(day, _)| (today < *day) == ahead);
                    let (data, texts): (Vec<Value>, Vec<String>) = points
                        .filter_map(|(day, (value, text))| {
                            let point = vec![Value::from(day), digits((*value)?).into()];
                            Some((point.into(), text.clone()))
                        })
                        .unzip();
                    series.push(draw(ahead, data.into(), &texts));
                }
            }
        }
    }
    if let (Some(levels), Some(texts)) = (&plot.overlay.levels, texts.last()) {
        let mut view = part("levels");
        let colour = format!("var({})", levels.colour);
        set(&mut view, &["name"], levels.name.as_str());
        set(&mut view, &["itemStyle", "color"], colour);
        let values = levels.values.iter();
        set(
            &mut view,
            &["data"],
            values.map(|value| value.map(digits)).collect::<Value>(),
        );
        set(&mut view, &["texts"], texts.as_slice());
        series.push(view);
    }
    if !plot.overlay.marks.is_empty() || !plot.overlay.moments.is_empty() {
        series.push(marks(part("marks"), plot, locale));
    }
    let mut option = part("option");
    let labels = plot.categories.iter().map(|one| one.label.as_str());
    set(&mut option, &["xAxis", "data"], labels.collect::<Value>());
    // Of a few names none may be left out.
    if plot.categories.len() <= 4 {
        set(&mut option, &["xAxis", "axisLabel", "interval"], 0);
        set(&mut option, &["xAxis", "axisLabel", "hideOverlap"], false);
        set(&mut option, &["xAxis", "axisLabel", "overflow"], "break");
        set(&mut option, &["xAxis", "axisLabel", "width"], 96);
        set(&mut option, &["xAxis", "axisLabel", "lineHeight"], 15);
    }
    if plot.unit == Unit::Count {
        set(&mut option, &["yAxis", "minInterval"], 1);
    }
    // The marks have no place in the legend.
    let names = all(plot).map(|one| one.name.as_str());
    set(&mut option, &["legend", "data"], names.collect::<Value>());
    let tooltip = if lines { "line tooltip" } else { "bar tooltip" };
    set(&mut option, &["tooltip"], part(tooltip));
    set(&mut option, &["series"], series);
    option
}

/// Lines across, on a series of their own. Its points, which have no category and are not drawn, make room on the axis.
fn marks(mut part: Value, plot: &Plot, locale: Locale) -> Value {
    let (mut points, mut lines) = (Vec::new(), Vec::new());
    for (mark, position) in plot.overlay.marks.iter().zip(labels(plot)) {
        let height = Value::from(digits(mark.value));
        let value = text(Some(mark.value), plot.unit, locale);
        let mut line = Value::Null;
        let label = match is_part(mark, plot) {
            true => value,
            false => format!("{} {value}", mark.name),
        };
        set(&mut line, &["name"], label);
        set(&mut line, &["label", "position"], position);
        lines.push(match mark.over {
            None => {
                set(&mut line, &["yAxis"], height.clone());
                line
            }
            Some((first, last)) => {
                let place = |at: usize| Value::from(vec![Value::from(at), height.clone()]);
                let mut end = Value::Null;
                set(&mut line, &["coord"], place(first));
                set(&mut end, &["coord"], place(last));
                Value::from(vec![line, end])
            }
        });
        points.push(Value::from(vec![Value::Null, height]));
    }
    for moment in &plot.overlay.moments {
        let mut line = Value::Null;
        set(&mut line, &["name"], moment.name.as_str());
        set(&mut line, &["xAxis"], moment.at);
        set(&mut line, &["lineStyle", "type"], "dotted");
        set(&mut line, &["label", "position"], "end");
        set(&mut line, &["label", "distance"], 2);
        lines.push(line);
    }
    set(&mut part, &["markLine", "data"], lines);
    set(&mut part, &["data"], points);
    part
}

/// Whether a longer line has its name already, and its height is enough.
fn is_part(mark: &Mark, plot: &Plot) -> bool {
    let length = |mark: &Mark| mark.over.map(|(first, last)| last.saturating_sub(first));
    let mut others = plot.overlay.marks.iter();
    others.any(|other| other.name == mark.name && length(other) > length(mark))
}

/// Where the name of each line across stands: above its right end, or where a line of nearly its height has its name there, in
/// the next place that is free.
fn labels(plot: &Plot) -> Vec<&'static str> {
    let values = all(plot).flat_map(|series| series.values.iter().flatten());
    let heights = values.chain(plot.overlay.marks.iter().map(|mark| &mark.value));
    let highest = heights.max().copied().unwrap_or_default();
    // Some ten names have room over one another.
    let tall = highest.checked_div(Decimal::TEN).unwrap_or_default();
    let less = |a: Decimal, b: Decimal| a.checked_sub(b).unwrap_or_default();
    let mut taken: Vec<(bool, Decimal)> = Vec::new();
    let mut chosen = Vec::new();
    for mark in &plot.overlay.marks {
        let (above, below) = (mark.value, less(mark.value, tall));
        let usual = ("insideEndTop", true, above);
        let others = [
            ("insideEndBottom", true, below),
            ("insideStartTop", false, above),
            ("insideStartBottom", false, below),
        ];
        let is_free = |(_, at_end, foot): &(&str, bool, Decimal)| {
            let mut beside = taken.iter().filter(|(other, _)| other == at_end);
            beside.all(|(_, other)| less(*other, *foot).abs() >= tall)
        };
        let mut places = std::iter::once(usual).chain(others);
        let (position, at_end, foot) = places.find(is_free).unwrap_or(usual);
        taken.push((at_end, foot));
        chosen.push(position);
    }
    chosen
}

/// Exact digits, which ECharts reads as a number.
fn digits(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Puts a value where a path of keys leads, making the objects on the way.
fn set(part: &mut Value, path: &[&str], value: impl Into<Value>) {
    let mut place = part;
    for key in path {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(object) = place else { return };
        place = object.entry(*key).or_insert(Value::Null);
    }
    *place = value.into();
}

/// Adds another part's entries to a part.
fn add(part: &mut Value, more: Value) {
    if let (Value::Object(part), Value::Object(more)) = (part, more) {
        part.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        view::format::Plain,
        words::{Language, Words},
    };

    fn plot(kind: Kind) -> Plot {
        let number = |text: &str| text.parse::<Decimal>().ok();
        let category = |label: &str, iso: &str| Category {
            label: label.to_owned(),
            iso: iso.to_owned(),
        };
        let series = |name: &str, colour, pattern, values: [Option<Decimal>; 3]| Series {
            name: name.to_owned(),
            colour,
            pattern,
            values: values.to_vec(),
            projected: false,
        };
        Plot {
            title: "Points".to_owned(),
            stem: "points",
            kind,
            axis: "Month".to_owned(),
            categories: vec![
                category("Jan 2026", "2026-01"),
                category("Feb 2026", "2026-02"),
                category("Mar 2026", "2026-03"),
            ],
            series: vec![
                series(
                    "New",
                    "--sold",
                    Pattern::Plain,
                    [number("10.500"), number("10.5"), number("0.005")],
                ),
                series(
                    "Lost",
                    "--lost",
                    Pattern::Stripes,
                    [number("-3"), None, number("-4.25")],
                ),
            ],
            overlay: Overlay {
                marks: vec![Mark {
                    name: "Gold".to_owned(),
                    value: Decimal::new(1200, 1),
                    over: None,
                }],
                ..Overlay::default()
            },
            unit: Unit::Points,
        }
    }

    fn view(plot: &Plot) -> (ChartView, Value) {
        let words = Words::new(Language::En);
        let locale = Locale {
            words: &words,
            format: &Plain,
        };
        let view = chart(plot, locale).unwrap();
        let option = serde_json::from_str(&view.option).unwrap();
        (view, option)
    }

    fn at<'a>(option: &'a Value, path: &str) -> &'a Value {
        option.pointer(path).unwrap_or(&Value::Null)
    }

    #[test]
    fn figures_are_exact_digits_and_their_texts_stand_beside_them() {
        let (_, option) = view(&plot(Kind::Stacked));
        assert_eq!(
            at(&option, "/series/0/data"),
            &Value::from(vec!["10.5", "10.5", "0.005"])
        );
        assert_eq!(
            at(&option, "/series/0/texts"),
            &Value::from(vec!["10.5", "10.5", "0.01"])
        );
        assert_eq!(at(&option, "/series/1/data/1"), &Value::Null);
        assert_eq!(at(&option, "/series/1/texts/1"), "–");
        assert_eq!(at(&option, "/series/1/stack"), "all");
        assert_eq!(at(&option, "/xAxis/data/2"), "Mar 2026");
    }

    #[test]
    fn the_table_and_the_sentence_say_the_same() {
        let (view, _) = view(&plot(Kind::Bars));
        assert_eq!(view.headings, ["Month", "New", "Lost"]);
        assert_eq!(view.rows[1].category.iso, "2026-02");
        assert_eq!(view.rows[1].cells, ["10.5", "–"]);
        assert_eq!(
            view.summary,
            "Points, Jan 2026 to Mar 2026. New: largest 10.5 (Jan 2026), last 0.01. \
             Lost: largest -4.25 (Mar 2026), last -4.25. Gold: line at 120."
        );
    }

    #[test]
    fn series_differ_without_colour_and_what_lies_ahead_is_hatched() {
        let mut plot = plot(Kind::Bars);
        let (_, option) = view(&plot);
        assert!(at(&option, "/series/0/itemStyle/decal").is_null());
        assert!(at(&option, "/series/1/itemStyle/decal").is_object());
        assert_eq!(at(&option, "/series/0/itemStyle/color"), "var(--sold)");
        plot.series[0].projected = true;
        for kind in [Kind::Bars, Kind::Stacked, Kind::Lines, Kind::Steps] {
            plot.kind = kind;
            let (_, option) = view(&plot);
            assert!(at(&option, "/series/0/itemStyle/decal/rotation").is_number());
        }
        let (_, option) = view(&plot);
        assert_eq!(at(&option, "/series/0/lineStyle/type"), "dashed");
        assert_eq!(at(&option, "/series/0/step"), "end");
        assert_ne!(
            at(&option, "/series/0/symbol"),
            at(&option, "/series/1/symbol")
        );
    }

    #[test]
    fn a_line_across_is_on_a_series_that_the_legend_does_not_name() {
        let (_, option) = view(&plot(Kind::Lines));
        assert_eq!(at(&option, "/series/2/markLine/data/0/yAxis"), "120");
        assert_eq!(at(&option, "/series/2/markLine/data/0/name"), "Gold 120");
        assert_eq!(
            at(&option, "/series/2/data/0"),
            &Value::from(vec![Value::Null, "120".into()])
        );
        assert_eq!(
            at(&option, "/legend/data"),
            &Value::from(vec!["New", "Lost"])
        );
    }

    #[test]
    fn every_part_is_there() {
        for kind in [Kind::Bars, Kind::Lines] {
            let (_, option) = view(&plot(kind));
            for path in [
                "/grid/top",
                "/tooltip/renderMode",
                "/xAxis/type",
                "/yAxis/type",
                "/series/0/type",
            ] {
                assert!(!at(&option, path).is_null(), "{path}");
            }
        }
    }

    #[test]
    fn without_categories_there_is_no_chart() {
        let empty = Plot {
            categories: Vec::new(),
            ..plot(Kind::Bars)
        };
        let words = Words::new(Language::En);
        assert_eq!(
            chart(
                &empty,
                Locale {
                    words: &words,
                    format: &Plain
                }
            ),
            None
        );
    }
}
