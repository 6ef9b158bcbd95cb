//! The saved reports.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn ReportsPage() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <div class="page-head"><h1>{app.words(|words| words.reports_title())}</h1></div> }
}
