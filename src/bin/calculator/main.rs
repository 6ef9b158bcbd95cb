//! The calculator for other sites: the engine's answers for a little JavaScript (`src/embed/`) to show.
//!
//! Problem: a page that embeds the calculator should load a few dozen kilobytes and not a dashboard. Idea: the same engine,
//! rules and words, behind two calls that take and give text; no framework, no charts, no file formats, and what the browser
//! can do (`JSON.parse`, `Intl`) it does.

mod host;

use host::Host;
#[cfg(target_arch = "wasm32")]
use lol_alloc::{FreeListAllocator, LockedAllocator};
use tierwise::{
    model::{currency::Currency, json::Value, period::parse_date},
    rules::{self, Rules},
    view::{Locale, calculator::Setting, widget},
    words::{Language, Words},
};
use wasm_bindgen::prelude::*;

/// Slower than the standard one, which is a tenth of the program.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> =
    LockedAllocator::new(FreeListAllocator::new());

fn main() {}

/// A calculator by some rules, in some language.
#[wasm_bindgen]
pub struct Calculator {
    rules: Rules,
    words: Words,
    host: Host,
    day: chrono::NaiveDate,
}

#[wasm_bindgen]
impl Calculator {
    /// Reads a rules file, as tokens of `model::json`. `language` is `en` or `fr`, anything else is read as English; `today` is
    /// the day whose rules count.
    ///
    /// # Errors
    /// Where the file is no rules file; the text says why.
    #[wasm_bindgen(constructor)]
    pub fn new(file: &str, language: &str, today: &str, host: Host) -> Result<Calculator, String> {
        let file = Value::from_tokens(file).unwrap_or_default();
        let language = Language::parse(language).unwrap_or(Language::En);
        Ok(Self {
            rules: rules::of_json(&file).map_err(|error| error.0)?,
            words: Words::new(language),
            host,
            day: parse_date(today).ok_or_else(|| today.to_owned())?,
        })
    }

    /// What there is to choose, and every word, as JSON (`view::widget::options`).
    pub fn options(&self) -> String {
        widget::options(self.setting()).to_string()
    }

    /// What comes out of what was typed, tokens again, as JSON (`view::widget::answer`).
    pub fn answer(&self, inputs: &str) -> String {
        let inputs = Value::from_tokens(inputs).unwrap_or_default();
        widget::answer(self.setting(), &inputs).to_string()
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            rules: &self.rules,
            day: self.day,
            currency: Currency::USD,
            locale: Locale {
                words: &self.words,
                format: &self.host,
            },
        }
    }
}
