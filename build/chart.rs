//! The parts of every chart's option, written by charming.
//!
//! Problem: charming in the program costs 17 KB brotli, many times the option itself: each of its structs brings the code to
//! write all of its fields. Idea: write here what never changes, and leave in the program the JSON, into which
//! `src/view/chart.rs` puts names and figures. Colours are style tokens, which the browser turns into colours of its theme.

use charming::{
    component::{Axis, DecalItem, Grid, Legend, LegendType},
    element::{
        AreaStyle, AxisLabel, AxisPointer, AxisPointerType, AxisTick, AxisType, Label,
        LabelPosition, LineStyle, LineStyleType, MarkLine, SplitLine, Step, Symbol, TextStyle,
        Tooltip, Trigger,
    },
    series::{Bar, Line},
};
use serde_json::{Value, json};

const INK: &str = "var(--ink)";
const INK_2: &str = "var(--ink-2)";
const LINE: &str = "var(--line)";
const LINE_STRONG: &str = "var(--line-strong)";
const SURFACE: &str = "var(--surface)";

/// The parts by name; each gets its names and figures in the program.
pub(crate) fn parts() -> Value {
    json!({
        "option": { "grid": grid(), "legend": legend(), "xAxis": x_axis(), "yAxis": y_axis() },
        "bar": and(json!(Bar::new()), json!({ "barMaxWidth": 32 })),
        "stacked": Bar::new().stack("all"),
        "line": Line::new().symbol_size(6).line_style(LineStyle::new().width(2)),
        "steps": Line::new().step(Step::End),
        "bar tooltip": tooltip(AxisPointerType::Shadow),
        "line tooltip": tooltip(AxisPointerType::Line),
        // Wide dashes and no line between them.
        "levels": and(
            json!(Line::new().symbol(Symbol::Rect).show_symbol(true).line_style(LineStyle::new().width(0))),
            json!({ "symbolSize": [56, 3] }),
        ),
        "marks": and(json!(Line::new()), json!({ "markLine": marks() })),
        "dotted": LineStyle::new().type_(LineStyleType::Dotted),
        "dashed": LineStyle::new().type_(LineStyleType::Dashed),
        "hatched area": AreaStyle::new().opacity(0.3),
        // Patterns, cut out of the colour.
        "hatched": decal().dash_array_x(vec![1, 0]).dash_array_y(vec![3, 4]).rotation(-0.785),
        "dots": decal()
            .symbol(Symbol::Circle)
            .dash_array_x(vec![vec![6, 6], vec![0, 6, 6, 0]])
            .dash_array_y(vec![6, 0])
            .symbol_size(0.6),
        "stripes": decal().dash_array_x(vec![1, 0]).dash_array_y(vec![2, 6]),
    })
}

fn grid() -> Value {
    and(
        json!(Grid::new().left(2).right(8).top(40).bottom(8)),
        json!({ "outerBoundsMode": "same", "outerBoundsContain": "axisLabel" }),
    )
}

fn legend() -> Value {
    let legend = Legend::new()
        .type_(LegendType::Scroll)
        .left(0)
        .top(0)
        .padding(0)
        .item_gap(16)
        .text_style(TextStyle::new().color(INK_2).font_size(12));
    // Every series is always shown: hiding one would need a keyboard too.
    and(json!(legend), json!({ "selectedMode": false }))
}

fn x_axis() -> Value {
    let axis = Axis::new()
        .type_(AxisType::Category)
        .axis_tick(AxisTick::new().show(false));
    let label = and(json!(label()), json!({ "hideOverlap": true }));
    // This axis lies on zero.
    let line = json!({ "lineStyle": LineStyle::new().color(LINE_STRONG) });
    and(json!(axis), json!({ "axisLabel": label, "axisLine": line }))
}

fn y_axis() -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .split_number(4)
        .axis_label(label())
        .split_line(SplitLine::new().line_style(LineStyle::new().color(LINE)))
}

fn label() -> AxisLabel {
    AxisLabel::new().color(INK_2).font_size(12)
}

fn tooltip(pointer: AxisPointerType) -> Value {
    let tooltip = Tooltip::new()
        .trigger(Trigger::Axis)
        .axis_pointer(AxisPointer::new().type_(pointer))
        .background_color(SURFACE)
        .border_color(LINE_STRONG);
    let text = TextStyle::new().color(INK).font_size(13);
    // Text on the canvas, not markup over it.
    let more = json!({ "renderMode": "richText", "confine": true, "textStyle": text });
    and(json!(tooltip), more)
}

fn marks() -> Value {
    let label = Label::new()
        .position(LabelPosition::InsideEndTop)
        .formatter("{b}")
        .color(INK)
        .font_size(12);
    let lines = MarkLine::new()
        .silent(true)
        .symbol(vec![Symbol::None, Symbol::None])
        .line_style(LineStyle::new().color(INK_2).type_(LineStyleType::Dashed));
    // Names can be read whatever is drawn under them.
    let label = and(
        json!(label),
        json!({ "backgroundColor": SURFACE, "padding": [0, 3], "borderRadius": 3 }),
    );
    and(json!(lines), json!({ "label": label }))
}

fn decal() -> DecalItem {
    DecalItem::new().color(SURFACE)
}

/// A part, and what charming has no word for.
fn and(mut part: Value, more: Value) -> Value {
    if let (Value::Object(part), Value::Object(more)) = (&mut part, more) {
        part.extend(more);
    }
    part
}
