//! What narrows a report: conditions, and the columns that it shows.

use super::change;
use crate::{
    model::choice::Choice,
    query::report::{Column, ColumnKind, Condition, Operator, ReportQuery},
    state::app::App,
    ui::{
        icons::{Icon, Pic},
        menu::Menu,
        select::Select,
    },
    view::report::{ReportView, choices, column_name, operator_name, typed},
};
use leptos::prelude::*;

/// Adds a condition: column, comparison, value.
#[component]
pub(super) fn FilterForm(query: Memo<Option<ReportQuery>>) -> impl IntoView {
    let app = expect_context::<App>();
    let all = move || query.with(|query| query.as_ref().map(ReportQuery::all).unwrap_or_default());
    let picked = RwSignal::new(None::<Column>);
    let column = Memo::new(move |_| {
        let all = all();
        picked
            .get()
            .filter(|column| all.contains(column))
            .or_else(|| all.first().copied())
    });
    let operators = move || {
        column
            .get()
            .map_or(&[][..], |column| Condition::operators(column.kind()))
    };
    let picked_operator = RwSignal::new(None::<Operator>);
    let operator = Memo::new(move |_| {
        let operators = operators();
        let picked = picked_operator
            .get()
            .filter(|operator| operators.contains(operator));
        picked.or_else(|| operators.first().copied())
    });
    let words_of = Memo::new(move |_| {
        let column = column.get()?;
        app.view(|_, _, rules, locale| choices(column, rules, locale.words))
    });
    let is_choice = Memo::new(move |_| {
        words_of.with(|words| words.as_ref().is_some_and(|words| !words.is_empty()))
    });
    let value = RwSignal::new(String::new());
    // The first choice is what the menu shows before anybody chose.
    let chosen = Signal::derive(move || {
        let value = value.get();
        words_of.with(|words| {
            let words = words.as_deref().unwrap_or_default();
            let known = words.iter().any(|(word, _)| *word == value);
            match words.first() {
                Some((first, _)) if !known => first.clone(),
                _ => value,
            }
        })
    });
    let kind = move || match column.get().map(Column::kind) {
        Some(ColumnKind::Day) => "date",
        _ => "text",
    };
    let wrong: RwSignal<Option<String>> = RwSignal::new(None);
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(column), Some(operator)) = (column.get_untracked(), operator.get_untracked())
        else {
            return;
        };
        let text = chosen.get_untracked();
        match app.locale(|locale| typed(column, &text, locale)) {
            Some(value) => {
                wrong.set(None);
                let condition = Condition {
                    column,
                    operator,
                    value,
                };
                change(app, |query| query.conditions.push(condition));
            }
            None => wrong.set(Some(app.words(|words| match column.kind() {
                _ if text.trim().is_empty() => words.report_filter_nothing(),
                ColumnKind::Day => words.report_filter_no_day(&text),
                _ => words.report_filter_no_number(&text),
            }))),
        }
    };
    view! {
        <Menu class="menu" button=view! { <summary class="btn"><Pic icon=Icon::Filter/>{app.words(|words| words.report_filter_add())}</summary> }.into_any()>
            <form class="filter-form" on:submit=add>
                <Select
                    name="filter-column"
                    label=app.words(|words| words.report_filter_column())
                    choices=Signal::derive(move || named(all(), |column| app.words(|words| column_name(column, words))))
                    chosen=Signal::derive(move || column.get().map(|column| column.as_str().to_owned()).unwrap_or_default())
                    on_choice=move |word: String| {
                        wrong.set(None);
                        picked.set(Column::parse(&word));
                    }
                />
                <Select
                    name="filter-operator"
                    label=app.words(|words| words.report_filter_operator())
                    choices=Signal::derive(move || named(operators().to_vec(), |operator| app.words(|words| operator_name(operator, words))))
                    chosen=Signal::derive(move || operator.get().map(|operator| operator.as_str().to_owned()).unwrap_or_default())
                    on_choice=move |word: String| picked_operator.set(Operator::parse(&word))
                />
                <Show
                    when=move || is_choice.get()
                    fallback=move || view! {
                        <label class="select">
                            <span>{app.words(|words| words.report_filter_value())}</span>
                            <input
                                id="filter-value"
                                type=kind
                                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                                aria-describedby="filter-wrong"
                                prop:value=value on:input=move |event| value.set(event_target_value(&event))/>
                        </label>
                    }
                >
                    <Select
                        name="filter-value"
                        label=app.words(|words| words.report_filter_value())
                        choices=Signal::derive(move || words_of.get().unwrap_or_default())
                        chosen
                        on_choice=move |word: String| value.set(word)
                    />
                </Show>
                <p class="wrong small" id="filter-wrong" role="alert">{wrong}</p>
                <button class="btn primary" type="submit">{app.words(|words| words.report_filter_add())}</button>
            </form>
        </Menu>
    }
}

