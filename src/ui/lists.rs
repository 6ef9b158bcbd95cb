//! The lists of clients: all of them, or one with its clients.

use super::{
    client::ClientLink,
    figure::Figure,
    form::{Answer, Answered, Gone, NameField},
    icons::{Icon, Pic},
    kept::KeptNote,
    modal::{DeleteDialog, Modal, ModalHead, close_panel},
    report::AllRows,
};
use crate::{
    platform::clock,
    query::library::Members,
    route::{Page, Panel, Route},
    state::{
        app::App,
        export::{self, Format},
    },
    view::{
        figure::FigureView,
        library::refusal,
        lists::{self, ListView, MemberView},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The clients that are shown at first, and that each press on "Show more" adds: a list may have a hundred thousand.
const SHOWN: usize = 500;

#[component]
pub(super) fn ListsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let all = Memo::new(move |_| {
        app.library().library.with(|library| {
            let mut lists: Vec<_> = library.lists().collect();
            app.locale(|locale| locale.sort_by_name(&mut lists, |list| &list.name));
            let made = app.ask(|question, locale| {
                let lists = lists.iter();
                lists
                    .map(|list| lists::list(list, Some(&question), locale))
                    .collect::<Vec<_>>()
            });
            // Lists can be read before, and without, any data.
            made.unwrap_or_else(|| {
                app.locale(|locale| {
                    let lists = lists.iter();
                    lists.map(|list| lists::list(list, None, locale)).collect()
                })
            })
        })
    });
    let item = Memo::new(move |_| app.route.with(|route| route.item.clone()));
    let open = Memo::new(move |_| {
        let item = item.get()?;
        all.with(|all| all.iter().find(|list| list.id == item).cloned())
    });
    view! {
        <div class="page-head"><h1>{app.words(|words| words.lists_title())}</h1></div>
        <KeptNote/>
        {move || match (item.get(), open.get()) {
            (Some(_), Some(list)) => view! { <One list/> }.into_any(),
            (Some(_), None) => view! {
                <Gone text=app.words(|words| words.list_gone()) back=(Page::Lists, |words| words.list_back())/>
            }.into_any(),
            (None, _) => view! { <All lists=all/> }.into_any(),
        }}
    }
}

#[component]
fn All(lists: Memo<Vec<ListView>>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <section class="card" aria-label=app.words(|words| words.lists_caption())>
            {move || match lists.with(Vec::is_empty) {
                true => view! { <p class="empty">{app.words(|words| words.lists_empty())}</p> }.into_any(),
                false => view! {
                    <div class="scroll" tabindex="0" role="region" aria-label=app.words(|words| words.lists_caption())>
                        <table>
                            <caption class="sr-only">{app.words(|words| words.lists_caption())}</caption>
                            <thead><tr>
                                <th scope="col">{app.words(|words| words.column_name())}</th>
                                <th scope="col">{app.words(|words| words.list_kind())}</th>
                                <th scope="col" class="n">{app.words(|words| words.column_clients())}</th>
                                <th scope="col" class="wide-only">{app.words(|words| words.column_created())}</th>
                            </tr></thead>
                            <tbody>
                                {lists.get().into_iter().map(|list| view! {
                                    <tr data-list=list.id.clone()>
                                        <th scope="row"><a href=Route::default().at_item(Page::Lists, &list.id).to_hash()>{list.name}</a></th>
                                        <td>{list.kind}</td>
                                        <td class="n">{list.count}</td>
                                        <td class="wide-only">{list.created}</td>
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
fn One(list: ListView) -> impl IntoView {
    let app = expect_context::<App>();
    let panel = Memo::new(move |_| app.route.with(|route| route.panel));
    let open = move |panel| app.change(|route| route.panel = Some(panel));
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let file = list.clone();
    let save = move |format: Format| {
        let written = clock::today();
        let list = &file;
        let workbook = untrack(|| {
            app.ask(|question, locale| lists::workbook(list, Some(&question), written, locale))
        });
        let workbook = workbook
            .unwrap_or_else(|| app.locale(|locale| lists::workbook(list, None, written, locale)));
        let name = list.name.clone();
        leptos::task::spawn_local(async move {
            let done = export::export(workbook, format, &name).await;
            answer.try_set(Some(app.words(|words| match done {
                Ok(()) => Ok(words.export_done()),
                Err(why) => Err(why.text(words)),
            })));
        });
    };
    let save_csv = save.clone();
    let query = list.query.clone();
    let (id, name) = (list.id.clone(), list.name.clone());
    view! {
        <p><a href=move || app.href(Page::Lists)>{app.words(|words| words.list_back())}</a></p>
        <section class="card" aria-labelledby="list-title">
            <header>
                <h2 id="list-title">{list.name.clone()}</h2>
                <span class="chip">{list.kind}</span>
            </header>
            <p class="small">{list.note}</p>
            <p class="actions">
                <button class="btn" type="button" on:click=move |_| open(Panel::Rename)>{app.words(|words| words.rename())}</button>
                {list.is_static.then(|| view! {
                    <button class="btn" type="button" on:click=move |_| open(Panel::Merge)>{app.words(|words| words.merge())}</button>
                })}
                {query.map(|query| view! { <AllRows query/> })}
                <button class="btn" type="button" on:click=move |_| save(Format::Xlsx)><Pic icon=Icon::Export/>"XLSX"</button>
                <button class="btn" type="button" on:click=move |_| save_csv(Format::Csv)><Pic icon=Icon::Export/>"CSV"</button>
                <button class="btn" type="button" on:click=move |_| open(Panel::Delete)>{app.words(|words| words.delete())}</button>
            </p>
            <Answered answer/>
            <MembersTable members=list.members/>
        </section>
        {move || panel.get().and_then(|panel| {
            let (id, name) = (id.clone(), name.clone());
            match panel {
                Panel::Rename => Some(view! { <RenameList id name/> }.into_any()),
                Panel::Merge => Some(view! { <MergeLists id name/> }.into_any()),
                Panel::Delete => Some(view! { <DeleteList id name/> }.into_any()),
                _ => None,
            }
        })}
    }
}

#[component]
fn MembersTable(members: Vec<MemberView>) -> impl IntoView {
    let app = expect_context::<App>();
    if members.is_empty() {
        return view! { <p class="empty">{app.words(|words| words.list_no_members())}</p> }
            .into_any();
    }
    let count = members.len();
    let members = StoredValue::new(members);
    let most = RwSignal::new(SHOWN);
    // Their points follow the rules and the day, and the list does not.
    let rows = Memo::new(move |_| {
        members.with_value(|members| {
            let shown = members.iter().take(most.get());
            let rows = shown.map(|member| {
                let points = app.ask(|question, locale| lists::points(member, &question, locale));
                (member.clone(), points.flatten())
            });
            rows.collect::<Vec<_>>()
        })
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="list-title">
            <table>
                <caption class="sr-only">{app.words(|words| words.list_members())}</caption>
                <thead><tr>
                    <th scope="col">{app.words(|words| words.column_client())}</th>
                    <th scope="col" class="n">{app.words(|words| words.column_sold())}</th>
                    <th scope="col" class="n">{app.words(|words| words.column_managed())}</th>
                    <th scope="col" class="n">{app.words(|words| words.column_total())}</th>
                </tr></thead>
                <tbody>{move || rows.get().into_iter().map(|(member, points)| view! { <MemberRow member points/> }).collect_view()}</tbody>
            </table>
        </div>
        <Show when=move || most.get() < count>
            <p class="actions">
                <button class="btn" type="button" on:click=move |_| most.update(|most| *most = most.saturating_add(SHOWN))>
                    {app.words(|words| words.list_more())}
                </button>
            </p>
        </Show>
    }
    .into_any()
}

#[component]
fn MemberRow(
    member: MemberView,
    #[prop(optional_no_strip)] points: Option<[FigureView; 3]>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let MemberView { id, name, .. } = member;
    let of = id.clone();
    view! {
        <tr data-client=of>
            {match points {
                Some(points) => view! {
                    <th scope="row"><ClientLink id name/></th>
                    {points.into_iter().map(|figure| view! { <td class="n"><Figure figure/></td> }).collect_view()}
                }.into_any(),
                None => view! {
                    <th scope="row">{name}</th>
                    <td class="n small" colspan="3">{app.words(|words| words.list_not_in_data_now())}</td>
                }.into_any(),
            }}
        </tr>
    }
}

#[component]
fn RenameList(id: String, name: String) -> impl IntoView {
    let app = expect_context::<App>();
    let value = RwSignal::new(name.clone());
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = value.get_untracked();
        match app
            .library()
            .change(|library, _| library.rename_list(&id, &name))
        {
            Ok(()) => close_panel(app),
            Err(why) => answer.set(Some(Err(app.locale(|locale| refusal(&why, locale))))),
        }
    };
    view! {
        <Modal labelled_by="rename-title" on_escape=move |()| close_panel(app)>
            <ModalHead id="rename-title" title=app.words(|words| words.rename_title(&name)) on_close=move |()| close_panel(app)/>
            <form class="modal-body" on:submit=submit>
                <NameField id="rename-name" label=app.words(|words| words.list_name()) first=true value/>
                <p><button class="btn primary" type="submit">{app.words(|words| words.rename())}</button></p>
                <Answered answer/>
            </form>
        </Modal>
    }
}

#[component]
fn MergeLists(id: String, name: String) -> impl IntoView {
    let app = expect_context::<App>();
    let value = RwSignal::new(name.clone());
    let with: RwSignal<Vec<String>> = RwSignal::new(Vec::new());
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let own = id.clone();
    let others = app.library().library.with_untracked(|library| {
        let lists = library.lists();
        let lists =
            lists.filter(|list| list.id != own && matches!(list.members, Members::Static(_)));
        lists
            .map(|list| (list.id.clone(), list.name.clone()))
            .collect::<Vec<_>>()
    });
    let none = others.is_empty();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let ids: Vec<String> = std::iter::once(id.clone())
            .chain(with.get_untracked())
            .collect();
        let name = value.get_untracked();
        let merged = app
            .library()
            .change(|library, new| library.merge_lists(&new, &ids, &name));
        match merged {
            Ok(id) => app.change(|route| *route = route.at_item(Page::Lists, &id)),
            Err(why) => answer.set(Some(Err(app.locale(|locale| refusal(&why, locale))))),
        }
    };
    let toggle = move |id: &str| {
        with.update(|with| match with.iter().position(|other| other == id) {
            Some(at) => {
                with.remove(at);
            }
            None => with.push(id.to_owned()),
        });
    };
    view! {
        <Modal labelled_by="merge-title" on_escape=move |()| close_panel(app)>
            <ModalHead id="merge-title" title=app.words(|words| words.merge_title(&name)) on_close=move |()| close_panel(app)/>
            <form class="modal-body" on:submit=submit>
                {match none {
                    true => view! { <p>{app.words(|words| words.merge_none())}</p> }.into_any(),
                    false => view! {
                        <fieldset class="radios">
                            <legend>{app.words(|words| words.merge_with())}</legend>
                            {others.into_iter().map(|(id, name)| view! {
                                <label class="check">
                                    <input type="checkbox" on:change=move |_| toggle(&id)/>
                                    {name}
                                </label>
                            }).collect_view()}
                        </fieldset>
                        <NameField id="merge-name" label=app.words(|words| words.merge_name()) value/>
                        <p class="small">{app.words(|words| words.merge_hint())}</p>
                        <p><button class="btn primary" type="submit" disabled=move || with.with(Vec::is_empty)>{app.words(|words| words.merge())}</button></p>
                    }.into_any(),
                }}
                <Answered answer/>
            </form>
        </Modal>
    }
}

#[component]
fn DeleteList(id: String, name: String) -> impl IntoView {
    let app = expect_context::<App>();
    let on_delete = move || {
        let _ = app.library().change(|library, _| {
            library.delete_list(&id);
            Ok::<(), ()>(())
        });
        app.change(|route| *route = route.on(Page::Lists));
    };
    view! { <DeleteDialog name on_delete/> }
}
