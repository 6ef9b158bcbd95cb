//! A file for the user to keep.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to begin with the file, in milliseconds.
const KEPT: i32 = 60_000;

/// Gives the user a file by the browser's download; `None` where the browser refuses.
pub fn save(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    save_blob(name, &blob)
}

/// The same with bytes that the browser holds.
pub fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let window = web_sys::window()?;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let link = window.document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The address keeps the file in memory; the browser reads it after this call.
    let revoke = Closure::once_into_js(move || Url::revoke_object_url(&address));
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), KEPT)
        .ok()?;
    Some(())
}
