//! From bytes to a [`Book`], whatever the bytes are.
//!
//! Problem: people drop the wrong file, a cut one, one with a bad day in row 12, and an endpoint answers with a sign-in
//! page. "Invalid file" helps none of them, and one bad record must not cost them the other thousand.
//!
//! Idea: reading is total. [`read`] never panics and never stops at the first fault: what can be used is used, and
//! everything else becomes a [`Diagnostic`] with a code, the place in the user's own file, what stood there and what
//! became of it. Only where nothing can be used is the file refused, and then the caller keeps what was on the screen.
//!
//! 1. `content` looks at the bytes, never at a name: too large, empty, a web page, an archive, JSON or a table; `encoding`
//!    makes text of them.
//! 2. `json` tells our own format (`own`) from raw pages of the vendor's API (`portal`). A `table` becomes the same records:
//!    its columns are properties of the portal's clients, or fields of one of our own sections.
//! 3. [`several`] puts together what several files, entries of an archive or sheets hold: one book for each of our own
//!    documents, and one of everything else.
//! 4. All read fields through a `record::Record`, which knows its place in the file and the rules of missing and bad
//!    fields. A field that decides points or sums costs the record when it is bad; one that only describes costs itself.
//!
//! Example: a file with two sales, the second of which closed on "2025-02-30", gives a book with one sale,
//! `SectionCount { section: Sales, used: 1, left_out: 1 }`, and a `BadDate` at `sales[1].closed_on`.

mod content;
mod encoding;
pub mod exchange;
pub mod headway;
mod json;
mod own;
mod packed;
mod parser;
mod place;
mod portal;
mod record;
mod report;
pub mod several;
pub mod table;
mod tree;
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
use headway::{Headway, Leg};
use json::Document;
use report::Report;
use serde::{Deserialize, Serialize};

/// The most bytes of one text that are read.
pub const LARGEST: usize = 256 * 1024 * 1024;

/// The most diagnostics that are listed, the gravest first. The counts of [`SectionCount`] are exact all the same.
pub const MOST_DIAGNOSTICS: usize = 1_000;

choice! {
    /// What kind of data it was.
    Kind {
        /// Our own JSON, `tierwise/1`.
        Own = "tierwise",
        /// One or more answers of the vendor's API, or raw records out of them.
        ApiPages = "partner_clients",
        /// CSV.
        Csv = "csv",
        /// Sheets of a spreadsheet.
        Spreadsheet = "xlsx",
        /// Several of these together.
        Several = "several",
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
        /// `reported.history`
        ReportedHistory = "reported.history",
    }
}

/// What could be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionCount {
    /// The section.
    pub section: Section,
    /// Records in the book.
    pub used: usize,
    /// Records that are not.
    pub left_out: usize,
}

/// Reads a text. `today` is the book's day where the data has none: API pages and tables.
///
/// # Errors
/// It is refused: the first diagnostic says why, with [`Effect::Refused`]. Archives and spreadsheets are: only the file
/// worker (`files`) opens them.
pub fn read(bytes: &[u8], today: NaiveDate) -> Result<Read, Vec<Diagnostic>> {
    let piece = several::Piece::of_bytes(0, "", bytes);
    let mut reading = several::read(vec![piece], &[], today, &Headway::default());
    if let Some(found) = reading.books.pop() {
        return Ok(found.read);
    }
    let unknown: Vec<Diagnostic> = reading.unmapped().map(several::columns_unknown).collect();
    reading.refused.extend(unknown);
    Err(reading.refused)
}

/// Reads bytes if they are our own format, or if nobody could read them; `None` where they may be something else: the page
/// need not bring along what reads API pages, tables and archives.
pub fn read_own(bytes: &[u8]) -> Option<Result<Read, Vec<Diagnostic>>> {
    let document = match content::recognise(bytes) {
        Ok(Content::Json(text)) => text,
        Ok(Content::Table(..) | Content::Archive) => return None,
        Err(refusal) => return Some(Err(vec![refusal])),
    };
    let mut report = Report::default();
    let book = match json::read(&document, &Leg::default()) {
        Ok(Document::Own(fields)) => own::read("", &fields, &mut report),
        Ok(Document::Pages(_)) => return None,
        Err(refusal) if json::is_half(&refusal) => return None,
        Err(refusal) => Err(refusal),
    };
    Some(match book {
        Ok(book) => finish(Kind::Own, book, report),
        Err(refusal) => Err(vec![refusal]),
    })
}

fn finish(kind: Kind, book: Book, report: Report) -> Result<Read, Vec<Diagnostic>> {
    let (sections, mut diagnostics) = report.into_parts();
    let left_out: usize = sections.iter().map(|count| count.left_out).sum();
    let lost = left_out > 0 || diagnostics.iter().any(|d| d.effect < Effect::Noted);
    // An answer of the API may be empty; a table with a header and no row was cut or exported wrongly.
    let is_table = matches!(kind, Kind::Csv | Kind::Spreadsheet);
    if (lost || is_table) && is_blank(&book, &sections) {
        // Nothing was left out where there is no row.
        let found = match lost {
            true => left_out.to_string(),
            false => String::new(),
        };
        let refusal = Diagnostic::new(Code::NothingUsable, Effect::Refused, "", found);
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
        history: None,
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
