//! Upcoming renewals: which clients' contracts renew next, and what that will do to the MRR.

use super::{
    report::{AllRows, Rows, sort_by},
    select::Select,
};
use crate::{
    query::renewals::{Priority, report},
    state::app::App,
    view::renewals::{self, RenewalsView},
};
use leptos::prelude::*;

/// The id of the heading.
const TITLE: &str = "renewals-title";

#[component]
pub(super) fn Renewals() -> impl IntoView {
    let app = expect_context::<App>();
    let order = Memo::new(move |_| app.route.with(|route| route.renewals));
    let view = Memo::new(move |_| app.report(&report(order.get()), renewals::renewals));
    let table = Memo::new(move |_| view.with(|view| Some(view.as_ref()?.table.clone())));
    let said = move |what: fn(&RenewalsView) -> Option<String>| {
        move || view.with(|view| what(view.as_ref()?))
    };
    let has_rows = Memo::new(move |_| said(|view| view.shown.clone())().is_some());
    let title =
        app.view(|_, _, rules, locale| locale.words.renewals_title(&rules.programme.vendor));
    view! {
        <section class="card renewals" aria-labelledby=TITLE>
            <header>
                <h2 id=TITLE>{title}</h2>
                <span class="small" role="status">{said(|view| view.shown.clone())}</span>
            </header>
            <Show when=move || has_rows.get()>
                <div class="section-tools">
                    <Select
                        name="renewals-order"
                        label=app.words(|words| words.renewals_by())
                        choices=Signal::derive(move || app.words(|words| renewals::priorities(order.get(), words)))
                        chosen=Signal::derive(move || Priority::of(order.get()).map(|priority| priority.as_str().to_owned()).unwrap_or_default())
                        on_choice=move |word: String| if let Some(priority) = Priority::parse(&word) {
                            app.change(|route| route.renewals = priority.order());
                        }
                    />
                    <AllRows query=Signal::derive(move || report(order.get()))/>
                </div>
                <p class="small">{said(|view| view.note.clone())}</p>
            </Show>
            <Rows
                view=table
                labelled_by=TITLE
                on_sort=move |column| app.change(|route| {
                    let mut query = report(route.renewals);
                    sort_by(&mut query, column);
                    route.renewals = query.order.unwrap_or(route.renewals);
                })
            />
        </section>
    }
}
