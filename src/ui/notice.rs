//! What the user must know now: something is being opened, was opened, or could not be opened.

use super::{
    icons::{Icon, Pic},
    part::{Part, part},
};
use crate::{
    platform::{own, update},
    route::Page,
    state::app::App,
    view::{
        copy,
        data::{self, Failure, FailureView, Source},
    },
};
use leptos::prelude::*;

/// The notices, in regions that are always there so that screen readers announce what appears in them.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="notices">
            <div role="alert">
                {move || app.rules_failed.get().map(|detail| view! {
                    <Failed
                        text=app.locale(|locale| data::rules_failure(&detail, locale))
                        on_retry=move |()| app.load_rules()
                        closes=None
                    />
                })}
                {move || app.opening.failed.get().map(|(source, failure)| match failure {
                    Failure::Endpoint(_) => part(Part::NotOpened),
                    failure => view! {
                        <Failed
                            text=app.locale(|locale| data::failure(&source, &failure, locale))
                            on_retry=move |()| app.opening.retry(&source)
                            closes=Some(app.opening.failed)
                        />
                    }.into_any(),
                })}
                {move || app.is_endpoint.get().then(|| part(Part::NotRefreshed))}
            </div>
            <div role="status">
                {move || app.opening.pending.get().map(|source| view! { <Pending source/> })}
                {move || app.opening.announced.get().map(|others| view! { <Announced others/> })}
                {move || app.opening.keeping.failed.get().map(|_| view! { <NotKept/> })}
                {own::IS_WHOLE.then(|| view! { <CopyNote/> })}
                {move || app.newer.get().then(|| view! { <Newer/> })}
            </div>
        </div>
    }
}

#[component]
pub(super) fn Failed(
    text: FailureView,
    #[prop(into)] on_retry: Callback<()>,
    /// What closing takes away; `None` where the page is nothing without it.
    closes: Option<RwSignal<Option<(Source, Failure)>>>,
) -> impl IntoView {
    let app = expect_context::<App>();
    // There the form is in sight.
    let elsewhere = move || text.asks && app.route.with(|route| route.page != Page::Data);
    let kept = move || closes.is_some() && app.standing.with(Option::is_some);
    view! {
        <div class="notice bad">
            <Pic icon=Icon::Warning/>
            <div class="notice-text">
                <p><b>{text.title}</b></p>
                {text
                    .lines
                    .into_iter()
                    .map(|(what, hint)| view! { <p>{what}" "<span class="small">{hint}</span></p> })
                    .collect_view()}
                {text.refused.then(|| part(Part::Refusal))}
                <Show when=kept><p class="small">{app.words(|words| words.failed_kept())}</p></Show>
            </div>
            <div class="notice-actions">
                <Show when=elsewhere>
                    <a class="btn" href=move || app.href(Page::Data)>{app.words(|words| words.columns_choose())}</a>
                </Show>
                {text.retry.then(|| view! {
                    <button class="btn" type="button" on:click=move |_| on_retry.run(())>
                        {app.words(|words| words.try_again())}
                    </button>
                })}
                {closes.map(|failed| view! { <CloseButton on_close=move |()| failed.set(None)/> })}
            </div>
        </div>
    }
}

#[component]
fn Pending(source: Source) -> impl IntoView {
    let app = expect_context::<App>();
    let text = app.words(|words| words.loading_source(source.name(words)));
    let label = text.clone();
    let is_endpoint = matches!(source, Source::Endpoint(_));
    let is_known = Memo::new(move |_| app.opening.progress.with(Option::is_some));
    let progress = move || app.opening.progress.get().unwrap_or_default();
    view! {
        <div class="notice">
            <span class="spinner" aria-hidden="true"></span>
            <p class="notice-text">
                {text}
                {is_endpoint.then(|| view! { " "{part(Part::Waiting)} })}
                <Show when=move || is_known.get()>
                    // It changes many times a second, which nobody wants to hear.
                    " "<span class="small" aria-live="off">{move || app.locale(|locale| data::progress(progress(), locale))}</span>
                    <progress aria-label=label.clone() max=move || progress().1 value=move || progress().0></progress>
                </Show>
            </p>
            <div class="notice-actions">
                <button class="btn" type="button" on:click=move |_| app.opening.cancel()>
                    {app.words(|words| words.cancel())}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Announced(others: usize) -> impl IntoView {
    let app = expect_context::<App>();
    let opened = move || {
        let opened = app.opening.opened.get()?;
        let left: usize = opened
            .read
            .sections
            .iter()
            .map(|section| section.left_out)
            .sum();
        let text = app.locale(|locale| data::opened(&opened.source, &opened.read, locale));
        Some((
            text,
            (left != 0).then(|| app.words(|words| words.opened_left_out(left))),
        ))
    };
    view! {
        <div class="notice good">
            <Pic icon=Icon::Met/>
            {move || opened().map(|(text, left_out)| view! {
                <p class="notice-text">
                    {text}
                    {left_out.map(|left_out| view! {
                        " "<b>{left_out}</b>" "<a href=move || app.href(Page::Data)>{app.words(|words| words.see_details())}</a>
                    })}
                    {(others != 0).then(|| match app.opening.keeping.on.get() && app.opening.keeping.failed.get().is_none() {
                        true => view! {
                            " "{app.words(|words| words.opened_others(others))}" "
                            <a href=move || app.href(Page::History)>{app.words(|words| words.history_title())}</a>
                        }.into_any(),
                        false => view! { " "{app.words(|words| words.opened_others_alone(others))} }.into_any(),
                    })}
                </p>
            })}
            <div class="notice-actions"><CloseButton on_close=move |()| app.opening.announced.set(None)/></div>
        </div>
    }
}

/// What is open could not be kept: it is there all the same.
#[component]
fn NotKept() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="notice bad">
            <Pic icon=Icon::Warning/>
            <p class="notice-text">
                {app.words(|words| words.history_not_kept_notice())}" "
                <a href=move || app.href(Page::History)>{app.words(|words| words.history_why())}</a>
            </p>
            <div class="notice-actions"><CloseButton on_close=move |()| app.opening.keeping.failed.set(None)/></div>
        </div>
    }
}

/// That what is open is a saved copy.
#[component]
fn CopyNote() -> impl IntoView {
    let app = expect_context::<App>();
    let note = move || {
        let opened = app.opening.opened.get()?;
        let Source::Copy {
            saved_on, hidden, ..
        } = opened.source
        else {
            return None;
        };
        Some(app.locale(|locale| copy::note(saved_on, hidden, locale)))
    };
    move || {
        note().map(|text| {
            view! { <div class="notice"><p class="notice-text">{text}</p></div> }
        })
    }
}

/// That a newer version of the page may be had.
#[component]
fn Newer() -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="notice">
            <p class="notice-text">{app.words(|words| words.update_ready())}</p>
            <div class="notice-actions">
                <button class="btn" type="button" on:click=move |_| update::reload()>{app.words(|words| words.update_reload())}</button>
                <CloseButton on_close=move |()| app.newer.set(false)/>
            </div>
        </div>
    }
}

#[component]
fn CloseButton(#[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <button class="btn quiet square" type="button" aria-label=app.words(|words| words.close()) on:click=move |_| on_close.run(())>
            <Pic icon=Icon::Close/>
        </button>
    }
}
