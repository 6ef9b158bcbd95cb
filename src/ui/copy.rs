//! The dashboard as a file that shows it anywhere.

use super::form::{Answer, Answered};
use crate::{
    state::{app::App, copy},
    view::copy::failure,
};
use leptos::{html::Input, prelude::*};

#[component]
pub(super) fn SaveCopy() -> impl IntoView {
    let app = expect_context::<App>();
    let hide: NodeRef<Input> = NodeRef::new();
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let save = move |_| {
        if busy.get_untracked() {
            return;
        }
        let hide = hide.get_untracked().is_some_and(|hide| hide.checked());
        answer.set(None);
        busy.set(true);
        leptos::task::spawn_local(async move {
            let saved = copy::save(app, hide).await;
            busy.try_set(false);
            answer.try_set(Some(match saved {
                Ok(()) => Ok(app.words(|words| words.copy_saved())),
                Err(why) => Err(app.locale(|locale| failure(&why, locale))),
            }));
        });
    };
    view! {
        <section class="card save-copy" aria-labelledby="copy-title">
            <header><h2 id="copy-title">{app.words(|words| words.copy_title())}</h2></header>
            <p>{app.words(|words| words.copy_text())}</p>
            <label class="check">
                <input type="checkbox" aria-describedby="copy-hide-hint" node_ref=hide/>
                {app.words(|words| words.copy_hide())}
            </label>
            <p class="small" id="copy-hide-hint">{app.words(|words| words.copy_hide_hint())}</p>
            <p class="actions">
                <button class="btn" type="button" aria-disabled=move || busy.get().to_string() on:click=save>{app.words(|words| words.copy_save())}</button>
                <span class="small" role="status">{move || busy.get().then(|| app.words(|words| words.copy_busy()))}</span>
            </p>
            <Answered answer/>
        </section>
    }
}
