//! Tabs: one of a few parts of a page, by the ARIA authoring practices.
//!
//! The chosen tab alone takes part in the tab order; arrow keys, Home and End choose another one and take the focus along.

use crate::{model::choice::Choice, platform::document, route::Tab, state::app::App};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The tabs of a page and the part that is chosen. The address says which; the first one where it says none.
#[component]
pub(super) fn Tabs(
    /// What the tabs are of, for screen readers.
    label: String,
    /// The tabs in their order, each with its name.
    tabs: Vec<(Tab, String)>,
    /// The content of a tab.
    content: fn(Tab) -> AnyView,
) -> impl IntoView {
    let app = expect_context::<App>();
    let known: Vec<Tab> = tabs.iter().map(|(tab, _)| *tab).collect();
    let chosen = Memo::new(move |_| {
        let asked = app.route.with(|route| route.tab);
        asked
            .filter(|tab| known.contains(tab))
            .or_else(|| known.first().copied())
    });
    let choose = move |tab| app.change(|route| route.tab = Some(tab));
    view! {
        <TabList label tabs chosen choose prefix=""/>
        {move || chosen.get().map(|tab| view! {
            <div class="tab-panel" role="tabpanel" id=panel_id("", tab) aria-labelledby=tab_id("", tab)>{content(tab)}</div>
        })}
    }
}

/// The tabs alone, whoever knows which of them is chosen.
#[component]
pub(super) fn TabList(
    /// What the tabs are of, for screen readers.
    label: String,
    /// The tabs in their order, each with its name.
    tabs: Vec<(Tab, String)>,
    /// The chosen one.
    chosen: Memo<Option<Tab>>,
    /// Chooses another one.
    #[prop(into)]
    choose: Callback<Tab>,
    /// Before the ids, where a page has more than one list of tabs.
    prefix: &'static str,
) -> impl IntoView {
    let all: Vec<Tab> = tabs.iter().map(|(tab, _)| *tab).collect();
    let on_key = move |event: KeyboardEvent| {
        if event.alt_key() || event.meta_key() {
            return; // the browser goes back
        }
        let at = chosen
            .get_untracked()
            .and_then(|tab| all.iter().position(|other| *other == tab));
        let (at, last) = (at.unwrap_or_default(), all.len().saturating_sub(1));
        let next = match event.key().as_str() {
            "ArrowRight" if at == last => 0,
            "ArrowRight" => at + 1,
            "ArrowLeft" if at == 0 => last,
            "ArrowLeft" => at - 1,
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        if let Some(tab) = all.get(next) {
            choose.run(*tab);
            document::focus(&tab_id(prefix, *tab));
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {tabs.into_iter().map(|(tab, name)| {
                let is_chosen = move || chosen.get() == Some(tab);
                view! {
                    <button
                        class="tab"
                        type="button"
                        role="tab"
                        id=tab_id(prefix, tab)
                        aria-selected=move || is_chosen().to_string()
                        aria-controls=move || is_chosen().then(|| panel_id(prefix, tab))
                        tabindex=move || if is_chosen() { "0" } else { "-1" }
                        on:click=move |_| choose.run(tab)
                    >
                        {name}
                    </button>
                }
            }).collect_view()}
        </div>
    }
}

pub(super) fn tab_id(prefix: &str, tab: Tab) -> String {
    format!("{prefix}tab-{}", tab.word())
}

pub(super) fn panel_id(prefix: &str, tab: Tab) -> String {
    format!("{prefix}panel-{}", tab.word())
}
