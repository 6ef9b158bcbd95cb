//! The Rules page: what is in force, how sure it is, and the partner's own thresholds.

use crate::{
    platform::document,
    rules::Overrides,
    state::app::App,
    view::rules::{self, RulesView, Slot, ThresholdField, TierFields, stated_thresholds},
};
use leptos::{ev::SubmitEvent, prelude::*};

#[component]
pub(super) fn RulesPage() -> impl IntoView {
    let app = expect_context::<App>();
    // Lives here and not in the form: the form is laid out anew when the rules change, which is what saving does.
    let said = RwSignal::new(None);
    let rules = Memo::new(move |_| {
        app.view(|_, standing, rules, locale| {
            app.yours
                .with(|yours| rules::rules(rules, standing.day, yours, locale))
        })
    });
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.rules_title())}</h1>
            {move || rules.with(|rules| rules.as_ref().map(|rules| view! {
                <p class="sample">{rules.programme.clone()}" · "{rules.version.clone()}</p>
            }))}
        </div>
        {move || rules.get().map(|rules| view! { <Body rules said/> })}
    }
}

#[component]
fn Body(rules: RulesView, said: RwSignal<Option<Said>>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <Thresholds tiers=rules.tiers version=rules.version_id said/>
        <section class="card" aria-labelledby="known-title">
            <header><h2 id="known-title">{app.words(|words| words.rules_known_title())}</h2></header>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="known-title">
                <table class="known">
                    <thead>
                        <tr>
                            <th scope="col">{app.words(|words| words.rule_column())}</th>
                            <th scope="col">{app.words(|words| words.rule_state())}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rules
                            .known
                            .into_iter()
                            .map(|known| view! {
                                <tr>
                                    <th scope="row">
                                        {known.rule}
                                        <span class="source">{known.source}</span>
                                    </th>
                                    <td><span class="chip" class:warn=!known.sure class:good=known.sure>{known.state}</span></td>
                                </tr>
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
        <section class="card" aria-labelledby="units-title">
            <header><h2 id="units-title">{app.words(|words| words.units_title())}</h2></header>
            <p class="small intro">{app.words(|words| words.units_intro())}</p>
            <dl class="units">
                {rules
                    .units
                    .into_iter()
                    .map(|(currency, unit)| view! { <div><dt>{currency}</dt><dd>{unit}</dd></div> })
                    .collect_view()}
            </dl>
        </section>
    }
}

/// The button that saves; it takes the focus of the one that removes.
const SAVE: &str = "save-thresholds";

/// What the form said last.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    Saved,
    Removed,
    NotStored,
    Wrong(Vec<(Slot, String)>),
}

#[component]
fn Thresholds(
    tiers: Vec<TierFields>,
    version: String,
    said: RwSignal<Option<Said>>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let fields: Vec<(Slot, RwSignal<String>)> = tiers
        .iter()
        .flat_map(|tier| &tier.fields)
        .map(|field| (field.slot.clone(), RwSignal::new(field.value.clone())))
        .collect();
    let typed = fields.clone();
    let keep = move |thresholds: Overrides, done: Said| {
        said.set(Some(if app.use_thresholds(thresholds).is_ok() {
            done
        } else {
            Said::NotStored
        }));
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let fields: Vec<(Slot, String)> = typed
            .iter()
            .map(|(slot, text)| (slot.clone(), text.get_untracked()))
            .collect();
        let stated = app.yours.with_untracked(|yours| {
            app.locale(|locale| stated_thresholds(yours, &version, &fields, locale.format))
        });
        match stated {
            Ok(thresholds) => keep(thresholds, Said::Saved),
            Err(wrong) => said.set(Some(Said::Wrong(wrong))),
        }
    };
    let is_wrong = move |slot: &Slot| {
        said.with(|said| matches!(said, Some(Said::Wrong(wrong)) if wrong.iter().any(|(other, _)| other == slot)))
    };
    let message = move || {
        let said = said.get()?;
        let wrong = matches!(said, Said::Wrong(_) | Said::NotStored);
        let text = app.words(|words| match said {
            Said::Saved => words.thresholds_saved(),
            Said::Removed => words.thresholds_removed(),
            Said::NotStored => words.thresholds_not_stored(),
            Said::Wrong(wrong) => wrong
                .iter()
                .map(|(_, text)| words.threshold_invalid(text))
                .collect::<Vec<_>>()
                .join(" "),
        });
        Some(view! { <p class="said" class:bad=wrong>{text}</p> })
    };
    let has_own = move || app.yours.with(|yours| !yours.is_empty());
    let headings: Vec<String> = tiers
        .first()
        .map(|tier| tier.fields.iter().map(|field| field.gate.clone()).collect())
        .unwrap_or_default();
    view! {
        <section class="card" aria-labelledby="thresholds-title">
            <header><h2 id="thresholds-title">{app.words(|words| words.thresholds_title())}</h2></header>
            <p class="small intro">{app.words(|words| words.thresholds_intro())}</p>
            <form class="thresholds" novalidate on:submit=save>
                <div class="scroll">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{app.words(|words| words.threshold_tier())}</th>
                                {headings.into_iter().map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}
                            </tr>
                        </thead>
                        <tbody>
                            {tiers
                                .into_iter()
                                .map(|tier| {
                                    let own: Vec<_> = tier
                                        .fields
                                        .into_iter()
                                        .filter_map(|field| {
                                            let (_, text) = fields.iter().find(|(slot, _)| *slot == field.slot)?;
                                            Some((field, *text))
                                        })
                                        .collect();
                                    view! {
                                        <tr>
                                            <th scope="row">
                                                {tier.name}
                                                <span class="chip" class:warn=!tier.confirmed class:good=tier.confirmed>{tier.state}</span>
                                            </th>
                                            {own
                                                .into_iter()
                                                .map(|(field, text)| view! { <td><Field field text is_wrong/></td> })
                                                .collect_view()}
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </div>
                <div role="status">{message}</div>
                <p class="actions">
                    <button class="btn primary" type="submit" id=SAVE>{app.words(|words| words.thresholds_save())}</button>
                    <Show when=has_own>
                        <button class="btn" type="button" on:click=move |_| {
                            keep(Overrides::new(), Said::Removed);
                            // This button goes away with what it removed.
                            document::focus(SAVE);
                        }>
                            {app.words(|words| words.thresholds_reset())}
                        </button>
                    </Show>
                </p>
            </form>
        </section>
    }
}

#[component]
fn Field(
    field: ThresholdField,
    text: RwSignal<String>,
    is_wrong: impl Fn(&Slot) -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let slot = field.slot;
    let name = format!("{}.{}", slot.0, slot.1);
    let invalid = move || is_wrong(&slot).then_some("true");
    view! {
        <input
            class="threshold"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            name=name
            aria-label=field.label
            placeholder=field.placeholder
            aria-invalid=invalid
            prop:value=text
            on:input=move |event| text.set(event_target_value(&event))
        />
    }
}
