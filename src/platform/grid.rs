//! A scrolled element with rows of one height: what is in sight, and the cell that the keyboard is on.

use crate::view::markup::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The mark of the cell that the keyboard is on, for the style.
const MARK: &str = "data-active";

/// How far it is scrolled, and how much of it is in sight, in pixels.
pub fn sight(host: &Element) -> (usize, usize) {
    let pixels = |length: i32| usize::try_from(length).unwrap_or_default();
    (pixels(host.scroll_top()), pixels(host.client_height()))
}

/// Scrolls so that a row is in sight, whole, between the headings above the rows and the sums below them.
pub fn reveal(host: &Element, top: usize, height: usize) {
    let (from, in_sight) = sight(host);
    let room = in_sight.saturating_sub(3 * height);
    let to = if top < from {
        top
    } else if from + room < top {
        top - room
    } else {
        return;
    };
    host.set_scroll_top(i32::try_from(to).unwrap_or(i32::MAX));
}

/// Scrolls the page so that the grid itself is in sight: that it has the focus is not enough in every browser (Firefox).
pub fn show(host: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    host.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts rows into a block of the grid, in one go.
pub fn fill(block: &Element, rows: &Markup) {
    block.set_inner_html(rows.as_str());
}

fn element(id: &str) -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// Marks a cell as the one that the keyboard is on, for the style and for screen readers; none where it is not there.
pub fn mark(host: &Element, cell: &str) {
    if let Ok(Some(old)) = host.query_selector(&format!("[{MARK}]")) {
        let _ = old.remove_attribute(MARK);
    }
    match element(cell) {
        Some(cell) => {
            let _ = cell.set_attribute(MARK, "");
            let _ = host.set_attribute("aria-activedescendant", &cell.id());
        }
        None => {
            let _ = host.remove_attribute("aria-activedescendant");
        }
    }
}

/// Scrolls sideways so that a cell is in sight, beside the columns that always are: those before it, by their headings.
pub fn reveal_column(host: &Element, cell: &str, pinned: &[String]) {
    let Some(cell) = element(cell) else { return };
    let ends = pinned.iter().filter_map(|heading| {
        let heading = element(heading)?;
        Some(heading.offset_left() + heading.offset_width() - host.scroll_left())
    });
    let pinned = ends.max().unwrap_or_default();
    let (left, right) = (cell.offset_left(), cell.offset_left() + cell.offset_width());
    if left < host.scroll_left() + pinned {
        host.set_scroll_left(left - pinned);
    } else if host.scroll_left() + host.client_width() < right {
        host.set_scroll_left(right - host.client_width());
    }
}

/// Presses the button in a cell.
pub fn press(cell: &str) {
    let button = element(cell).and_then(|cell| cell.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// The client whose row a press was in, and the figure that was pressed, where it was one; `None` where no button was pressed.
pub fn pressed(event: &Event) -> Option<(String, Option<String>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button").ok()??;
    let client = button.closest("[data-client]").ok()??;
    let client = client.get_attribute("data-client")?;
    let figure = button.closest("[data-figure]").ok()?;
    let figure = figure.and_then(|figure| figure.get_attribute("data-figure"));
    Some((client, figure))
}
