//! The root component.

use super::{
    dashboard::Dashboard,
    notice::Notices,
    part::{self, Part, part},
    shell::{LANGUAGE, Rail, TopBar},
};
use crate::{
    platform::{document, file},
    route::{Page, Route, Tab},
    state::{app::App, exchange, preferences},
    view::client,
    words::Words,
};
use leptos::prelude::*;
use web_sys::DragEvent;

/// Puts the app on the page.
pub fn mount() {
    std::panic::set_hook(Box::new(|fault| {
        console_error_panic_hook::hook(fault);
        // Nothing may call the program any more; the page says so instead of standing still.
        document::show_fault(&Words::new(preferences::language()).stopped());
    }));
    document::remove_placeholder();
    leptos::mount::mount_to_body(Root);
}

/// The element that takes the focus when the page changes.
pub(super) const MAIN: &str = "main";
/// What opens the calculator takes the focus again when that closes.
pub(super) const DRAWER_TAB: &str = "drawer-tab";

#[component]
fn Root() -> impl IntoView {
    let app = App::start();
    provide_context(app);
    part::preload();

    // Effects that touch the outside only.
    Effect::new(move |before: Option<()>| {
        document::set_language(app.language.get().as_str());
        // The page was built anew (below): the menu that asked for it keeps the focus.
        if before.is_some() {
            document::focus(LANGUAGE);
        }
    });
    Effect::new(move || preferences::apply_theme(app.theme.get()));
    Effect::new(move || app.keep_imports());
    Effect::new(move || document::set_title(&title(app)));
    Effect::new(move |before: Option<(Page, Option<String>)>| {
        // Every client's record is a page of its own.
        let page = app.route.with(|route| (route.page, route.client.clone()));
        if before.is_some_and(|before| before != page) {
            document::focus(MAIN);
            document::scroll_to_top();
        }
        page
    });
    // For as long as there is a page.
    let _ = window_event_listener(leptos::ev::beforeprint, move |_| app.printing.set(true));
    let _ = window_event_listener(leptos::ev::afterprint, move |_| app.printing.set(false));
    view! {
        {move || {
            app.language.track();
            view! { <Frame/> }
        }}
    }
}

/// Everything on the page, in one language.
#[component]
fn Frame() -> impl IntoView {
    let app = expect_context::<App>();
    let page = Memo::new(move |_| app.route.with(|route| route.page));
    view! {
        <FileDrop/>
        <a class="skip" href=format!("#{MAIN}") on:click=move |event| {
            event.prevent_default();
            document::focus(MAIN);
        }>{app.words(|words| words.skip_to_content())}</a>
        <div class="app">
            <Rail/>
            <div class="column">
                <TopBar/>
                <main class="page" id=MAIN tabindex="-1">
                    <Notices/>
                    {move || match page.get() {
                        Page::Dashboard => view! { <Dashboard/> }.into_any(),
                        Page::Commissions => part(Part::Commissions),
                        Page::Client => part(Part::Client),
                        Page::Tier => part(Part::Tier),
                        Page::Board => part(Part::Board),
                        Page::Reports => part(Part::Reports),
                        Page::Lists => part(Part::Lists),
                        Page::Data => part(Part::Data),
                        Page::History => part(Part::History),
                        Page::Rules => part(Part::Rules),
                        Page::Calculator => part(Part::Calculator),
                    }}
                </main>
            </div>
        </div>
        <DrawerTab/>
        <Over dialog=Part::Drawer is_open=|route| route.drawer.is_some()/>
        <Over dialog=Part::Dialog is_open=|route| route.report.is_some()/>
        <Over dialog=Part::Peek is_open=|route| route.peek.is_some()/>
    }
}

/// The tab at the page's edge that opens the calculator; on the calculator's own page there is none.
#[component]
fn DrawerTab() -> impl IntoView {
    let app = expect_context::<App>();
    let shown = Memo::new(move |_| {
        let route = app.route;
        route.with(|route| route.page != Page::Calculator && route.drawer.is_none())
    });
    let open = move |_| app.change(|route| route.drawer = Some(Tab::Points));
    view! {
        <Show when=move || shown.get()>
            <button class="drawer-tab" id=DRAWER_TAB type="button" aria-label=app.words(|words| words.calc_open()) on:click=open>
                <span aria-hidden="true">"◂ "{app.words(|words| words.calc_title())}</span>
            </button>
        </Show>
    }
}

/// A dialog over the page, for as long as the address has it open.
#[component]
fn Over(dialog: Part, is_open: fn(&Route) -> bool) -> impl IntoView {
    let app = expect_context::<App>();
    let open = Memo::new(move |_| app.route.with(is_open));
    move || {
        open.get()
            .then(|| view! { <div class="dialog-slot">{part(dialog)}</div> })
    }
}

fn title(app: App) -> String {
    app.language.track();
    let client = app.view(|book, _, _, _| {
        app.route
            .with(|route| client::name(book, route.client.as_deref()?))
    });
    let client = client.flatten();
    let page = app.words(|words| match app.route.with(|route| route.page) {
        Page::Dashboard => words.dashboard_title(),
        Page::Data => words.data_title(),
        Page::History => words.history_title(),
        Page::Rules => words.rules_title(),
        Page::Calculator => words.calc_title(),
        Page::Tier => words.tier_title(),
        Page::Commissions => words.commissions_title(),
        Page::Client => client.unwrap_or_else(|| words.client_title()),
        Page::Board => words.board_title(),
        Page::Reports => words.reports_title(),
        Page::Lists => words.lists_title(),
    });
    let partner = app.partner_name();
    [Some(page), partner, Some("Tierwise".to_owned())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The whole window takes a file.
#[component]
fn FileDrop() -> impl IntoView {
    let app = expect_context::<App>();
    // Entering a child fires before leaving its parent, so a count and not a flag says whether the drag is over the page.
    let depth = RwSignal::new(0_u32);
    let files = |event: &DragEvent| {
        let carries = file::carries_files(event);
        if carries {
            event.prevent_default();
        }
        carries
    };
    let over = window_event_listener(leptos::ev::dragover, move |event| {
        files(&event);
    });
    let enter = window_event_listener(leptos::ev::dragenter, move |event| {
        if files(&event) {
            depth.update(|depth| *depth += 1);
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        if files(&event) {
            depth.update(|depth| *depth = depth.saturating_sub(1));
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if files(&event) {
            depth.set(0);
            exchange::open_files(app, file::dropped(&event));
        }
    });
    on_cleanup(move || {
        [over, enter, leave, drop]
            .into_iter()
            .for_each(|listener| listener.remove())
    });
    view! {
        <Show when=move || depth.get() != 0>
            <div class="drop-veil" aria-hidden="true"><p>{app.words(|words| words.drop_here())}</p></div>
        </Show>
    }
}
