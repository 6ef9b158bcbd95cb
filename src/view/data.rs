//! The Data page: what is open, what was read of it, what was wrong; and why something could not be opened.

use super::{Locale, endpoint::Trouble, format::megabytes, library::NotKept, problems};
use crate::{
    ingest::{Kind, Read, Section, SectionCount},
    model::{
        book::Book,
        diagnostic::{Diagnostic, Effect},
    },
    words::Words,
};
use chrono::NaiveDate;

/// Where a book comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The sample book.
    Sample,
    /// Files of the user's, by their names.
    Files(Vec<String>),
    /// An endpoint, by its address.
    Endpoint(String),
    /// A snapshot of this browser's history, by its name; the latest one where none is known yet.
    Snapshot(Option<String>),
    /// What a saved copy brings along.
    Copy {
        /// What its data is called.
        name: String,
        /// The day on which it was saved.
        saved_on: NaiveDate,
        /// Whether names were replaced.
        hidden: bool,
    },
}

impl Source {
    /// The address, where it is an endpoint.
    pub fn address(&self) -> Option<String> {
        match self {
            Self::Endpoint(address) => Some(address.clone()),
            _ => None,
        }
    }

    /// What people call it.
    pub fn name(&self, words: &Words) -> String {
        match self {
            Self::Sample => words.data_sample(),
            Self::Snapshot(None) => words.history_latest(),
            Self::Endpoint(name) | Self::Snapshot(Some(name)) | Self::Copy { name, .. } => {
                name.clone()
            }
            Self::Files(names) => match names.as_slice() {
                [name] => name.clone(),
                [first, rest @ ..] => words.data_files(rest.len(), first),
                [] => String::new(),
            },
        }
    }
}

/// Why something could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The endpoint answered with this HTTP status.
    Status(u16),
    /// The endpoint did not answer within so many seconds.
    Timeout(u32),
    /// Nothing could be reached there.
    Unreachable,
    /// The endpoint has a trouble of its own kind.
    Endpoint(Trouble),
    /// The address is none.
    Address(String),
    /// The browser could not read the file.
    Unreadable,
    /// A file of the page's own program could not be loaded.
    Program,
    /// The file worker stopped; what it said last, in English.
    Stopped(String),
    /// Nobody knows the columns of so many tables: the user is asked.
    Columns(usize),
    /// What this browser keeps could not be read.
    NotKept(NotKept),
    /// The content was refused.
    Refused(Vec<Diagnostic>),
}

/// Why the rules of the programme are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulesFailure {
    /// The file did not come.
    Fetch(Failure),
    /// The file is no rules file; what of it is unusable.
    File(String),
}

/// A failure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureView {
    /// What could not be opened.
    pub title: String,
    /// What is wrong and what to do, a line each.
    pub lines: Vec<(String, String)>,
    /// Whether trying again may help.
    pub retry: bool,
    /// Whether the content was refused: [`refused`] says why.
    pub refused: bool,
    /// Whether the user can say on the Data page what is missing.
    pub asks: bool,
}

/// A section with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// The section.
    pub name: String,
    /// Records in the data.
    pub all: String,
    /// Records used.
    pub used: String,
    /// Records left out: with those used, all of them.
    pub left_out: String,
}

/// All sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionsView {
    /// Each of them.
    pub sections: Vec<SectionView>,
    /// All together.
    pub total: SectionView,
    /// The same in a sentence.
    pub records: String,
}

/// What is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataView {
    /// Where it comes from.
    pub source: String,
    /// The format that was recognised.
    pub kind: String,
    /// The day for which it is true.
    pub day: String,
    /// Sections that are in the data.
    pub sections: SectionsView,
    /// Sections that are not.
    pub absent: Vec<String>,
}

/// What is open.
pub fn data(source: &Source, read: &Read, locale: Locale) -> DataView {
    let words = locale.words;
    DataView {
        source: match source {
            Source::Copy { name, saved_on, .. } => {
                words.copy_source(name, locale.format.date(*saved_on))
            }
            _ => source.name(words),
        },
        kind: kind_name(read.kind, words),
        day: locale.format.date(read.book.as_of),
        sections: sections(&[read], locale),
        absent: absent(&read.book, words),
    }
}

/// A format in words.
pub fn kind_name(kind: Kind, words: &Words) -> String {
    match kind {
        Kind::Own => words.kind_own(),
        Kind::ApiPages => words.kind_api_pages(),
        Kind::Csv => words.kind_csv(),
        Kind::Spreadsheet => words.kind_spreadsheet(),
        Kind::Several => words.kind_several(),
    }
}

/// How many records of each section were used and left out, and of all of them.
pub fn sections(reads: &[&Read], locale: Locale) -> SectionsView {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    let line = |name, used: usize, left_out: usize| SectionView {
        name,
        all: number(used + left_out),
        used: number(used),
        left_out: number(left_out),
    };
    let counts = reads.iter().flat_map(|read| &read.sections);
    let used = counts.clone().map(|count| count.used).sum();
    let left_out = counts.clone().map(|count| count.left_out).sum();
    let total = line(words.records_all(), used, left_out);
    let section = |count: &SectionCount| {
        let name = section_name(words, count.section);
        line(name, count.used, count.left_out)
    };
    SectionsView {
        sections: counts.map(section).collect(),
        records: words.records_in(&total.all, &total.used, &total.left_out),
        total,
    }
}

