//! A client's record: everything the data says of one client.

use crate::state::app::App;
use leptos::prelude::*;

#[component]
pub(super) fn ClientPage() -> impl IntoView {
    let app = expect_context::<App>();
    view! { <div class="page-head"><h1>{app.words(|words| words.client_title())}</h1></div> }
}
