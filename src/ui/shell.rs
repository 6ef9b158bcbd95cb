//! What frames every page: navigation, and the bar that says whose data it is and how far to trust it.

use super::{
    icons::{Icon, Mark, Pic},
    menu::Menu,
    part::{Part, part},
    select::Select,
};
use crate::{
    model::diagnostic::Effect,
    route::Page,
    state::{
        app::App,
        keeping::{self, Task},
        preferences::{self, Theme},
    },
    words::{Language, Words},
};
use leptos::prelude::*;

/// The language menu: it keeps the focus when the page is built anew in another language.
pub(super) const LANGUAGE: &str = "language";

#[component]
pub(super) fn Rail() -> impl IntoView {
    let app = expect_context::<App>();
    let link = move |page: Page, class: &'static str| {
        let current = move || (app.route.with(|route| route.page) == page).then_some("page");
        view! {
            <a class=class href=move || app.href(page) aria-current=current>
                <Pic icon=icon(page)/>
                <span>{app.words(|words| name(page, words))}</span>
            </a>
        }
    };
    // A phone's bar has five places: the rest is under "More" there.
    let links = |pages: &[Page], class| pages.iter().map(|page| link(*page, class)).collect_view();
    let minor = links(&MINOR, "nav");
    let is_minor = move || MINOR.contains(&app.route.with(|route| route.page));
    view! {
        <nav class="rail" aria-label=app.words(|words| words.nav_label())>
            <div class="brand"><Mark/>"Tierwise"</div>
            {links(&MAJOR, "nav")}
            {links(&MINOR, "nav minor")}
            <Menu
                class="more"
                closes=true
                button=view! {
                    <summary class="nav" aria-current=move || is_minor().then_some("true")>
                        <Pic icon=Icon::More/>
                        <span>{app.words(|words| words.nav_more())}</span>
                    </summary>
                }.into_any()
            >
                {minor}
            </Menu>
        </nav>
    }
}

/// The places of a phone's bar, and those of every wide screen's rail.
const MAJOR: [Page; 4] = [Page::Dashboard, Page::Tier, Page::Board, Page::Commissions];
/// The other places.
const MINOR: [Page; 6] = [
    Page::Calculator,
    Page::Reports,
    Page::Lists,
    Page::Data,
    Page::History,
    Page::Rules,
];

const fn icon(page: Page) -> Icon {
    match page {
        Page::Dashboard | Page::Client => Icon::Dashboard,
        Page::Tier => Icon::Tier,
        Page::Board => Icon::Board,
        Page::Commissions => Icon::Commissions,
        Page::Reports => Icon::Reports,
        Page::Lists => Icon::Lists,
        Page::Data => Icon::Data,
        Page::History => Icon::History,
        Page::Rules => Icon::Rules,
        Page::Calculator => Icon::Calculator,
    }
}

fn name(page: Page, words: &Words) -> String {
    match page {
        Page::Dashboard | Page::Client => words.nav_dashboard(),
        Page::Tier => words.nav_tier(),
        Page::Board => words.nav_board(),
        Page::Commissions => words.nav_commissions(),
        Page::Reports => words.nav_reports(),
        Page::Lists => words.nav_lists(),
        Page::Data => words.nav_data(),
        Page::History => words.nav_history(),
        Page::Rules => words.nav_rules(),
        Page::Calculator => words.nav_calculator(),
    }
}

