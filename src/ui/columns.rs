//! The card in which the user says what the columns of tables are, and sees what would be read before anything changes.

use super::{
    app::MAIN,
    data::Sections,
    problems::Problems,
    select::{Choice, Select},
};
use crate::{
    platform::document,
    state::{app::App, columns::Saying, opening::Asked},
    view::{
        columns::{self, NOTHING, TableView},
        data::{self, Failure},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// The card's id.
pub(super) const COLUMNS: &str = "columns";

/// The card; nothing where nothing is asked.
#[component]
pub(super) fn ColumnsCard() -> impl IntoView {
    let app = expect_context::<App>();
    move || app.opening.asked.get().map(|asked| view! { <Form asked/> })
}

#[component]
fn Form(asked: Arc<Asked>) -> impl IntoView {
    let app = expect_context::<App>();
    let saying = Saying::so_far(&asked, app.opening);
    on_cleanup(move || {
        // The card goes away with the button that was pressed in it.
        leptos::task::spawn_local(async move {
            document::focus_again(None, MAIN);
        });
    });
    let source = app.words(|words| asked.source.name(words));
    let tables = asked.tables.iter().enumerate().map(|(index, table)| {
        let text = app.locale(|locale| columns::table(table, &source, locale));
        view! { <Table saying index text/> }
    });
    let tables = tables.collect_view();
    view! {
        <section class="card columns" aria-labelledby="columns-title" id=COLUMNS tabindex="-1">
            <header><h2 id="columns-title">{app.words(|words| words.columns_title())}</h2></header>
            <p>{app.words(|words| words.columns_intro())}</p>
            {tables}
            <div class="row">
                <button
                    class="btn"
                    type="button"
                    disabled=move || !saying.is_enough()
                    on:click=move |_| saying.look(app.opening)
                >
                    {app.words(|words| words.columns_preview())}
                </button>
                <button class="btn quiet" type="button" on:click=move |_| app.opening.asked.set(None)>
                    {app.words(|words| words.columns_close())}
                </button>
            </div>
            <div role="status">{move || saying.seen.get().map(|seen| match seen {
                Ok(reads) => {
                    let preview = app.locale(|locale| columns::preview(&reads, locale));
                    view! {
                        <h3 id="preview-title">{app.words(|words| words.columns_preview_title())}</h3>
                        <Sections sections=preview.sections title="preview-title"/>
                        <Problems diagnostics=preview.problems/>
                        <p>
                            <button class="btn primary" type="button" on:click=move |_| app.opening.open_asked(&saying.mappings())>
                                {app.words(|words| words.columns_use())}
                            </button>
                        </p>
                    }.into_any()
                }
                Err(failure) => {
                    let text = app.locale(|locale| match &failure {
                        Failure::Refused(diagnostics) => data::refused(diagnostics, locale),
                        other => data::reasons(other, locale),
                    });
                    text.into_iter()
                        .map(|(what, hint)| view! { <p class="wrong">{what}" "<span class="small">{hint}</span></p> })
                        .collect_view()
                        .into_any()
                }
            })}</div>
        </section>
    }
}

/// One table: what a row is, and what each column is.
#[component]
fn Table(saying: Saying, index: usize, text: TableView) -> impl IntoView {
    let app = expect_context::<App>();
    let target = Signal::derive(move || saying.target(index));
    let targets = StoredValue::new(text.targets);
    let rows = text.columns.into_iter().enumerate().map(|(column, (heading, samples))| {
        let label = app.words(|words| words.columns_field_of(&heading));
        let chosen = move || saying.field(index, column);
        let choices = move || {
            let fields = app.words(|words| saying.fields(index, words));
            let chosen = chosen();
            fields
                .into_iter()
                .map(|(word, text)| view! { <option value=word.clone() selected=word == chosen>{text}</option> })
                .collect_view()
        };
        view! {
            <tr>
                <th scope="row">{heading}</th>
                <td class="samples">{samples}</td>
                <td>
                    <select
                        aria-label=label
                        prop:value=chosen
                        on:change=move |event| saying.say_field(index, column, &event_target_value(&event))
                    >
                        {choices}
                    </select>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let title = format!("columns-of-{index}");
    let labelled = title.clone();
    view! {
        <fieldset class="columns-table" data-table=index.to_string()>
            <legend>{text.name}" "<span class="small">{move || app.locale(|locale| columns::rows(saying.rows(index), locale))}</span></legend>
            <div class="row">
                <Select
                    label=app.words(|words| words.columns_target())
                    choices=Signal::derive(move || targets.get_value())
                    chosen=target
                    on_choice=move |word: String| saying.say_target(index, &word)
                    name=format!("columns-target-{index}")
                />
                <Show when=move || target.get() != NOTHING>
                    <Hand saying index/>
                </Show>
            </div>
            <Show when=move || target.get() != NOTHING>
                <p class="wrong">{move || app.words(|words| saying.missing(index, words))}</p>
            </Show>
            <div class="scroll" tabindex="0" role="region" aria-labelledby=labelled hidden=move || target.get() == NOTHING>
                <table>
                    <caption class="sr-only" id=title>{app.words(|words| words.columns_title())}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{app.words(|words| words.columns_heading())}</th>
                            <th scope="col">{app.words(|words| words.columns_samples())}</th>
                            <th scope="col">{app.words(|words| words.columns_field())}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </fieldset>
    }
}

/// What the first row is, and how numbers and days are written.
#[component]
fn Hand(saying: Saying, index: usize) -> impl IntoView {
    let app = expect_context::<App>();
    let choice = |word: &str, text: String| -> Choice { (word.to_owned(), text) };
    let numbers = app.words(|words| {
        vec![
            choice("", words.columns_numbers_auto()),
            choice("comma", words.columns_numbers_comma()),
            choice("point", words.columns_numbers_point()),
        ]
    });
    let days = app.words(|words| {
        vec![
            choice("", words.columns_days_auto()),
            choice("day-first", words.columns_days_day()),
            choice("month-first", words.columns_days_month()),
        ]
    });
    let first = app.words(|words| {
        vec![
            choice("", words.columns_first_headings()),
            choice("row", words.columns_first_row()),
        ]
    });
    let (numbers, days) = (StoredValue::new(numbers), StoredValue::new(days));
    let first = StoredValue::new(first);
    view! {
        <Select
            label=app.words(|words| words.columns_first())
            choices=Signal::derive(move || first.get_value())
            chosen=Signal::derive(move || saying.first(index))
            on_choice=move |word: String| saying.say_first(index, &word)
            name=format!("columns-first-{index}")
        />
        <Select
            label=app.words(|words| words.columns_numbers())
            choices=Signal::derive(move || numbers.get_value())
            chosen=Signal::derive(move || saying.numbers(index))
            on_choice=move |word: String| saying.say_numbers(index, &word)
            name=format!("columns-numbers-{index}")
        />
        <Select
            label=app.words(|words| words.columns_days())
            choices=Signal::derive(move || days.get_value())
            chosen=Signal::derive(move || saying.days(index))
            on_choice=move |word: String| saying.say_days(index, &word)
            name=format!("columns-days-{index}")
        />
        <Show when=move || saying.lacks_currency(index)>
            <label class="select">
                <span>{app.words(|words| words.columns_currency())}</span>
                <input
                    type="text"
                    size="4"
                    maxlength="3"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    placeholder="EUR"
                    prop:value=saying.currency(index)
                    on:input=move |event| saying.say_currency(index, &event_target_value(&event))
                />
            </label>
        </Show>
    }
}
