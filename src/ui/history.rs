//! The History page: what was imported and is kept, and what changed since.

use super::{
    accounts::Accounts,
    app::MAIN,
    compare::Compare,
    form::{Answer, Answered, NameField},
    icons::{Icon, Pic},
    modal::{DeleteDialog, Modal, ModalHead, close_panel},
    select::Select,
    tabs::Tabs,
};
use crate::{
    platform::{clock, document, download, pause, quota},
    query::{
        file_name::file_name,
        history::{Account, Snapshot},
    },
    route::{Panel, Tab},
    state::{
        app::App,
        history::{NoArchive, Restored},
        library::StorageState,
    },
    view::{
        figure::FigureView,
        history::{
            self, AccountSnapshots, SnapshotView, archive_failure, by_account, bytes, not_kept,
            returned,
        },
        library::{NotKept, refusal},
    },
    words::Words,
};
use leptos::{ev::SubmitEvent, html::Input, prelude::*};

#[component]
pub(super) fn HistoryPage() -> impl IntoView {
    let app = expect_context::<App>();
    let tabs = app.words(|words| {
        vec![
            (Tab::Snapshots, words.history_snapshots()),
            (Tab::Compare, words.compare_tab()),
        ]
    });
    let content = |tab| match tab {
        Tab::Compare => view! { <Compare/> }.into_any(),
        _ => view! { <Snapshots/> }.into_any(),
    };
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.history_title())}</h1>
            <p class="sample">{app.words(|words| words.history_intro())}</p>
        </div>
        <Stored/>
        <Tabs label=app.words(|words| words.history_views()) tabs content/>
    }
}

/// Nothing while all is well; otherwise why imports are not kept, or not read, and what to do.
#[component]
fn Stored() -> impl IntoView {
    let app = expect_context::<App>();
    let stored = app.history().stored;
    let failed = app.opening.keeping.failed;
    let again = move |_| leptos::task::spawn_local(app.history().try_again());
    let reason = move || match stored.get() {
        StorageState::NotKept(reason) => Some(reason),
        _ => failed.get(),
    };
    view! {
        <div role="status">
            {move || matches!(stored.get(), StorageState::Loading)
                .then(|| view! { <p class="small">{app.words(|words| words.history_loading())}</p> })}
            {move || reason().map(|reason| view! {
                <div class="notice bad">
                    <Pic icon=Icon::Warning/>
                    <p class="notice-text">{app.words(|words| not_kept(reason, words))}</p>
                    <div class="notice-actions">
                        <button class="btn" type="button" on:click=again>{app.words(|words| words.try_again())}</button>
                    </div>
                </div>
            })}
        </div>
    }
}

#[component]
fn Snapshots() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.history();
    let accounts = Memo::new(move |_| {
        let rules = app.rules.get();
        let rules = rules.as_ref().map(|rules| &rules.0);
        state
            .history
            .with(|history| app.locale(|locale| by_account(history, rules, locale)))
    });
    let is_read = move || state.stored.get() != StorageState::Loading;
    let opened = Memo::new(move |_| {
        let (item, panel) = app.route.with(|route| (route.item.clone(), route.panel));
        let panel =
            panel.filter(|panel| matches!(panel, Panel::Rename | Panel::Delete | Panel::Thin))?;
        let snapshot = state.history.with(|history| history.get(&item?).cloned())?;
        Some((panel, snapshot))
    });
    view! {
        <Show when=move || accounts.with(|accounts| accounts.len() > 1)><Accounts/></Show>
        {move || accounts.get().into_iter().map(|account| view! { <OfAccount account/> }).collect_view()}
        <Show when=move || is_read() && accounts.with(Vec::is_empty)>
            <section class="card empty">
                <p>{move || match app.opening.keeping.on.get() {
                    true => app.words(|words| words.history_empty()),
                    false => app.words(|words| words.history_off()),
                }}</p>
            </section>
        </Show>
        <Storage/>
        {move || opened.get().map(|(panel, snapshot)| match panel {
            Panel::Rename => view! { <Rename snapshot/> }.into_any(),
            Panel::Thin => view! { <Thin account=snapshot.account/> }.into_any(),
            _ => view! { <Delete snapshot/> }.into_any(),
        })}
    }
}

/// A word that is not said yet.
type Word = fn(&Words) -> String;

