//! A saved report as a card: its number, and its rows as a chart or a table. It follows the data that is open.

use super::{
    chart::Chart,
    report::{AllRows, Rows},
};
use crate::{
    query::{
        library::{ChartKind, SavedReport},
        report::ReportQuery,
    },
    state::app::App,
    view::{report, report_chart::report_chart},
};
use leptos::prelude::*;

/// Rows of a table that the card itself shows; the dialog has all of them.
const SHOWN: usize = 8;

/// What the report finds.
#[component]
pub(super) fn Found(
    /// The report.
    saved: SavedReport,
    /// The id of the heading that names it.
    labelled_by: String,
) -> impl IntoView {
    let app = expect_context::<App>();
    let Some(query) = ReportQuery::parse(&saved.query) else {
        return view! { <p class="empty">{app.words(|words| words.report_unreadable())}</p> }
            .into_any();
    };
    let id = StoredValue::new(saved.id.clone());
    let kind = saved.chart;
    let open = query.clone();
    let query = StoredValue::new(query);
    let view = Memo::new(move |_| {
        let view = query.with_value(|query| app.report(query, report::view))?;
        Some(view.first(SHOWN))
    });
    let chart = Memo::new(move |_| {
        query.with_value(|query| {
            app.report(query, |report, book, rules, locale| {
                report_chart(report, kind, (book, rules), locale)
            })
            .flatten()
        })
    });
    let number = move || {
        view.with(|view| {
            let view = view.as_ref()?;
            // What the filters leave is what the report is about.
            view.sum.clone().or_else(|| view.value.clone())
        })
    };
    let labelled = labelled_by.clone();
    let is_table = move || kind == ChartKind::Table || chart.with(Option::is_none);
    view! {
        {move || number().map(|(exact, text)| view! { <p class="tile-number"><b><data data-report="sum" value=exact>{text}</data></b></p> })}
        {move || view.with(|view| view.as_ref().and_then(|view| view.range.clone())).map(|range| view! { <p class="small">{range}</p> })}
        <Show
            when=is_table
            fallback=move || view! { <Chart view=chart name=format!("chart-{}", id.get_value())/> }
        >
            // Its order is the saved one; the dialog sorts otherwise, and says so in the address.
            <Rows view labelled_by=labelled.clone()/>
        </Show>
        <p class="actions">
            <AllRows query=open/>
            <span class="small">{move || view.with(|view| view.as_ref().map(|view| view.shown.clone()))}</span>
        </p>
    }
    .into_any()
}
