//! The points breakdown: filters and a table that sorts.

use super::{
    client::ClientLink,
    figure::Figure,
    icons::{Icon, Pic},
    select::Select,
};
use crate::{
    model::{choice::Choice, client::Market, sale::DealType},
    platform::{document, pause},
    query::breakdown::{BreakdownQuery, Column},
    route::{Page, Tab},
    state::app::App,
    view::breakdown::{self, BreakdownView, FilterChoice, HeadingView, RowView},
};
use leptos::prelude::*;

/// The most rows that a book's table has at once: what a browser lays out without a pause.
const MOST: usize = 2000;
/// Rows that the table of a larger book has; the tier page has all of them.
const FEW: usize = 300;
/// Rows that are put on the page at once; the others follow, so that a press shows its effect in the next frame.
const CHUNK: usize = 100;
/// The market filter, which is always there.
const MARKET: &str = "market";

#[component]
pub(super) fn Breakdown() -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| app.route.with(|route| route.breakdown));
    // The rows of a large book follow its headings a paint later, so that a press shows its effect at once.
    let shown = RwSignal::new(query.get_untracked());
    Effect::new(move || {
        let query = query.get();
        let is_large = untrack(|| app.view(|book, _, _, _| book.clients.len() > MOST));
        if is_large == Some(true) {
            leptos::task::spawn_local(async move {
                pause::until_painted().await;
                shown.try_set(query);
            });
        } else if shown.get_untracked() != query {
            shown.set(query);
        }
    });
    let breakdown = Memo::new(move |_| {
        let query = shown.get();
        app.view(|book, standing, _, locale| {
            let most = if book.clients.len() > MOST { FEW } else { MOST };
            breakdown::breakdown(book, standing, &query, most, locale)
        })
    });
    let empty = Memo::new(move |_| {
        breakdown.with(|view| view.as_ref().and_then(|view| view.empty.clone()))
    });
    let grid = move || {
        let mut route = app.route.with(|route| route.on(Page::Tier));
        route.tab = Some(Tab::Breakdown);
        route.to_hash()
    };
    let has_deal_types =
        move || breakdown.with(|view| view.as_ref().is_some_and(|view| view.deal_types.is_some()));
    let filtered_by_deal =
        move || has_deal_types() && app.route.with(|route| route.breakdown.deal_type.is_some());
    view! {
        <section class="card breakdown" aria-labelledby="breakdown-title">
            <header>
                <h2 id="breakdown-title">{app.words(|words| words.breakdown_title())}</h2>
                <span class="small" role="status">{move || breakdown.with(|view| view.as_ref().map(|view| view.shown.clone()))}</span>
            </header>
            <div class="filters">
                <Show when=has_deal_types>
                    <Select
                        name="deal-type"
                        label=app.words(|words| words.filter_deal_type())
                        choices=Signal::derive(move || {
                            breakdown.with(|view| view.as_ref().and_then(|view| view.deal_types.as_deref().map(words_of)).unwrap_or_default())
                        })
                        chosen=Signal::derive(move || word(app.route.with(|route| route.breakdown.deal_type)))
                        on_choice=move |choice: String| app.change(|route| route.breakdown.deal_type = DealType::parse(&choice))
                    />
                </Show>
                <Select
                    name=MARKET
                    label=app.words(|words| words.filter_market())
                    choices=Signal::derive(move || {
                        breakdown.with(|view| view.as_ref().map(|view| words_of(&view.markets)).unwrap_or_default())
                    })
                    chosen=Signal::derive(move || word(app.route.with(|route| route.breakdown.market)))
                    on_choice=move |choice: String| app.change(|route| route.breakdown.market = Market::parse(&choice))
                />
                <Show when=filtered_by_deal>
                    <p class="small">{app.words(|words| words.deal_filter_note())}</p>
                </Show>
            </div>
            {move || match empty.get() {
                Some((text, by_filters)) => view! { <Empty text by_filters/> }.into_any(),
                None => view! { <Table view=breakdown/> }.into_any(),
            }}
            <p class="actions"><a href=grid>{move || breakdown.with(|view| view.as_ref().map(|view| view.more.clone()))}</a></p>
        </section>
    }
}

fn word<T: Choice>(choice: Option<T>) -> String {
    choice
        .map(|choice| choice.word().to_owned())
        .unwrap_or_default()
}

fn words_of<T: Choice>(choices: &[FilterChoice<T>]) -> Vec<(String, String)> {
    choices
        .iter()
        .map(|(choice, name)| (word(*choice), name.clone()))
        .collect()
}

#[component]
fn Empty(text: String, by_filters: bool) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="empty">
            <p>{text}</p>
            {by_filters.then(|| view! {
                <button
                    class="btn"
                    type="button"
                    on:click=move |_| {
                        app.change(|route| {
                            route.breakdown = BreakdownQuery { deal_type: None, market: None, ..route.breakdown };
                        });
                        // The button goes away with the empty state.
                        document::focus(MARKET);
                    }
                >
                    {app.words(|words| words.clear_filters())}
                </button>
            })}
        </div>
    }
}

