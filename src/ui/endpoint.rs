//! An endpoint: where its address and its token are typed, how old its data is, and asking it again.

use super::{
    icons::{Icon, Pic},
    notice::Failed,
    select::Select,
};
use crate::{
    platform::{address, document},
    state::{
        app::App,
        endpoint::{By, Kept},
    },
    view::{
        data::Source,
        endpoint::{self, freshness},
    },
};
use leptos::{ev::SubmitEvent, html::Input, prelude::*};

/// The token's field; it takes the focus when the token in use is forgotten.
const TOKEN: &str = "endpoint-token";

/// The form: an address, and a token for it.
#[component]
pub(super) fn EndpointForm() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.opening.endpoint();
    // As it was when the page came: an answer that arrives later must not change what the user is typing.
    let start = address_to_begin_with(app).unwrap_or_default();
    let typed = RwSignal::new(start.clone());
    let url = Memo::new(move |_| typed.with(|address| address::resolve(address)));
    let token: NodeRef<Input> = NodeRef::new();
    let remember: NodeRef<Input> = NodeRef::new();
    let refused = RwSignal::new(false);
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(url), Some(token), Some(remember)) = (url.get(), token.get(), remember.get()) {
            let typed = token.value();
            // Copied from an example, it often comes with the word before it.
            let typed = typed.trim();
            let typed = typed.strip_prefix("Bearer ").unwrap_or(typed).trim();
            let kept = state.keep_token(&url, typed, remember.checked());
            refused.set(kept.is_err());
            // It is bound to this address now, and must not go along to the next one.
            token.set_value("");
            remember.set_checked(false);
        }
        app.opening.open_endpoint(&typed.get());
    };
    let forget = move |_| {
        if let Some(url) = url.get() {
            state.forget_token(&url);
        }
        document::focus(TOKEN);
    };
    let kept = move || {
        let kept = state.kept(&url.get()?)?;
        Some(app.words(|words| match kept {
            Kept::Page => words.endpoint_token_held(),
            Kept::Computer => words.endpoint_token_remembered(),
        }))
    };
    view! {
        <form class="endpoint" novalidate on:submit=open>
            <label for="endpoint">{app.words(|words| words.data_endpoint_label())}</label>
            <div class="field-row">
                <input
                    id="endpoint"
                    type="url"
                    inputmode="url"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="https://"
                    aria-describedby="endpoint-hint"
                    prop:value=start
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <button class="btn" type="submit">{app.words(|words| words.data_endpoint_open())}</button>
            </div>
            <p class="small" id="endpoint-hint">{app.words(|words| words.data_endpoint_hint())}</p>
            <label for=TOKEN>{app.words(|words| words.endpoint_token())}</label>
            <input id=TOKEN type="password" autocomplete="off" spellcheck="false" aria-describedby="endpoint-token-hint" node_ref=token/>
            <label class="check">
                <input type="checkbox" node_ref=remember/>
                {app.words(|words| words.endpoint_token_remember())}
            </label>
            <p class="small" id="endpoint-token-hint">{app.words(|words| words.endpoint_token_hint())}</p>
            <div role="status">
                {move || kept().map(|text| view! {
                    <p class="small held">
                        {text}" "
                        <button class="btn quiet" type="button" on:click=forget>{app.words(|words| words.endpoint_token_forget())}</button>
                    </p>
                })}
                <Show when=move || refused.get()>
                    <p class="small">{app.words(|words| words.endpoint_token_not_stored())}</p>
                </Show>
            </div>
        </form>
    }
}

/// What is being opened; else what could not be opened, to be corrected or given its token; else what is open.
fn address_to_begin_with(app: App) -> Option<String> {
    let failed = app.opening.failed.get_untracked();
    let asked = app.opening.pending.get_untracked();
    match asked.or(failed.map(|(source, _)| source)) {
        Some(Source::Endpoint(address)) => Some(address),
        _ => untrack(|| app.opening.endpoint_open()),
    }
}

/// The line of the top bar: how old the data is, and asking for it anew.
#[component]
pub(super) fn Freshness() -> impl IntoView {
    view! {
        <div class="fresh">
            <Age/>
            <RefreshButton/>
            <Outcome/>
        </div>
    }
}

