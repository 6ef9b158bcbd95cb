//! Numbers, dates and names as the page that hosts the widget writes them.
//!
//! Problem: `tierwise::platform::intl` builds the browser's `Intl` from here, and its bindings are a tenth of what the widget may weigh.
//! Idea: the widget's own script (`src/embed/host.js`) has `Intl` at hand; it hands over a few functions, which take decimal
//! strings, so that no digit passes through a float.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use tierwise::{
    model::currency::{Country, Currency},
    view::format::Format,
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The functions of `src/embed/host.js`.
    pub type Host;
    #[wasm_bindgen(method)]
    fn number(this: &Host, digits: &str) -> String;
    #[wasm_bindgen(method)]
    fn money(this: &Host, digits: &str, currency: &str) -> String;
    #[wasm_bindgen(method)]
    fn date(this: &Host, day: &str) -> String;
    #[wasm_bindgen(method)]
    fn country(this: &Host, code: &str) -> String;
    #[wasm_bindgen(method)]
    fn currency(this: &Host, code: &str) -> String;
    #[wasm_bindgen(method)]
    fn same(this: &Host, name: &str, typed: &str) -> bool;
    #[wasm_bindgen(method)]
    fn mark(this: &Host, of_decimals: bool) -> char;
}

impl Format for Host {
    fn number(&self, number: Decimal) -> String {
        self.number(&number.to_string())
    }

    fn money(&self, amount: Decimal, currency: Currency) -> String {
        self.money(&amount.to_string(), currency.as_str())
    }

    // The calculator shows neither percentages nor months.
    fn percent(&self, fraction: Decimal) -> String {
        Format::number(self, fraction)
    }

    fn date(&self, day: NaiveDate) -> String {
        self.date(&day.to_string())
    }

    fn short_day(&self, day: NaiveDate) -> String {
        Format::date(self, day)
    }

    fn month(&self, day: NaiveDate) -> String {
        Format::date(self, day)
    }

    fn sort(&self, _names: &mut Vec<String>) {}

    fn decimal_mark(&self) -> char {
        self.mark(true)
    }

    fn group_mark(&self) -> char {
        self.mark(false)
    }

    fn same(&self, name: &str, typed: &str) -> bool {
        Host::same(self, name, typed)
    }

    fn country(&self, country: Country) -> String {
        self.country(country.as_str())
    }

    fn currency(&self, currency: Currency) -> String {
        self.currency(currency.as_str())
    }
}
