//! A menu of date ranges: presets that follow the day of the data, or two days.

use super::select::Select;
use crate::{
    model::period::parse_date,
    query::range::{Preset, Range},
    state::app::App,
    view::range::{days_of, presets},
};
use leptos::prelude::*;

/// The word of the choice that shows two date fields.
const CUSTOM: &str = "custom";

/// What a menu says: a range, or `None` for the usual one.
pub(super) type Chosen = Option<Range>;

/// A menu, and with "Custom" two date fields.
#[component]
pub(super) fn RangeMenu(
    /// The menu's id.
    name: &'static str,
    /// The range chosen now; `None` for the usual one.
    range: Signal<Option<Range>>,
    /// The name of the usual range, where there is one that no preset is.
    #[prop(optional, into)]
    usual: Option<String>,
    /// What to do with another one; `None` for the usual one, which only those get who name it.
    #[prop(into)]
    on_range: Callback<Chosen>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let chosen = Signal::derive(move || match range.get() {
        None => String::new(),
        Some(Range::Preset(preset)) => preset.as_str().to_owned(),
        Some(Range::Days(..)) => CUSTOM.to_owned(),
    });
    let days = move || {
        app.ask(|question, _| days_of(range.get().unwrap_or_default(), &question))
            .map(|(first, last)| (first.to_string(), last.to_string()))
            .unwrap_or_default()
    };
    let set = move |first: String, last: String| {
        // A date field is empty while somebody types: then the range stays.
        if let (Some(first), Some(last)) = (parse_date(&first), parse_date(&last)) {
            on_range.run(Some(Range::of(first, last)));
        }
    };
    view! {
        <div class="range">
            <Select
                name
                label=app.words(|words| words.range_label())
                choices=Signal::derive(move || app.words(|words| {
                    let custom = (CUSTOM.to_owned(), words.range_custom());
                    let usual = usual.clone().map(|usual| (String::new(), usual));
                    usual.into_iter().chain(presets(words)).chain([custom]).collect()
                }))
                chosen
                on_choice=move |word: String| match Preset::parse(&word) {
                    Some(preset) => on_range.run(Some(Range::Preset(preset))),
                    None if word.is_empty() => on_range.run(None),
                    // The days stay the same and can now be changed.
                    None => {
                        let (first, last) = untrack(days);
                        set(first, last);
                    }
                }
            />
            <Show when=move || matches!(range.get(), Some(Range::Days(..)))>
                <label class="select">
                    <span>{app.words(|words| words.range_first())}</span>
                    <input type="date" prop:value=move || days().0 on:change=move |event| set(event_target_value(&event), untrack(days).1)/>
                </label>
                <label class="select">
                    <span>{app.words(|words| words.range_last())}</span>
                    <input type="date" prop:value=move || days().1 on:change=move |event| set(untrack(days).0, event_target_value(&event))/>
                </label>
            </Show>
        </div>
    }
}
