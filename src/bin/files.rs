//! The file worker: writes spreadsheets beside the page. All of it is in the library; `public/files/worker.js` runs it.

use tierwise::{files::xlsx, query::sheet::Workbook};
use wasm_bindgen::prelude::*;

fn main() {
    console_error_panic_hook::set_once();
}

/// An XLSX file of what `Workbook::to_bytes` wrote.
///
/// # Errors
/// Where the bytes are no workbook, or too large a one.
#[wasm_bindgen]
pub fn xlsx(workbook: &[u8]) -> Result<Vec<u8>, JsError> {
    let workbook = Workbook::from_bytes(workbook);
    let workbook = workbook.ok_or_else(|| JsError::new("the page is of another version"))?;
    xlsx::xlsx(&workbook).map_err(|error| JsError::new(&error.to_string()))
}
