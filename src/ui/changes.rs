//! Tier point changes: what came and went over a range of days, and whose it was.

use super::{
    chart::Chart,
    figure::Figure,
    range::{Chosen, RangeMenu},
    report::{AllRows, Rows, sort_by},
};
use crate::{
    query::report::{ReportQuery, Subject, Table},
    state::app::App,
    view::{
        changes::{self, Counter},
        report,
    },
};
use leptos::prelude::*;

/// The id of the heading.
const TITLE: &str = "changes-title";
/// Clients that the section itself lists; the report has all of them.
const LISTED: usize = 6;

#[component]
pub(super) fn Changes() -> impl IntoView {
    let app = expect_context::<App>();
    let range = Memo::new(move |_| app.route.with(|route| route.changes));
    let view = Memo::new(move |_| {
        app.ask(|question, locale| changes::changes(&question, range.get(), locale))
    });
    let order = Memo::new(move |_| app.route.with(|route| route.changes_by));
    let query = move || ReportQuery {
        range: range.get(),
        order: order.get(),
        ..ReportQuery::of(Subject::Table(Table::Changes))
    };
    let clients = Memo::new(move |_| Some(app.report(&query(), report::view)?.first(LISTED)));
    let days = move || view.with(|view| view.as_ref().map(|view| view.range.clone()));
    view! {
        <section class="card" aria-labelledby=TITLE>
            <header>
                <h2 id=TITLE>{app.words(|words| words.changes_title())}</h2>
                <RangeMenu
                    name="changes-range"
                    range=Signal::derive(move || Some(range.get()))
                    on_range=move |range: Chosen| app.change(|route| route.changes = range.unwrap_or_default())
                />
            </header>
            {move || days().map(|(first, last, text)| view! { <RangeDays first last text/> })}
            {move || view.with(|view| view.as_ref().map(|view| view.counters.clone())).map(|counters| view! { <Counters counters/> })}
            <Chart view=Signal::derive(move || view.with(|view| view.as_ref().and_then(|view| view.chart.clone()))) name="changes-chart"/>
            <h3 id="changes-clients">{app.words(|words| words.table_changes())}</h3>
            <Rows
                view=clients
                labelled_by="changes-clients"
                on_sort=move |column| {
                    let mut query = untrack(query);
                    sort_by(&mut query, column);
                    app.change(|route| route.changes_by = query.order);
                }
            />
            <Show when=move || clients.with(|view| view.as_ref().is_some_and(|view| view.count > LISTED))>
                <p class="actions">
                    <AllRows query=Signal::derive(query)/>
                </p>
            </Show>
        </section>
    }
}

/// Which days a range is.
#[component]
pub(super) fn RangeDays(first: String, last: String, text: String) -> impl IntoView {
    view! { <p class="small range-days" data-first=first data-last=last>{text}</p> }
}

/// The counters of a section, each a button to its rows.
#[component]
pub(super) fn Counters(counters: Vec<Counter>) -> impl IntoView {
    view! {
        <dl class="counters">
            {counters.into_iter().map(|counter| view! {
                <div class=format!("counter {}", counter.class)>
                    <dt>{counter.figure.label}</dt>
                    <dd><Figure figure=counter.figure.figure/></dd>
                </div>
            }).collect_view()}
        </dl>
    }
}
