//! The file worker: a program of its own beside the page, which comes with the first file that it is asked for.
//!
//! Problem: a worker may never load, stop in the middle or run out of memory, and memory that WebAssembly has taken it never
//! gives back. Idea: one worker for one file. Nothing of the last file is left when the next one begins, an answer cannot
//! meet the wrong question, and whoever stops waiting ends it. The browser keeps its program, so that the second start is
//! quick.

use super::own;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// Its script, one of the page's own files.
const SCRIPT: &str = "files/worker.js";

/// Why the worker gave no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerError {
    /// It did not start: its files are not there, or the browser has no such workers.
    NotStarted,
    /// It stopped; what it said last, in English.
    Stopped(String),
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
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&own::address(SCRIPT).await, &options);
    let running = Running(worker.map_err(|_| WorkerError::NotStarted)?);
    let answer = Promise::new(&mut |resolve, reject| {
        running.0.set_onmessage(Some(&resolve));
        running.0.set_onerror(Some(&reject));
    });
    let bytes = Uint8Array::from(workbook);
    let transfer = Array::of1(&bytes.buffer());
    running
        .0
        .post_message_with_transfer(&bytes, &transfer)
        .map_err(|_| WorkerError::NotStarted)?;
    let answer = JsFuture::from(answer)
        .await
        .map_err(|event| cause(&event))?;
    let file = answer
        .dyn_into::<MessageEvent>()
        .ok()
        .and_then(|message| message.data().dyn_into::<Uint8Array>().ok());
    file.map(|file| file.to_vec())
        .ok_or_else(|| WorkerError::Stopped(String::new()))
}

/// What the worker's error event says: one without words comes where the script did not load.
fn cause(event: &JsValue) -> WorkerError {
    match event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message) {
        Some(message) if !message.is_empty() => WorkerError::Stopped(message),
        _ => WorkerError::NotStarted,
    }
}
