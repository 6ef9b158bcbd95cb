//! What changed between two snapshots: totals and tiers, and the clients.

use super::{
    client::ClientLink,
    form::{Answer, Answered},
    history::{Exact, unread},
    icons::{Icon, Pic},
    select::Select,
};
use crate::{
    platform::clock,
    query::{
        compare::{By, Only},
        history::Snapshot,
    },
    state::{
        app::App,
        export::{self, Format},
        library::StorageState,
    },
    view::{
        compare::{self, ChangeRow, Comparison, Summary},
        data::{self, Failure, Source},
        history::snapshot_choice,
    },
    words::Words,
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// How many clients are shown at first, and how many more at a press.
const SHOWN: usize = 100;

#[component]
pub(super) fn Compare() -> impl IntoView {
    let app = expect_context::<App>();
    let history = app.history().history;
    let pair = Memo::new(move |_| {
        let (item, with) = app
            .route
            .with(|route| (route.item.clone(), route.compare.with.clone()));
        let shown = app.opening.keeping.shown.get().map(|shown| shown.id);
        let (item, with, shown) = (item.as_deref(), with.as_deref(), shown.as_deref());
        history.with(|history| {
            let (first, second) = history.pair(item, with, shown)?;
            Some((first.clone(), second.clone()))
        })
    });
    // Until both are there nobody knows whether there is anything to compare.
    let ready = Memo::new(move |_| {
        let read = app.history().stored.get() != StorageState::Loading;
        read && app.rules.with(Option::is_some)
    });
    view! {
        {move || ready.get().then(|| match pair.get() {
            None => view! {
                <section class="card empty"><p>{app.words(|words| words.compare_none())}</p></section>
            }.into_any(),
            Some((before, after)) => view! { <Of before after/> }.into_any(),
        })}
    }
}

/// Two snapshots: read, computed and compared once.
#[component]
fn Of(before: Snapshot, after: Snapshot) -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.history();
    let made: RwSignal<Option<Result<Arc<Comparison>, String>>> = RwSignal::new(None);
    let pair = (before.clone(), after.clone());
    leptos::task::spawn_local(async move {
        let (before, after) = pair;
        let both = async {
            let first = state
                .computed(&before)
                .await
                .map_err(|why| (&before, why))?;
            let second = state.computed(&after).await.map_err(|why| (&after, why))?;
            Ok::<_, (&Snapshot, Failure)>(Comparison::of(&first, &second))
        };
        let compared = both.await.map(Arc::new);
        let compared = compared.map_err(|(snapshot, why)| match why {
            Failure::NotKept(reason) => app.words(|words| unread(reason, words)),
            why => {
                let source = Source::Snapshot(Some(snapshot.name.clone()));
                app.locale(|locale| data::failure(&source, &why, locale))
                    .title
            }
        });
        // Meanwhile others may have been chosen.
        made.try_set(Some(compared));
    });
    let chosen = StoredValue::new((before.clone(), after.clone()));
    view! {
        <section class="card" aria-labelledby="compare-title">
            <header>
                <h2 id="compare-title">{app.words(|words| words.compare_title())}</h2>
                <Chooser before=before after=after/>
            </header>
            {move || match made.get() {
                None => view! { <p class="small" role="status">{app.words(|words| words.compare_loading())}</p> }.into_any(),
                Some(Err(why)) => view! { <p class="wrong" role="alert"><Pic icon=Icon::Warning/>{why}</p> }.into_any(),
                Some(Ok(comparison)) => {
                    let summary = app.locale(|locale| comparison.summary(locale));
                    view! { <Totals summary/> }.into_any()
                }
            }}
        </section>
        {move || match made.get() {
            Some(Ok(comparison)) => Some(view! { <Clients comparison chosen/> }),
            _ => None,
        }}
    }
}

/// The two menus: any snapshot, and those of the same account.
#[component]
fn Chooser(before: Snapshot, after: Snapshot) -> impl IntoView {
    let app = expect_context::<App>();
    let history = app.history().history;
    let several = move || history.with(|history| history.accounts().len() > 1);
    let name = move |snapshot: &Snapshot, with_account: bool| {
        let name = app.locale(|locale| snapshot_choice(snapshot, locale));
        let name = match with_account {
            true => format!("{}: {name}", snapshot.account.name),
            false => name,
        };
        (snapshot.id.clone(), name)
    };
    let all = Signal::derive(move || {
        let several = several();
        history.with(|history| {
            let snapshots = history.comparable();
            snapshots
                .map(|snapshot| name(snapshot, several))
                .collect::<Vec<_>>()
        })
    });
    let (account, own) = (after.account.id.clone(), after.id.clone());
    let others = Signal::derive(move || {
        history.with(|history| {
            let others = history.of(&account).filter(|snapshot| snapshot.id != own);
            others
                .map(|snapshot| name(snapshot, false))
                .collect::<Vec<_>>()
        })
    });
    let kept = after.id.clone();
    view! {
        <div class="compare-choice">
            <Select
                name="compare-before"
                label=app.words(|words| words.compare_before())
                choices=others
                chosen=Signal::stored(before.id)
                on_choice=move |id: String| app.change(|route| {
                    route.item = Some(kept.clone());
                    route.compare.with = Some(id);
                })
            />
            <Select
                name="compare-after"
                label=app.words(|words| words.compare_after())
                choices=all
                chosen=Signal::stored(after.id)
                on_choice=move |id: String| app.change(|route| {
                    route.item = Some(id);
                    route.compare.with = None;
                })
            />
        </div>
    }
}

