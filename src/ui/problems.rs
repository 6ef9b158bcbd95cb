//! What was wrong with the data: each kind once, its places below.

use super::icons::{Icon, Pic};
use crate::{
    state::app::App,
    view::{
        data::{Failure, refused},
        problems::ProblemGroup,
    },
};
use leptos::prelude::*;

#[component]
pub(super) fn Problems(groups: Vec<ProblemGroup>) -> impl IntoView {
    let app = expect_context::<App>();
    if groups.is_empty() {
        return view! { <p class="all-well"><Pic icon=Icon::Met/>{app.words(|words| words.data_problems_none())}</p> }.into_any();
    }
    view! {
        <ul class="problems">
            {groups
                .into_iter()
                .map(|group| {
                    let more = (group.more != 0).then(|| app.words(|words| words.data_problems_more(group.more)));
                    view! {
                        <li class="problem" class:severe=group.severe data-code=group.code>
                            <p class="problem-hint"><code>{group.code}</code>" "{group.hint}</p>
                            <ul class="places">
                                {group
                                    .places
                                    .into_iter()
                                    .map(|place| view! { <li><code>{place.place}</code>" "{place.what}</li> })
                                    .collect_view()}
                                {more.map(|more| view! { <li class="small">{more}</li> })}
                            </ul>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Why the content of what could not be opened was refused.
#[component]
pub(super) fn Refusal() -> impl IntoView {
    let app = expect_context::<App>();
    let reasons = move || match app.opening.failed.get() {
        Some((_, Failure::Refused(diagnostics))) => {
            app.locale(|locale| refused(&diagnostics, locale))
        }
        _ => Vec::new(),
    };
    move || {
        reasons()
            .into_iter()
            .map(|(what, hint)| view! { <p>{what}" "<span class="small">{hint}</span></p> })
            .collect_view()
    }
}
