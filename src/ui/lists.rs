//! The lists of clients.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn ListsPage() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <div class="page-head"><h1>{app.words(|words| words.lists_title())}</h1></div> }
}
