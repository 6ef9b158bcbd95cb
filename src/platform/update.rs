//! A newer version of the page, which the browser has fetched and keeps until somebody asks for it (`public/offline.js`).

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// What says that one is ready.
const READY: &str = "tierwise-update";
/// What asks for it.
const RELOAD: &str = "tierwise-reload";

/// Calls back when a newer version is ready, for as long as the page lives.
pub fn on_ready(callback: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(callback);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(READY, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// Reloads the page in its newer version.
pub fn reload() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(RELOAD)) {
        // Nobody prevents it.
        let _ = window.dispatch_event(&event);
    }
}
