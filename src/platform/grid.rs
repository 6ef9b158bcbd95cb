//! A scrolled element with rows of one height: what is in sight, and the cell that the keyboard is on.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

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

/// Marks a cell as the one that the keyboard is on, for the style and for screen readers, and brings it into sight sideways.
pub fn mark(host: &Element, cell: &str) {
    if let Ok(Some(old)) = host.query_selector(&format!("[{MARK}]")) {
        let _ = old.remove_attribute(MARK);
    }
    let document = host.owner_document();
    let Some(cell) = document.and_then(|document| document.get_element_by_id(cell)) else {
        let _ = host.remove_attribute("aria-activedescendant");
        return;
    };
    let _ = cell.set_attribute(MARK, "");
    let _ = host.set_attribute("aria-activedescendant", &cell.id());
    let Some(cell) = cell.dyn_ref::<HtmlElement>() else {
        return;
    };
    let (left, right) = (cell.offset_left(), cell.offset_left() + cell.offset_width());
    if left < host.scroll_left() {
        host.set_scroll_left(left);
    } else if host.scroll_left() + host.client_width() < right {
        host.set_scroll_left(right - host.client_width());
    }
}

/// Presses the button in a cell.
pub fn press(cell: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let cell = document.and_then(|document| document.get_element_by_id(cell));
    let button = cell.and_then(|cell| cell.query_selector("a, button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
