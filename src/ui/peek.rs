//! A client's points in a flyout beside the page. The arrow keys go to the client before and after it.

use super::{
    figure::Figure,
    icons::{Icon, Pic},
    modal::{Modal, ModalHead},
};
use crate::{
    route::{Page, Tab},
    state::app::App,
    view::{
        client::Neighbour,
        clients, lists,
        peek::{self, GroupView, PartView, PeekView},
        report,
    },
};
use leptos::{ev::KeyboardEvent, prelude::*};
use std::sync::Arc;

#[component]
pub(super) fn Peek() -> impl IntoView {
    let app = expect_context::<App>();
    let id = Memo::new(move |_| app.route.with(|route| route.peek.clone()));
    let list = Memo::new(move |_| app.route.with(|route| route.breakdown));
    let grid = Memo::new(move |_| {
        app.route.with(|route| {
            let in_grid = route.page == Page::Tier && route.tab == Some(Tab::Breakdown);
            in_grid.then(|| route.clients.clone())
        })
    });
    let rows = Memo::new(move |_| app.route.with(|route| route.report.clone()));
    let of_list = Memo::new(move |_| {
        app.route.with(|route| {
            let item = route.item.clone();
            item.filter(|_| route.page == Page::Lists)
        })
    });
    // The order of the rows that it was opened from; worked out once for all steps back and forth.
    let order = Memo::new(move |_| {
        if let Some(query) = rows.get() {
            return app.report(&query, |report, _, rules, locale| {
                Arc::new(report::clients(report, rules, locale))
            });
        }
        if let Some(id) = of_list.get() {
            return app.library().library.with(|library| {
                let list = library.list(&id)?;
                app.ask(|question, locale| Arc::new(lists::clients(list, &question, locale)))
            });
        }
        let query = grid.get()?;
        app.ask(|question, locale| {
            let kept = clients::table(question, &query, locale).kept;
            Arc::new(clients::order(question, &query, &kept, locale))
        })
    });
    let view = Memo::new(move |_| {
        let id = id.get()?;
        let order = order.get();
        let order = order.as_ref().map(|order| order.as_slice());
        app.ask(|question, locale| peek::peek(&question, &id, order, &list.get(), locale))
            .flatten()
    });
    let close = move || {
        // The browser also says so while the dialog goes away.
        if app.route.with_untracked(|route| route.peek.is_some()) {
            app.change(|route| route.peek = None);
        }
    };
    let step = move |to: Neighbour| {
        if let Some((id, _)) = to {
            // Not a step of its own for each client that is passed.
            app.adjust(|route| route.peek = Some(id));
        }
    };
    let beside = move |after: bool| {
        view.with(|view| {
            let (before, next) = view.as_ref()?.neighbours.clone();
            if after { next } else { before }
        })
    };
    let on_key = move |event: KeyboardEvent| {
        // With these the browser goes back.
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let after = match event.key().as_str() {
            "ArrowLeft" => false,
            "ArrowRight" => true,
            _ => return,
        };
        event.prevent_default();
        step(untrack(|| beside(after)));
    };
    let name = move || {
        view.with(|view| view.as_ref().map(|view| view.name.clone()))
            .unwrap_or_else(|| app.words(|words| words.client_title()))
    };
    let go = move |after: bool| {
        let label = move || {
            let name = beside(after).map(|(_, name)| name);
            name.map(|name| {
                app.words(|words| match after {
                    true => words.client_after(name),
                    false => words.client_before(name),
                })
            })
        };
        view! {
            <button class="btn quiet" type="button" aria-disabled=move || beside(after).is_none().to_string() on:click=move |_| step(untrack(|| beside(after)))>
                {move || label().unwrap_or_else(|| "–".to_owned())}
            </button>
        }
    };
    view! {
        <Modal labelled_by="peek-title" class="peek-dialog" on_escape=move |()| close()>
            <div class="peek-frame" on:keydown=on_key>
                <ModalHead id="peek-title" title=Signal::derive(name) on_close=move |()| close()/>
                <nav class="peek-steps" aria-label=app.words(|words| words.client_neighbours())>{go(false)}{go(true)}</nav>
                <div class="peek-body" aria-live="polite">
                    {move || match view.get() {
                        Some(view) => view! { <Points view/> }.into_any(),
                        None => view! { <p class="empty">{app.words(|words| words.peek_none())}</p> }.into_any(),
                    }}
                </div>
                <p class="small peek-keys">{app.words(|words| words.peek_keys())}</p>
            </div>
        </Modal>
    }
}

#[component]
fn Points(view: PeekView) -> impl IntoView {
    let app = expect_context::<App>();
    let record = app
        .route
        .with_untracked(|route| route.at_client(&view.id).to_hash());
    view! {
        <div data-client=view.id>
            <dl class="client-points">
                {view.points.into_iter().map(|(name, figure)| view! { <div class="fig"><dt>{name}</dt><dd><b><Figure figure/></b></dd></div> }).collect_view()}
            </dl>
            <p><a class="btn" href=record>{app.words(|words| words.peek_record())}</a></p>
            {view.groups.into_iter().map(|group| view! { <Group group/> }).collect_view()}
        </div>
    }
}

#[component]
fn Group(group: GroupView) -> impl IntoView {
    let GroupView {
        key,
        title,
        parts,
        none,
    } = group;
    let label = title.clone();
    view! {
        <section class="peek-group" data-group=key aria-label=label>
            <h3>{title}</h3>
            {none.map(|none| view! { <p class="small">{none}</p> })}
            <ul>{parts.into_iter().map(|part| view! { <Part part/> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Part(part: PartView) -> impl IntoView {
    let PartView {
        name,
        about,
        shared,
        points: (exact, text),
        from: (from, from_text),
        state,
        until,
        working,
        rules,
    } = part;
    view! {
        <li class="peek-part" data-until=until>
            <div class="peek-line">
                <b>{name}</b>
                {shared.map(|shared| view! { <span class="chip"><Pic icon=Icon::Board/>{shared}</span> })}
                <data class="peek-points" value=exact>{text}</data>
            </div>
            <p class="small">{about}" · "<time datetime=from>{from_text}</time>" · "{state}</p>
            <p class="small peek-working">{working}" · "{rules}</p>
        </li>
    }
}
