//! Exchange rates: the card on the Data page, and what they make of the expected commission.

use super::{
    icons::{Icon, Pic},
    problems::Problems,
};
use crate::{
    platform::{document, file},
    route::{Page, Route},
    state::app::App,
    view::{
        commissions,
        exchange::{self, ConvertedView, FileView, MonthView, RatesView, ToldView},
        figure::FigureView,
    },
};
use leptos::{html::Input, prelude::*};

const TITLE: &str = "rates-title";
const FILES: &str = "rates-files";
const MONTHS: &str = "rates-months";
const EXPECTED: &str = "converted-title";
/// The label of the field that takes files: where the focus goes when a file was removed.
const LOAD: &str = "rates-load";

/// The card: what is loaded, and loading it.
#[component]
pub(super) fn ExchangeRates() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.rates();
    let chosen: NodeRef<Input> = NodeRef::new();
    let choose = move |_| {
        if let Some(input) = chosen.get() {
            state.load(file::chosen(&input));
            // The same file, loaded anew, can then be chosen again.
            input.set_value("");
        }
    };
    let over: RwSignal<bool> = RwSignal::new(false);
    let hover = move |event: web_sys::DragEvent| {
        if file::carries_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    };
    let drop = move |event: web_sys::DragEvent| {
        over.set(false);
        if file::carries_files(&event) {
            event.prevent_default();
            state.load(file::dropped(&event));
        }
    };
    let loaded = Memo::new(move |_| {
        let ends = state.ends.get();
        app.locale(|locale| {
            state
                .files
                .with(|files| exchange::rates(files, &ends, locale))
        })
    });
    view! {
        <section class="card rates" aria-labelledby=TITLE>
            <header><h2 id=TITLE>{app.words(|words| words.rates_title())}</h2></header>
            <p class="small">{app.words(|words| words.rates_intro())}</p>
            <div
                class="drop-zone"
                class:over=move || over.get()
                data-drop="rates"
                on:dragover=hover
                on:dragleave=move |_| over.set(false)
                on:drop=drop
            >
                <label class="btn file">
                    {app.words(|words| words.rates_load())}
                    <input id=LOAD class="sr-only" type="file" multiple accept=".xml,.csv,.json,.txt,.tsv,.zip" node_ref=chosen on:change=choose/>
                </label>
                <p class="small">{app.words(|words| words.rates_load_hint())}</p>
            </div>
            <div class="rates-told" role="status">
                {move || {
                    let told = state.told.get();
                    let told = app.locale(|locale| told.iter().map(|told| exchange::told(told, locale)).collect::<Vec<_>>());
                    told.into_iter().map(|told| view! { <Told told/> }).collect_view()
                }}
            </div>
            // Beside the region that speaks: what is filtered there is not read out with each key.
            {move || {
                let told = state.told.get();
                let told = app.locale(|locale| told.iter().map(|told| exchange::told(told, locale)).collect::<Vec<_>>());
                told.into_iter()
                    .filter_map(|told| match told {
                        ToldView::Done(_, diagnostics) if !diagnostics.is_empty() => Some(view! { <Problems diagnostics/> }),
                        _ => None,
                    })
                    .collect_view()
            }}
            <Show when=move || !state.kept.get()>
                <p class="wrong" role="alert"><Pic icon=Icon::Warning/>{app.words(|words| words.rates_not_kept())}</p>
            </Show>
            {move || view! { <Loaded loaded=loaded.get()/> }}
        </section>
    }
}

