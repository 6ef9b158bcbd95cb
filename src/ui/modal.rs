//! A dialog over the page.
//!
//! The browser's own `<dialog>` keeps the focus inside, makes the rest inert and closes on Escape; what it leaves to us is
//! where the focus goes afterwards, for the dialog goes away with the address that opened it.

use super::{
    app::MAIN,
    form::{Answer, Answered},
    icons::{Icon, Pic},
};
use crate::{platform::document, state::app::App};
use leptos::{html::Dialog, prelude::*};

/// A modal dialog. It is open for as long as it is on the page.
#[component]
pub(super) fn Modal(
    /// The id of the heading that names it.
    labelled_by: &'static str,
    /// Its style.
    #[prop(optional)]
    class: &'static str,
    /// What Escape does; most often it closes the dialog.
    #[prop(into)]
    on_escape: Callback<()>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let opener = StoredValue::new_local(document::focused());
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // Fails only where it is open already, or not on the page.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        // After this turn: by then the dialog is gone, and the rest of the page takes the focus again.
        let opener = opener.try_get_value().flatten();
        leptos::task::spawn_local(async move {
            document::focus_again(opener.as_ref(), MAIN);
        });
    });
    view! {
        <dialog
            class=format!("modal {class}")
            aria-labelledby=labelled_by
            node_ref=dialog
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_escape.run(());
            }
            // The browser may close it without asking, after a second Escape.
            on:close=move |_| on_escape.run(())
        >
            {children()}
        </dialog>
    }
}

/// A dialog's heading, and the button that closes it.
#[component]
pub(super) fn ModalHead(
    /// The id of the heading.
    id: &'static str,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands under it.
    #[prop(into, optional)]
    note: Signal<Option<String>>,
    /// What the button does.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        // No `header`: outside of a section that is a landmark, the second banner of the page.
        <div class="modal-head">
            <div>
                <h2 id=id>{title}</h2>
                {move || note.get().map(|note| view! { <p class="small">{note}</p> })}
            </div>
            <button class="btn quiet square" type="button" aria-label=app.words(|words| words.close()) on:click=move |_| on_close.run(())>
                <Pic icon=Icon::Close/>
            </button>
        </div>
    }
}

/// Closes what the address has open over a list or saved report.
pub(super) fn close_panel(app: App) {
    if app.route.with_untracked(|route| route.panel.is_some()) {
        app.change(|route| route.panel = None);
    }
}

/// Asks whether something that the user made is really to go.
#[component]
pub(super) fn DeleteDialog(
    /// Its name.
    name: String,
    /// What is asked, where it is not the usual.
    #[prop(optional, into)]
    title: Option<String>,
    /// What that means, where it is not the usual.
    #[prop(optional, into)]
    hint: Option<String>,
    /// Why it could not be deleted.
    #[prop(optional)]
    answer: Option<RwSignal<Answer>>,
    /// What takes it away.
    #[prop(into)]
    on_delete: Callback<()>,
) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <Modal labelled_by="delete-title" on_escape=move |()| close_panel(app)>
            <ModalHead id="delete-title" title=title.unwrap_or_else(|| app.words(|words| words.delete_title(&name))) on_close=move |()| close_panel(app)/>
            <div class="modal-body">
                <p>{hint.unwrap_or_else(|| app.words(|words| words.delete_hint()))}</p>
                <p class="actions">
                    <button class="btn danger" type="button" on:click=move |_| on_delete.run(())>{app.words(|words| words.delete())}</button>
                    <button class="btn" type="button" on:click=move |_| close_panel(app)>{app.words(|words| words.cancel())}</button>
                </p>
                {answer.map(|answer| view! { <Answered answer/> })}
            </div>
        </Modal>
    }
}
