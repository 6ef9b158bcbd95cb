//! A chart: bars or lines over time, with a sentence and a table that say the same.
//!
//! Problem: a canvas tells nothing to a screen reader, and a chart library takes floats and its own words. Idea: a section
//! describes its [`Plot`] in decimals; this file makes of it the option that ECharts draws, with every figure as exact digits
//! and its text beside it, and the twins in words. charming writes the option's parts; what it has no word for is added to
//! their JSON. Colours are the names of style tokens (`var(--sold)`), which the browser turns into colours of its theme.
//!
//! Example: two stacked series, new and lost points by month, the lost ones below zero.

use super::{
    Locale,
    format::{PLACES, points, rounded},
};
use crate::model::currency::Currency;
use charming::{
    component::{Axis, DecalItem, Grid, Legend, LegendType},
    datatype::CompositeValue,
    element::{
        AreaStyle, AxisLabel, AxisPointer, AxisPointerType, AxisTick, AxisType, ItemStyle, Label,
        LabelPosition, LineStyle, LineStyleType, MarkLine, MarkLineData, MarkLineVariant,
        SplitLine, Step, Symbol, TextStyle, Tooltip, Trigger,
    },
    series::{Bar, Line},
};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

const INK: &str = "var(--ink)";
const INK_2: &str = "var(--ink-2)";
const LINE: &str = "var(--line)";
const LINE_STRONG: &str = "var(--line-strong)";
const SURFACE: &str = "var(--surface)";

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
    /// The same as an ISO day or month: `2026-03`.
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
    /// Lines across.
    pub marks: Vec<Mark>,
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
    let texts: Vec<Vec<String>> = plot
        .series
        .iter()
        .map(|series| {
            let values = series.values.iter();
            values
                .map(|value| text(*value, plot.unit, locale))
                .collect()
        })
        .collect();
    let names = plot.series.iter().map(|series| series.name.clone());
    let rows = plot.categories.iter().enumerate();
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
        option: option(plot, &texts, locale).to_string(),
        headings: std::iter::once(plot.axis.clone()).chain(names).collect(),
        rows: rows
            .map(|(index, category)| ChartRow {
                category: category.clone(),
                cells: texts
                    .iter()
                    .map(|texts| texts.get(index).cloned().unwrap_or_default())
                    .collect(),
            })
            .collect(),
        stem: plot.stem,
    })
}

fn text(value: Option<Decimal>, unit: Unit, locale: Locale) -> String {
    match (value, unit) {
        (None, _) => locale.words.not_in_data(),
        (Some(value), Unit::Points) => points(locale.format, value),
        (Some(value), Unit::Money(currency)) => {
            locale.format.money(rounded(value, PLACES), currency)
        }
        (Some(value), Unit::Count) => locale.format.number(value.normalize()),
    }
}

/// A sentence for each series, with its highest and its last figure, and for each line across.
fn sentences(plot: &Plot, locale: Locale) -> Vec<String> {
    let words = locale.words;
    let text = |value| text(Some(value), plot.unit, locale);
    let mut sentences = Vec::new();
    for series in &plot.series {
        let there = || {
            let pairs = series.values.iter().zip(&plot.categories);
            pairs.filter_map(|(value, category)| Some(((*value)?, category)))
        };
        // The first of equals.
        let highest = there().reduce(|high, next| if next.0 > high.0 { next } else { high });
        sentences.push(match (highest, there().last()) {
            (Some((highest, day)), Some((last, _))) => {
                words.chart_series(&series.name, text(highest), &day.label, text(last))
            }
            _ => words.chart_series_missing(&series.name),
        });
    }
    for mark in &plot.marks {
        sentences.push(words.chart_mark(&mark.name, text(mark.value)));
    }
    sentences
}

