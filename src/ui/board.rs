//! My dashboard: saved reports as the user arranged them.

use super::{
    icons::{Icon, Pic},
    kept::KeptNote,
    tile::Found,
};
use crate::{
    query::library::{Library, SavedReport, Width},
    route::{Page, Route},
    state::app::App,
};
use leptos::prelude::*;

#[component]
pub(super) fn BoardPage() -> impl IntoView {
    let app = expect_context::<App>();
    let tiles = Memo::new(move |_| {
        app.library().library.with(|library| {
            let board = library.board().into_iter();
            board
                .filter_map(|tile| Some((library.report(&tile.report)?.clone(), tile.width)))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <div class="page-head"><h1>{app.words(|words| words.board_title())}</h1></div>
        <KeptNote/>
        {move || match tiles.with(Vec::is_empty) {
            true => view! {
                <section class="card empty">
                    <p>{app.words(|words| words.board_empty())}</p>
                    <p class="actions"><a class="btn" href=move || app.href(Page::Reports)>{app.words(|words| words.board_to_reports())}</a></p>
                </section>
            }.into_any(),
            false => {
                let tiles = tiles.get();
                let last = tiles.len().saturating_sub(1);
                let tiles = tiles.into_iter().enumerate();
                view! {
                    <div class="board">
                        {tiles.map(|(at, (saved, width))| view! { <TileCard saved width is_first=at == 0 is_last=at == last/> }).collect_view()}
                    </div>
                }.into_any()
            }
        }}
    }
}

#[component]
fn TileCard(saved: SavedReport, width: Width, is_first: bool, is_last: bool) -> impl IntoView {
    let app = expect_context::<App>();
    let heading = format!("tile-{}", saved.id);
    let name = saved.name.clone();
    let id = saved.id.clone();
    let button =
        move |icon: Icon, label: String, disabled: bool, change: fn(&mut Library, &str)| {
            let id = id.clone();
            view! {
                <button
                    class="btn quiet square"
                    type="button"
                    aria-label=label.clone()
                    title=label
                    disabled=disabled
                    on:click=move |_| {
                        let _ = app.library().change(|library, _| {
                            change(library, &id);
                            Ok::<(), ()>(())
                        });
                    }
                >
                    <Pic icon/>
                </button>
            }
        };
    let is_whole = width == Width::Whole;
    let page = Route::default().at_item(Page::Reports, &saved.id).to_hash();
    let (tile, labelled_by, title) = (saved.id.clone(), heading.clone(), heading.clone());
    let description = Some(saved.description.clone()).filter(|text| !text.is_empty());
    view! {
        <section class="card tile" class:whole=is_whole aria-labelledby=labelled_by data-tile=tile>
            <header>
                <h2 id=title><a href=page>{name.clone()}</a></h2>
                <p class="tile-tools">
                    {button(Icon::Up, app.words(|words| words.tile_earlier(&name)), is_first, |library, id| library.move_tile(id, true))}
                    {button(Icon::Down, app.words(|words| words.tile_later(&name)), is_last, |library, id| library.move_tile(id, false))}
                    {button(Icon::Columns, app.words(|words| match is_whole {
                        true => words.tile_narrower(&name),
                        false => words.tile_wider(&name),
                    }), false, Library::toggle_width)}
                    {button(Icon::Close, app.words(|words| words.tile_remove(&name)), false, Library::unpin)}
                </p>
            </header>
            {description.map(|text| view! { <p class="small">{text}</p> })}
            <Found saved labelled_by=heading/>
        </section>
    }
}
