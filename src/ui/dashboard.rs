//! The dashboard: its sections from top to bottom.

use super::{
    part::{Part, Skeleton, part},
    progress::Progress,
    progression::Progression,
    tabs::Tabs,
};
use crate::{
    platform::document,
    route::{Page, Section, Tab},
    state::app::App,
};
use leptos::prelude::*;

#[component]
pub(super) fn Dashboard() -> impl IntoView {
    let app = expect_context::<App>();
    let ready = Memo::new(move |_| app.standing.with(Option::is_some));
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.dashboard_title())}</h1>
            <SampleNote/>
        </div>
        {move || match ready.get() {
            true => view! { <Parts/> }.into_any(),
            false => view! { <NothingOpen/> }.into_any(),
        }}
    }
}

/// The tabs: the sections, and the vendor's people.
#[component]
fn Parts() -> impl IntoView {
    let app = expect_context::<App>();
    let vendor = app
        .view(|_, _, rules, _| rules.programme.vendor.clone())
        .unwrap_or_default();
    let tabs = app.words(|words| {
        vec![
            (Tab::Overview, words.tab_overview()),
            (Tab::Team, words.tab_team(&vendor)),
        ]
    });
    let content = |tab| match tab {
        Tab::Team => part(Part::Team),
        _ => view! { <Sections/> }.into_any(),
    };
    view! { <Tabs label=app.words(|words| words.dashboard_parts()) tabs content/> }
}

/// The sections from top to bottom.
#[component]
fn Sections() -> impl IntoView {
    let app = expect_context::<App>();
    // An address may lead to a section; the browser's own way is taken by the hash.
    let section = Memo::new(move |_| app.route.with(|route| route.section));
    Effect::new(move || {
        app.arrived.track();
        if let Some(section) = section.get() {
            document::scroll_to(&anchor(section));
        }
    });
    view! {
        <div id=anchor(Section::Progress)><Progress/></div>
        <div class="cols">
            <div class="col">
                <div id=anchor(Section::Progression)><Progression/></div>
                <div id=anchor(Section::Commission)>{part(Part::Commission)}</div>
            </div>
            <div class="col">
                <div id=anchor(Section::Changes)>{part(Part::Changes)}</div>
                <div id=anchor(Section::Shared)>{part(Part::Shared)}</div>
            </div>
        </div>
        <div id=anchor(Section::Renewals)>{part(Part::Renewals)}</div>
        <div id=anchor(Section::Breakdown)>{part(Part::Breakdown)}</div>
    }
}

fn anchor(section: Section) -> String {
    format!("section-{}", section.as_str())
}

/// Says that the figures are invented, and where to bring true ones.
#[component]
fn SampleNote() -> impl IntoView {
    let app = expect_context::<App>();
    let agency = move || app.partner_name().filter(|_| app.is_sample());
    view! {
        {move || agency().map(|name| view! {
            <p class="sample">
                {app.words(|words| words.sample_note(name))}" "
                <a href=move || app.href(Page::Data)>{app.words(|words| words.sample_use_own())}</a>
            </p>
        })}
    }
}

/// Before anything is open: the shape of what comes, or the way to open something.
#[component]
pub(super) fn NothingOpen() -> impl IntoView {
    let app = expect_context::<App>();
    let waiting = move || {
        app.opening.pending.with(Option::is_some) || app.opening.opened.with(Option::is_some)
    };
    // Without rules there is nothing to show; the notice above says why and how to go on.
    let no_rules = move || app.rules_failed.with(Option::is_some);
    view! {
        <Show when=move || !no_rules()>
        <Show
            when=waiting
            fallback=move || view! {
                <section class="card empty">
                    <p>{app.words(|words| words.data_nothing())}</p>
                    <p class="actions">
                        <a class="btn primary" href=move || app.href(Page::Data)>{app.words(|words| words.sample_use_own())}</a>
                        <button class="btn" type="button" on:click=move |_| app.opening.open_sample()>
                            {app.words(|words| words.data_sample_open())}
                        </button>
                    </p>
                </section>
            }
        >
            <Skeleton/>
        </Show>
        </Show>
    }
}
