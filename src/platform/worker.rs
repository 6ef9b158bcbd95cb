//! The file worker: a program of its own beside the page, which comes with the first file that it is asked for.
//!
//! Problem: a worker may never load, stop in the middle or run out of memory, and memory that WebAssembly has taken it never
//! gives back. Idea: one worker for one question. Nothing of the last file is left when the next one begins, an answer cannot
//! meet the wrong question, and whoever stops waiting ends it. The browser keeps its program, so that the second start is
//! quick.

use super::{fetch::Cancel, own};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, File, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Its script, one of the page's own files.
const SCRIPT: &str = "files/worker.js";

/// Why the worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerError {
    /// It did not start: its files are not there, or the browser has no such workers.
    NotStarted,
    /// It stopped; what it said last, in English.
    Stopped(String),
    /// The browser could not give it a file: moved, changed, a folder.
    Unreadable,
}

/// A worker that ends with the question.
struct Running(Worker);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.terminate();
    }
}

/// An XLSX file of a workbook's bytes (`query::sheet::Workbook::to_bytes`).
///
/// # Errors
/// [`WorkerError`]; the next call starts a new worker.
pub async fn xlsx(workbook: &[u8]) -> Result<Vec<u8>, WorkerError> {
    let bytes = Uint8Array::from(workbook);
    let transfer = Array::of1(&bytes.buffer());
    let answer = ask(&bytes, &transfer, &Cancel::new(), Box::new(|_, _| {})).await?;
    let bytes = answer.first().map(Uint8Array::to_vec);
    bytes.ok_or(WorkerError::Unreadable)
}

/// What files hold, as the parts of `ingest::several::Reading::into_parts`. `progress` hears how many bytes of how many are loaded.
///
/// # Errors
/// [`WorkerError`]; also after [`Cancel::cancel`], when nobody looks at it any more.
pub async fn read(
    files: &[File],
    today: &str,
    mappings: &str,
    cancel: &Cancel,
    progress: Progress,
) -> Result<Vec<Uint8Array>, WorkerError> {
    let (list, transfer) = given(files).await?;
    let question = object([
        ("files", JsValue::from(list)),
        ("today", today.into()),
        ("mappings", mappings.into()),
    ]);
    ask(&question, &transfer, cancel, progress).await
}

/// The files as the worker takes them, and what is moved to it. In WebKit the worker of a page that was opened from a disk cannot
/// read a file: there it is given the bytes.
async fn given(files: &[File]) -> Result<(Array, Array), WorkerError> {
    let (list, transfer) = (Array::new(), Array::new());
    for file in files {
        if !own::IS_WHOLE {
            list.push(file);
            continue;
        }
        let bytes = JsFuture::from(file.array_buffer()).await;
        let bytes = bytes.map_err(|_| WorkerError::Unreadable)?;
        transfer.push(&bytes);
        list.push(&object([
            ("name", file.name().into()),
            ("size", file.size().into()),
            ("content", bytes),
        ]));
    }
    Ok((list, transfer))
}

fn object<const N: usize>(properties: [(&str, JsValue); N]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object
}

/// Hears how many bytes of how many are loaded.
type Progress = Box<dyn Fn(u64, u64)>;

async fn ask(
    question: &JsValue,
    transfer: &Array,
    cancel: &Cancel,
    progress: Progress,
) -> Result<Vec<Uint8Array>, WorkerError> {
    let options = WorkerOptions::new();
    // From a disk no worker may be a module; the single file's is a plain script (tests/support/single-file.mjs).
    options.set_type(match own::IS_WHOLE {
        true => WorkerType::Classic,
        false => WorkerType::Module,
    });
    let worker = Worker::new_with_options(&own::address(SCRIPT).await, &options);
    let running = Running(worker.map_err(|_| WorkerError::NotStarted)?);
    let mut progress = Some(progress);
    let mut heard = None;
    let answer = Promise::new(&mut |resolve, reject| {
        let progress = progress.take();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            let data = message.data();
            match (size(&data, "done"), size(&data, "all"), &progress) {
                (Some(done), Some(all), Some(progress)) => progress(done, all),
                _ => {
                    let _ = resolve.call1(&JsValue::NULL, &data);
                }
            }
        });
        running.0.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        heard = Some(hear);
        running.0.set_onerror(Some(&reject));
        cancel.on_cancel(&reject);
    });
    running
        .0
        .post_message_with_transfer(question, transfer)
        .map_err(|_| WorkerError::NotStarted)?;
    let answer = JsFuture::from(answer).await;
    drop(heard);
    answer
        .map_err(|event| cause(&event))?
        .dyn_into::<Array>()
        .map(|parts| parts.iter().map(JsCast::unchecked_into).collect())
        .map_err(|_| WorkerError::Unreadable)
}

/// A number of bytes in a message on how far the worker is.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the worker gives a whole number as a float"
)]
fn size(message: &JsValue, name: &str) -> Option<u64> {
    let value = Reflect::get(message, &name.into()).ok()?;
    value.as_f64().map(|bytes| bytes as u64)
}

/// What the worker's error event says: one without words comes where the script did not load.
fn cause(event: &JsValue) -> WorkerError {
    match event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message) {
        Some(message) if !message.is_empty() => WorkerError::Stopped(message),
        _ => WorkerError::NotStarted,
    }
}
