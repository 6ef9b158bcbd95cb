//! Bytes from a file that the user chose or dropped, or from another blob of the browser's.

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, File, FileList, HtmlInputElement};

/// The most bytes that are read at once: what a program of this kind can hold, several times over.
pub const MOST: u64 = 512 * 1024 * 1024;

/// The size in bytes; known before it is read.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the browser gives a whole number as a float"
)]
pub fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// The first bytes of a file; none where the browser cannot read it.
pub async fn beginning(file: &File, length: usize) -> Vec<u8> {
    let length = i32::try_from(length).unwrap_or(i32::MAX);
    let Ok(blob) = file.slice_with_i32_and_i32(0, length) else {
        return Vec::new();
    };
    let buffer = JsFuture::from(blob.array_buffer()).await;
    buffer.map_or_else(|_| Vec::new(), |buffer| Uint8Array::new(&buffer).to_vec())
}

/// All of it; `None` where the browser cannot read it (any more): moved, changed, a folder.
pub async fn bytes(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A file of bytes that came from an address, named by the last part of it; `None` where the browser cannot hold it.
pub fn of_bytes(address: &str, bytes: &[u8]) -> Option<File> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    named(path.rsplit('/').next().unwrap_or_default(), bytes)
}

/// A file of bytes under a name.
pub fn named(name: &str, bytes: &[u8]) -> Option<File> {
    let content = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&content, name).ok()
}

/// Whether a drag carries files; text dragged inside the page is none of our business.
pub fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        data.types()
            .iter()
            .any(|kind| kind.as_string().as_deref() == Some("Files"))
    })
}

/// The files of a drop.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    listed(event.data_transfer().and_then(|data| data.files()))
}

/// The files that the user chose.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    listed(input.files())
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let files = files.as_ref();
    (0..files.map_or(0, FileList::length))
        .filter_map(|index| files?.get(index))
        .collect()
}
