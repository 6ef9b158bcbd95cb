//! The saved reports: all of them, or one with what it finds.

use super::{
    form::{Answer, Answered, Gone, NameField},
    kept::KeptNote,
    modal::{DeleteDialog, Modal, ModalHead, close_panel},
    report::chart_kinds,
    select::Select,
    tile::Found,
};
use crate::{
    query::library::{ChartKind, Draft, SavedReport},
    route::{Page, Panel, Route},
    state::app::App,
    view::library::refusal,
};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub(super) fn ReportsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let item = Memo::new(move |_| app.route.with(|route| route.item.clone()));
    let all = Memo::new(move |_| {
        app.library().library.with(|library| {
            let mut reports: Vec<_> = library.reports().cloned().collect();
            app.locale(|locale| locale.sort_by_name(&mut reports, |report| &report.name));
            reports
        })
    });
    let open = Memo::new(move |_| {
        let item = item.get()?;
        all.with(|all| all.iter().find(|report| report.id == item).cloned())
    });
    view! {
        <div class="page-head"><h1>{app.words(|words| words.reports_title())}</h1></div>
        <KeptNote/>
        {move || match (item.get(), open.get()) {
            (Some(_), Some(saved)) => view! { <One saved/> }.into_any(),
            (Some(_), None) => view! {
                <Gone text=app.words(|words| words.report_gone()) back=(Page::Reports, |words| words.reports_back())/>
            }.into_any(),
            (None, _) => view! { <All reports=all/> }.into_any(),
        }}
    }
}

