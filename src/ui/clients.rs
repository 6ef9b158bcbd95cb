//! The points breakdown: a grid of all clients that the keyboard walks through, with rows only where it is looked at.
//!
//! Problem: 100,000 rows on a page stand still. Idea: rows have one height, so the ones in sight follow from how far the grid
//! is scrolled. They come in blocks, which stay while they are in sight; the grid itself keeps the focus and names the cell that
//! is meant (`aria-activedescendant`), so that no focus is lost with a row that goes.

use super::{
    icons::{Icon, Pic},
    menu::Menu,
    report::sort_by,
    select::Select,
};
use crate::{
    engine::explain::Key,
    platform::{document, grid, pause},
    query::report::{Column, ColumnKind, ReportQuery, Subject},
    route::{MOST_PINNED, Panel, Route},
    state::app::App,
    view::{
        clients::{self, ClientsTable, Filter, cell_id},
        report::{ReportHeading, column_name},
    },
    words::Words,
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html::Div,
    prelude::*,
};
use std::sync::Arc;

/// The height of a row in pixels; the style has the same.
const ROW: usize = 41;
/// Rows that come and go together.
const BLOCK: usize = 4;
/// Blocks before and after those in sight.
const MARGIN: usize = 1;
/// Rows that Page Up and Page Down go over.
const LEAP: usize = 10;

#[component]
pub(super) fn Clients() -> impl IntoView {
    let app = expect_context::<App>();
    let query = Memo::new(move |_| app.route.with(|route| route.clients.clone()));
    // Sums and filters do not ask for the order, which most presses change.
    let unordered = Memo::new(move |_| ReportQuery {
        order: None,
        ..query.get()
    });
    let table = Memo::new(move |_| {
        let query = unordered.get();
        app.ask(|question, locale| clients::table(question, &query, locale))
    });
    let shown = move || table.with(|table| table.as_ref().map(|table| table.shown.clone()));
    let empty = Memo::new(move |_| {
        table.with(|table| table.as_ref().and_then(|table| table.empty.clone()))
    });
    view! {
        <section class="card clients" aria-labelledby="clients-title">
            <header>
                <h2 id="clients-title">{app.words(|words| words.tab_breakdown())}</h2>
                <span class="small" id="grid-shown" role="status">{shown}</span>
            </header>
            <Filters query/>
            <Show when=move || empty.with(Option::is_some)>
                <div class="empty">
                    <p>{move || empty.get()}</p>
                    <Show when=move || query.with(ReportQuery::is_filtered)>
                        <button class="btn" type="button" on:click=move |_| {
                            change(app, |query| {
                                query.text.clear();
                                query.conditions.clear();
                            });
                            // The button goes away with the empty state.
                            document::focus("grid-text");
                        }>{app.words(|words| words.clients_reset())}</button>
                    </Show>
                </div>
            </Show>
            <Show when=move || table.with(Option::is_some) && empty.with(Option::is_none)>
                <Grid table query/>
            </Show>
            <p class="small">{app.words(|words| words.mrr_note())}</p>
        </section>
    }
}

fn change(app: App, change: impl FnOnce(&mut ReportQuery)) {
    app.change(|route| change(&mut route.clients));
}

