//! Program progress.

use super::{figure::Figure, ladder::Ladder};
use crate::{
    route::Page,
    state::app::App,
    view::progress::{self, Labelled, ProgressView, TierView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Progress() -> impl IntoView {
    let app = expect_context::<App>();
    let progress = Memo::new(move |_| {
        app.view(|_, standing, rules, locale| progress::progress(standing, rules, locale))
    });
    view! {
        <section class="card progress" aria-labelledby="progress-title">
            <header>
                <h2 id="progress-title">{app.words(|words| words.progress_title())}</h2>
                <Show when=move || progress.with(|progress| progress.as_ref().is_some_and(|progress| progress.unconfirmed))>
                    <a class="chip warn" href=move || app.href(Page::Rules)>
                        {app.words(|words| words.thresholds_not_confirmed())}
                    </a>
                </Show>
            </header>
            {move || progress.get().map(|progress| view! { <Body progress/> })}
        </section>
    }
}

#[component]
fn Body(progress: ProgressView) -> impl IntoView {
    let app = expect_context::<App>();
    let ProgressView {
        credited,
        performing,
        replayed,
        figures,
        sold,
        managed,
        sourced,
        expiring,
        ladder,
        unconfirmed: _,
    } = progress;
    view! {
        <div class="hero">
            <div class="tiers">
                <Tier label=app.words(|words| words.tier_credited()) tier=credited badge=true/>
                <div class="tier-others">
                    <Tier label=app.words(|words| words.tier_performing()) tier=performing badge=false/>
                    {replayed.map(|tier| view! { <Tier label=app.words(|words| words.tier_replayed()) tier badge=false/> })}
                </div>
            </div>
            <div class="hero-ladder">
                {match ladder {
                    Some(ladder) => view! { <Ladder ladder/> }.into_any(),
                    None => view! { <p class="small">{app.words(|words| words.ladder_empty())}</p> }.into_any(),
                }}
                <dl class="legend">
                    <Swatch class="sold" part=sold/>
                    <Swatch class="sourced" part=sourced/>
                    <Swatch class="managed" part=managed/>
                    {expiring.map(|points| view! {
                        <div class="swatch expiring"><dt>{app.words(|words| words.expiring())}</dt><dd>{points}</dd></div>
                    })}
                </dl>
            </div>
        </div>
        <dl class="figures">{figures.into_iter().map(|figure| view! { <BigFigure figure/> }).collect_view()}</dl>
    }
}

/// A tier with its name, its colour and what is said of it.
#[component]
pub(super) fn Tier(label: String, tier: TierView, badge: bool) -> impl IntoView {
    let class = tier
        .tier
        .as_ref()
        .map_or_else(|| "none".to_owned(), ToString::to_string);
    view! {
        <div class="tier" class:badge=badge data-tier=class>
            <span class="tier-label">{label}</span>
            <b class="tier-name"><Figure figure=tier.figure/></b>
            {tier.since.map(|(day, words)| view! { <time class="tier-note" datetime=day>{words}</time> })}
            {tier.note.map(|note| view! { <span class="tier-note">{note}</span> })}
        </div>
    }
}

#[component]
fn Swatch(class: &'static str, part: Labelled) -> impl IntoView {
    view! {
        <div class=format!("swatch {class}")>
            <dt>{part.label}</dt>
            <dd>
                <Figure figure=part.figure/>
                {part.note.map(|note| view! { <span class="note">{note}</span> })}
            </dd>
        </div>
    }
}

#[component]
fn BigFigure(figure: Labelled) -> impl IntoView {
    view! {
        <div class="fig">
            <dt>{figure.label}</dt>
            <dd>
                <b><Figure figure=figure.figure/></b>
                {figure.note.map(|note| view! { <span class="note">{note}</span> })}
            </dd>
        </div>
    }
}
