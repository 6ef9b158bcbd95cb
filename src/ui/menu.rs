//! A button that opens a small panel under it: filters, columns, more pages.
//!
//! The browser's own `<details>` opens and closes; Escape, a press elsewhere and leaving by Tab close it too, and Escape gives
//! the focus back to the button.

use crate::platform::document;
use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html::Details,
    prelude::*,
};

/// A panel under a button.
#[component]
pub(super) fn Menu(
    /// Its style.
    class: &'static str,
    /// The button.
    button: AnyView,
    /// Whether a press on something in it closes it, as for links.
    #[prop(optional)]
    closes: bool,
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    let close = move || {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(details) = details.get_untracked().filter(|details| details.open()) else {
            return;
        };
        if event.key() == "Escape" {
            // Not for the dialog around it.
            event.prevent_default();
            event.stop_propagation();
            details.set_open(false);
            document::focus_in(&details, "summary");
        }
    };
    let on_leave = move |event: FocusEvent| {
        if let Some(details) = details.get_untracked()
            && document::leaves(&event, &details)
        {
            details.set_open(false);
        }
    };
    view! {
        <details class=class node_ref=details on:keydown=on_key on:focusout=on_leave>
            {button}
            // It takes the focus of a press on its own ground, which is no press elsewhere.
            <div class="menu-body" tabindex="-1" on:click=move |_| {
                if closes {
                    close();
                }
            }>{children()}</div>
        </details>
    }
}
