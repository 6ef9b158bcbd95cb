//! Files as blobs of the browser: read piece by piece, packed and unpacked by the browser's own streams.
//!
//! Problem: a history of large files must not go through the program's memory at once, which never shrinks again. Idea: a
//! blob is read in pieces, and what comes out of a stream becomes a blob again.

use super::file;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, File, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair, Response,
};

/// How much of a blob is read at once, in bytes.
const PIECE: u64 = 1024 * 1024;

#[wasm_bindgen]
extern "C" {
    // web-sys has the two behind a flag that would hold for all of it.
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Deflate without a frame of its own, as a ZIP file has it.
const FORMAT: &str = "deflate-raw";

/// A part of a blob; nothing is read by that.
#[allow(
    clippy::cast_precision_loss,
    reason = "sizes of files are far below 2^53"
)]
pub fn part(blob: &Blob, from: u64, to: u64) -> Option<Blob> {
    blob.slice_with_f64_and_f64(from as f64, to as f64).ok()
}

/// Bytes as a blob.
pub fn of_bytes(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}

/// Blobs one behind the other.
pub fn joined(parts: &[Blob]) -> Option<Blob> {
    let parts: Array = parts.iter().collect();
    Blob::new_with_blob_sequence(&parts).ok()
}

/// A blob as a file of that name.
pub fn named(blob: &Blob, name: &str) -> Option<File> {
    File::new_with_blob_sequence(&Array::of1(blob), name).ok()
}

/// Reads a blob piece by piece; `None` where the browser cannot read it any more.
pub async fn read(blob: &Blob, mut piece: impl FnMut(&[u8])) -> Option<()> {
    let (mut at, size) = (0, file::size(blob));
    while at < size {
        let to = size.min(at.saturating_add(PIECE));
        piece(&file::bytes(&part(blob, at, to)?).await?);
        at = to;
    }
    Some(())
}

/// A blob, deflated; `None` where the browser cannot.
pub async fn deflated(blob: &Blob) -> Option<Blob> {
    let packing = CompressionStream::new(FORMAT).ok()?;
    let packed = through(blob, &packing);
    let response = Response::new_with_opt_readable_stream(Some(&packed)).ok()?;
    let packed = JsFuture::from(response.blob().ok()?).await.ok()?;
    packed.dyn_into().ok()
}

/// A deflated blob as it was, of exactly that size; `None` where it is none, or another size: a few bytes may unpack to
/// more than a disk holds.
pub async fn inflated(blob: &Blob, size: u64) -> Option<Blob> {
    let unpacking = DecompressionStream::new(FORMAT).ok()?;
    let reader = ReadableStreamDefaultReader::new(&through(blob, &unpacking)).ok()?;
    let pieces = Array::new();
    let mut so_far = 0;
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        if Reflect::get(&read, &"done".into()).ok()?.is_truthy() {
            break;
        }
        let piece: Uint8Array = Reflect::get(&read, &"value".into()).ok()?.dyn_into().ok()?;
        so_far += u64::from(piece.length());
        if so_far > size {
            // Nobody waits for the rest.
            let _: Promise = reader.cancel();
            return None;
        }
        pieces.push(&piece);
    }
    let whole = Blob::new_with_u8_array_sequence(&pieces).ok()?;
    (so_far == size).then_some(whole)
}

fn through(blob: &Blob, stream: &JsValue) -> ReadableStream {
    // What has the two ends of a pipe is a pair of them.
    let pair: &ReadableWritablePair = stream.unchecked_ref();
    blob.stream().pipe_through(pair)
}