#[component]
fn OfAccount(account: AccountSnapshots) -> impl IntoView {
    let app = expect_context::<App>();
    let first = account.snapshots.first();
    let first = first.map_or_else(String::new, |first| first.id.clone());
    let heading = format!("account-{first}");
    let thin = {
        let (id, label) = (
            account.id.clone(),
            app.words(|words| words.history_thin_named(&account.name)),
        );
        let open = move |_| {
            app.change(|route| {
                route.item = Some(first.clone());
                route.panel = Some(Panel::Thin);
            });
        };
        view! {
            <Show when=move || spare(app, &id, |spare| !spare.is_empty())>
                <button class="btn" type="button" aria-label=label.clone() on:click=open.clone()>{app.words(|words| words.history_thin())}</button>
            </Show>
        }
    };
    let headings: [(Word, &str); 6] = [
        (|words| words.history_column_snapshot(), ""),
        (|words| words.history_column_day(), ""),
        (|words| words.history_column_records(), ""),
        (|words| words.history_column_points(), "n"),
        (|words| words.history_column_tier(), ""),
        (|words| words.history_column_size(), "n"),
    ];
    view! {
        <section class="card" aria-labelledby=heading.clone() data-account=account.id>
            <header><h2 id=heading.clone()>{account.name}</h2>{thin}</header>
            <div class="scroll rows snapshots" tabindex="0" role="region" aria-labelledby=heading.clone()>
                <table>
                    <caption class="sr-only">{app.words(|words| words.history_caption())}</caption>
                    <thead><tr>
                        {headings.map(|(name, class)| view! { <th scope="col" class=class>{app.words(name)}</th> }).collect_view()}
                        <th scope="col"><span class="sr-only">{app.words(|words| words.history_actions())}</span></th>
                    </tr></thead>
                    <tbody>
                        {account.snapshots.into_iter().map(|snapshot| view! { <Row snapshot/> }).collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(snapshot: SnapshotView) -> impl IntoView {
    let app = expect_context::<App>();
    let SnapshotView { id, name, day, .. } = snapshot;
    let panel = {
        let id = id.clone();
        move |panel| {
            app.change(|route| {
                route.item = Some(id.clone());
                route.panel = Some(panel);
            });
        }
    };
    let (rename, delete) = (panel.clone(), panel);
    let own = id.clone();
    let is_open = Memo::new(move |_| {
        let shown = app.opening.keeping.shown;
        shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.id == own))
    });
    let opens = id.clone();
    let open = move |_| {
        let id = opens.clone();
        leptos::task::spawn_local(async move {
            let state = app.history();
            let snapshot = state
                .history
                .with_untracked(|history| history.get(&id).cloned());
            if let Some(snapshot) = snapshot {
                state.open(&snapshot).await;
                // The button is gone where it worked.
                pause::until_painted().await;
                document::focus_again(None, MAIN);
            }
        });
    };
    let [renames, deletes] = app.words(|words| {
        [
            words.history_rename_named(&name),
            words.history_delete_named(&name),
        ]
    });
    let label = |name: Word| app.words(name);
    let short: String = snapshot.fingerprint.chars().take(25).collect();
    view! {
        <tr data-snapshot=id>
            <th scope="row" data-label=label(|words| words.history_column_snapshot())>
                <span class="snapshot-about">
                    <span class="snapshot-name">{name.clone()}</span>
                    <span class="small">{snapshot.imported}</span>
                    <span class="small">{snapshot.source}</span>
                    <code class="small" title=snapshot.fingerprint>{short}"…"</code>
                </span>
            </th>
            <td data-label=label(|words| words.history_column_day())><time datetime=day.0>{day.1}</time></td>
            <td data-label=label(|words| words.history_column_records())>{snapshot.records}</td>
            <td class="n" data-label=label(|words| words.history_column_points())><Exact figure=snapshot.points/></td>
            <td data-label=label(|words| words.history_column_tier())>{snapshot.tier}</td>
            <td class="n" data-label=label(|words| words.history_column_size())>{snapshot.size}</td>
            <td><div class="snapshot-actions">
                {move || match is_open.get() {
                    true => view! { <span class="chip good">{app.words(|words| words.history_is_open())}</span> }.into_any(),
                    false => view! {
                        <button class="btn" type="button" aria-label=app.words(|words| words.history_open_named(&name)) on:click=open.clone()>
                            {app.words(|words| words.history_open())}
                        </button>
                    }.into_any(),
                }}
                <button class="btn" type="button" aria-label=renames on:click=move |_| rename(Panel::Rename)>
                    {app.words(|words| words.rename())}
                </button>
                <button class="btn" type="button" aria-label=deletes on:click=move |_| delete(Panel::Delete)>
                    {app.words(|words| words.delete())}
                </button>
            </div></td>
        </tr>
    }
}

/// A figure that has no rows behind it on this page: of data that is not open.
#[component]
pub(super) fn Exact(figure: FigureView) -> impl IntoView {
    let missing = figure.is_missing();
    let currency = figure.currency.map(|currency| currency.to_string());
    view! {
        <data class="figure" class:missing=missing data-figure=figure.key data-currency=currency value=figure.value>{figure.text}</data>
    }
}

#[component]
fn Rename(snapshot: Snapshot) -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.history();
    let value = RwSignal::new(snapshot.name.clone());
    let account = RwSignal::new(snapshot.account.id.clone());
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let accounts: Vec<Account> = state
        .history
        .with_untracked(|history| history.accounts().into_iter().cloned().collect());
    let choices = accounts
        .iter()
        .map(|account| (account.id.clone(), account.name.clone()));
    let choices: Vec<_> = choices.collect();
    let several = choices.len() > 1;
    let title = app.words(|words| words.rename_title(&snapshot.name));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let chosen = account.get_untracked();
        let chosen = accounts.iter().find(|account| account.id == chosen);
        let renamed = snapshot.renamed(&value.get_untracked());
        let renamed = renamed.map(|snapshot| Snapshot {
            account: chosen.cloned().unwrap_or_else(|| snapshot.account.clone()),
            ..snapshot
        });
        leptos::task::spawn_local(async move {
            let why = match renamed {
                Ok(snapshot) => match state.put(&snapshot).await {
                    Ok(()) => return close_panel(app),
                    Err(reason) => app.words(|words| not_kept(reason, words)),
                },
                Err(why) => app.locale(|locale| refusal(&why, locale)),
            };
            answer.try_set(Some(Err(why)));
        });
    };
    view! {
        <Modal labelled_by="rename-title" on_escape=move |()| close_panel(app)>
            <ModalHead id="rename-title" title=title.clone() on_close=move |()| close_panel(app)/>
            <form class="modal-body" on:submit=submit>
                <NameField id="rename-name" label=app.words(|words| words.history_name()) first=true value/>
                {several.then(|| view! {
                    <Select
                        name="rename-account"
                        label=app.words(|words| words.history_belongs())
                        choices=Signal::stored(choices)
                        chosen=Signal::derive(move || account.get())
                        on_choice=move |id: String| account.set(id)
                    />
                })}
                <p><button class="btn primary" type="submit">{app.words(|words| words.keep_changes())}</button></p>
                <Answered answer/>
            </form>
        </Modal>
    }
}

