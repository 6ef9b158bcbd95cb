//! Shared selling: the deals that partner and vendor work on together, over a range of days.

use super::{
    changes::{Counters, RangeDays},
    chart::Chart,
    range::{Chosen, RangeMenu},
};
use crate::{
    query::report::{ReportQuery, Subject, Table},
    state::app::App,
    view::shared,
};
use leptos::prelude::*;

#[component]
pub(super) fn SharedSelling() -> impl IntoView {
    let app = expect_context::<App>();
    let range = Memo::new(move |_| app.route.with(|route| route.shared));
    let view = Memo::new(move |_| {
        app.ask(|question, locale| shared::shared(&question, range.get(), locale))
    });
    let in_data = move || view.with(|view| view.as_ref().is_some_and(|view| view.chart.is_some()));
    view! {
        <section class="card" aria-labelledby="shared-title">
            <header>
                <h2 id="shared-title">{app.words(|words| words.shared_title())}</h2>
                <RangeMenu
                    name="shared-range"
                    range=Signal::derive(move || Some(range.get()))
                    on_range=move |range: Chosen| app.change(|route| route.shared = range.unwrap_or_default())
                />
            </header>
            {move || view.get().map(|view| {
                let (first, last, text) = view.range;
                view! {
                    <RangeDays first last text/>
                    <Counters counters=view.counters/>
                    {view.left_out.map(|text| view! { <p class="small">{text}</p> })}
                }
            })}
            <Chart view=Signal::derive(move || view.with(|view| view.as_ref().and_then(|view| view.chart.clone()))) name="shared-chart"/>
            <Show when=in_data>
                <p class="small">{app.words(|words| words.shared_note())}</p>
                <p class="actions">
                    <button class="btn" type="button" aria-haspopup="dialog" on:click=move |_| app.open(ReportQuery::of(Subject::Table(Table::Deals)))>
                        {app.words(|words| words.shared_all())}
                    </button>
                </p>
            </Show>
        </section>
    }
}
