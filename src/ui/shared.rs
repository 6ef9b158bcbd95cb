//! Shared selling: the deals that partner and vendor work on together, over a range of days.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn SharedSelling() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <section class="card" aria-labelledby="shared-title"><header><h2 id="shared-title">{app.words(|words| words.shared_title())}</h2></header></section> }
}
