//! A client's record: everything the data says of one client, and what the user notes on it.

use super::{
    dashboard::NothingOpen,
    figure::Figure,
    icons::{Icon, Pic},
    report::{AllRows, Rows},
};
use crate::{
    query::report::ReportQuery,
    route::{Page, Section},
    state::{app::App, library::StorageState},
    view::{
        client::{self, ClientView, Fact, Neighbour},
        library::{not_kept, refusal},
        report::{self, ReportView},
    },
};
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};

/// A client's name, which leads to its record, and a button that shows its points beside the page: for the keyboard the space bar
/// on the name, so that a row has one stop of the Tab key. What was chosen on the page stays chosen for the way back.
#[component]
pub(super) fn ClientLink(id: String, name: String) -> impl IntoView {
    let app = expect_context::<App>();
    // As the address was when the row came: a book of thousands has thousands of these.
    let record = app
        .route
        .with_untracked(|route| route.at_client(&id).to_hash());
    let label = app.words(|words| words.peek_of(&name));
    let id = StoredValue::new(id);
    let peek = move || id.with_value(|id| app.change(|route| *route = route.with_peek(id)));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == " " {
            event.prevent_default();
            peek();
        }
    };
    view! {
        <a href=record aria-keyshortcuts="Space" on:keydown=on_key>{name}</a>
        <button class="peek-button" type="button" tabindex="-1" aria-haspopup="dialog" aria-label=label on:click=move |_| peek()>
            <Pic icon=Icon::Tier/>
        </button>
    }
}

#[component]
pub(super) fn ClientPage() -> impl IntoView {
    let app = expect_context::<App>();
    let id = Memo::new(move |_| app.route.with(|route| route.client.clone()));
    let order = Memo::new(move |_| app.route.with(|route| route.breakdown));
    // Twice optional: nothing is open yet, and what is open has no such client.
    let view = Memo::new(move |_| {
        let id = id.get().unwrap_or_default();
        app.view(|book, standing, rules, locale| {
            client::client(book, standing, rules, (&id, &order.get()), locale)
        })
    });
    move || match view.get() {
        Some(Some(view)) => view! { <Record view/> }.into_any(),
        Some(None) => view! { <Unknown id=id.get()/> }.into_any(),
        None => view! {
            <div class="page-head"><h1>{app.words(|words| words.client_title())}</h1></div>
            <NothingOpen/>
        }
        .into_any(),
    }
}

/// The way back to all clients.
#[component]
fn AllClients(#[prop(optional)] class: &'static str) -> impl IntoView {
    let app = expect_context::<App>();
    let all = move || {
        let mut route = app.route.with(|route| route.on(Page::Dashboard));
        route.section = Some(Section::Breakdown);
        route.to_hash()
    };
    view! { <a class=class href=all>{app.words(|words| words.client_all())}</a> }
}

/// An address of other data, or one that somebody typed.
#[component]
fn Unknown(#[prop(optional_no_strip)] id: Option<String>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="page-head"><h1>{app.words(|words| words.client_unknown())}</h1></div>
        <section class="card empty">
            <p>{app.words(|words| id.map_or_else(|| words.client_unknown_none(), |id| words.client_unknown_id(id)))}</p>
            <p class="actions">
                <AllClients class="btn primary"/>
                <a class="btn" href=move || app.href(Page::Data)>{app.words(|words| words.data_title())}</a>
            </p>
        </section>
    }
}

#[component]
fn Record(view: ClientView) -> impl IntoView {
    let app = expect_context::<App>();
    let ClientView {
        id,
        name,
        record,
        facts,
        points,
        active,
        tables,
        absent,
        neighbours: (before, after),
    } = view;
    let record = record.map(|(url, text)| {
        view! {
            <a class="btn" href=url target="_blank" rel="noopener noreferrer">
                {text}<Pic icon=Icon::External/>
                <span class="sr-only">" ("{app.words(|words| words.opens_record())}")"</span>
            </a>
        }
    });
    let active_rows = rows_of(&active);
    view! {
        <div class="page-head client-head">
            <h1>{name}</h1>
            <nav aria-label=app.words(|words| words.client_neighbours())>
                {beside(before, |app, name| app.words(|words| words.client_before(name)))}
                <AllClients/>
                {beside(after, |app, name| app.words(|words| words.client_after(name)))}
            </nav>
        </div>
        <div class="client-top">
            <section class="card" aria-labelledby="client-about">
                <header><h2 id="client-about">{app.words(|words| words.client_about())}</h2>{record}</header>
                <dl class="facts">{facts.into_iter().map(fact_of).collect_view()}</dl>
            </section>
            <Notes id=id.clone()/>
        </div>
        <section class="card" aria-labelledby="client-points" data-client=id>
            <header><h2 id="client-points">{app.words(|words| words.client_points())}</h2><AllRows query=active/></header>
            <dl class="client-points">
                {points.into_iter().map(|(name, figure)| view! { <div class="fig"><dt>{name}</dt><dd><b><Figure figure/></b></dd></div> }).collect_view()}
            </dl>
            <Rows view=active_rows labelled_by="client-points"/>
        </section>
        {tables.into_iter().map(|(title, query)| view! { <Part title query/> }).collect_view()}
        {absent.map(|text| view! { <p class="small">{text}</p> })}
    }
}

