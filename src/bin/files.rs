//! The file worker: reads what is large or packed, and writes spreadsheets, beside the page. All of it is in the library;
//! `public/files/worker.js` runs it.

use js_sys::{Function, Uint8Array};
use tierwise::{
    files::{open, xlsx},
    ingest::{headway::Headway, several, table::Mapping},
    model::period::parse_date,
    query::sheet::Workbook,
};
use wasm_bindgen::prelude::*;

/// What takes a book of 100,000 records apart asks for memory a million times.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

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

/// The files that are read together.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files(Vec<(String, Vec<u8>)>);

#[wasm_bindgen]
impl Files {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.0.push((name, bytes));
    }

    /// What they hold, as the parts of `Reading::into_parts`. `today` is an ISO date; `mappings` are those that the user chose, as
    /// `Mapping::list` writes them. `tell` hears how many bytes of how many are read.
    ///
    /// # Errors
    /// Where the page is of another version.
    pub fn read(
        &self,
        today: &str,
        mappings: &str,
        tell: Function,
    ) -> Result<Vec<Uint8Array>, JsError> {
        let failed = || JsError::new("the page is of another version");
        let today = parse_date(today).ok_or_else(failed)?;
        let sizes = self.0.iter();
        let sizes = sizes.map(|(_, bytes)| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        // The program's whole memory is no more than a `u32` says.
        let number = |bytes: u64| JsValue::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        let headway = Headway::new(sizes.sum(), move |done, all| {
            // Who cannot be told waits without it.
            let _ = tell.call2(&JsValue::NULL, &number(done), &number(all));
        });
        let files = self.0.iter().enumerate();
        let pieces: Vec<_> = files
            .flat_map(|(index, (name, bytes))| open::open(index, name, bytes, &headway))
            .collect();
        let reading = several::read(pieces, &Mapping::listed(mappings), today, &headway);
        let parts = reading.into_parts().ok_or_else(failed)?;
        Ok(parts.iter().map(|part| part.as_slice().into()).collect())
    }
}
