//! The vendor's people for this partner.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn Team() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <section class="card" aria-labelledby="team-title"><header><h2 id="team-title">{app.words(|words| words.team_title())}</h2></header></section> }
}
