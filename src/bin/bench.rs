//! The program that measures the engine in a browser: the measures of `benches/engine.rs`, for JavaScript to call.
//!
//! Problem: what a native bench says of WebAssembly in a browser is a guess. Idea: the same functions on the same book,
//! compiled as the dashboard is, each call between two looks at the browser's clock; `tests/bench/run.mjs` drives it.
//!
//! Example: `new LargeBook().measure("ledger", 9)` in JavaScript is nine times in milliseconds.

#[path = "../../benches/support/large_book.rs"]
mod large_book;
#[path = "../../benches/support/measured.rs"]
mod measured;
#[path = "../../benches/support/points.rs"]
mod points;

use large_book::Size;
use measured::{MEASURES, Prepared};
use wasm_bindgen::prelude::*;

fn main() {}

/// The large book with what the measures need.
#[wasm_bindgen]
pub struct LargeBook(Prepared);

#[wasm_bindgen]
impl LargeBook {
    /// Draws and reads a book of so many records.
    ///
    /// # Errors
    /// Where a record of it could not be used.
    #[wasm_bindgen(constructor)]
    pub fn new(clients: u32, sales: u32, managed: u32, deals: u32) -> Result<Self, JsError> {
        let size = Size {
            clients,
            sales,
            managed,
            deals,
            ..Size::LARGE
        };
        let prepared = Prepared::new(size);
        let prepared = prepared.ok_or_else(|| JsError::new("the book was not read whole"))?;
        Ok(Self(prepared))
    }

    /// The book as the text of a file.
    pub fn text(&self) -> String {
        self.0.text.clone()
    }

    /// The sold points of the book's day: what a baseline in JavaScript must come to.
    pub fn sold(&self) -> Option<String> {
        let sold = self.0.change_of_day().sold;
        sold.value.map(|points| points.to_string())
    }

    /// The figures of the measure `points`, line by line: what a peer in JavaScript must come to.
    pub fn points(&self) -> Option<String> {
        self.0.points().map(|figures| figures.lines())
    }

    /// The names of the measures.
    pub fn measures() -> Vec<String> {
        MEASURES.map(|(name, _)| name.to_owned()).to_vec()
    }

    /// Milliseconds of each of so many calls.
    ///
    /// # Errors
    /// Where there is no such measure, or no clock.
    pub fn measure(&self, name: &str, rounds: u32) -> Result<Vec<f64>, JsError> {
        let measure = MEASURES.iter().find(|(known, _)| *known == name);
        let (_, call) = measure.ok_or_else(|| JsError::new("no such measure"))?;
        let clock = web_sys::window().and_then(|window| window.performance());
        let clock = clock.ok_or_else(|| JsError::new("no clock"))?;
        Ok((0..rounds)
            .map(|_| {
                let before = clock.now();
                call(&self.0);
                elapsed(before, clock.now())
            })
            .collect())
    }
}

#[allow(clippy::float_arithmetic, reason = "time, neither money nor points")]
fn elapsed(before: f64, after: f64) -> f64 {
    after - before
}
