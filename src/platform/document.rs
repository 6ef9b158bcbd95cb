//! The document around the app: language, theme, title, focus.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, FocusEvent, HtmlElement, HtmlInputElement, Node};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Says the page's language to the browser and to screen readers.
pub fn set_language(language: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", language);
    }
}

/// Fixes the theme, or leaves it to the system with `None`.
pub fn set_theme(theme: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to an element, so that keyboard and screen reader follow a change of page.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts a text into a field.
pub fn set_value(id: &str, text: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(field) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(text);
    }
}

/// The element that has the focus, where it is one that can take it again.
pub fn focused() -> Option<HtmlElement> {
    let element = document()?.active_element()?;
    let body = document()?.body();
    let element = element.dyn_into::<HtmlElement>().ok()?;
    (Some(&element) != body.as_ref()).then_some(element)
}

/// Gives the focus back to an element; where it has left the page meanwhile, to the one with an id. A focus that something
/// has taken since stays there.
pub fn focus_again(element: Option<&HtmlElement>, id: &str) {
    if focused().is_some_and(|focused| focused.is_connected()) {
        return;
    }
    match element.filter(|element| element.is_connected()) {
        Some(element) => {
            let _ = element.focus();
        }
        None => focus(id),
    }
}

/// Moves the focus to the first element that a selector finds in another one.
pub fn focus_in(parent: &Element, selector: &str) {
    let found = parent.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether the focus goes from an element to somewhere outside of it.
pub fn leaves(event: &FocusEvent, element: &Element) -> bool {
    let to = event.related_target();
    let to = to.and_then(|to| to.dyn_into::<Node>().ok());
    !element.contains(to.as_ref()) || to.is_none()
}

/// Brings an element into view, as far up as it goes.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
}

/// Goes to the top of the page, where another one begins.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Takes the loading placeholder of index.html away, once the app is there.
pub fn remove_placeholder() {
    if let Some(placeholder) = document().and_then(|document| document.get_element_by_id("boot")) {
        placeholder.remove();
    }
}

/// Puts a sentence over the page when the program has stopped.
pub fn show_fault(text: &str) {
    let show = |document: Document| -> Option<()> {
        let notice = document.create_element("p").ok()?;
        notice.set_attribute("role", "alert").ok()?;
        notice.set_class_name("fault");
        notice.set_text_content(Some(text));
        document.body()?.prepend_with_node_1(&notice).ok()
    };
    document().and_then(show);
}

/// The languages that the user prefers, best first.
pub fn preferred_languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages());
    languages
        .iter()
        .flat_map(js_sys::Array::iter)
        .filter_map(|language| language.as_string())
        .collect()
}

/// Whether nobody sees the page: another tab is in front, the window is away, the screen is off.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// Calls back whenever the page is seen again, or no longer, for as long as it lives.
pub fn on_visibility_change(callback: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(callback);
    if let Some(document) = document() {
        let _ = document
            .add_event_listener_with_callback("visibilitychange", closure.as_ref().unchecked_ref());
    }
    closure.forget();
}
