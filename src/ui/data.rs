//! The Data page: open a file, an endpoint or the sample, and see what was read.

use super::{backup::Backup, columns::ColumnsCard, copy::SaveCopy, problems::Problems};
use crate::{
    platform::file,
    state::app::App,
    view::data::{self, DataView, SectionView, Source},
};
use leptos::{ev::SubmitEvent, html::Input, prelude::*};

#[component]
pub(super) fn DataPage() -> impl IntoView {
    let app = expect_context::<App>();
    let current = Memo::new(move |_| {
        let (opened, problems) = app.problems()?;
        Some(app.locale(|locale| data::data(&opened.source, &opened.read, &problems, locale)))
    });
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.data_title())}</h1>
            <p class="sample">{app.words(|words| words.data_privacy())}</p>
        </div>
        <ColumnsCard/>
        <OpenCard/>
        <section class="card" aria-labelledby="current-title">
            <header><h2 id="current-title">{app.words(|words| words.data_current_title())}</h2></header>
            {move || match current.get() {
                Some(data) => view! { <Current data/> }.into_any(),
                None => view! { <p>{app.words(|words| words.data_nothing())}</p> }.into_any(),
            }}
        </section>
        <SaveCopy/>
        <Backup/>
    }
}

#[component]
fn OpenCard() -> impl IntoView {
    let app = expect_context::<App>();
    let field: NodeRef<Input> = NodeRef::new();
    let chosen: NodeRef<Input> = NodeRef::new();
    let open_file = move |_| {
        if let Some(input) = chosen.get() {
            app.opening.open_files(file::chosen(&input));
            // The same file, corrected, can then be chosen again.
            input.set_value("");
        }
    };
    let open_endpoint = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get() {
            app.opening.open_endpoint(&field.value());
        }
    };
    // As it was when the page came: an answer that arrives later must not change what the user is typing.
    let opened = app.opening.opened.get_untracked();
    let address = match opened.map(|opened| opened.source.clone()) {
        Some(Source::Endpoint(address)) => address,
        _ => String::new(),
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
            <form class="endpoint" novalidate on:submit=open_endpoint>
                <label for="endpoint">{app.words(|words| words.data_endpoint_label())}</label>
                <div class="field-row">
                    <input
                        id="endpoint"
                        type="url"
                        inputmode="url"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder="https://"
                        aria-describedby="endpoint-hint"
                        prop:value=address
                        node_ref=field
                    />
                    <button class="btn" type="submit">{app.words(|words| words.data_endpoint_open())}</button>
                </div>
                <p class="small" id="endpoint-hint">{app.words(|words| words.data_endpoint_hint())}</p>
            </form>
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
fn Current(data: DataView) -> impl IntoView {
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
        {move || tables(app).then(|| view! {
            <p>
                <button class="btn" type="button" on:click=move |_| ask(app)>{app.words(|words| words.columns_change())}</button>
            </p>
        })}
        <h3>{app.words(|words| words.data_problems_title())}</h3>
        <Problems groups=data.problems/>
        <h3 id="sections-title">{app.words(|words| words.data_sections())}</h3>
        <Sections sections=data.sections/>
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
    }
}

/// Records used and left out; the heading above has the id.
#[component]
pub(super) fn Sections(sections: Vec<SectionView>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="sections-title">
            <table class="sections">
                <thead>
                    <tr>
                        <th scope="col">{app.words(|words| words.data_section())}</th>
                        <th scope="col" class="n">{app.words(|words| words.data_used())}</th>
                        <th scope="col" class="n">{app.words(|words| words.data_left_out())}</th>
                    </tr>
                </thead>
                <tbody>
                    {sections
                        .into_iter()
                        .map(|section| view! {
                            <tr>
                                <th scope="row">{section.name}</th>
                                <td class="n">{section.used}</td>
                                <td class="n">{section.left_out}</td>
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
}
