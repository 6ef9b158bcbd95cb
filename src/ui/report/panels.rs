//! What can be done with a report's rows: a list of their clients, a file, a saved report. One of three panels beside the rows.

use crate::{
    platform::clock,
    query::{
        library::{ChartKind, Draft, Member, Members},
        report::ReportQuery,
    },
    route::{Page, Panel},
    state::{
        app::App,
        export::{self, Format},
    },
    ui::{
        form::{Answer, Answered, NameField, tell},
        icons::{Icon, Pic},
        kept::KeptNote,
        select::Select,
    },
    view::{
        report::{ReportView, title, with_labels},
        workbook::{file_stem, workbook},
    },
    words::Words,
};
use leptos::{ev::SubmitEvent, prelude::*};

const HEADING: &str = "panel-title";

/// The buttons that open a panel.
#[component]
pub(super) fn PanelButtons() -> impl IntoView {
    let app = expect_context::<App>();
    let button = move |panel: Panel, icon: Icon, name: fn(&Words) -> String| {
        let is_open = move || app.route.with(|route| route.panel) == Some(panel);
        view! {
            <button
                class="btn"
                type="button"
                data-panel=panel.as_str()
                aria-expanded=move || is_open().to_string()
                on:click=move |_| app.change(|route| {
                    route.panel = (route.panel != Some(panel)).then_some(panel);
                })
            >
                <Pic icon/>{app.words(name)}
            </button>
        }
    };
    view! {
        <div class="panel-buttons">
            {button(Panel::Lists, Icon::Lists, |words| words.panel_lists())}
            {button(Panel::Export, Icon::Export, |words| words.panel_export())}
            {button(Panel::Save, Icon::Reports, |words| words.panel_save())}
        </div>
    }
}

/// The open panel, if one is.
#[component]
pub(super) fn OpenPanel(
    query: Memo<Option<ReportQuery>>,
    view: Memo<Option<ReportView>>,
) -> impl IntoView {
    let app = expect_context::<App>();
    // A panel proposes names, for which there must be data.
    let panel = Memo::new(move |_| {
        let there = view.with(Option::is_some);
        app.route.with(|route| route.panel).filter(|_| there)
    });
    move || {
        panel.get().and_then(|panel| {
            let (title, body) = match panel {
                Panel::Lists => (app.words(|words| words.panel_lists()), view! { <Lists query/> }.into_any()),
                Panel::Export => (app.words(|words| words.panel_export()), view! { <Export query view/> }.into_any()),
                Panel::Save => (app.words(|words| words.panel_save()), view! { <Save query/> }.into_any()),
                _ => return None,
            };
            Some(view! {
                <aside class="panel" aria-labelledby=HEADING>
                    <header class="panel-head">
                        <h3 id=HEADING>{title}</h3>
                        <button class="btn quiet square" type="button" aria-label=app.words(|words| words.close()) on:click=move |_| app.change(|route| route.panel = None)>
                            <Pic icon=Icon::Close/>
                        </button>
                    </header>
                    {body}
                </aside>
            })
        })
    }
}