/// The option: what charming writes, and beside it what it has no word for.
fn option(plot: &Plot, texts: &[Vec<String>], locale: Locale) -> Value {
    let lines = matches!(plot.kind, Kind::Lines | Kind::Steps);
    let mut series: Vec<Value> = Vec::new();
    for (one, texts) in plot.series.iter().zip(texts) {
        let mut part = if lines {
            line(plot, one)
        } else {
            bar(plot, one)
        };
        if let Some(decal) = decal(one)
            && let Some(style) = part.get_mut("itemStyle")
        {
            add(style, [("decal", decal)]);
        }
        // The tooltip's texts, so that no figure is written by the library.
        add(&mut part, [("texts", texts.clone().into())]);
        series.push(part);
    }
    if !plot.marks.is_empty() {
        series.push(marks(plot, locale));
    }

    let label = AxisLabel::new().color(INK_2).font_size(12);
    let mut x_axis = json(
        Axis::new()
            .type_(AxisType::Category)
            .data(
                plot.categories
                    .iter()
                    .map(|one| one.label.as_str())
                    .collect(),
            )
            .axis_tick(AxisTick::new().show(false))
            .axis_label(label.clone()),
    );
    if let Some(label) = x_axis.get_mut("axisLabel") {
        add(label, [("hideOverlap", true.into())]);
    }
    // The zero line: this axis lies on it.
    let mut zero = Value::Object(Map::new());
    add(
        &mut zero,
        [("lineStyle", json(LineStyle::new().color(LINE_STRONG)))],
    );
    add(&mut x_axis, [("axisLine", zero)]);
    let mut y_axis = Axis::new()
        .type_(AxisType::Value)
        .split_number(4)
        .axis_label(label)
        .split_line(SplitLine::new().line_style(LineStyle::new().color(LINE)));
    if plot.unit == Unit::Count {
        y_axis = y_axis.min_interval(1);
    }
    let mut grid = json(Grid::new().left(0).right(8).top(40).bottom(0));
    add(
        &mut grid,
        [
            ("outerBoundsMode", "same".into()),
            ("outerBoundsContain", "axisLabel".into()),
        ],
    );
    let mut legend = json(
        Legend::new()
            .type_(LegendType::Scroll)
            .left(0)
            .top(0)
            .padding(0)
            .item_gap(16)
            .text_style(TextStyle::new().color(INK_2).font_size(12))
            .data(plot.series.iter().map(|one| one.name.as_str()).collect()),
    );
    add(&mut legend, [("selectedMode", false.into())]);
    let pointer = if lines {
        AxisPointerType::Line
    } else {
        AxisPointerType::Shadow
    };
    let mut tooltip = json(
        Tooltip::new()
            .trigger(Trigger::Axis)
            .axis_pointer(AxisPointer::new().type_(pointer))
            .background_color(SURFACE)
            .border_color(LINE_STRONG),
    );
    add(
        &mut tooltip,
        [
            // Text on the canvas, not markup over it.
            ("renderMode", "richText".into()),
            ("confine", true.into()),
            ("textStyle", json(TextStyle::new().color(INK).font_size(13))),
        ],
    );
    let mut option = Value::Object(Map::new());
    add(
        &mut option,
        [
            ("grid", grid),
            ("legend", legend),
            ("tooltip", tooltip),
            ("xAxis", x_axis),
            ("yAxis", json(y_axis)),
            ("series", series.into()),
        ],
    );
    option
}

fn bar(plot: &Plot, series: &Series) -> Value {
    let mut style = ItemStyle::new().color(token(series));
    if series.projected {
        style = style.border_color(token(series)).border_width(1);
    }
    let mut bar = Bar::new()
        .name(series.name.as_str())
        .item_style(style)
        .data(data(series));
    if plot.kind == Kind::Stacked {
        bar = bar.stack("all");
    }
    let mut bar = json(bar);
    add(&mut bar, [("barMaxWidth", 32.into())]);
    bar
}

fn line(plot: &Plot, series: &Series) -> Value {
    let (symbol, stroke) = match series.pattern {
        Pattern::Plain => (Symbol::Circle, LineStyleType::Solid),
        Pattern::Dots => (Symbol::Diamond, LineStyleType::Dotted),
        Pattern::Stripes => (Symbol::Rect, LineStyleType::Solid),
    };
    let stroke = if series.projected {
        LineStyleType::Dashed
    } else {
        stroke
    };
    let mut line = Line::new()
        .name(series.name.as_str())
        .symbol(symbol)
        .symbol_size(6)
        // A point for each day of a year is a thick line.
        .show_symbol(plot.categories.len() <= 31)
        .item_style(ItemStyle::new().color(token(series)))
        .line_style(LineStyle::new().color(token(series)).width(2).type_(stroke))
        .data(data(series));
    if plot.kind == Kind::Steps {
        line = line.step(Step::End);
    }
    if series.projected {
        line = line.area_style(AreaStyle::new().opacity(0.3));
    }
    json(line)
}

/// Lines across, on a series of their own. Its points make room for them on the axis; without a category they are not drawn.
fn marks(plot: &Plot, locale: Locale) -> Value {
    let line = |mark: &Mark| {
        let value = text(Some(mark.value), plot.unit, locale);
        MarkLineVariant::Simple(
            MarkLineData::new()
                .name(format!("{} {value}", mark.name))
                .y_axis(digits(mark.value)),
        )
    };
    let point = |mark: &Mark| {
        let (nowhere, height) = (CompositeValue::OptionalNumber(None), digits(mark.value));
        CompositeValue::Array(vec![nowhere, height.into()])
    };
    json(
        Line::new()
            .data(plot.marks.iter().map(point).collect())
            .mark_line(
                MarkLine::new()
                    .silent(true)
                    .symbol(vec![Symbol::None, Symbol::None])
                    .line_style(LineStyle::new().color(INK_2).type_(LineStyleType::Dashed))
                    .label(
                        Label::new()
                            .position(LabelPosition::InsideEndTop)
                            .formatter("{b}")
                            .color(INK)
                            .font_size(12),
                    )
                    .data(plot.marks.iter().map(line).collect()),
            ),
    )
}

