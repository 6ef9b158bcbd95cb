//! The ladder, the same wherever it is drawn.

use crate::view::ladder::{LadderView, Notch};
use leptos::prelude::*;

#[component]
pub(super) fn Ladder(ladder: LadderView) -> impl IntoView {
    view! {
        <div class="ladder" role="img" aria-label=ladder.text>
            {ladder.notches.into_iter().map(|notch| view! { <Rung notch/> }).collect_view()}
            <div class="track">
                {ladder
                    .parts
                    .into_iter()
                    .map(|(part, width)| view! { <i class=part.class() style:width=width></i> })
                    .collect_view()}
            </div>
        </div>
    }
}

#[component]
fn Rung(notch: Notch) -> impl IntoView {
    let (wide, narrow) = notch.room;
    view! {
        <div
            class="notch"
            class:bare=!wide
            class:tight=!narrow
            class:at-end=notch.at_end
            data-tier=notch.tier.to_string()
            style:left=notch.position
        >
            <span class="notch-name">{notch.name}</span>
            <span class="notch-points">{notch.points}</span>
        </div>
    }
}