#[component]
fn Lists(query: Memo<Option<ReportQuery>>) -> impl IntoView {
    let app = expect_context::<App>();
    let members = Memo::new(move |_| {
        let query = query.get()?;
        app.report(&query, |report, book, rules, locale| {
            let clients = with_labels(rules, locale, |labels| report.clients(labels));
            let clients = clients
                .iter()
                .filter_map(|client| book.clients.get(*client));
            let members = clients.map(|client| Member {
                id: client.id.clone(),
                name: client.name.clone(),
            });
            members.collect::<Vec<_>>()
        })
    });
    let count = move || {
        let count = members.with(|members| members.as_ref().map_or(0, Vec::len));
        app.locale(|locale| {
            locale
                .words
                .lists_clients(count, locale.format.number(count.into()))
        })
    };
    let lists = Memo::new(move |_| {
        app.library().library.with(|library| {
            let lists = library.lists();
            let lists = lists.filter(|list| matches!(list.members, Members::Static(_)));
            let mut lists: Vec<_> = lists
                .map(|list| (list.id.clone(), list.name.clone()))
                .collect();
            app.locale(|locale| locale.sort_by_name(&mut lists, |(_, name)| name));
            lists
        })
    });
    let adds = RwSignal::new(false);
    let is_active = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let picked = RwSignal::new(String::new());
    let chosen = Signal::derive(move || {
        let picked = picked.get();
        lists.with(|lists| {
            let known = lists.iter().find(|(id, _)| *id == picked);
            let list = known.or_else(|| lists.first());
            list.map(|(id, _)| id.clone()).unwrap_or_default()
        })
    });
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let members = members.get_untracked().unwrap_or_default();
        let done = if adds.get_untracked() {
            let list = chosen.get_untracked();
            let name = lists.with_untracked(|lists| {
                let list = lists.iter().find(|(id, _)| *id == list);
                list.map(|(_, name)| name.clone()).unwrap_or_default()
            });
            let added = app
                .library()
                .change(|library, _| library.add_members(&list, members));
            added.map(|count| {
                app.locale(|locale| {
                    let shown = locale.format.number(count.into());
                    locale.words.list_added(count, name, shown)
                })
            })
        } else {
            let name = name.get_untracked();
            let members = match query.get_untracked() {
                Some(query) if is_active.get_untracked() => Members::Active(query.word()),
                _ => Members::Static(members),
            };
            let created = app
                .library()
                .change(|library, new| library.create_list(&new, &name, members));
            created.map(|()| app.words(|words| words.list_created(name.trim())))
        };
        tell(app, answer, done);
    };
    view! {
        <form class="panel-body" on:submit=submit>
            <p class="small">{count}</p>
            <fieldset class="radios">
                <legend class="sr-only">{app.words(|words| words.panel_lists())}</legend>
                <label class="check">
                    <input type="radio" name="list-way" prop:checked=move || !adds.get() on:change=move |_| adds.set(false)/>
                    {app.words(|words| words.lists_create())}
                </label>
                <label class="check">
                    <input type="radio" name="list-way" prop:checked=move || adds.get() on:change=move |_| adds.set(true)/>
                    {app.words(|words| words.lists_add())}
                </label>
            </fieldset>
            <Show
                when=move || adds.get()
                fallback=move || view! {
                    <NameField id="list-name" label=app.words(|words| words.list_name()) value=name/>
                    <fieldset class="radios">
                        <legend>{app.words(|words| words.list_kind())}</legend>
                        <label class="check">
                            <input type="radio" name="list-kind" prop:checked=move || !is_active.get() on:change=move |_| is_active.set(false)/>
                            {app.words(|words| words.list_static())}
                        </label>
                        <label class="check">
                            <input type="radio" name="list-kind" prop:checked=move || is_active.get() on:change=move |_| is_active.set(true)/>
                            {app.words(|words| words.list_active())}
                        </label>
                    </fieldset>
                }
            >
                <Show
                    when=move || lists.with(|lists| !lists.is_empty())
                    fallback=move || view! { <p class="small">{app.words(|words| words.lists_none())}</p> }
                >
                    <Select
                        name="list-choose"
                        label=app.words(|words| words.list_choose())
                        choices=lists.into()
                        chosen
                        on_choice=move |id: String| picked.set(id)
                    />
                </Show>
            </Show>
            <p><button class="btn primary" type="submit" disabled=move || adds.get() && lists.with(Vec::is_empty)>{app.words(|words| words.submit())}</button></p>
            <KeptNote/>
            <Answered answer to=(Page::Lists, |words| words.list_open())/>
        </form>
    }
}

