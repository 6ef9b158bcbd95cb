//! The commissions page: statements and payments.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn CommissionsPage() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <div class="page-head"><h1>{app.words(|words| words.commissions_title())}</h1></div> }
}
