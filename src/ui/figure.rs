//! A figure, readable by people and machines; a press shows the rows behind it.

use crate::{
    engine::explain::Key,
    query::report::{ReportQuery, Subject},
    state::app::App,
    view::figure::FigureView,
};
use leptos::prelude::*;

/// `<data data-figure="…" value="EXACT">text</data>`, as partner-data.md promises.
#[component]
pub(super) fn Figure(
    figure: FigureView,
    /// The day that its text speaks of.
    #[prop(optional_no_strip)]
    day: Option<String>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let missing = figure.is_missing();
    let currency = figure.currency.map(|currency| currency.to_string());
    let FigureView {
        key, value, client, ..
    } = figure;
    let open = move |_| open(app, key, client.clone());
    view! {
        <data class="figure" class:missing=missing data-figure=key data-currency=currency value=value>
            <button class="explain" type="button" aria-haspopup="dialog" title=app.words(|words| words.open_figure()) on:click=open>
                {match day {
                    Some(day) => view! { <time datetime=day>{figure.text}</time> }.into_any(),
                    None => figure.text.into_any(),
                }}
            </button>
        </data>
    }
}

/// Opens the rows behind a figure of the page as it is shown: over the range of its section, for the chosen goal.
fn open(app: App, key: &str, client: Option<String>) {
    let Some(key) = Key::parse(key) else {
        return;
    };
    app.change(|route| {
        let shared = matches!(
            key,
            Key::SharedCreated | Key::SharedInFlight | Key::SharedClosedWon
        );
        let is_goal = key.as_str().starts_with("goal.");
        let query = ReportQuery {
            client,
            range: if shared { route.shared } else { route.changes },
            goal: route.goal.clone().filter(|_| is_goal),
            ..ReportQuery::of(Subject::Figure(key))
        };
        *route = route.with_report(query);
    });
}
