//! The other tabs that have this page open: they are told when something that all of them keep has changed.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::BroadcastChannel;

/// The way to the other tabs, where the browser has one.
#[derive(Debug, Clone)]
pub struct Tabs(Option<BroadcastChannel>);

impl Tabs {
    /// Calls back whenever another tab has told on this channel, for as long as the page lives.
    pub fn listen(channel: &str, callback: impl FnMut() + 'static) -> Self {
        let channel = BroadcastChannel::new(channel).ok();
        if let Some(channel) = &channel {
            let closure = Closure::<dyn FnMut()>::new(callback);
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            closure.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs.
    pub fn tell(&self) {
        if let Some(channel) = &self.0 {
            // Fails for a closed channel only, and this one stays open; a tab that is not told sees it when it reloads.
            let _ = channel.post_message(&JsValue::NULL);
        }
    }
}
