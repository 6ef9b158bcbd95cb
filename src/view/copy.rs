//! A saved copy of the dashboard: what it says of itself, and why one could not be saved.

use super::{Locale, data::Failure};
use crate::{query::alias::Kinds, words::Words};
use chrono::NaiveDate;

/// Why no copy was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyFailure {
    /// Nothing is open, or the rules have not come.
    NothingOpen,
    /// The page that carries the copy did not come.
    Page(Failure),
    /// What came is no such page.
    NoPage,
    /// The browser could not pack the data.
    NotPacked,
    /// The browser did not take the file.
    NotSaved,
}

/// That this is a copy, of which day, and whether its names are hidden.
pub fn note(saved_on: NaiveDate, hidden: bool, locale: Locale) -> String {
    let day = locale.format.date(saved_on);
    match hidden {
        true => locale.words.copy_note_hidden(day),
        false => locale.words.copy_note(day),
    }
}

/// A failure in words: what is wrong and what to do.
pub fn failure(failure: &CopyFailure, locale: Locale) -> String {
    let words = locale.words;
    match failure {
        CopyFailure::NothingOpen => words.copy_failed_nothing(),
        CopyFailure::Page(Failure::Status(status)) => words.copy_failed_status(status.to_string()),
        CopyFailure::Page(_) => words.copy_failed_page(),
        CopyFailure::NoPage => words.copy_failed_no_page(),
        CopyFailure::NotPacked => words.copy_failed_pack(),
        CopyFailure::NotSaved => words.export_not_saved(),
    }
}

/// What aliases begin with.
pub fn kinds(words: &Words) -> Kinds {
    Kinds {
        client: words.alias_client(),
        person: words.alias_person(),
        deal: words.alias_deal(),
    }
}