#[component]
fn Export(query: Memo<Option<ReportQuery>>, view: Memo<Option<ReportView>>) -> impl IntoView {
    let app = expect_context::<App>();
    let proposed = query.get_untracked().and_then(|query| {
        app.view(|book, _, rules, locale| title(&query, book, rules, locale.words))
    });
    let name = RwSignal::new(proposed.unwrap_or_default());
    let is_csv = RwSignal::new(false);
    let all_columns = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let count = move || {
        let count = view.with(|view| view.as_ref().map_or(0, |view| view.count));
        app.locale(|locale| {
            locale
                .words
                .export_rows(count, locale.format.number(count.into()))
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(query) = query.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        let (format, all) = match is_csv.get_untracked() {
            true => (Format::Csv, all_columns.get_untracked()),
            false => (Format::Xlsx, all_columns.get_untracked()),
        };
        let name = name.get_untracked();
        let Some((name, workbook)) = untrack(|| {
            app.report(&query, |report, book, rules, locale| {
                // A text file has no second sheet for the filters.
                let name = match format {
                    Format::Csv => file_stem(&name, report, rules, locale),
                    Format::Xlsx => name,
                };
                (
                    name,
                    workbook(report, all, clock::today(), (book, rules), locale),
                )
            })
        }) else {
            return;
        };
        busy.set(true);
        answer.set(None);
        leptos::task::spawn_local(async move {
            let done = export::export(workbook, format, &name).await;
            busy.try_set(false);
            answer.try_set(Some(match done {
                Ok(()) => Ok(app.words(|words| words.export_done())),
                Err(why) => Err(app.words(|words| why.text(words))),
            }));
        });
    };
    let radio = move |group: &'static str, on: Signal<bool>, set: Callback<()>, text: String| {
        view! {
            <label class="check">
                <input type="radio" name=group prop:checked=on on:change=move |_| set.run(())/>
                {text}
            </label>
        }
    };
    view! {
        <form class="panel-body" on:submit=submit>
            <p class="small">{count}</p>
            <NameField id="export-name" label=app.words(|words| words.export_name()) value=name/>
            <fieldset class="radios">
                <legend>{app.words(|words| words.export_format())}</legend>
                {radio("export-format", Signal::derive(move || !is_csv.get()), Callback::new(move |()| is_csv.set(false)), app.words(|words| words.export_xlsx()))}
                {radio("export-format", is_csv.into(), Callback::new(move |()| is_csv.set(true)), app.words(|words| words.export_csv()))}
            </fieldset>
            <fieldset class="radios">
                <legend>{app.words(|words| words.export_columns())}</legend>
                {radio("export-columns", Signal::derive(move || !all_columns.get()), Callback::new(move |()| all_columns.set(false)), app.words(|words| words.export_shown()))}
                {radio("export-columns", all_columns.into(), Callback::new(move |()| all_columns.set(true)), app.words(|words| words.export_all()))}
            </fieldset>
            <p class="small">{app.words(|words| words.export_filters())}</p>
            <p><button class="btn primary" type="submit" aria-disabled=move || busy.get().to_string()>{app.words(|words| words.export_go())}</button></p>
            <div role="status">
                <Show when=move || busy.get()><p class="small">{app.words(|words| words.export_busy())}</p></Show>
            </div>
            <Answered answer/>
        </form>
    }
}

#[component]
fn Save(query: Memo<Option<ReportQuery>>) -> impl IntoView {
    let app = expect_context::<App>();
    let proposed = query.get_untracked().and_then(|query| {
        app.view(|book, _, rules, locale| title(&query, book, rules, locale.words))
    });
    let name = RwSignal::new(proposed.unwrap_or_default());
    let description = RwSignal::new(String::new());
    let chart = RwSignal::new(ChartKind::Table);
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let on_board = RwSignal::new(false);
    let save = move |pin: bool| {
        let Some(query) = query.get_untracked() else {
            return;
        };
        let name = name.get_untracked();
        let draft = Draft {
            name: name.clone(),
            description: description.get_untracked(),
            chart: chart.get_untracked(),
            // Another visit begins on the first page.
            query: ReportQuery { page: 0, ..query }.word(),
        };
        let saved = app.library().change(|library, new| {
            library.create_report(&new, draft)?;
            match pin {
                true => library.pin(&new.id),
                false => Ok(()),
            }
        });
        on_board.set(pin);
        let saved = saved.map(|()| {
            app.words(|words| match pin {
                true => words.report_pinned(name.trim()),
                false => words.report_saved(name.trim()),
            })
        });
        tell(app, answer, saved);
    };
    let way_on = move || match on_board.get() {
        true => view! { <Answered answer to=(Page::Board, |words| words.board_open())/> },
        false => view! { <Answered answer to=(Page::Reports, |words| words.reports_open())/> },
    };
    view! {
        <form class="panel-body" on:submit=move |event: SubmitEvent| {
            event.prevent_default();
            save(false);
        }>
            <p class="small">{app.words(|words| words.save_hint())}</p>
            <NameField id="save-name" label=app.words(|words| words.save_name()) value=name/>
            <label class="field">
                <span>{app.words(|words| words.save_description())}</span>
                <textarea id="save-description" rows="3" prop:value=description on:input=move |event| description.set(event_target_value(&event))></textarea>
            </label>
            <Select
                name="save-chart"
                label=app.words(|words| words.save_chart())
                choices=Signal::derive(move || app.words(chart_kinds))
                chosen=Signal::derive(move || chart.get().as_str().to_owned())
                on_choice=move |word: String| chart.set(ChartKind::parse(&word).unwrap_or(ChartKind::Table))
            />
            <p class="actions">
                <button class="btn primary" type="submit">{app.words(|words| words.save_go())}</button>
                <button class="btn" type="button" on:click=move |_| save(true)>{app.words(|words| words.save_and_add())}</button>
            </p>
            <KeptNote/>
            {way_on}
        </form>
    }
}

/// The ways to show a report: word and name.
pub(in crate::ui) fn chart_kinds(words: &Words) -> Vec<(String, String)> {
    let kinds = ChartKind::ALL.iter();
    kinds
        .map(|kind| {
            let name = match kind {
                ChartKind::Table => words.chart_kind_table(),
                ChartKind::Bars => words.chart_kind_bars(),
                ChartKind::Line => words.chart_kind_line(),
            };
            (kind.as_str().to_owned(), name)
        })
        .collect()
}