#[component]
fn Delete(snapshot: Snapshot) -> impl IntoView {
    let app = expect_context::<App>();
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let ids = vec![snapshot.id];
    let on_delete = move |()| delete(app, ids.clone(), answer);
    view! { <DeleteDialog name=snapshot.name hint=app.words(|words| words.history_delete_hint()) answer on_delete/> }
}

/// Asks whether the earlier answers of an account's endpoint are to go.
#[component]
fn Thin(account: Account) -> impl IntoView {
    let app = expect_context::<App>();
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let (ids, hint) = untrack(|| {
        spare(app, &account.id, |spare| {
            let ids: Vec<String> = spare.iter().map(|answer| answer.id.clone()).collect();
            (ids, app.locale(|locale| history::thinned(spare, locale)))
        })
    });
    let title = app.words(|words| words.history_thin_named(&account.name));
    let on_delete = move |()| delete(app, ids.clone(), answer);
    view! { <DeleteDialog name=account.name title hint answer on_delete/> }
}

/// The answers of an account that may go, as [`History::spare`].
///
/// [`History::spare`]: crate::query::history::History::spare
fn spare<T>(app: App, account: &str, ask: impl FnOnce(&[&Snapshot]) -> T) -> T {
    let shown = app.opening.keeping.shown.get();
    let shown = shown.as_ref().map(|shown| shown.id.as_str());
    let history = app.history().history;
    history.with(|history| ask(&history.spare(account, shown)))
}

/// Deletes snapshots and closes the dialog, or answers why they are still there.
fn delete(app: App, ids: Vec<String>, answer: RwSignal<Answer>) {
    leptos::task::spawn_local(async move {
        match app.history().delete(&ids).await {
            Ok(()) => close_panel(app),
            Err(reason) => {
                let why = app.words(|words| words.history_not_deleted(not_kept(reason, words)));
                answer.try_set(Some(Err(why)));
            }
        }
    });
}

