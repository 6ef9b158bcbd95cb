//! A figure, readable by people and machines.

use crate::view::figure::FigureView;
use leptos::prelude::*;

/// `<data data-figure="…" value="EXACT">text</data>`, as partner-data.md promises.
#[component]
pub(super) fn Figure(figure: FigureView) -> impl IntoView {
    let missing = figure.is_missing();
    let currency = figure.currency.map(|currency| currency.to_string());
    view! {
        <data class="figure" class:missing=missing data-figure=figure.key data-currency=currency value=figure.value>
            {figure.text}
        </data>
    }
}
