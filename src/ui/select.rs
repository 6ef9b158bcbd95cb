//! A labelled menu of choices.

use leptos::prelude::*;

/// One choice: its word in the address, and its name.
pub(super) type Choice = (String, String);

/// A native `<select>` with its label before it.
#[component]
pub(super) fn Select(
    /// The label's text.
    label: String,
    /// The choices in their order.
    choices: Signal<Vec<Choice>>,
    /// The word of the chosen one.
    chosen: Signal<String>,
    /// What to do with another choice.
    #[prop(into)]
    on_choice: Callback<String>,
    /// Its id, for the focus and for tests.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <label class="select">
            <span>{label}</span>
            <select id=name on:change=move |event| on_choice.run(event_target_value(&event)) prop:value=chosen>
                {move || {
                    let current = chosen.get();
                    choices
                        .get()
                        .into_iter()
                        .map(|(word, text)| {
                            let selected = word == current;
                            view! { <option value=word selected=selected>{text}</option> }
                        })
                        .collect_view()
                }}
            </select>
        </label>
    }
}
