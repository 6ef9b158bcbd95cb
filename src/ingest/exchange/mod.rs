//! Exchange rates from the files that people have: of the European Central Bank, of services, of their own.
//!
//! Problem: one rate is written in a dozen ways, and a file of all days since 1999 has 200,000 of them, of which a month's
//! last day is all that counts (`model::exchange`). Idea: a reader for each format gives day, base, currency and digits to one
//! [`sheet::Sheet`], which checks them, keeps the last day of every month and base, and counts what it kept and what it had
//! to leave out. Reading is total, as that of partner data: a bad rate costs itself.
//!
//! | Content | Reader |
//! |---|---|
//! | XML of the ECB: `eurofxref-daily.xml`, `-hist.xml`, `-hist-90d.xml` | `xml` |
//! | CSV of the ECB: `eurofxref.csv`, `eurofxref-hist.csv`; of its data portal (SDMX) | `table` |
//! | A list with a header: month or date, from, to, rate | `table` |
//! | JSON of Open Exchange Rates and of Frankfurter: a day, or a time series | `json` |
//!
//! Example: `2025-01-31,1.0393,N/A` below `Date,USD,RUB` is one rate, EUR → USD 1.0393; `N/A` is none.

mod json;
pub mod kept;
mod sheet;
mod table;
mod xml;

use super::{
    content::{self, Content},
    encoding,
};
use crate::model::{
    diagnostic::{Code, Diagnostic, Effect},
    exchange::RateFile,
};

/// What could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatesRead {
    /// The rates.
    pub file: RateFile,
    /// What was wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// How much of a file is looked at to know it: the beginnings of all formats have their marks there.
pub const BEGINNING: usize = 4096;

/// Whether bytes are a file of exchange rates: by what stands at their beginning, never by a name, and without reading them.
pub fn is_known(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
    // A letter that is cut at the end is no mark of anything.
    let text = match encoding::unicode(beginning) {
        Some((text, _)) => text,
        None => String::from_utf8_lossy(beginning),
    };
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    match text.chars().next() {
        Some('<') => xml::is_known(text),
        Some('{' | '[') => json::is_known(text),
        Some(_) => table::is_known(text),
        None => false,
    }
}

/// Reads a file of exchange rates.
///
/// # Errors
/// The file is refused: the first diagnostic says why, with [`Effect::Refused`].
pub fn read(bytes: &[u8], name: &str) -> Result<RatesRead, Vec<Diagnostic>> {
    let sheet = match content::recognise(bytes) {
        Ok(Content::Json(text)) => json::read(&text),
        Ok(Content::Table(text, _)) => table::read(&text),
        // As the ECB serves its tables: only the file worker opens archives.
        Ok(Content::Archive) => Err(Diagnostic::new(Code::RatesZipped, Effect::Refused, "", "")),
        Err(refusal) if refusal.code == Code::IsArchive => {
            Err(Diagnostic::new(Code::RatesZipped, Effect::Refused, "", ""))
        }
        // A web page, for who looks for partner data.
        Err(refusal) if refusal.code == Code::IsHtml => match encoding::unicode(bytes) {
            Some((text, _)) if xml::is_known(beginning(&text)) => xml::read(&text),
            _ => Err(refusal),
        },
        Err(refusal) => Err(refusal),
    };
    sheet.map_err(|refusal| vec![refusal])?.finish(name)
}

fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(BEGINNING);
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The file is none of those that are known.
fn unknown(place: &str, found: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::RatesUnknown, Effect::Refused, place, found)
}
