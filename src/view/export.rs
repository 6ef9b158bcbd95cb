//! What an export has to say: why there is no file, and what a spreadsheet loses.

use crate::{query::sheet::Sheet, words::Words};

/// Why an export gave no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportFailure {
    /// More rows than a spreadsheet holds; CSV has no such limit.
    TooManyRows,
    /// The file worker did not start.
    NotStarted,
    /// The file worker stopped; what it said last, in English.
    Stopped(String),
    /// The browser refused the download.
    NotSaved,
}

impl ExportFailure {
    /// Why, and what to do.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::TooManyRows => words.export_too_many_rows(),
            Self::NotStarted => words.export_not_started(),
            Self::Stopped(cause) => words.export_stopped(cause),
            Self::NotSaved => words.export_not_saved(),
        }
    }
}

/// The line for the second sheet where numbers have more digits than a spreadsheet keeps.
pub fn precision(sheet: &Sheet, words: &Words) -> Option<(String, String)> {
    sheet
        .is_beyond_spreadsheets()
        .then(|| (words.export_precision(), words.export_precision_note()))
}
