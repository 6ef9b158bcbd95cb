//! The code that puts the calculator on another site, with a live preview.

use super::{
    icons::{Icon, Pic},
    modal::{Modal, ModalHead, close_panel},
    select::{Choice, Select},
};
use crate::{
    model::currency::Currency,
    platform::{address, clipboard},
    state::app::App,
    view::embed::{Options, policy},
    words::{Language, Words},
};
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn Embed() -> impl IntoView {
    let app = expect_context::<App>();
    let options = RwSignal::new(Options::default());
    let as_frame = RwSignal::new(false);
    let base = StoredValue::new(address::base());
    let title = app.words(|words| words.calc_title());
    let snippet = Memo::new(move |_| {
        let base = base.get_value();
        options.with(|options| match as_frame.get() {
            true => options.frame(&base, &title),
            false => options.element(&base),
        })
    });
    let preview = move || options.with(|options| options.frame_address(""));
    let site = move || app.words(|words| words.calc_embed_theme_host());
    let choice = move |name: &'static str,
                       label: String,
                       choices: Signal<Vec<Choice>>,
                       value: fn(&mut Options) -> &mut String| {
        let chosen = Signal::derive(move || {
            let mut options = options.get();
            std::mem::take(value(&mut options))
        });
        view! { <Select name label choices chosen on_choice=move |word: String| options.update(|options| *value(options) = word)/> }
    };
    let fixed = |choices: Vec<Choice>| Signal::derive(move || choices.clone());
    let languages = Language::ALL.iter().map(|language| {
        (
            language.as_str().to_owned(),
            Words::new(*language).language_name(),
        )
    });
    let languages = std::iter::once((String::new(), site()))
        .chain(languages)
        .collect();
    // The rules may still be on their way.
    let currencies = Signal::derive(move || {
        let known = app.calculate(|setting| setting.currencies(setting.rules.on(setting.day)));
        let others = known
            .unwrap_or_default()
            .into_iter()
            .filter(|currency| *currency != Currency::USD);
        let others = others.map(|currency| (currency.to_string(), currency.to_string()));
        std::iter::once((String::new(), Currency::USD.to_string()))
            .chain(others)
            .collect()
    });
    let tabs = app.words(|words| {
        vec![
            (String::new(), words.calc_tab_points()),
            ("currency".to_owned(), words.calc_tab_currency()),
        ]
    });
    let themes = app.words(|words| {
        vec![
            (String::new(), words.calc_embed_theme_host()),
            ("light".to_owned(), words.theme_light()),
            ("dark".to_owned(), words.theme_dark()),
        ]
    });
    let ways = app.words(|words| {
        vec![
            ("element".to_owned(), words.calc_embed_element()),
            ("frame".to_owned(), words.calc_embed_frame()),
        ]
    });
    view! {
        <Modal labelled_by="embed-title" class="embed-dialog" on_escape=move |()| close_panel(app)>
            <ModalHead id="embed-title" title=app.words(|words| words.calc_embed_title()) on_close=move |()| close_panel(app)/>
            <div class="modal-body embed">
                <div class="embed-options">
                    <Select
                        name="embed-way"
                        label=app.words(|words| words.calc_embed_how())
                        choices=Signal::derive(move || ways.clone())
                        chosen=Signal::derive(move || if as_frame.get() { "frame" } else { "element" }.to_owned())
                        on_choice=move |word: String| as_frame.set(word == "frame")
                    />
                    {choice("embed-locale", app.words(|words| words.calc_embed_locale()), fixed(languages), |options| &mut options.locale)}
                    {choice("embed-currency", app.words(|words| words.calc_currency()), currencies, |options| &mut options.currency)}
                    {choice("embed-tab", app.words(|words| words.calc_embed_tab()), fixed(tabs), |options| &mut options.tab)}
                    {choice("embed-theme", app.words(|words| words.calc_embed_theme()), fixed(themes), |options| &mut options.theme)}
                    <label class="select">
                        <span>{app.words(|words| words.calc_embed_accent())}</span>
                        <input
                            id="embed-accent"
                            type="color"
                            prop:value=move || options.with(|options| match options.accent.as_str() { "" => "#3a4dd2".to_owned(), accent => accent.to_owned() })
                            on:change=move |event| options.update(|options| options.accent = event_target_value(&event))
                        />
                    </label>
                </div>
                <section class="embed-preview" aria-label=app.words(|words| words.calc_embed_preview())>
                    <h3>{app.words(|words| words.calc_embed_preview())}</h3>
                    // A new frame for each address: another address for the same frame would be a step back of its own in the history.
                    <For
                        each=move || [preview()]
                        key=String::clone
                        children=move |address| view! { <iframe src=address title=app.words(|words| words.calc_embed_preview())></iframe> }
                    />
                </section>
                <Code id="embed-code" label=app.words(|words| words.calc_embed_snippet()) text=Signal::derive(move || snippet.get())/>
                <Code id="embed-policy" label=app.words(|words| words.calc_embed_csp()) text=Signal::derive(move || policy(&address::origin()))/>
                <p class="small">{app.words(|words| words.calc_embed_csp_hint())}</p>
                <p class="small">{app.words(|words| words.calc_embed_host())}</p>
            </div>
        </Modal>
    }
}

/// Code to paste, and a button that copies it.
#[component]
fn Code(id: &'static str, label: String, text: Signal<String>) -> impl IntoView {
    let app = expect_context::<App>();
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text.get_untracked()).await;
            copied.try_set(Some(done.is_ok()));
        });
    };
    let copy_name = format!("{}: {label}", app.words(|words| words.calc_copy()));
    view! {
        <div class="field code">
            <label for=id>{label}</label>
            <textarea id=id readonly rows="4" spellcheck="false" prop:value=text></textarea>
            <button class="btn" type="button" aria-label=copy_name on:click=copy>{app.words(|words| words.calc_copy())}</button>
            <span role="status">
                {move || copied.get().map(|done| match done {
                    true => view! { <span class="done"><Pic icon=Icon::Met/>{app.words(|words| words.calc_copied())}</span> },
                    false => view! { <span class="wrong"><Pic icon=Icon::Warning/>{app.words(|words| words.calc_copy_failed())}</span> },
                })}
            </span>
        </div>
    }
}
