//! How much room the browser has for this page, and whether it promises to keep what is there.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// The room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What everything that is kept takes, in bytes; the browser rounds it.
    pub used: u64,
    /// What the browser gives this page at most, in bytes.
    pub quota: u64,
    /// Whether the browser deletes nothing by itself when the disk is full.
    pub persistent: bool,
}

/// The room that there is; `None` where the browser does not say.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the browser gives whole numbers as floats"
)]
pub async fn room() -> Option<Room> {
    let manager = manager()?;
    let estimate = JsFuture::from(manager.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    let persisted = JsFuture::from(manager.persisted().ok()?).await.ok();
    Some(Room {
        used: estimate.get_usage()? as u64,
        quota: estimate.get_quota()? as u64,
        persistent: persisted.is_some_and(|answer| answer.is_truthy()),
    })
}

/// Asks the browser to keep everything until the user deletes it; whether it promises that.
pub async fn persist() -> bool {
    let asked = manager().and_then(|manager| manager.persist().ok());
    match asked {
        Some(answer) => JsFuture::from(answer).await.is_ok_and(|is| is.is_truthy()),
        None => false,
    }
}

/// A page served by plain http has none.
fn manager() -> Option<StorageManager> {
    let navigator: wasm_bindgen::JsValue = web_sys::window()?.navigator().into();
    let manager = js_sys::Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}