/// The pattern on bars and areas, cut out of the colour; none on plain ones.
fn decal(series: &Series) -> Option<Value> {
    let decal = DecalItem::new().color(SURFACE);
    let decal = match series.pattern {
        _ if series.projected => decal
            .dash_array_x(vec![1, 0])
            .dash_array_y(vec![3, 4])
            .rotation(-0.785),
        Pattern::Plain => return None,
        Pattern::Dots => decal
            .symbol(Symbol::Circle)
            .dash_array_x(vec![vec![6, 6], vec![0, 6, 6, 0]])
            .dash_array_y(vec![6, 0])
            .symbol_size(0.6),
        Pattern::Stripes => decal.dash_array_x(vec![1, 0]).dash_array_y(vec![2, 6]),
    };
    Some(json(decal))
}

fn token(series: &Series) -> String {
    format!("var({})", series.colour)
}

fn data(series: &Series) -> Vec<CompositeValue> {
    let values = series.values.iter();
    values
        .map(|value| match value {
            Some(value) => CompositeValue::String(digits(*value)),
            None => CompositeValue::OptionalNumber(None),
        })
        .collect()
}

/// Exact digits, which ECharts reads as a number.
fn digits(value: Decimal) -> String {
    value.normalize().to_string()
}

fn json(part: impl serde::Serialize) -> Value {
    // charming's parts have no map with other keys than strings, the one thing that JSON cannot take.
    serde_json::to_value(part).unwrap_or_default()
}

fn add<const N: usize>(part: &mut Value, entries: [(&str, Value); N]) {
    if let Value::Object(part) = part {
        part.extend(entries.map(|(key, value)| (key.to_owned(), value)));
    }
}

/// DEMO
pub fn demo(kind: u8, locale: Locale) -> Option<ChartView> {
    let months = [
        "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026",
        "Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026", "Dec 2026",
    ];
    let categories = months
        .iter()
        .enumerate()
        .map(|(i, m)| Category {
            label: (*m).to_owned(),
            iso: format!("2026-{:02}", i + 1),
        })
        .collect();
    let values = |f: &dyn Fn(i64) -> Option<i64>| {
        (0..12)
            .map(|i| f(i).map(|v| Decimal::new(v, 2)))
            .collect::<Vec<_>>()
    };
    let series = |name: &str, colour, pattern, values, projected| Series {
        name: name.to_owned(),
        colour,
        pattern,
        values,
        projected,
    };
    let (kind, title, series, marks, unit) = match kind {
        0 => (
            Kind::Stacked,
            "New and lost points by month",
            vec![
                series(
                    "New sold",
                    "--sold",
                    Pattern::Plain,
                    values(&|i| Some(10050 + i * 713)),
                    false,
                ),
                series(
                    "New managed",
                    "--managed",
                    Pattern::Dots,
                    values(&|i| (i != 4).then_some(5025 + i * 311)),
                    false,
                ),
                series(
                    "Lost",
                    "--lost",
                    Pattern::Stripes,
                    values(&|i| Some(-(2000 + i * 555))),
                    false,
                ),
            ],
            vec![],
            Unit::Points,
        ),
        1 => (
            Kind::Steps,
            "Total points",
            vec![
                series(
                    "Total",
                    "--sold",
                    Pattern::Plain,
                    values(&|i| (i < 7).then_some(50000 + i * 3333)),
                    false,
                ),
                series(
                    "If nothing is sold",
                    "--expiring",
                    Pattern::Plain,
                    values(&|i| (i >= 6).then_some(69998 - (i - 6) * 8000)),
                    true,
                ),
            ],
            vec![
                Mark {
                    name: "Platinum".to_owned(),
                    value: Decimal::new(90000, 2),
                },
                Mark {
                    name: "Gold".to_owned(),
                    value: Decimal::new(31250, 2),
                },
            ],
            Unit::Points,
        ),
        _ => (
            Kind::Bars,
            "Commission by month",
            vec![
                series(
                    "Earned",
                    "--good",
                    Pattern::Plain,
                    values(&|i| (i < 7).then_some(1234567 + i * 10000)),
                    false,
                ),
                series(
                    "Scheduled",
                    "--good",
                    Pattern::Plain,
                    values(&|i| (i >= 7).then_some(1134567 - i * 10000)),
                    true,
                ),
            ],
            vec![],
            Unit::Money(Currency::USD),
        ),
    };
    chart(
        &Plot {
            title: title.to_owned(),
            stem: "tierwise-demo",
            kind,
            axis: "Month".to_owned(),
            categories,
            series,
            marks,
            unit,
        },
        locale,
    )
}
