//! Parts of the program that are loaded when they are first asked for.
//!
//! Problem: most visits are to the dashboard, and its first paint must not wait for the code of every other page. Idea: a
//! page is named as a part, and `make build` cuts the compiled program there (tests/support/split.sh): what only that page
//! uses becomes a file of its own, which is fetched when the page is first shown. A part that cannot be fetched says so,
//! and can be asked for again.
//!
//! Example: `part! { setup: data => DataPage, rules => RulesPage }` puts both pages into one file, and makes a function
//! `data` and a function `rules` that lay them out: `Page::Rules => rules()`.
//!
//! What two files need and the first page does not goes into a third file, so a few files with several pages each are
//! better than one for each page. A debug build is not cut: there every part is there from the start.

use crate::state::app::App;
use leptos::prelude::*;
use std::pin::Pin;
pub(super) use wasm_split_helpers::SplitLoaderError as Missing;

/// What a part is once it is there: the function that lays out its component.
pub(super) type Part = fn() -> AnyView;

/// A part on its way.
pub(super) type Coming = Pin<Box<dyn Future<Output = Result<Part, Missing>>>>;

/// Makes components without props parts of the program, in a file of this name.
macro_rules! part {
    ($file:ident: $($name:ident => $component:ident),+) => {$(
        pub(in crate::ui) fn $name() -> AnyView {
            #[cfg(not(debug_assertions))]
            #[::wasm_split_helpers::wasm_split($file, fallible)]
            fn $name() -> Result<$crate::ui::part::Part, $crate::ui::part::Missing> {
                Ok(|| view! { <$component/> }.into_any())
            }
            #[cfg(debug_assertions)]
            async fn $name() -> Result<$crate::ui::part::Part, $crate::ui::part::Missing> {
                Ok(|| view! { <$component/> }.into_any())
            }
            $crate::ui::part::show(|| Box::pin($name()))
        }
    )+};
}
pub(super) use part;

/// The part, or that it is loading, or that it could not be loaded.
pub(super) fn show(ask: fn() -> Coming) -> AnyView {
    let app = expect_context::<App>();
    let answer: RwSignal<Option<Result<Part, ()>>> = RwSignal::new(None);
    let load = move || {
        answer.set(None);
        leptos::task::spawn_local(async move {
            let part = ask().await;
            // Meanwhile the user may have gone elsewhere, and the signal with the page.
            answer.try_set(Some(part.map_err(drop)));
        });
    };
    load();
    (move || match answer.get() {
        None => view! {
            <section class="card skeleton" aria-busy="true">
                <p class="small" role="status">{app.words(|words| words.loading())}</p>
                <div class="bone wide"></div>
                <div class="bone"></div>
            </section>
        }
        .into_any(),
        Some(Ok(part)) => part(),
        Some(Err(())) => view! {
            <section class="card empty">
                <p role="alert">{app.words(|words| words.part_missing())}</p>
                <p class="actions">
                    <button class="btn primary" type="button" on:click=move |_| load()>
                        {app.words(|words| words.try_again())}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    })
    .into_any()
}