/// On the Data page: the same, and when the endpoint is asked by itself. Nothing where the data is of no endpoint.
#[component]
pub(super) fn Refreshing() -> impl IntoView {
    let app = expect_context::<App>();
    let every = app.opening.endpoint().every;
    move || {
        app.is_endpoint.get().then(|| {
            view! {
                <h3>{app.words(|words| words.endpoint_age())}</h3>
                <div class="refreshing">
                    <Age/>
                    <RefreshButton/>
                    <Select
                        name="refresh-every"
                        label=app.words(|words| words.endpoint_every_label())
                        choices=Signal::derive(move || app.locale(endpoint::intervals))
                        chosen=Signal::derive(move || every.get().to_string())
                        on_choice=move |minutes: String| {
                            app.opening.refresh_every(minutes.parse().unwrap_or(0));
                        }
                    />
                </div>
                <p class="small">{app.words(|words| words.endpoint_every_hint())}</p>
            }
        })
    }
}

/// How old the data is, or what is being done about it.
#[component]
fn Age() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.opening.endpoint();
    let age = move || {
        let times = app.opening.times()?;
        let now = state.now.get();
        Some(app.locale(|locale| freshness(times, now, &|at| app.moment(at), locale)))
    };
    let text = move || {
        if !app.opening.refreshing() {
            return age().map(|age| age.text);
        }
        Some(app.locale(|locale| match app.opening.waiting() {
            Some(wait) => endpoint::waiting(&wait, locale),
            None => locale.words.endpoint_refreshing(),
        }))
    };
    let stale = move || age().is_some_and(|age| age.stale);
    move || text().map(|text| view! { <span class="chip age" class:warn=stale>{text}</span> })
}

/// Asks anew; while that is under way, ends it.
#[component]
fn RefreshButton() -> impl IntoView {
    let app = expect_context::<App>();
    let refreshing = Memo::new(move |_| app.opening.refreshing());
    let busy = move || app.opening.pending.with(Option::is_some);
    let press = move |_| {
        if refreshing.get() {
            app.opening.cancel();
        } else {
            app.opening.refresh(By::User);
        }
    };
    view! {
        <button class="btn quiet" type="button" disabled=busy on:click=press>
            {move || if refreshing.get() {
                view! { <span class="spinner" aria-hidden="true"></span>{app.words(|words| words.cancel())} }.into_any()
            } else {
                view! { <Pic icon=Icon::Refresh/>{app.words(|words| words.endpoint_refresh())} }.into_any()
            }}
        </button>
    }
}

/// Why an endpoint gave nothing, where only its own words can say that.
#[component]
pub(super) fn NotOpened() -> impl IntoView {
    let app = expect_context::<App>();
    let failed = app.opening.failed;
    move || {
        failed.get().map(|(source, failure)| {
            view! {
                <Failed
                    text=app.locale(|locale| endpoint::failure(&source, &failure, locale))
                    on_retry=move |()| app.opening.retry(&source)
                    closes=Some(failed)
                />
            }
        })
    }
}

/// Why what is open could not be refreshed, while nothing else is being opened.
#[component]
pub(super) fn NotRefreshed() -> impl IntoView {
    let app = expect_context::<App>();
    let state = app.opening.endpoint();
    let failed = move || {
        let idle = app.opening.pending.with(Option::is_none);
        state.failed.get().filter(|_| idle)
    };
    move || {
        failed().map(|(source, failure)| {
            let last = untrack(|| app.opening.times());
            let last = last.map(|times| app.moment(times.checked));
            view! {
                <Failed
                    text=app.locale(|locale| endpoint::not_refreshed(&source, &failure, last, locale))
                    on_retry=move |()| app.opening.refresh(By::User)
                    closes=Some(state.failed)
                />
            }
        })
    }
}

/// What is waited for while an endpoint is being opened.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let app = expect_context::<App>();
    let opening = app.opening;
    move || {
        opening
            .waiting()
            .map(|wait| app.locale(|locale| endpoint::waiting(&wait, locale)))
    }
}

/// What came of a refresh that the user asked for, to be heard: where something is new the page says so by itself.
#[component]
fn Outcome() -> impl IntoView {
    let app = expect_context::<App>();
    let unchanged = app.opening.endpoint().unchanged;
    view! {
        <span class="sr-only" role="status">
            {move || unchanged.get().then(|| app.words(|words| words.endpoint_unchanged()))}
        </span>
    }
}
