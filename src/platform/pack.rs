//! Bytes packed with gzip and written in base64, by the browser: what can stand in a page without being part of it.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileReader, ReadableWritablePair, Response};

/// Bytes that the browser holds.
pub fn blob(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}

/// The same bytes, packed; `None` where the browser cannot, as with a file that was changed since it was chosen.
pub async fn gzip(bytes: &Blob) -> Option<Blob> {
    // Not in `web-sys` yet.
    let window = web_sys::window()?;
    let packer = Reflect::get(&window, &"CompressionStream".into()).ok()?;
    let packer = Reflect::construct(
        &packer.dyn_into::<Function>().ok()?,
        &Array::of1(&"gzip".into()),
    );
    let packer: ReadableWritablePair = packer.ok()?.unchecked_into();
    let packed = bytes.stream().pipe_through(&packer);
    let packed = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
    let packed = JsFuture::from(packed.blob().ok()?).await.ok()?;
    packed.dyn_into().ok()
}

/// Bytes in base64; `None` where the browser cannot read them.
pub async fn base64(bytes: &Blob) -> Option<String> {
    let reader = FileReader::new().ok()?;
    let read = Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    reader.read_as_data_url(bytes).ok()?;
    JsFuture::from(read).await.ok()?;
    let address = reader.result().ok()?.as_string()?;
    // data:application/octet-stream;base64,H4sI…
    let (_, base64) = address.split_once(',')?;
    Some(base64.to_owned())
}
