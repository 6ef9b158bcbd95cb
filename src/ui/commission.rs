//! Commission, the section: how much was paid, how much is coming.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn Commission() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <section class="card" aria-labelledby="commission-title"><header><h2 id="commission-title">{app.words(|words| words.commission_title())}</h2></header></section> }
}
