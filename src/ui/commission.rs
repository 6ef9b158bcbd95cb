//! Commission: what was paid, what comes next, and the payments around the day of the data.

use super::{
    chart::Chart,
    exchange::NextConverted,
    figure::Figure,
    report::{AllRows, Rows, sort_by},
};
use crate::{
    query::report::{ReportQuery, Subject, Table},
    route::{Page, Route},
    state::app::App,
    view::{
        commission::{self, CommissionView, NamedStatement},
        figure::FigureView,
        report::ReportView,
    },
    words::Words,
};
use leptos::prelude::*;

const TITLE: &str = "commission-title";
const PAYMENTS: &str = "commission-payments";

#[component]
pub(super) fn Commission() -> impl IntoView {
    let app = expect_context::<App>();
    let rates = app.rates().ends;
    let section = Memo::new(move |_| {
        let rates = rates.get();
        app.view(|book, standing, rules, locale| {
            commission::commission(book, rules, standing.day, &rates, locale)
        })
    });
    view! {
        <section class="card commission" aria-labelledby=TITLE>
            <header>
                <h2 id=TITLE>{app.words(|words| words.commission_title())}</h2>
                <a href=move || app.href(Page::Commissions)>{app.words(|words| words.commission_go())}</a>
            </header>
            {move || section.get().map(|section| view! { <Body section/> })}
        </section>
    }
}

#[component]
fn Body(section: CommissionView) -> impl IntoView {
    let app = expect_context::<App>();
    let CommissionView {
        paid,
        paid_note,
        next_due,
        next,
        withheld,
        overdue,
        undated,
        chart,
        beside_chart,
        in_data,
    } = section;
    let vendor = vendor(app);
    let missing = next_due.iter().any(FigureView::is_missing);
    let next_note = match next {
        Some(next) => view! {
            <p class="money-note"><time datetime=next.due.0>{next.due.1}</time></p>
            <p class="small">{next.source}</p>
            {next.converted.map(|converted| view! { <NextConverted converted/> })}
        }
        .into_any(),
        None if missing => ().into_any(),
        None => view! { <p class="small">{app.words(|words| words.commission_nothing_due())}</p> }
            .into_any(),
    };
    view! {
        <dl class="money">
            <div>
                <dt>{app.words(|words| words.commission_paid())}</dt>
                <dd><Amounts figures=paid/><p class="small">{paid_note}</p></dd>
            </div>
            <div>
                <dt>{app.words(|words| words.commission_next())}</dt>
                <dd><Amounts figures=next_due/>{next_note}</dd>
            </div>
        </dl>
        <Named label=app.words(|words| words.commission_withheld(&vendor)) statements=withheld/>
        <Named label=app.words(|words| words.commission_overdue()) statements=overdue/>
        {undated.map(|undated| view! { <p class="small">{undated}</p> })}
        <Chart view=Signal::stored(chart) name="commission-chart"/>
        {beside_chart.map(|text| view! { <p class="small">{text}</p> })}
        {match in_data {
            true => view! { <Recent/> }.into_any(),
            false => view! { <NotInData/> }.into_any(),
        }}
    }
}

/// One line for each currency.
#[component]
fn Amounts(figures: Vec<FigureView>) -> impl IntoView {
    let figures = figures.into_iter();
    figures
        .map(|figure| view! { <b><Figure figure/></b> })
        .collect_view()
}

/// Statements that are named because of where they stand; nothing where there are none.
#[component]
fn Named(label: String, statements: Vec<NamedStatement>) -> impl IntoView {
    let link = |statement: NamedStatement| {
        let place = Route::default()
            .at_item(Page::Commissions, &statement.id)
            .to_hash();
        view! { <li><a href=place>{statement.text}</a></li> }
    };
    (!statements.is_empty()).then(|| {
        view! {
            <div class="named">
                <p>{label}</p>
                <ul>{statements.into_iter().map(link).collect_view()}</ul>
            </div>
        }
    })
}

/// The payments around the day of the data.
#[component]
fn Recent() -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| {
        let recent = app.view(|_, standing, _, _| commission::recent(standing.day));
        recent.unwrap_or_else(payments)
    });
    let vendor = vendor(app);
    view! {
        <h3 id=PAYMENTS>{app.words(|words| words.commission_recent())}</h3>
        <Listing query labelled_by=PAYMENTS none=|words| words.commission_recent_none()/>
        <p class="small">
            {app.words(|words| words.commission_expected_note())}" "
            {app.words(|words| words.commission_labels_note(&vendor))}
        </p>
        <p class="actions">
            <AllRows query=payments()/>
        </p>
    }
}

/// A table on the page. A press on a heading opens its rows in that order, in the dialog; so does a button where there are
/// more of them than fit.
#[component]
pub(super) fn Listing(
    #[prop(into)] query: Signal<ReportQuery>,
    labelled_by: &'static str,
    /// What to say where there is no row.
    none: fn(&Words) -> String,
    /// Whether the sums of its columns say something.
    #[prop(optional)]
    sums: bool,
) -> impl IntoView {
    let app = expect_context::<App>();
    let view = Memo::new(move |_| {
        let query = query.get();
        app.report(&query, |report, book, rules, locale| {
            let view = commission::table(report, book, rules, locale, none(locale.words));
            match sums {
                true => view,
                false => ReportView {
                    totals: Vec::new(),
                    ..view
                },
            }
        })
    });
    let more =
        Memo::new(move |_| view.with(|view| view.as_ref().is_some_and(|view| view.page.1 > 1)));
    view! {
        <Rows
            view
            labelled_by
            on_sort=move |column| {
                let mut query = query.get_untracked();
                sort_by(&mut query, column);
                app.open(query);
            }
        />
        <Show when=move || more.get()>
            <p class="actions">
                <AllRows query/>
            </p>
        </Show>
    }
}

/// What to do where there is nothing to show.
#[component]
pub(super) fn NotInData() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="empty">
            <p>{app.words(|words| words.commission_missing())}</p>
            <p class="small">{app.words(|words| words.commission_missing_how())}</p>
        </div>
    }
}

/// Every payment, and every one that is expected.
fn payments() -> ReportQuery {
    ReportQuery::of(Subject::Table(Table::Payments))
}

/// Who runs the programme.
pub(super) fn vendor(app: App) -> String {
    app.view(|_, _, rules, _| rules.programme.vendor.clone())
        .unwrap_or_default()
}