/// The switch, the room, and the archive.
#[component]
fn Storage() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.history();
    let keeping = app.opening.keeping;
    let room = RwSignal::new(None::<Option<quota::Room>>);
    let measure = move || {
        leptos::task::spawn_local(async move {
            let now = quota::room().await;
            room.try_set(Some(now));
        });
    };
    // What is kept has changed, so the room has: an effect that asks the outside.
    Effect::new(move || {
        state.history.track();
        measure();
    });
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let persist = move |_| {
        leptos::task::spawn_local(async move {
            let promised = quota::persist().await;
            answer.try_set(Some(app.words(|words| match promised {
                true => Ok(words.history_persistent()),
                false => Err(words.history_persist_refused()),
            })));
            measure();
        });
    };
    let says = move || match room.get() {
        None => String::new(),
        Some(None) => app.words(|words| words.history_room_unknown()),
        Some(Some(room)) => app.locale(|locale| {
            let words = locale.words;
            let used = words.history_room(bytes(room.used, locale), bytes(room.quota, locale));
            let promise = match room.persistent {
                true => words.history_persistent(),
                false => words.history_not_persistent(),
            };
            format!("{used} {promise}")
        }),
    };
    let may_go = move || matches!(room.get(), Some(Some(room)) if !room.persistent);
    view! {
        <section class="card" aria-labelledby="storage-title">
            <header><h2 id="storage-title">{app.words(|words| words.history_storage_title())}</h2></header>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="keep-hint"
                    prop:checked=move || keeping.on.get()
                    on:change=move |event| keeping.turn(event_target_checked(&event))
                />
                <span>{app.words(|words| words.history_keep())}</span>
            </label>
            <p class="small" id="keep-hint">{app.words(|words| words.history_keep_hint())}</p>
            <p class="small room">{says}</p>
            <p class="actions">
                <Show when=may_go>
                    <button class="btn" type="button" on:click=persist>{app.words(|words| words.history_persist())}</button>
                </Show>
                <ArchiveButtons answer/>
            </p>
            <Answered answer/>
        </section>
    }
}

#[component]
fn ArchiveButtons(answer: RwSignal<Answer>) -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.history();
    let chosen: NodeRef<Input> = NodeRef::new();
    let is_empty = move || state.history.with(|history| history.snapshots().is_empty());
    let save = move |_| {
        answer.set(None);
        leptos::task::spawn_local(async move {
            let done = match state.archive().await {
                Ok(archive) => {
                    let name = file_name(&format!("tierwise-history-{}", clock::today()), "zip");
                    match download::save_blob(&name, &archive.file) {
                        Some(()) => Ok(app.locale(|locale| {
                            let number = |count: usize| locale.format.number(count.into());
                            let (count, lost) = (archive.count, archive.unreadable);
                            let said = locale.words.history_exported(count, number(count));
                            match lost {
                                0 => said,
                                _ => {
                                    let lost =
                                        locale.words.history_export_unreadable(lost, number(lost));
                                    format!("{said} {lost}")
                                }
                            }
                        })),
                        None => Err(app.words(|words| words.export_not_saved())),
                    }
                }
                Err(why) => Err(app.words(|words| match why {
                    NoArchive::NotKept(reason) => not_kept(reason, words),
                    NoArchive::NotPacked => words.history_not_packed(),
                    NoArchive::TooLarge => words.history_too_large(),
                })),
            };
            answer.try_set(Some(done));
        });
    };
    let restore = move |_| {
        let Some(input) = chosen.get() else {
            return;
        };
        let picked = input.files().and_then(|files| files.get(0));
        // The same file can then be chosen again.
        input.set_value("");
        let Some(picked) = picked else {
            return;
        };
        answer.set(Some(Ok(app.words(|words| words.history_restoring()))));
        leptos::task::spawn_local(async move {
            let done = state.restore(&picked).await;
            answer.try_set(Some(app.locale(|locale| match done {
                Restored::Some(counts, None) => Ok(returned(&counts, locale)),
                Restored::Some(counts, Some(reason)) => {
                    let why = history::not_kept(reason, locale.words);
                    Err(format!("{} {why}", returned(&counts, locale)))
                }
                Restored::None(failure) => Err(archive_failure(&failure, locale.words)),
            })));
        });
    };
    view! {
        <button class="btn" type="button" prop:disabled=is_empty on:click=save><Pic icon=Icon::Export/>{app.words(|words| words.history_export())}</button>
        <label class="btn file">
            {app.words(|words| words.history_restore())}
            <input class="sr-only" type="file" accept=".zip,application/zip" node_ref=chosen on:change=restore/>
        </label>
    }
}

/// Why something could not be opened out of the history, as a form answers.
pub(super) fn unread(reason: NotKept, words: &Words) -> String {
    match reason {
        NotKept::Unreadable => words.history_unread(),
        reason => not_kept(reason, words),
    }
}