#[component]
pub(super) fn TopBar() -> impl IntoView {
    let app = expect_context::<App>();
    let name = move || {
        app.partner_name()
            .unwrap_or_else(|| app.words(|words| words.unnamed_partner()))
    };
    let several = Memo::new(move |_| {
        let accounts = app.opening.keeping.accounts;
        accounts.with(|accounts| accounts.len() > 1)
    });
    let day = move || {
        app.view(|book, _, _, locale| {
            let words = locale.words.as_of(locale.format.date(book.as_of));
            (book.as_of.to_string(), words)
        })
    };
    let refreshed = move || {
        app.view(|book, _, _, locale| {
            book.points_refreshed_on
                .map(|day| locale.words.points_refreshed(locale.format.date(day)))
        })
        .flatten()
    };
    let unconfirmed = move || {
        app.view(|_, standing, rules, _| !rules.all_confirmed_on(standing.day))
            .unwrap_or(false)
    };
    let problems = move || {
        app.problems().map_or(0, |(_, problems)| {
            problems
                .iter()
                .filter(|problem| problem.effect != Effect::Noted)
                .count()
        })
    };
    view! {
        <header class="top">
            <Show when=move || several.get() fallback=move || view! { <b class="partner">{name}</b> }>
                <Accounts/>
            </Show>
            {move || day().map(|(day, words)| view! { <time class="chip as-of" datetime=day>{words}</time> })}
            {move || refreshed().map(|text| view! { <span class="chip">{text}</span> })}
            {move || app.is_endpoint.get().then(|| part(Part::Freshness))}
            <Show when=unconfirmed>
                <a class="chip warn" href=move || app.href(Page::Rules)>
                    {app.words(|words| words.thresholds_not_confirmed())}
                </a>
            </Show>
            <Show when=move || problems() != 0>
                <a class="chip warn" href=move || app.href(Page::Data)>
                    {move || app.words(|words| words.problems_chip(problems()))}
                </a>
            </Show>
            <div class="top-tools">
                <Select
                    name=LANGUAGE
                    label=app.words(|words| words.language_label())
                    choices=Signal::derive(|| {
                        Language::ALL
                            .iter()
                            .map(|language| (language.as_str().to_owned(), Words::new(*language).language_name()))
                            .collect()
                    })
                    chosen=Signal::derive(move || app.language.get().as_str().to_owned())
                    on_choice=move |word: String| {
                        if let Some(language) = Language::parse(&word) {
                            preferences::remember_language(language);
                            app.language.set(language);
                        }
                    }
                />
                <Select
                    name="theme"
                    label=app.words(|words| words.theme_label())
                    choices=Signal::derive(move || {
                        Theme::ALL
                            .into_iter()
                            .map(|theme| {
                                let name = app.words(|words| match theme {
                                    Theme::Automatic => words.theme_auto(),
                                    Theme::Light => words.theme_light(),
                                    Theme::Dark => words.theme_dark(),
                                });
                                (theme.word().unwrap_or_default().to_owned(), name)
                            })
                            .collect()
                    })
                    chosen=Signal::derive(move || app.theme.get().word().unwrap_or_default().to_owned())
                    on_choice=move |word: String| app.theme.set(Theme::parse(&word))
                />
            </div>
        </header>
    }
}

/// The partner's name as a menu, where this browser keeps data of several.
#[component]
fn Accounts() -> impl IntoView {
    let app = expect_context::<App>();
    let keeping = app.opening.keeping;
    let shown = move || keeping.shown.get().map(|shown| shown.account);
    let choices = Signal::derive(move || {
        let accounts = keeping.accounts.get().into_iter();
        let accounts = accounts.map(|account| (account.id, account.name));
        // What is open and is of none of them, as the sample.
        let other = shown().is_none().then(|| {
            let name = app.partner_name();
            let name = name.unwrap_or_else(|| app.words(|words| words.unnamed_partner()));
            (String::new(), name)
        });
        other.into_iter().chain(accounts).collect::<Vec<_>>()
    });
    view! {
        <div class="account-switch">
            <Select
                name="account"
                label=app.words(|words| words.account_switch())
                choices
                chosen=Signal::derive(move || shown().unwrap_or_default())
                on_choice=move |id: String| {
                    if !id.is_empty() {
                        keeping::ask(app, Task::Switch(id));
                    }
                }
            />
        </div>
    }
}
