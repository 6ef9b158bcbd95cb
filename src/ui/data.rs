//! The Data page: open a file, an endpoint or the sample, and see what was read.

use super::{
    backup::Backup,
    columns::{COLUMNS, ColumnsCard},
    copy::SaveCopy,
    endpoint::{EndpointForm, Refreshing},
    exchange::ExchangeRates,
    part::Skeleton,
    problems::Problems,
};
use crate::{
    model::diagnostic::Diagnostic,
    platform::{document, file, pause},
    state::{app::App, exchange},
    view::data::{self, DataView, SectionView, SectionsView},
};
use leptos::{html::Input, prelude::*};

#[component]
pub(super) fn DataPage() -> impl IntoView {
    let app = expect_context::<App>();
    let current = Memo::new(move |_| {
        let (opened, problems) = app.problems()?;
        let data = app.locale(|locale| data::data(&opened.source, &opened.read, locale));
        Some((data, problems))
    });
    // What is opened first is on its way.
    let first = move || current.with(Option::is_none) && app.opening.pending.with(Option::is_some);
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.data_title())}</h1>
            <p class="sample">{app.words(|words| words.data_privacy())}</p>
        </div>
        <ColumnsCard/>
        <OpenCard/>
        // Its room is kept while it is on its way: what stands below it would go from under the pointer.
        <Show when=move || !first() fallback=|| view! { <Skeleton/> }>
            <section class="card" aria-labelledby="current-title">
                <header><h2 id="current-title">{app.words(|words| words.data_current_title())}</h2></header>
                {move || match current.get() {
                    Some((data, problems)) => view! { <Current data problems/> }.into_any(),
                    None => view! { <p>{app.words(|words| words.data_nothing())}</p> }.into_any(),
                }}
            </section>
        </Show>
        <ExchangeRates/>
        <SaveCopy/>
        <Backup/>
    }
}

#[component]
fn OpenCard() -> impl IntoView {
    let app = expect_context::<App>();
    let chosen: NodeRef<Input> = NodeRef::new();
    let open_file = move |_| {
        if let Some(input) = chosen.get() {
            exchange::open_files(app, file::chosen(&input));
            // The same file, corrected, can then be chosen again.
            input.set_value("");
        }
    };
    view! {
        <section class="card open" aria-labelledby="open-title">
            <header><h2 id="open-title">{app.words(|words| words.data_open_title())}</h2></header>
            <div class="drop-zone">
                <label class="btn primary file">
                    {app.words(|words| words.data_file_choose())}
                    <input class="sr-only" type="file" multiple accept=".json,.csv,.txt,.tsv,.xlsx,.zip,application/json,text/csv" node_ref=chosen on:change=open_file/>
                </label>
                <p class="small">{app.words(|words| words.data_file_hint())}</p>
            </div>
            <EndpointForm/>
            <Show when=move || !app.is_sample()>
                <p>
                    <button class="btn" type="button" on:click=move |_| app.opening.open_sample()>
                        {app.words(|words| words.data_sample_open())}
                    </button>
                </p>
            </Show>
        </section>
    }
}

#[component]
fn Current(data: DataView, problems: Vec<Diagnostic>) -> impl IntoView {
    let app = expect_context::<App>();
    let absent = data.absent.join(", ");
    view! {
        <dl class="facts">
            <div><dt>{app.words(|words| words.data_source())}</dt><dd>{data.source}</dd></div>
            <div><dt>{app.words(|words| words.data_kind())}</dt><dd>{data.kind}</dd></div>
            <div><dt>{app.words(|words| words.data_day())}</dt><dd>{data.day}</dd></div>
            {(!absent.is_empty()).then(|| view! {
                <div><dt>{app.words(|words| words.data_not_in_data_title())}</dt><dd>{absent}</dd></div>
            })}
        </dl>
        <Refreshing/>
        {move || tables(app).then(|| view! {
            <p>
                <button class="btn" type="button" on:click=move |_| ask(app)>{app.words(|words| words.columns_change())}</button>
            </p>
        })}
        <h3>{app.words(|words| words.data_problems_title())}</h3>
        <Problems diagnostics=problems/>
        <h3 id="sections-title">{app.words(|words| words.data_sections())}</h3>
        <Sections sections=data.sections title="sections-title"/>
    }
}

/// Whether tables are open, whose columns the user may change.
fn tables(app: App) -> bool {
    let opened = app.opening.opened;
    opened.with(|opened| {
        let tables = opened.as_ref().map(|opened| opened.tables.len());
        tables.is_some_and(|tables| tables > 0)
    })
}

fn ask(app: App) {
    if let Some(opened) = app.opening.opened.get_untracked() {
        app.opening.ask(&opened);
        // The card stands above what was read, and may be out of sight.
        leptos::task::spawn_local(async {
            pause::until_painted().await;
            document::scroll_to(COLUMNS);
            document::focus(COLUMNS);
        });
    }
}

/// Records used and left out.
#[component]
pub(super) fn Sections(
    sections: SectionsView,
    /// The id of the heading above.
    title: &'static str,
) -> impl IntoView {
    let app = expect_context::<App>();
    let row = |section: SectionView| {
        view! {
            <tr>
                <th scope="row">{section.name}</th>
                <td class="n">{section.all}</td>
                <td class="n">{section.used}</td>
                <td class="n">{section.left_out}</td>
            </tr>
        }
    };
    view! {
        <p class="records-in">{sections.records}</p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby=title>
            <table class="sections">
                <thead>
                    <tr>
                        <th scope="col">{app.words(|words| words.data_section())}</th>
                        <th scope="col" class="n">{app.words(|words| words.records_column())}</th>
                        <th scope="col" class="n">{app.words(|words| words.data_used())}</th>
                        <th scope="col" class="n">{app.words(|words| words.data_left_out())}</th>
                    </tr>
                </thead>
                <tbody>{sections.sections.into_iter().map(row).collect_view()}</tbody>
                <tfoot>{row(sections.total)}</tfoot>
            </table>
        </div>
    }
}
