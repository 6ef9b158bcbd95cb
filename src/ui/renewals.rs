//! Upcoming renewals: which clients' contracts renew next, and what that will do to the MRR.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn Renewals() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <section class="card" aria-labelledby="renewals-title"><header><h2 id="renewals-title">{app.words(|words| words.table_renewals())}</h2></header></section> }
}
