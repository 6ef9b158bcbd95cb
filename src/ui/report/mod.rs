//! The report dialog: the rows behind a number, or a table of records, whole.

mod filters;
mod panels;
mod rows;

pub(super) use panels::chart_kinds;
pub(super) use rows::{Rows, sort_by};

use super::{
    modal::{Modal, ModalHead},
    range::{Chosen, RangeMenu},
};
use crate::{
    platform::pause,
    query::report::ReportQuery,
    state::app::App,
    view::report::{self, ReportView},
};
use filters::{ColumnsMenu, Conditions, FilterForm};
use leptos::prelude::*;
use panels::{OpenPanel, PanelButtons};

/// The id of the heading.
const TITLE: &str = "report-title";
/// Rows from which on the browser paints that it is at work before it is.
const MANY: usize = 3000;

/// Opens the rows of a query in the dialog, where they can be filtered, exported and saved.
#[component]
pub(super) fn AllRows(#[prop(into)] query: Signal<ReportQuery>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <button class="btn" type="button" aria-haspopup="dialog" on:click=move |_| app.open(query.get_untracked())>
            {app.words(|words| words.report_open())}
        </button>
    }
}

/// The dialog itself.
#[component]
pub(super) fn Dialog() -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| app.route.with(|route| route.report.clone()));
    // What is computed follows the address at once, or after a paint where there are many rows.
    let computed: RwSignal<Option<ReportQuery>> = RwSignal::new(None);
    let view = Memo::new(move |_| {
        let query = computed.get()?;
        app.report(&query, report::view)
    });
    Effect::new(move || {
        let query = query.get();
        let many = view.with_untracked(|view| view.as_ref().is_none_or(|view| view.count > MANY));
        if many {
            leptos::task::spawn_local(async move {
                pause::until_painted().await;
                computed.try_set(query);
            });
        } else {
            computed.set(query);
        }
    });
    let busy = move || query.with(|query| computed.with(|computed| query != computed));
    let title = move || {
        query
            .get()
            .and_then(|query| {
                app.view(|book, _, rules, locale| report::title(&query, book, rules, locale.words))
            })
            .unwrap_or_default()
    };
    let close = move || {
        // The browser also says so while the dialog goes away.
        if app.route.with_untracked(|route| route.report.is_some()) {
            app.change(|route| {
                route.report = None;
                route.panel = None;
            });
        }
    };
    let escape = move || {
        if app.route.with_untracked(|route| route.panel.is_some()) {
            app.change(|route| route.panel = None);
        } else {
            close();
        }
    };
    let has_range = Memo::new(move |_| {
        query.with(|query| {
            query
                .as_ref()
                .is_some_and(|query| query.subject.has_range())
        })
    });
    let range = Signal::derive(move || query.with(|query| query.as_ref().map(|query| query.range)));
    view! {
        <Modal labelled_by=TITLE class="report" on_escape=move |()| escape()>
            <ModalHead
                id=TITLE
                title=Signal::derive(title)
                note=Signal::derive(move || view.with(|view| view.as_ref().and_then(|view| view.range.clone())))
                on_close=move |()| close()
            />
            <div class="report-columns">
            <div class="report-main" aria-busy=move || busy().to_string()>
                <Numbers view/>
                <div class="report-tools">
                    <label class="search">
                        <span class="sr-only">{app.words(|words| words.report_search())}</span>
                        <input
                            type="search"
                            placeholder=app.words(|words| words.report_search())
                            prop:value=move || query.with(|query| query.as_ref().map(|query| query.text.clone()).unwrap_or_default())
                            on:input=move |event| {
                                let text = event_target_value(&event);
                                app.adjust(|route| {
                                    if let Some(query) = &mut route.report {
                                        query.text = text;
                                        query.page = 0;
                                    }
                                });
                            }
                        />
                    </label>
                    <Show when=move || has_range.get()>
                        <RangeMenu
                            name="report-range"
                            range
                            on_range=move |range: Chosen| change(app, move |query| query.range = range.unwrap_or_default())
                        />
                    </Show>
                    <FilterForm query/>
                    <ColumnsMenu query/>
                    <PanelButtons/>
                </div>
                <Conditions view/>
                <Show when=move || view.with(Option::is_none)>
                    <p class="small report-wait" role="status">{app.words(|words| words.report_loading())}</p>
                </Show>
                <Rows
                    view
                    labelled_by=TITLE
                    on_sort=move |column| change(app, move |query| sort_by(query, column))
                />
                <Pager view/>
            </div>
                <OpenPanel query view/>
            </div>
        </Modal>
    }
}

/// Changes the report of the address; another question begins on its first page.
fn change(app: App, change: impl FnOnce(&mut ReportQuery)) {
    app.change(|route| {
        if let Some(query) = &mut route.report {
            query.page = 0;
            change(query);
        }
    });
}

/// The number, how the rows become it, and what the rows shown come to.
#[component]
fn Numbers(view: Memo<Option<ReportView>>) -> impl IntoView {
    let app = expect_context::<App>();
    let numbers = Memo::new(move |_| {
        view.with(|view| {
            view.as_ref()
                .map(|view| (view.value.clone(), view.sum.clone(), view.how.clone()))
        })
    });
    view! {
        {move || numbers.get().map(|(value, sum, how)| view! {
            <div class="report-numbers">
                {value.clone().map(|(exact, text)| view! {
                    <p class="report-number">
                        <span class="small">{app.words(|words| words.report_value())}</span>
                        <b><data data-report="value" value=exact>{text}</data></b>
                    </p>
                })}
                {sum.map(|(exact, text)| view! {
                    <p class="report-number">
                        <span class="small">{app.words(|words| words.report_sum())}</span>
                        <b><data data-report="sum" value=exact>{text}</data></b>
                    </p>
                })}
                <p class="small report-how">{how}</p>
            </div>
        })}
    }
}

#[component]
fn Pager(view: Memo<Option<ReportView>>) -> impl IntoView {
    let app = expect_context::<App>();
    let page = Memo::new(move |_| {
        view.with(|view| {
            view.as_ref()
                .map(|view| (view.page, view.page_text.clone(), view.shown.clone()))
        })
    });
    let go = move |page: usize| {
        app.change(|route| {
            if let Some(query) = &mut route.report {
                query.page = page;
            }
        });
    };
    view! {
        <footer class="pager">
            <p class="small" role="status">{move || page.get().map(|(_, _, shown)| shown)}</p>
            {move || page.get().filter(|((_, pages), ..)| *pages > 1).map(|((page, pages), text, _)| view! {
                <p class="pager-pages">
                    <button class="btn" type="button" disabled=page == 0 on:click=move |_| go(page.saturating_sub(1))>
                        {app.words(|words| words.page_before())}
                    </button>
                    <span class="small">{text}</span>
                    <button class="btn" type="button" disabled=page + 1 == pages on:click=move |_| go(page + 1)>
                        {app.words(|words| words.page_after())}
                    </button>
                </p>
            })}
        </footer>
    }
}
