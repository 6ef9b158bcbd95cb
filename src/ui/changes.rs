//! Tier point changes: what came and went over a range of days, and whose it was.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn Changes() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <section class="card" aria-labelledby="changes-title"><header><h2 id="changes-title">{app.words(|words| words.changes_title())}</h2></header></section> }
}