#[component]
fn Filters(query: Memo<ReportQuery>) -> impl IntoView {
    let app = expect_context::<App>();
    let has_sales = app
        .view(|book, _, _, _| book.sales.is_some())
        .unwrap_or_default();
    let menu = move |filter: Filter, name: &'static str, label: String| {
        view! {
            <Select
                name
                label
                choices=Signal::derive(move || app.locale(|locale| filter.choices(locale)))
                chosen=Signal::derive(move || query.with(|query| filter.chosen(query)))
                on_choice=move |word: String| change(app, |query| filter.choose(query, &word))
            />
        }
    };
    // The rows leave with the panel that was asked for, for the dialog has lists, files and reports.
    let leave = move |panel: Panel, icon: Icon, name: fn(&Words) -> String| {
        view! {
            <button class="btn" type="button" aria-haspopup="dialog" on:click=move |_| app.change(|route| {
                let query = route.clients.clone();
                *route = Route { panel: Some(panel), ..route.with_report(query) };
            })><Pic icon/>{app.words(name)}</button>
        }
    };
    view! {
        <div class="filters">
            <label class="search">
                <span class="sr-only">{app.words(|words| words.clients_search_label())}</span>
                <input
                    id="grid-text"
                    type="search"
                    placeholder=app.words(|words| words.clients_search())
                    prop:value=move || query.with(|query| query.text.clone())
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        app.adjust(|route| route.clients.text = text);
                    }
                />
            </label>
            {has_sales.then(|| menu(Filter::DealType, "grid-deal-type", app.words(|words| words.filter_deal_type())))}
            {menu(Filter::Market, "grid-market", app.words(|words| words.filter_market()))}
            {menu(Filter::State, "grid-state", app.words(|words| words.filter_state()))}
            <Columns query/>
            <div class="panel-buttons">
                {leave(Panel::Lists, Icon::Lists, |words| words.panel_lists())}
                {leave(Panel::Export, Icon::Export, |words| words.panel_export())}
                {leave(Panel::Save, Icon::Reports, |words| words.panel_save())}
            </div>
        </div>
    }
}

/// The list of columns.
const LIST: &str = "columns-list";

/// Which columns are shown, in which order, and how many of them stay in sight.
#[component]
fn Columns(query: Memo<ReportQuery>) -> impl IntoView {
    let app = expect_context::<App>();
    let shown = Memo::new(move |_| query.with(ReportQuery::shown));
    // Those that are shown come first, in their order.
    let all = Memo::new(move |_| {
        let shown = shown.get();
        let rest = query.with(ReportQuery::all);
        let rest = rest.into_iter().filter(|column| !shown.contains(column));
        shown.iter().copied().chain(rest).collect::<Vec<_>>()
    });
    let set = move |columns: Vec<Column>| {
        // What is moved loses the focus, and a menu without it closes: the list has it meanwhile.
        document::focus(LIST);
        change(app, |query| {
            let (usual, _) = query.subject.columns();
            query.columns = (columns != usual).then_some(columns);
        });
    };
    let toggle = move |column: Column| {
        let mut columns = shown.get_untracked();
        match columns.iter().position(|other| *other == column) {
            Some(_) if columns.len() == 1 => {}
            Some(at) => {
                columns.remove(at);
            }
            None => columns.push(column),
        }
        set(columns);
        refocus(format!("column-{}", column.as_str()));
    };
    let swap = move |column: Column, earlier: bool| {
        let mut columns = shown.get_untracked();
        let at = columns.iter().position(|other| *other == column);
        let to = at.and_then(|at| match earlier {
            true => at.checked_sub(1),
            false => Some(at + 1).filter(|to| *to < columns.len()),
        });
        if let (Some(at), Some(to)) = (at, to) {
            columns.swap(at, to);
            set(columns);
            let way = if earlier { "earlier" } else { "later" };
            refocus(format!("{way}-{}", column.as_str()));
        }
    };
    let mover = move |column: Column, earlier: bool| {
        let name = app.words(|words| column_name(column, words));
        let label = app.words(|words| match earlier {
            true => words.column_earlier(name),
            false => words.column_later(name),
        });
        let way = if earlier { "earlier" } else { "later" };
        let icon = if earlier { Icon::Up } else { Icon::Down };
        view! {
            <button
                class="btn quiet square"
                type="button"
                id=format!("{way}-{}", column.as_str())
                aria-label=label
                on:click=move |_| swap(column, earlier)
            ><Pic icon/></button>
        }
    };
    let row = move |column: Column| {
        let is_shown = move || shown.with(|shown| shown.contains(&column));
        view! {
            <div class="column-choice">
                <label class="check">
                    <input
                        type="checkbox"
                        id=format!("column-{}", column.as_str())
                        prop:checked=is_shown
                        on:change=move |_| toggle(column)
                    />
                    {app.words(|words| column_name(column, words))}
                </label>
                <Show when=is_shown>
                    <span class="column-moves">{mover(column, true)}{mover(column, false)}</span>
                </Show>
            </div>
        }
    };
    view! {
        <Menu class="menu" button=view! { <summary class="btn"><Pic icon=Icon::Columns/>{app.words(|words| words.report_columns())}</summary> }.into_any()>
            <label class="select">
                <span>{app.words(|words| words.columns_pinned())}</span>
                <select id="grid-pinned" on:change=move |event| {
                    let pinned = event_target_value(&event).parse().unwrap_or(1);
                    app.change(|route| route.pinned = pinned);
                }>
                    {(0..=MOST_PINNED).map(|count| view! {
                        <option value=count selected=move || app.route.with(|route| route.pinned) == count>{count}</option>
                    }).collect_view()}
                </select>
            </label>
            <fieldset class="columns-menu" id=LIST tabindex="-1">
                <legend class="sr-only">{app.words(|words| words.report_columns())}</legend>
                <For each=move || all.get() key=|column| column.as_str() children=row/>
                <button class="btn" type="button" on:click=move |_| change(app, |query| query.columns = None)>
                    {app.words(|words| words.report_columns_reset())}
                </button>
            </fieldset>
        </Menu>
    }
}

