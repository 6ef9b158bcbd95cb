//! My dashboard: saved reports as the user arranged them.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn BoardPage() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <div class="page-head"><h1>{app.words(|words| words.board_title())}</h1></div> }
}