#[component]
fn All(reports: Memo<Vec<SavedReport>>) -> impl IntoView {
    let app = expect_context::<App>();
    let shown_as = move |kind: ChartKind| {
        let kinds = app.words(chart_kinds).into_iter();
        let mut named = kinds.filter(|(word, _)| word == kind.as_str());
        named.next().map(|(_, name)| name)
    };
    view! {
        <section class="card" aria-label=app.words(|words| words.reports_caption())>
            {move || match reports.with(Vec::is_empty) {
                true => view! { <p class="empty">{app.words(|words| words.reports_empty())}</p> }.into_any(),
                false => view! {
                    <div class="scroll" tabindex="0" role="region" aria-label=app.words(|words| words.reports_caption())>
                        <table>
                            <caption class="sr-only">{app.words(|words| words.reports_caption())}</caption>
                            <thead><tr>
                                <th scope="col">{app.words(|words| words.column_name())}</th>
                                <th scope="col" class="wide-only">{app.words(|words| words.save_description())}</th>
                                <th scope="col">{app.words(|words| words.column_shown_as())}</th>
                                <th scope="col" class="wide-only">{app.words(|words| words.column_created())}</th>
                            </tr></thead>
                            <tbody>
                                {reports.get().into_iter().map(|report| view! {
                                    <tr data-report-id=report.id.clone()>
                                        <th scope="row"><a href=Route::default().at_item(Page::Reports, &report.id).to_hash()>{report.name}</a></th>
                                        <td class="wide-only">{report.description}</td>
                                        <td>{shown_as(report.chart)}</td>
                                        <td class="wide-only">{app.locale(|locale| locale.format.date(report.created_on))}</td>
                                    </tr>
                                }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                }.into_any(),
            }}
        </section>
    }
}

#[component]
fn One(saved: SavedReport) -> impl IntoView {
    let app = expect_context::<App>();
    let panel = Memo::new(move |_| app.route.with(|route| route.panel));
    let open = move |panel| app.change(|route| route.panel = Some(panel));
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let refused = move |why| answer.set(Some(Err(app.locale(|locale| refusal(&why, locale)))));
    let id = saved.id.clone();
    let on_board = id.clone();
    let is_pinned = Memo::new(move |_| {
        let board = app.library().library.with(|library| library.board());
        board.iter().any(|tile| tile.report == on_board)
    });
    let copied = saved.id.clone();
    let duplicate = move |_| {
        let made = app.library().change(|library, new| {
            library.duplicate_report(&new, &copied)?;
            Ok(new.id)
        });
        match made {
            Ok(id) => app.change(|route| *route = route.at_item(Page::Reports, &id)),
            Err(why) => refused(why),
        }
    };
    let pin = Callback::new(move |()| {
        if let Err(why) = app.library().change(|library, _| library.pin(&id)) {
            refused(why);
        }
    });
    let dialogs = saved.clone();
    view! {
        <p><a href=move || app.href(Page::Reports)>{app.words(|words| words.reports_back())}</a></p>
        <section class="card" aria-labelledby="saved-title">
            <header><h2 id="saved-title">{saved.name.clone()}</h2></header>
            {(!saved.description.is_empty()).then(|| view! { <p class="intro">{saved.description.clone()}</p> })}
            <p class="actions">
                <button class="btn" type="button" on:click=move |_| open(Panel::Edit)>{app.words(|words| words.edit())}</button>
                <button class="btn" type="button" on:click=duplicate>{app.words(|words| words.duplicate())}</button>
                <Show
                    when=move || is_pinned.get()
                    fallback=move || view! { <button class="btn" type="button" on:click=move |_| pin.run(())>{app.words(|words| words.pin())}</button> }
                >
                    <a class="btn" href=move || app.href(Page::Board)>{app.words(|words| words.pinned())}</a>
                </Show>
                <button class="btn" type="button" on:click=move |_| open(Panel::Delete)>{app.words(|words| words.delete())}</button>
            </p>
            <Answered answer/>
            <Found saved labelled_by="saved-title".to_owned()/>
        </section>
        {move || match panel.get() {
            Some(Panel::Edit) => Some(view! { <Edit saved=dialogs.clone()/> }.into_any()),
            Some(Panel::Delete) => Some(view! { <Delete saved=dialogs.clone()/> }.into_any()),
            _ => None,
        }}
    }
}

#[component]
fn Edit(saved: SavedReport) -> impl IntoView {
    let app = expect_context::<App>();
    let name = RwSignal::new(saved.name.clone());
    let description = RwSignal::new(saved.description.clone());
    let chart = RwSignal::new(saved.chart);
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let title = app.words(|words| words.edit_title(&saved.name));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let draft = Draft {
            name: name.get_untracked(),
            description: description.get_untracked(),
            chart: chart.get_untracked(),
            query: saved.query.clone(),
        };
        match app
            .library()
            .change(|library, _| library.edit_report(&saved.id, draft))
        {
            Ok(()) => close_panel(app),
            Err(why) => answer.set(Some(Err(app.locale(|locale| refusal(&why, locale))))),
        }
    };
    view! {
        <Modal labelled_by="edit-title" on_escape=move |()| close_panel(app)>
            <ModalHead id="edit-title" title on_close=move |()| close_panel(app)/>
            <form class="modal-body" on:submit=submit>
                <NameField id="edit-name" label=app.words(|words| words.save_name()) first=true value=name/>
                <label class="field">
                    <span>{app.words(|words| words.save_description())}</span>
                    <textarea rows="3" prop:value=description on:input=move |event| description.set(event_target_value(&event))></textarea>
                </label>
                <Select
                    name="edit-chart"
                    label=app.words(|words| words.save_chart())
                    choices=Signal::derive(move || app.words(chart_kinds))
                    chosen=Signal::derive(move || chart.get().as_str().to_owned())
                    on_choice=move |word: String| chart.set(ChartKind::parse(&word).unwrap_or(ChartKind::Table))
                />
                <p><button class="btn primary" type="submit">{app.words(|words| words.keep_changes())}</button></p>
                <Answered answer/>
            </form>
        </Modal>
    }
}

#[component]
fn Delete(saved: SavedReport) -> impl IntoView {
    let app = expect_context::<App>();
    let name = saved.name.clone();
    let on_delete = move || {
        let _ = app.library().change(|library, _| {
            library.delete_report(&saved.id);
            Ok::<(), ()>(())
        });
        app.change(|route| *route = route.on(Page::Reports));
    };
    view! { <DeleteDialog name on_delete/> }
}
