//! From bytes to a [`Book`], whatever the bytes are.
//!
//! Problem: people drop the wrong file, a cut one, one with a bad day in row 12, and an endpoint answers with a sign-in
//! page. "Invalid file" helps none of them, and one bad record must not cost them the other thousand.
//!
//! Idea: reading is total. [`read`] never panics and never stops at the first fault: what can be used is used, and
//! everything else becomes a [`Diagnostic`] with a code, the place in the user's own file, what stood there and what
//! became of it. Only where nothing can be used is the file refused, and then the caller keeps what was on the screen.
//!
//! 1. `content` looks at the bytes, never at a name: too large, empty, an archive, a web page, JSON or CSV.
//! 2. `json` tells our own format (`own`) from raw pages of the vendor's API (`portal`); CSV exports carry the same
//!    properties as the API and go the same way.
//! 3. Both read fields through a `record::Record`, which knows its place in the file and the rules of missing and bad
//!    fields. A field that decides points or sums costs the record when it is bad; one that only describes costs itself.
//!
//! Example: a file with two sales, the second of which closed on "2025-02-30", gives a book with one sale,
//! `SectionCount { section: Sales, used: 1, left_out: 1 }`, and a `BadDate` at `sales[1].closed_on`.

mod content;
pub mod exchange;
mod json;
mod own;
mod place;
mod portal;
mod record;
mod report;
mod value;

use crate::model::{
    book::Book,
    choice::choice,
    diagnostic::{Code, Diagnostic, Effect},
    partner::Partner,
    reported::Reported,
};
use chrono::NaiveDate;
use content::Content;
use report::Report;

/// The most bytes that are read in the page.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// The most diagnostics that are listed, the gravest first. The counts of [`SectionCount`] are exact all the same.
pub const MOST_DIAGNOSTICS: usize = 1_000;

choice! {
    /// What kind of data it was.
    Kind {
        /// Our own JSON, `tierwise/1`.
        Own = "tierwise",
        /// One or more answers of the vendor's API, or raw records out of them.
        ApiPages = "partner_clients",
        /// A CSV export with internal names in the header.
        Csv = "csv",
    }
}

choice! {
    /// A list of records in the data.
    Section {
        /// `clients`
        Clients = "clients",
        /// `sales`
        Sales = "sales",
        /// `managed`
        Managed = "managed",
        /// `deals`
        Deals = "deals",
        /// `renewals`
        Renewals = "renewals",
        /// `commissions`
        Commissions = "commissions",
        /// `retention`
        Retention = "retention",
        /// `team`
        Team = "team",
        /// `reported.clients`
        ReportedClients = "reported.clients",
    }
}

/// What could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The data.
    pub book: Book,
    /// What kind of data it was.
    pub kind: Kind,
    /// How many records of each section that is in the data were used.
    pub sections: Vec<SectionCount>,
    /// What was wrong, the gravest first, then in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of the records of a section: every record is either used or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionCount {
    /// The section.
    pub section: Section,
    /// Records in the book.
    pub used: usize,
    /// Records that are not.
    pub left_out: usize,
}

/// Reads a file or an answer. `today` is the book's day where the data has none: API pages and CSV.
///
/// # Errors
/// The file is refused: the first diagnostic says why, with [`Effect::Refused`].
pub fn read(bytes: &[u8], today: NaiveDate) -> Result<Read, Vec<Diagnostic>> {
    read_with(bytes, today, portal::table::read)
}

/// Whether bytes are a table, which [`read`] alone reads.
pub fn is_table(bytes: &[u8]) -> bool {
    matches!(content::recognise(bytes), Ok(Content::Csv(_)))
}

/// The same as [`read`] for everything but tables, so that the first page need not bring the reader of tables along.
///
/// # Errors
/// As [`read`]; a table is refused as what is not known.
pub fn read_document(bytes: &[u8], today: NaiveDate) -> Result<Read, Vec<Diagnostic>> {
    read_with(bytes, today, |_, _| {
        Err(Diagnostic::new(
            Code::FormatUnknown,
            Effect::Refused,
            "",
            "",
        ))
    })
}

fn read_with(
    bytes: &[u8],
    today: NaiveDate,
    table: fn(&str, NaiveDate) -> Outcome,
) -> Result<Read, Vec<Diagnostic>> {
    let outcome = match content::recognise(bytes) {
        Ok(Content::Json(text)) => json::read(text, today),
        Ok(Content::Csv(text)) => table(text, today),
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok((kind, book, report)) => finish(kind, book, report),
        Err(refusal) => Err(vec![refusal]),
    }
}

/// The parts of a reading: the kind of data, what could be used, and what could not.
type Outcome = Result<(Kind, Book, Report), Diagnostic>;

fn finish(kind: Kind, book: Book, report: Report) -> Result<Read, Vec<Diagnostic>> {
    let (sections, mut diagnostics) = report.into_parts();
    let left_out: usize = sections.iter().map(|count| count.left_out).sum();
    let lost = left_out > 0 || diagnostics.iter().any(|d| d.effect < Effect::Noted);
    // An answer of the API may be empty; a table with a header and no row was cut or exported wrongly.
    if (lost || kind == Kind::Csv) && is_blank(&book, &sections) {
        let refusal = Diagnostic::new(
            Code::NothingUsable,
            Effect::Refused,
            "",
            left_out.to_string(),
        );
        diagnostics.insert(0, refusal);
        return Err(diagnostics);
    }
    Ok(Read {
        book,
        kind,
        sections,
        diagnostics,
    })
}

/// Whether the data says nothing: no record, nothing about the partner, no reported figure, no rule.
fn is_blank(book: &Book, sections: &[SectionCount]) -> bool {
    let figures = |reported: &Reported| Reported {
        clients: None,
        ..reported.clone()
    };
    sections.iter().all(|count| count.used == 0)
        && book
            .partner
            .as_ref()
            .is_none_or(|partner| *partner == Partner::default())
        && book
            .reported
            .as_ref()
            .is_none_or(|reported| figures(reported) == Reported::default())
        && book.program_rules.is_empty()
}