/// What became of a file.
#[component]
fn Told(told: ToldView) -> impl IntoView {
    match told {
        ToldView::Done(text, _) => view! { <p class="done"><Pic icon=Icon::Met/>{text}</p> }
        .into_any(),
        ToldView::Failed(title, lines) => view! {
            <div class="wrong">
                <p><Pic icon=Icon::Warning/><b>{title}</b></p>
                {lines.into_iter().map(|(what, hint)| view! { <p>{what}" "{hint}</p> }).collect_view()}
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Loaded(loaded: RatesView) -> impl IntoView {
    let app = expect_context::<App>();
    let RatesView {
        files,
        months,
        more,
        open,
    } = loaded;
    if files.is_empty() {
        return view! { <p class="small">{app.words(|words| words.rates_none())}</p> }.into_any();
    }
    let several = files.len() > 1;
    let remove_all = move |_| {
        app.rates().clear();
        document::focus(LOAD);
    };
    view! {
        <h3 id=FILES>{app.words(|words| words.rates_files_title())}</h3>
        <ul class="rate-files" aria-labelledby=FILES>
            {files.into_iter().enumerate().map(|(place, file)| view! { <LoadedFile place file/> }).collect_view()}
        </ul>
        {several.then(|| view! {
            <p class="actions"><button class="btn" type="button" on:click=remove_all>{app.words(|words| words.rates_remove_all())}</button></p>
        })}
        {open.map(|open| view! { <p class="small">{open}</p> })}
        {(!months.is_empty()).then(|| view! { <Months months more/> })}
    }
    .into_any()
}

#[component]
fn LoadedFile(place: usize, file: FileView) -> impl IntoView {
    let app = expect_context::<App>();
    let remove = move |_| {
        app.rates().remove(place);
        document::focus(LOAD);
    };
    let label = app.words(|words| words.rates_remove_name(&file.name));
    let name = file.name.clone();
    view! {
        <li data-rates=name>
            <div>
                <b>{file.name}</b>
                <dl class="facts">
                    <div><dt>{app.words(|words| words.rates_source())}</dt><dd>{file.source}</dd></div>
                    <div><dt>{app.words(|words| words.rates_days())}</dt><dd>{file.days}</dd></div>
                    <div><dt>{app.words(|words| words.rates_currencies())}</dt><dd>{file.currencies}</dd></div>
                    <div><dt>{app.words(|words| words.rates_count())}</dt><dd>{file.counts}</dd></div>
                </dl>
            </div>
            <button class="btn" type="button" aria-label=label on:click=remove>{app.words(|words| words.rates_remove())}</button>
        </li>
    }
}

/// Which day's rates each month has.
#[component]
fn Months(months: Vec<MonthView>, more: Option<String>) -> impl IntoView {
    let app = expect_context::<App>();
    let row = |month: MonthView| {
        view! {
            <tr data-month=month.month.0>
                <th scope="row">{month.month.1}</th>
                <td><time datetime=month.day.0>{month.day.1}</time></td>
                <td>{month.source}</td>
                <td>{month.rates}</td>
            </tr>
        }
    };
    view! {
        <h3 id=MONTHS>{app.words(|words| words.rates_months_title())}</h3>
        <p class="small">{app.words(|words| words.rates_rule())}</p>
        <div class="scroll rate-months" tabindex="0" role="region" aria-labelledby=MONTHS>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{app.words(|words| words.rates_month())}</th>
                        <th scope="col">{app.words(|words| words.rates_day())}</th>
                        <th scope="col">{app.words(|words| words.rates_source())}</th>
                        <th scope="col">{app.words(|words| words.rates_rates())}</th>
                    </tr>
                </thead>
                <tbody>{months.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        {more.map(|more| view! { <p class="small">{more}</p> })}
    }
}

/// The expected commission by quarter in the payout currency; nothing where all of it is in that currency.
#[component]
pub(super) fn Expected() -> impl IntoView {
    let app = expect_context::<App>();
    let ends = app.rates().ends;
    let expected = Memo::new(move |_| {
        let ends = ends.get();
        app.view(|book, standing, rules, locale| {
            commissions::expected(book, rules, standing.day, &ends, locale)
        })
        .flatten()
    });
    move || {
        let view = expected.get()?;
        let rows = !view.quarters.is_empty();
        let quarters = view.quarters.into_iter();
        let sums = view.sums.clone();
        let row = move |quarter: ConvertedView| {
            let (iso, name) = quarter.quarter;
            view! {
                <tr data-quarter=iso>
                    <th scope="row" data-label=app.words(|words| words.converted_quarter())>{name}</th>
                    <td data-label=app.words(|words| words.converted_due())><time datetime=quarter.due.0>{quarter.due.1}</time></td>
                    <td class="n" data-label=app.words(|words| words.converted_own())>{quarter.own.join(" · ")}</td>
                    <td class="n" data-label=sums.clone()>
                        <b><Sum figure=quarter.sum/></b>
                        {quarter.rest.map(|rest| view! { <span class="small rest">{rest}</span> })}
                    </td>
                    <td class="steps-cell"><Steps steps=quarter.steps/></td>
                </tr>
            }
        };
        Some(view! {
            <section class="card converted" aria-labelledby=EXPECTED>
                <header><h2 id=EXPECTED>{view.title}</h2></header>
                {view.missing.map(|missing| view! {
                    <p>{missing}" "<a href=Route::default().on(Page::Data).to_hash()>{app.words(|words| words.converted_load())}</a></p>
                })}
                {rows.then(|| view! {
                    <p class="small">{app.words(|words| words.converted_intro())}</p>
                    <div class="scroll rows" tabindex="0" role="region" aria-labelledby=EXPECTED>
                        <table aria-labelledby=EXPECTED>
                            <thead>
                                <tr>
                                    <th scope="col">{app.words(|words| words.converted_quarter())}</th>
                                    <th scope="col">{app.words(|words| words.converted_due())}</th>
                                    <th scope="col" class="n">{app.words(|words| words.converted_own())}</th>
                                    <th scope="col" class="n">{view.sums.clone()}</th>
                                    <th scope="col"><span class="sr-only">{app.words(|words| words.converted_how())}</span></th>
                                </tr>
                            </thead>
                            <tbody>{quarters.map(row).collect_view()}</tbody>
                        </table>
                    </div>
                })}
            </section>
        })
    }
}

/// The next payment in the payout currency, with how it was converted.
#[component]
pub(super) fn NextConverted(converted: ConvertedView) -> impl IntoView {
    let app = expect_context::<App>();
    let figure = FigureView {
        text: app.words(|words| words.converted_next(&converted.sum.text)),
        ..converted.sum
    };
    view! {
        <div class="next-converted" data-quarter=converted.quarter.0>
            <p><Sum figure/>" "{converted.rest}</p>
            <Steps steps=converted.steps/>
        </div>
    }
}

/// A converted sum: readable by scripts, as all figures.
#[component]
fn Sum(figure: FigureView) -> impl IntoView {
    let currency = figure.currency.map(|currency| currency.to_string());
    view! { <data data-figure=figure.key data-currency=currency value=figure.value>{figure.text}</data> }
}

/// How a sum was converted: its months, each with its rate, day and source.
#[component]
fn Steps(steps: Vec<String>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <details class="steps">
            <summary class="small">{app.words(|words| words.converted_how())}</summary>
            <ul class="small">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ul>
        </details>
    }
}