/// How far loading is, in words: bytes, then what no number tells.
pub fn progress((done, all): (u64, u64), locale: Locale) -> String {
    if done == all {
        return locale.words.data_checking();
    }
    let megabytes = |bytes| megabytes(locale.format, bytes);
    locale.words.data_progress(megabytes(done), megabytes(all))
}

/// What was just opened, in one sentence.
pub fn opened(source: &Source, read: &Read, locale: Locale) -> String {
    let clients = read.book.clients.len();
    let words = locale.words;
    words.opened(
        clients,
        source.name(words),
        locale.format.number(clients.into()),
    )
}

/// A failure in words.
pub fn failure(source: &Source, failure: &Failure, locale: Locale) -> FailureView {
    let retry = match failure {
        Failure::Status(_) | Failure::Timeout(_) | Failure::Unreachable => true,
        Failure::Endpoint(_) => true,
        Failure::Refused(_) => matches!(source, Source::Endpoint(_)),
        Failure::Address(_)
        | Failure::Unreadable
        | Failure::Program
        | Failure::Stopped(_)
        | Failure::NotKept(_)
        | Failure::Columns(_) => false,
    };
    FailureView {
        title: locale.words.failed_source(source.name(locale.words)),
        lines: reasons(failure, locale),
        retry,
        refused: matches!(failure, Failure::Refused(_)),
        asks: matches!(failure, Failure::Columns(_)),
    }
}

/// Rules that could not be loaded, in words; without them nothing can be computed.
pub fn rules_failure(failure: &RulesFailure, locale: Locale) -> FailureView {
    let words = locale.words;
    let detail = match failure {
        RulesFailure::Fetch(failure) => {
            let lines = reasons(failure, locale);
            lines.into_iter().map(|(what, _)| what).collect()
        }
        RulesFailure::File(detail) => detail.clone(),
    };
    FailureView {
        title: words.failed_title(),
        lines: vec![(words.failed_rules(detail), words.failed_rules_hint())],
        retry: true,
        refused: false,
        asks: false,
    }
}

/// What is wrong and what to do; of a content that was refused, [`refused`] says it.
pub fn reasons(failure: &Failure, locale: Locale) -> Vec<(String, String)> {
    let words = locale.words;
    let line = match failure {
        Failure::Status(status) => {
            let hint = match status {
                404 | 410 => words.failed_status_hint_404(),
                401 | 403 => words.failed_status_hint_401(),
                429 => words.endpoint_busy_hint(),
                500..=599 => words.failed_status_hint_500(),
                _ => words.failed_status_hint(),
            };
            (words.failed_status(status.to_string()), hint)
        }
        Failure::Timeout(seconds) => {
            let seconds = usize::try_from(*seconds).unwrap_or(usize::MAX);
            (words.failed_timeout(seconds), words.failed_timeout_hint())
        }
        Failure::Unreachable => (words.failed_unreachable(), words.failed_unreachable_hint()),
        // Its words are the endpoint's own: `view::endpoint::failure`.
        Failure::Endpoint(_) => return Vec::new(),
        Failure::Address(address) => (words.failed_address(address), words.failed_address_hint()),
        Failure::Unreadable => (words.failed_unreadable(), words.failed_unreadable_hint()),
        Failure::Program => (words.failed_program(), words.failed_program_hint()),
        Failure::Stopped(cause) => (words.failed_stopped(cause), words.failed_stopped_hint()),
        Failure::Columns(count) => (words.failed_columns(*count), words.failed_columns_hint()),
        Failure::NotKept(NotKept::Newer) => (words.history_newer(), words.history_newer_hint()),
        Failure::NotKept(_) => (words.history_unread(), words.history_unread_hint()),
        Failure::Refused(_) => return Vec::new(),
    };
    vec![line]
}

/// The reasons of a refusal, the first of each kind. Apart from the others, whose words the first page needs: of these
/// there are a hundred.
pub fn refused(diagnostics: &[Diagnostic], locale: Locale) -> Vec<(String, String)> {
    let groups = problems::group(diagnostics, locale);
    let lines = groups
        .into_iter()
        .filter(|group| group.effect != Effect::Noted)
        .filter_map(|group| {
            let first = group.places.into_iter().next()?;
            let what = if first.place.is_empty() {
                first.what
            } else {
                format!("{}: {}", first.place, first.what)
            };
            Some((what, group.hint))
        });
    lines.take(4).collect()
}

fn section_name(words: &Words, section: Section) -> String {
    match section {
        Section::Clients => words.section_clients(),
        Section::Sales => words.section_sales(),
        Section::Managed => words.section_managed(),
        Section::Deals => words.section_deals(),
        Section::Renewals => words.section_renewals(),
        Section::Commissions => words.section_commissions(),
        Section::Retention => words.section_retention(),
        Section::Team => words.section_team(),
        Section::ReportedClients => words.section_reported_clients(),
        Section::ReportedHistory => words.section_reported_history(),
    }
}

fn absent(book: &Book, words: &Words) -> Vec<String> {
    [
        (book.partner.is_none(), words.section_partner()),
        (book.sales.is_none(), words.section_sales()),
        (book.managed.is_none(), words.section_managed()),
        (book.deals.is_none(), words.section_deals()),
        (book.renewals.is_none(), words.section_renewals()),
        (book.commissions.is_none(), words.section_commissions()),
        (book.retention.is_none(), words.section_retention()),
        (book.team.is_none(), words.section_team()),
        (book.reported.is_none(), words.section_reported()),
    ]
    .into_iter()
    .filter_map(|(absent, name)| absent.then_some(name))
    .collect()
}
