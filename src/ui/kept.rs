//! Whether what the user makes is kept in this browser.

use crate::{
    state::{app::App, library::StorageState},
    ui::icons::{Icon, Pic},
    view::library::not_kept,
};
use leptos::prelude::*;

/// Nothing while all is well; otherwise why it is not, and what to do.
#[component]
pub(super) fn KeptNote() -> impl IntoView {
    let app = expect_context::<App>();
    let stored = app.library().stored;
    view! {
        <div role="status">
            {move || match stored.get() {
                StorageState::Keeping | StorageState::Kept => ().into_any(),
                StorageState::Loading => view! { <p class="small">{app.words(|words| words.kept_loading())}</p> }.into_any(),
                StorageState::NotKept(reason) => view! {
                    <div class="notice bad">
                        <Pic icon=Icon::Warning/>
                        <p class="notice-text">{app.words(|words| not_kept(reason, words))}</p>
                        <div class="notice-actions">
                            <button class="btn" type="button" on:click=move |_| app.library().keep()>{app.words(|words| words.try_again())}</button>
                        </div>
                    </div>
                }.into_any(),
            }}
        </div>
    }
}