/// Gives the focus back to a part of a menu whose rows were moved.
fn refocus(id: String) {
    leptos::task::spawn_local(async move {
        pause::until_painted().await;
        document::focus(&id);
    });
}

/// The width of a column in pixels.
const fn width(column: Column) -> usize {
    match column.kind() {
        ColumnKind::Text if matches!(column, Column::Client | Column::Product) => 240,
        ColumnKind::Fraction | ColumnKind::Money => 136,
        ColumnKind::Text | ColumnKind::Day => 124,
        ColumnKind::Choice => 128,
        ColumnKind::Number => 108,
    }
}

/// The same for the style: no more than a part of a narrow screen.
fn css_width(column: Column) -> String {
    format!("min({}px, 38vw)", width(column))
}

/// A cell by its row and column; row 0 is the headings.
type Place = (usize, usize);

#[component]
fn Grid(table: Memo<Option<ClientsTable>>, query: Memo<ReportQuery>) -> impl IntoView {
    let app = expect_context::<App>();
    let host = NodeRef::<Div>::new();
    // Everybody in the order of the query. A filter does not change it, and to put those in order that it leaves takes longer than
    // to find them.
    let sorting = Memo::new(move |_| ReportQuery {
        text: String::new(),
        conditions: Vec::new(),
        columns: None,
        ..query.get()
    });
    let everybody = Memo::new(move |_| {
        let query = sorting.get();
        let order = app.ask(|question, locale| {
            let all: Vec<usize> = (0..question.book.clients.len()).collect();
            clients::order(question, &query, &all, locale)
        });
        Arc::new(order.unwrap_or_default())
    });
    let order = Memo::new(move |_| {
        let everybody = everybody.get();
        table.with(|table| match table {
            Some(table) => clients::left(everybody, &table.kept),
            None => Arc::default(),
        })
    });
    let headings = Memo::new(move |_| {
        query.with(|query| app.locale(|locale| clients::headings(query, locale)))
    });
    let columns = Memo::new(move |_| query.with(ReportQuery::shown));
    let pinned = Memo::new(move |_| app.route.with(|route| route.pinned));
    let count = Memo::new(move |_| order.with(|order| order.len()));
    // The blocks in sight, from the first to the last.
    let sight = RwSignal::new((0, 2 * MARGIN));
    let look = move || {
        if let Some(host) = host.get_untracked() {
            let (top, height) = grid::sight(&host);
            let first = (top / ROW / BLOCK).saturating_sub(MARGIN);
            let last = (top + height) / ROW / BLOCK + MARGIN;
            if sight.get_untracked() != (first, last) {
                sight.set((first, last));
            }
        }
    };
    Effect::new(move || {
        order.track();
        look();
    });
    // A block is another one where the rows or the columns are others.
    let version = Memo::new(move |before: Option<&usize>| {
        order.track();
        columns.track();
        pinned.track();
        app.standing.track();
        before.map_or(0, |before| before + 1)
    });
    let blocks = Memo::new(move |_| {
        let (first, last) = sight.get();
        let (version, count) = (version.get(), count.get());
        let blocks = (first..=last).filter(|block| block * BLOCK < count);
        blocks.map(|block| (version, block)).collect::<Vec<_>>()
    });
    let markup = move |block: usize| {
        let first = block * BLOCK;
        let markup = untrack(|| {
            let order = order.get();
            let clients = order.get(first..(first + BLOCK).min(order.len()))?;
            let (query, pinned) = (query.get(), pinned.get());
            app.ask(|question, locale| {
                clients::rows(question, &query, (clients, first + 1), pinned, locale)
            })
        });
        markup.unwrap_or_default()
    };

    let active: RwSignal<Place> = RwSignal::new((1, 0));
    let mark = move || {
        leptos::task::spawn_local(async move {
            // The row may have come with this move.
            pause::until_painted().await;
            if let (Some(Some(host)), Some((row, column))) =
                (host.try_get_untracked(), active.try_get_untracked())
            {
                grid::mark(&host, &cell_id(row, column));
            }
        });
    };
    // Rows that come again do not know which of their cells it was.
    Effect::new(move |before: Option<()>| {
        blocks.track();
        if before.is_some() {
            mark();
        }
    });
    let go = move |(row, column): Place| {
        let last = columns.with_untracked(|columns| columns.len().saturating_sub(1));
        let (row, column) = (row.min(count.get_untracked()), column.min(last));
        active.set((row, column));
        if let Some(host) = host.get_untracked() {
            grid::show(&host);
            if row != 0 {
                grid::reveal(&host, (row - 1) * ROW, ROW);
            }
            // Every column has its heading, whatever rows are there.
            let beside = 0..pinned.get_untracked().min(column);
            let beside: Vec<_> = beside.map(|column| cell_id(0, column)).collect();
            grid::reveal_column(&host, &cell_id(0, column), &beside);
            look();
        }
        mark();
    };
    let on_key = move |event: KeyboardEvent| {
        if event.alt_key() {
            return; // the browser goes back
        }
        let (row, column) = active.get_untracked();
        let whole = event.ctrl_key() || event.meta_key();
        let next = match event.key().as_str() {
            "ArrowDown" => (row + 1, column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, column + 1),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => (row + LEAP, column),
            "PageUp" => (row.saturating_sub(LEAP).max(1), column),
            "Home" if whole => (0, 0),
            "End" if whole => (usize::MAX, usize::MAX),
            "Home" => (row, 0),
            "End" => (row, usize::MAX),
            "Enter" | " " => {
                // A button that has the focus itself knows what to do.
                if let Some(host) = host.get_untracked()
                    && document::focused().as_deref() == Some(host.as_ref())
                {
                    event.prevent_default();
                    grid::press(&cell_id(row, column));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(host) = host.get_untracked() {
            // From a button in it, if one was pressed.
            let _ = host.focus();
        }
        go(next);
    };
    let on_click = move |event: MouseEvent| {
        // The grid keeps the focus: what was pressed may go with its row.
        if let Some(host) = host.get_untracked() {
            let _ = host.focus();
        }
        let Some((client, figure)) = grid::pressed(&event) else {
            return;
        };
        match figure.and_then(|figure| Key::parse(&figure)) {
            Some(key) => app.open(ReportQuery {
                client: Some(client),
                ..ReportQuery::of(Subject::Figure(key))
            }),
            None => app.change(|route| *route = route.with_peek(&client)),
        }
    };
    let template = move || {
        let widths = columns.get().into_iter();
        let widths = widths.map(|column| format!("minmax({}, 1fr)", css_width(column)));
        widths.collect::<Vec<_>>().join(" ")
    };
    let stuck = move |at: usize| match at < pinned.get() {
        true => format!("stuck p{at}"),
        false => String::new(),
    };
    let totals = move || {
        table.with(|table| {
            table
                .as_ref()
                .map(|table| table.totals.clone())
                .unwrap_or_default()
        })
    };
    let pixels = |pixels: usize| format!("{pixels}px");
    // As the columns are (`template`): a wide one takes less of a phone.
    let offset = move |at: usize| {
        let widths = columns.get().into_iter().take(at).map(css_width);
        format!(
            "calc({})",
            widths.fold("0px".to_owned(), |sum, width| format!("{sum} + {width}"))
        )
    };
    view! {
        <div
            class="grid"
            id="clients-grid"
            role="grid"
            tabindex="0"
            aria-labelledby="clients-title"
            aria-describedby="clients-keys"
            aria-rowcount=move || count.get() + 2
            aria-colcount=move || columns.with(Vec::len)
            node_ref=host
            on:scroll=move |_| look()
            on:keydown=on_key
            on:click=on_click
            on:focus=move |_| mark()
        >
            <div
                class="grid-body"
                style:--columns=template
                style:--left-1=move || offset(1)
                style:--left-2=move || offset(2)
                style:--left-3=move || offset(3)
                style:min-width=move || offset(usize::MAX)
            >
                <div role="rowgroup" class="grid-top">
                    <div class="grid-row grid-head" role="row" aria-rowindex="1">
                        {move || headings.get().into_iter().enumerate().map(|(at, heading)| view! {
                            <HeadCell heading at class=Signal::derive(move || stuck(at)) active/>
                        }).collect_view()}
                    </div>
                </div>
                <div class="grid-rows" role="rowgroup" style:height=move || pixels(count.get() * ROW)>
                    <For each=move || blocks.get() key=|block| *block children=move |(_, block)| {
                        let rows = NodeRef::<Div>::new();
                        Effect::new(move || {
                            if let Some(rows) = rows.get() {
                                grid::fill(&rows, &markup(block));
                            }
                        });
                        view! { <div class="grid-block" role="presentation" style:top=pixels(block * BLOCK * ROW) node_ref=rows></div> }
                    }/>
                </div>
                <div role="rowgroup" class="grid-bottom">
                    <div class="grid-row grid-foot" role="row" aria-rowindex=move || count.get() + 2>
                        {move || totals().into_iter().enumerate().map(|(at, total)| {
                            let numeric = columns.with_untracked(|columns| columns.get(at).is_some_and(|column| column.kind().is_numeric()));
                            let text = match at {
                                0 if total.is_empty() => app.words(|words| words.clients_total()),
                                _ => total,
                            };
                            let number = if numeric { "n" } else { "" };
                            view! { <div class=move || format!("grid-cell {number} {}", stuck(at)) role="gridcell"><span title=text.clone()>{text.clone()}</span></div> }
                        }).collect_view()}
                    </div>
                </div>
            </div>
        </div>
        <p class="sr-only" id="clients-keys">{app.words(|words| words.clients_caption())}</p>
    }
}

#[component]
fn HeadCell(
    heading: ReportHeading,
    at: usize,
    class: Signal<String>,
    active: RwSignal<Place>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let column = heading.column;
    let number = if heading.numeric { "n" } else { "" };
    let mark = match heading.order {
        Some("ascending") => "▲",
        Some(_) => "▼",
        None => "",
    };
    view! {
        <div
            class=move || format!("grid-cell {number} {}", class.get())
            role="columnheader"
            id=cell_id(0, at)
            aria-sort=heading.order
        >
            <button class="sort" type="button" tabindex="-1" data-sort=column.as_str() on:click=move |_| {
                active.set((0, at));
                change(app, |query| sort_by(query, column));
            }>
                {heading.name}<span class="order" aria-hidden="true">{mark}</span>
            </button>
        </div>
    }
}