#[component]
fn Totals(summary: Summary) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="scroll rows" tabindex="0" role="region" aria-label=app.words(|words| words.compare_totals())>
            <table class="compare-totals">
                <caption class="sr-only">{app.words(|words| words.compare_totals())}</caption>
                <thead><tr>
                    <th scope="col">{app.words(|words| words.compare_total_name())}</th>
                    <th scope="col" class="n">{app.words(|words| words.compare_before())}</th>
                    <th scope="col" class="n">{app.words(|words| words.compare_after())}</th>
                    <th scope="col" class="n">{app.words(|words| words.compare_difference())}</th>
                </tr></thead>
                <tbody>
                    {summary.rows.into_iter().map(|row| {
                        let [before, after] = row.figures;
                        view! {
                            <tr>
                                <th scope="row">{row.name}</th>
                                <td class="n" data-label=app.words(|words| words.compare_before())><Exact figure=before/></td>
                                <td class="n" data-label=app.words(|words| words.compare_after())><Exact figure=after/></td>
                                <td class="n" data-label=app.words(|words| words.compare_difference())>{row.difference.map(|figure| view! { <Exact figure/> })}</td>
                            </tr>
                        }
                    }).collect_view()}
                </tbody>
            </table>
        </div>
        <h3>{app.words(|words| words.compare_course())}</h3>
        <dl class="facts">
            {summary.course.into_iter().map(|(name, figure)| view! {
                <div><dt>{name}</dt><dd><Exact figure/></dd></div>
            }).collect_view()}
        </dl>
        <p class="small">{summary.course_note}</p>
    }
}

#[component]
fn Clients(
    comparison: Arc<Comparison>,
    chosen: StoredValue<(Snapshot, Snapshot)>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| app.route.with(|route| route.compare.clone()));
    let most = RwSignal::new(SHOWN);
    let comparison = StoredValue::new(comparison);
    let table = Memo::new(move |_| {
        let query = query.get();
        app.locale(|locale| comparison.with_value(|made| made.table(&query, most.get(), locale)))
    });
    // Those of which what is open has points to show beside the page: it may be of another account, with clients of the same ids.
    let here = Memo::new(move |_| {
        let account = app.opening.keeping.shown.get().map(|shown| shown.account);
        let is_open = chosen.with_value(|(before, after)| {
            [before, after].map(|snapshot| Some(&snapshot.account.id)) == [account.as_ref(); 2]
        });
        let mut rows: BTreeSet<String> = BTreeSet::new();
        table.with(|table| rows.extend(table.rows.iter().map(|row| row.id.clone())));
        let mut here = BTreeSet::new();
        app.opening.opened.with(|opened| {
            let clients = opened.iter().flat_map(|opened| &opened.read.book.clients);
            let open = clients.filter(|client| is_open && rows.contains(&client.id));
            here.extend(open.map(|client| client.id.clone()));
        });
        here
    });
    let counts = app.locale(|locale| comparison.with_value(|made| made.summary(locale).counts));
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let save = move |format: Format| {
        let query = query.get_untracked();
        let workbook = app.locale(|locale| {
            chosen.with_value(|(before, after)| {
                comparison.with_value(|made| {
                    made.workbook(&query, (before, after), clock::today(), locale)
                })
            })
        });
        let name = chosen.with_value(|(before, after)| {
            let title = app.words(|words| words.compare_title());
            format!("{title} {} {}", before.as_of, after.as_of)
        });
        leptos::task::spawn_local(async move {
            let done = export::export(workbook, format, &name).await;
            answer.try_set(Some(app.words(|words| match done {
                Ok(()) => Ok(words.export_done()),
                Err(why) => Err(why.text(words)),
            })));
        });
    };
    view! {
        <section class="card" aria-labelledby="compare-clients">
            <header>
                <h2 id="compare-clients">{app.words(|words| words.compare_clients())}</h2>
                <p class="small">{counts}</p>
            </header>
            <div class="report-tools">
                <label class="search">
                    <span class="sr-only">{app.words(|words| words.compare_search())}</span>
                    <input
                        type="search"
                        placeholder=app.words(|words| words.compare_search())
                        prop:value=move || query.with(|query| query.text.clone())
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            app.adjust(|route| route.compare.text = text);
                        }
                    />
                </label>
                <Select
                    name="compare-only"
                    label=app.words(|words| words.compare_only())
                    choices=Signal::stored(app.words(compare::only_choices))
                    chosen=Signal::derive(move || query.with(|query| query.only.as_str().to_owned()))
                    on_choice=move |word: String| app.change(|route| route.compare.only = Only::parse(&word).unwrap_or(Only::Changed))
                />
                <button class="btn" type="button" on:click=move |_| save(Format::Xlsx)><Pic icon=Icon::Export/>"XLSX"</button>
                <button class="btn" type="button" on:click=move |_| save(Format::Csv)><Pic icon=Icon::Export/>"CSV"</button>
            </div>
            <Answered answer/>
            <p class="small" role="status">{move || table.with(|table| table.count.clone())}</p>
            <div class="scroll rows" tabindex="0" role="region" aria-labelledby="compare-clients">
                <table>
                    <thead><tr>{headings(app)}</tr></thead>
                    <tbody>
                        {move || here.with(|here| table.with(|table| {
                            let rows = table.rows.iter().cloned();
                            rows.map(|row| row_of(row, here, app)).collect_view()
                        }))}
                    </tbody>
                </table>
            </div>
            <Show when=move || table.with(|table| table.rows.is_empty())>
                <p class="empty">{app.words(|words| words.compare_nothing())}</p>
            </Show>
            <Show when=move || table.with(|table| table.more)>
                <p class="actions">
                    <button class="btn" type="button" on:click=move |_| most.update(|most| *most = most.saturating_add(SHOWN))>
                        {app.words(|words| words.compare_more())}
                    </button>
                </p>
            </Show>
        </section>
    }
}