#[component]
fn Table(view: Memo<Option<BreakdownView>>) -> impl IntoView {
    let app = expect_context::<App>();
    // Headings keep the focus while the rows under them change.
    let headings = Memo::new(move |_| {
        view.with(|view| {
            view.as_ref()
                .map(|view| view.headings.clone())
                .unwrap_or_default()
        })
    });
    let columns = Memo::new(move |_| {
        headings.with(|headings| {
            headings
                .iter()
                .map(|heading| (heading.column, heading.numeric))
                .collect::<Vec<_>>()
        })
    });
    let sum = move |index: usize| {
        view.with(|view| view.as_ref().and_then(|view| view.sums.get(index).cloned()))
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="breakdown-title">
            <table>
                <caption class="sr-only">{app.words(|words| words.breakdown_caption())}</caption>
                <thead><tr>
                    {move || columns.get().into_iter().enumerate().map(|(index, (column, numeric))| {
                        let heading = Signal::derive(move || headings.with(|headings| headings.get(index).cloned()));
                        view! { <Heading heading column numeric/> }
                    }).collect_view()}
                </tr></thead>
                <tbody>{move || view.with(|view| view.as_ref().map(|view| rows_of(view.rows.clone())))}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{app.words(|words| words.clients_total())}</th>
                        <td class="n">{move || sum(0)}</td>
                        <td class="n">{move || sum(1)}</td>
                        <td class="n">{move || sum(2)}</td>
                        <td class="wide-only" colspan="2"></td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

/// The first rows at once, the others a chunk a frame.
fn rows_of(rows: Vec<RowView>) -> impl IntoView {
    let chunks = rows.len().div_ceil(CHUNK);
    let ready = RwSignal::new(chunks.min(1));
    let rows = StoredValue::new(rows);
    if chunks > 1 {
        leptos::task::spawn_local(async move {
            loop {
                pause::until_painted().await;
                // Other rows may have taken the place of these.
                let left = ready.try_update(|ready| {
                    *ready += 1;
                    *ready < chunks
                });
                if left != Some(true) {
                    break;
                }
            }
        });
    }
    let chunk = move |at: usize| {
        rows.with_value(|rows| {
            let chunk = rows.iter().skip(at * CHUNK).take(CHUNK);
            chunk
                .map(|row| view! { <Row row=row.clone()/> })
                .collect_view()
        })
    };
    let places = (0..chunks).map(|at| {
        let is_ready = Memo::new(move |_| at < ready.get());
        move || is_ready.get().then(|| chunk(at))
    });
    places.collect_view()
}

#[component]
fn Heading(heading: Signal<Option<HeadingView>>, column: Column, numeric: bool) -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| app.route.with(|route| route.breakdown));
    let order = move || query.with(|query| breakdown::order(query, column));
    let sort = move |_| {
        app.change(|route| {
            // The first press of a number's heading shows the largest first, of a name's the first of the alphabet.
            let again = route.breakdown.sort == column;
            route.breakdown.descending = if again {
                !route.breakdown.descending
            } else {
                numeric
            };
            route.breakdown.sort = column;
        });
    };
    view! {
        <th scope="col" class:n=numeric class:wide-only=heading_is_minor(column) aria-sort=order>
            <button class="sort" type="button" data-sort=column.as_str() on:click=sort>
                {move || heading.with(|heading| heading.as_ref().map(|heading| heading.name.clone()))}
                <span class="order" aria-hidden="true">{move || match order() { Some("ascending") => "▲", Some(_) => "▼", None => "" }}</span>
            </button>
        </th>
    }
}

/// Columns that a phone shows under the client's name instead.
fn heading_is_minor(column: Column) -> bool {
    matches!(column, Column::Market | Column::Currency)
}

#[component]
fn Row(row: RowView) -> impl IntoView {
    let app = expect_context::<App>();
    let (id, name) = (row.id.clone(), row.name.clone());
    let record = row.record_url.map(|url| {
        view! {
            <a class="crm" href=url target="_blank" rel="noopener noreferrer">
                <Pic icon=Icon::External/>
                <span class="sr-only">{name}" ("{app.words(|words| words.opens_record())}")"</span>
            </a>
        }
    });
    view! {
        <tr data-client=id>
            <th scope="row">
                <ClientLink id=row.id name=row.name/>{record}
                <span class="narrow-only small">{format!("{} · {}", row.market, row.currency)}</span>
            </th>
            <td class="n"><Figure figure=row.sold/></td>
            <td class="n"><Figure figure=row.managed/></td>
            <td class="n strong"><Figure figure=row.total/></td>
            <td class="wide-only">{row.market}</td>
            <td class="wide-only">{row.currency}</td>
        </tr>
    }
}
