//! What was wrong with the data: each kind once, its places below; filters, a file, and text to copy.

use super::icons::{Icon, Pic};
use crate::{
    model::diagnostic::{Diagnostic, Effect},
    platform::{clipboard, clock},
    state::{
        app::App,
        export::{self, Format},
    },
    view::{
        data::{Failure, refused},
        problems::{self, Filter, PlaceView, ProblemGroup},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Places of a kind that are in sight at once; the others open below them.
const IN_SIGHT: usize = 8;

/// Fewer faults are seen at a glance, and need no filter.
const FEW: usize = 4;

#[component]
pub(super) fn Problems(
    /// All of them.
    diagnostics: Vec<Diagnostic>,
) -> impl IntoView {
    let app = expect_context::<App>();
    if diagnostics.is_empty() {
        return view! { <p class="all-well"><Pic icon=Icon::Met/>{app.words(|words| words.data_problems_none())}</p> }.into_any();
    }
    let filter = RwSignal::new(Filter::default());
    let all = diagnostics.len();
    let diagnostics = Arc::new(diagnostics);
    let filtered = {
        let diagnostics = diagnostics.clone();
        Memo::new(move |_| {
            app.locale(|locale| {
                filter.with(|filter| problems::filtered(&diagnostics, filter, locale))
            })
        })
    };
    let cut = problems::cut(all);
    let cut = cut.map(|most| {
        app.locale(|locale| locale.words.findings_cut(locale.format.number(most.into())))
    });
    view! {
        {(all > FEW).then(|| view! { <Filters diagnostics filter all filtered/> })}
        {cut.map(|cut| view! { <p class="small">{cut}</p> })}
        <ul class="problems">
            {move || {
                let groups = app.locale(|locale| filtered.with(|some| problems::group(some, locale)));
                groups.into_iter().map(|group| view! { <Group group/> }).collect_view()
            }}
        </ul>
        <Take filtered/>
    }
    .into_any()
}

/// What to show of them.
#[component]
fn Filters(
    diagnostics: Arc<Vec<Diagnostic>>,
    filter: RwSignal<Filter>,
    all: usize,
    filtered: Memo<Vec<Diagnostic>>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let any = || (String::new(), app.words(|words| words.findings_any()));
    let effects = app.words(|words| problems::effects(&diagnostics, words));
    let effects = effects.into_iter();
    let effects = effects.map(|(effect, name)| (effect.as_str().to_owned(), name));
    let effects: Vec<_> = std::iter::once(any()).chain(effects).collect();
    let parts = problems::parts(&diagnostics).into_iter();
    let parts = parts.map(|part| (part.clone(), part));
    let parts: Vec<_> = std::iter::once(any()).chain(parts).collect();
    // Without ids: there may be several of these lists on the page.
    let option = |(word, name): (String, String)| view! { <option value=word>{name}</option> };
    let shown = move || {
        let count = filtered.with(Vec::len);
        app.locale(|locale| {
            let number = |count: usize| locale.format.number(count.into());
            locale
                .words
                .findings_shown(count, number(all), number(count))
        })
    };
    view! {
        <div class="filters problem-filters">
            <label class="select">
                <span>{app.words(|words| words.findings_severity())}</span>
                <select
                    data-filter="effect"
                    on:change=move |event| filter.update(|filter| filter.effect = Effect::parse(&event_target_value(&event)))
                >
                    {effects.into_iter().map(option).collect_view()}
                </select>
            </label>
            <label class="select">
                <span>{app.words(|words| words.findings_place())}</span>
                <select data-filter="part" on:change=move |event| filter.update(|filter| filter.part = event_target_value(&event))>
                    {parts.into_iter().map(option).collect_view()}
                </select>
            </label>
            <label class="select">
                <span>{app.words(|words| words.findings_text())}</span>
                <input
                    data-filter="text"
                    type="search"
                    autocomplete="off"
                    on:input=move |event| filter.update(|filter| filter.text = event_target_value(&event))
                />
            </label>
            <p class="small" role="status">{shown}</p>
        </div>
    }
}

#[component]
fn Group(group: ProblemGroup) -> impl IntoView {
    let app = expect_context::<App>();
    let mut places = group.places;
    let others = places.split_off(IN_SIGHT.min(places.len()));
    let more = app.words(|words| words.data_problems_more(others.len()));
    let row = |place: PlaceView| view! { <li><code>{place.place}</code>" "{place.what}</li> };
    view! {
        <li class="problem" class:severe=group.effect != Effect::Noted data-code=group.code>
            <p class="problem-hint">
                <code>{group.code}</code>" "<span class="severity" data-effect=group.effect.as_str()>{group.severity}</span>" "{group.hint}
            </p>
            <ul class="places">{places.into_iter().map(row).collect_view()}</ul>
            {(!others.is_empty()).then(|| view! {
                <details class="more-places">
                    <summary class="small">{more}</summary>
                    <ul class="places">{others.into_iter().map(row).collect_view()}</ul>
                </details>
            })}
        </li>
    }
}

/// Those that are shown, as a file or as text.
#[component]
fn Take(filtered: Memo<Vec<Diagnostic>>) -> impl IntoView {
    let app = expect_context::<App>();
    let told: RwSignal<Option<String>> = RwSignal::new(None);
    let save = move |_| {
        let workbook = app.locale(|locale| {
            filtered.with_untracked(|some| problems::workbook(some, clock::today(), locale))
        });
        leptos::task::spawn_local(async move {
            let name = workbook.sheet.name.clone();
            let done = export::export(workbook, Format::Csv, &name).await;
            told.try_set(Some(app.words(|words| match done {
                Ok(()) => words.export_done(),
                Err(why) => why.text(words),
            })));
        });
    };
    let copy = move |_| {
        let text =
            app.locale(|locale| filtered.with_untracked(|some| problems::text(some, locale)));
        leptos::task::spawn_local(async move {
            let copied = clipboard::copy(&text).await;
            told.try_set(Some(app.words(|words| match copied {
                Ok(()) => words.findings_copied(),
                Err(_) => words.findings_not_copied(),
            })));
        });
    };
    view! {
        <p class="actions">
            <button class="btn" type="button" on:click=save>
                <Pic icon=Icon::Export/>{app.words(|words| words.findings_export())}
            </button>
            <button class="btn" type="button" on:click=copy>{app.words(|words| words.findings_copy())}</button>
            <span class="small" role="status">{move || told.get()}</span>
        </p>
    }
}

/// Why the content of what could not be opened was refused.
#[component]
pub(super) fn Refusal() -> impl IntoView {
    let app = expect_context::<App>();
    let reasons = move || match app.opening.failed.get() {
        Some((_, Failure::Refused(diagnostics))) => {
            app.locale(|locale| refused(&diagnostics, locale))
        }
        _ => Vec::new(),
    };
    move || {
        reasons()
            .into_iter()
            .map(|(what, hint)| view! { <p>{what}" "<span class="small">{hint}</span></p> })
            .collect_view()
    }
}