fn named<T: Choice>(choices: Vec<T>, name: impl Fn(T) -> String) -> Vec<(String, String)> {
    let choices = choices.into_iter();
    choices
        .map(|choice| (choice.word().to_owned(), name(choice)))
        .collect()
}

/// The conditions in force; a press takes one away.
#[component]
pub(super) fn Conditions(view: Memo<Option<ReportView>>) -> impl IntoView {
    let app = expect_context::<App>();
    let conditions = Memo::new(move |_| {
        view.with(|view| {
            view.as_ref()
                .map(|view| view.conditions.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <Show when=move || conditions.with(|conditions| !conditions.is_empty())>
            <ul class="chips">
                {move || conditions.get().into_iter().map(|chip| {
                    let index = chip.index;
                    view! {
                        <li>
                            <button
                                class="chip"
                                type="button"
                                aria-label=app.words(|words| words.report_filter_remove(&chip.text))
                                on:click=move |_| change(app, |query| {
                                    if index < query.conditions.len() {
                                        query.conditions.remove(index);
                                    }
                                })
                            >
                                {chip.text.clone()}<Pic icon=Icon::Close/>
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </Show>
    }
}

/// Which columns are shown.
#[component]
pub(super) fn ColumnsMenu(query: Memo<Option<ReportQuery>>) -> impl IntoView {
    let app = expect_context::<App>();
    let subject = Memo::new(move |_| query.with(|query| query.as_ref().map(|query| query.subject)));
    let shown = move |column| {
        query.with(|query| {
            query
                .as_ref()
                .is_some_and(|query| query.shown().contains(&column))
        })
    };
    let toggle = move |column: Column| {
        app.change(|route| {
            let Some(query) = &mut route.report else {
                return;
            };
            let mut columns = query.shown();
            match columns.iter().position(|other| *other == column) {
                Some(_) if columns.len() == 1 => {}
                Some(at) => {
                    columns.remove(at);
                }
                None => columns.push(column),
            }
            let (usual, _) = query.subject.columns();
            query.columns = (columns != usual).then_some(columns);
        });
    };
    view! {
        <Menu class="menu" button=view! { <summary class="btn"><Pic icon=Icon::Columns/>{app.words(|words| words.report_columns())}</summary> }.into_any()>
            <fieldset class="columns-menu">
                <legend class="sr-only">{app.words(|words| words.report_columns())}</legend>
                {move || subject.get().map(|subject| {
                    let (usual, more) = subject.columns();
                    usual.iter().chain(more).map(|&column| view! {
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=move || shown(column)
                                on:change=move |_| toggle(column)
                            />
                            {app.words(|words| column_name(column, words))}
                        </label>
                    }).collect_view()
                })}
                <button class="btn" type="button" on:click=move |_| app.change(|route| {
                    if let Some(query) = &mut route.report {
                        query.columns = None;
                    }
                })>{app.words(|words| words.report_columns_reset())}</button>
            </fieldset>
        </Menu>
    }
}
