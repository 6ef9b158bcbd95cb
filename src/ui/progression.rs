//! Tier progression with its "Get to" menu.

use super::{
    figure::Figure,
    icons::{Icon, Pic},
    select::Select,
};
use crate::{
    model::tier::TierId,
    route::Page,
    state::app::App,
    view::progression::{self, ConditionView, GateView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Progression() -> impl IntoView {
    let app = expect_context::<App>();
    let goal = Memo::new(move |_| app.route.with(|route| route.goal.clone()));
    let progression = Memo::new(move |_| {
        let goal = goal.get();
        app.view(|_, standing, rules, locale| {
            progression::progression(standing, rules, goal.as_ref(), locale)
        })
        .flatten()
    });
    let tiers = Signal::derive(move || {
        progression.with(|progression| {
            let tiers = progression
                .as_ref()
                .map(|progression| progression.tiers.clone())
                .unwrap_or_default();
            tiers
                .into_iter()
                .map(|(id, name)| (id.to_string(), name))
                .collect::<Vec<_>>()
        })
    });
    let goal = Signal::derive(move || {
        progression.with(|progression| {
            progression
                .as_ref()
                .map(|progression| progression.goal.to_string())
                .unwrap_or_default()
        })
    });
    view! {
        <section class="card progression" aria-labelledby="progression-title">
            <header>
                <h2 id="progression-title">{app.words(|words| words.progression_title())}</h2>
                <Select
                    name="goal"
                    label=app.words(|words| words.get_to())
                    choices=tiers
                    chosen=goal
                    on_choice=move |tier: String| app.change(|route| route.goal = Some(TierId(tier)))
                />
            </header>
            {move || progression.get().map(|progression| view! {
                <p class="summary" aria-live="polite">{progression.summary}</p>
                {progression.unconfirmed.map(|text| view! {
                    <p class="unconfirmed">
                        {text}" "
                        <a href=move || app.href(Page::Rules)>{app.words(|words| words.type_thresholds())}</a>
                    </p>
                })}
                <ul class="gates">
                    {progression.gates.into_iter().map(|gate| view! { <Gate gate/> }).collect_view()}
                    {progression.conditions.into_iter().map(|condition| view! { <Condition condition/> }).collect_view()}
                </ul>
            })}
        </section>
    }
}

#[component]
fn Gate(gate: GateView) -> impl IntoView {
    let app = expect_context::<App>();
    // Without a need or a have there is no "of" and nothing to go.
    let open_ended = gate.note.is_some() || gate.have.is_missing();
    view! {
        <li class="gate">
            <b class="gate-name"><State met=gate.met/>{gate.name}</b>
            <span class="gate-line">
                <Figure figure=gate.have/>
                {if open_ended { " · ".to_owned() } else { format!(" {} ", app.words(|words| words.of())) }}
                <Figure figure=gate.need/>
                <span class="gap" class:met=gate.met == Some(true) class:hidden=open_ended>" · "<Figure figure=gate.gap/></span>
            </span>
            {gate.note.map(|note| view! { <span class="gate-note">{note}</span> })}
            <div class="bar" aria-hidden="true"><i class=gate.class style:width=gate.percent></i></div>
        </li>
    }
}

#[component]
fn Condition(condition: ConditionView) -> impl IntoView {
    view! {
        <li class="gate">
            <b class="gate-name"><State met=condition.met/>{condition.name}</b>
            <span class="gate-line" class:met=condition.met == Some(true) class:failed=condition.met == Some(false)>
                {match condition.figure {
                    Some(figure) => view! { <Figure figure day=condition.day/> }.into_any(),
                    None => condition.state.into_any(),
                }}
            </span>
        </li>
    }
}

/// A tick or a dash beside a requirement; the line beside it says the same in words.
#[component]
fn State(met: Option<bool>) -> impl IntoView {
    let icon = if met == Some(true) {
        Icon::Met
    } else {
        Icon::Missing
    };
    view! { <span class="state" class:met=met == Some(true)><Pic icon/></span> }
}