fn beside(client: Neighbour, text: fn(App, String) -> String) -> Option<AnyView> {
    let (id, name) = client?;
    let app = expect_context::<App>();
    let record = app
        .route
        .with_untracked(|route| route.at_client(&id).to_hash());
    Some(view! { <a href=record>{text(app, name)}</a> }.into_any())
}

fn fact_of((name, value): Fact) -> AnyView {
    let app = expect_context::<App>();
    let missing = value.is_none();
    let text = value.unwrap_or_else(|| app.words(|words| words.not_in_data()));
    view! { <div><dt>{name}</dt><dd class:missing=missing>{text}</dd></div> }.into_any()
}

/// The rows of a table of the record.
fn rows_of(query: &ReportQuery) -> Memo<Option<ReportView>> {
    let app = expect_context::<App>();
    let query = query.clone();
    Memo::new(move |_| {
        let view = app.report(&query, report::view);
        view.filter(|view| view.count != 0)
    })
}

/// A table with a heading of its own; nothing where it has no rows.
#[component]
fn Part(title: String, query: ReportQuery) -> impl IntoView {
    let id = query.subject.word();
    let view = rows_of(&query);
    let has_rows = Memo::new(move |_| view.with(Option::is_some));
    view! {
        <Show when=move || has_rows.get()>
            <section class="card" aria-labelledby=id>
                <header><h2 id=id>{title.clone()}</h2><AllRows query=query.clone()/></header>
                <Rows view labelled_by=id/>
            </section>
        </Show>
    }
}

/// What the user writes down on the client; it stays in this browser.
#[component]
fn Notes(id: String) -> impl IntoView {
    let app = expect_context::<App>();
    let library = app.library();
    let field = NodeRef::<Textarea>::new();
    let refused = RwSignal::new(None::<String>);
    let client = id.clone();
    let note = Memo::new(move |_| {
        library
            .library
            .with(|library| library.note(&client).map(|note| note.text.clone()))
            .unwrap_or_default()
    });
    // The field holds what is being typed; only what comes from elsewhere (the start, another tab) is written into it.
    Effect::new(move || {
        let note = note.get();
        if let Some(field) = field.get()
            && field.value().trim() != note
        {
            field.set_value(&note);
        }
    });
    let keep = move |event: leptos::ev::Event| {
        let text = event_target_value(&event);
        let kept = library.change(|library, new| library.set_note(&id, &text, new.on));
        refused.set(
            kept.err()
                .map(|reason| app.locale(|locale| refusal(&reason, locale))),
        );
    };
    let status = move || {
        let problem = refused.get();
        app.words(|words| match (problem, library.stored.get()) {
            (Some(reason), _) => words.note_not_kept(reason),
            (None, StorageState::Loading) => words.note_reading(),
            (None, StorageState::Keeping) => words.note_keeping(),
            (None, StorageState::Kept) => words.note_kept(),
            (None, StorageState::NotKept(reason)) => words.note_not_kept(not_kept(reason, words)),
        })
    };
    let failed = move || {
        refused.with(Option::is_some) || matches!(library.stored.get(), StorageState::NotKept(_))
    };
    view! {
        <section class="card notes" aria-labelledby="note-title">
            <header><h2 id="note-title">{app.words(|words| words.note_title())}</h2></header>
            <label class="sr-only" for="note">{app.words(|words| words.note_label())}</label>
            <textarea id="note" rows="5" aria-describedby="note-status" node_ref=field on:input=keep></textarea>
            <p class="small" class:lost=failed id="note-status" role="status">{status}</p>
        </section>
    }
}