/// The headings; those that have an order sort by a press.
fn headings(app: App) -> AnyView {
    let order = Memo::new(move |_| app.route.with(|route| route.compare.by));
    let heading = move |(name, by, numeric): (String, Option<By>, bool)| {
        let Some(by) = by else {
            return view! { <th scope="col">{name}</th> }.into_any();
        };
        let direction = move || match order.get() {
            (own, true) if own == by => Some("descending"),
            (own, false) if own == by => Some("ascending"),
            _ => None,
        };
        let sort = move |_| {
            app.change(|route| {
                // The other way round where it is sorted by it already, else the largest number first.
                let descending = match route.compare.by {
                    (own, descending) if own == by => !descending,
                    _ => numeric,
                };
                route.compare.by = (by, descending);
            });
        };
        view! {
            <th scope="col" class:n=numeric aria-sort=direction>
                <button class="sort" type="button" on:click=sort>
                    {name}
                    <span class="order" aria-hidden="true">{move || match direction() { Some("ascending") => "▲", Some(_) => "▼", None => "" }}</span>
                </button>
            </th>
        }
        .into_any()
    };
    app.words(compare::headings)
        .into_iter()
        .map(heading)
        .collect_view()
        .into_any()
}

fn row_of(row: ChangeRow, here: &BTreeSet<String>, app: App) -> AnyView {
    let [sold, managed] = row.tracks;
    let [before, after, difference] = row.totals;
    let label = |name: fn(&Words) -> String| app.words(name);
    let name = match here.contains(&row.id) {
        true => view! { <ClientLink id=row.id.clone() name=row.name/> }.into_any(),
        false => row.name.into_any(),
    };
    view! {
        <tr data-client=row.id>
            <th scope="row" data-label=label(|words| words.column_client())>
                {name}
                {row.fate.map(|fate| view! { " "<span class="chip">{fate}</span> })}
            </th>
            <td class="n" data-label=label(|words| words.column_sold())>{sold}</td>
            <td class="n" data-label=label(|words| words.column_managed())>{managed}</td>
            <td class="n" data-label=label(|words| words.compare_before())><Exact figure=before/></td>
            <td class="n" data-label=label(|words| words.compare_after())><Exact figure=after/></td>
            <td class="n" data-label=label(|words| words.compare_difference())><Exact figure=difference/></td>
            <td data-label=label(|words| words.compare_fields())>
                <span class="field-changes">{row.fields.into_iter().map(|field| view! { <span>{field}</span> }).collect_view()}</span>
            </td>
        </tr>
    }
    .into_any()
}
