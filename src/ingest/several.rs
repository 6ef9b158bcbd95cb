//! Several files, entries of an archive or sheets at once.
//!
//! Problem: an export comes in pages, in one file for clients and one for sales, or as a spreadsheet with a sheet for each,
//! and beside them lies one that nobody can read. Idea: everything is a [`Piece`] with a name. Each document of our own format
//! is a book of its own (another day, another partner); API pages and tables belong together and make one book, in which the
//! rows of a sale name their client by id or by name. What cannot be read is refused by itself, and a table whose columns
//! nobody knows waits for the user to say ([`Columns`]).
//!
//! Example: `clients.csv`, `sales.csv` and `book.json` are two books.

use super::{
    Kind, Read, Section,
    content::{self, Content},
    encoding::Encoding,
    finish,
    headway::Headway,
    json::{self, Document},
    own,
    place::Place,
    portal::{self, Portal},
    report::Report,
    table::{Columns, ID, Mapping, Table, Target, csv, is_of_sums, known},
    tree::{Fields, TableRow, Value},
    value::is_missing,
};
use crate::model::{
    client::Client,
    diagnostic::{Code, Diagnostic, Effect},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// A file, an entry of an archive, or a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece<'a> {
    /// The index of the user's file in which it is.
    file: usize,
    name: String,
    /// The bytes of that file which it stands for.
    size: u64,
    holds: Holds<'a>,
}

#[derive(Debug, Clone, PartialEq)]
enum Holds<'a> {
    Bytes(Cow<'a, [u8]>),
    Sheet(Table),
    /// What nobody could open.
    Refused(Diagnostic),
}

impl<'a> Piece<'a> {
    /// A text, not looked at yet.
    pub fn of_bytes(file: usize, name: &str, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        let bytes = bytes.into();
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::new(file, name, Holds::Bytes(bytes)).standing_for(size)
    }

    /// A sheet of a spreadsheet.
    pub fn of_sheet(file: usize, name: &str, sheet: Table) -> Self {
        Self::new(file, name, Holds::Sheet(sheet))
    }

    /// Something that could not be opened.
    pub fn refused(file: usize, name: &str, code: Code, found: impl Into<String>) -> Self {
        let refusal = Diagnostic::new(code, Effect::Refused, "", found);
        Self::new(file, name, Holds::Refused(refusal))
    }

    /// The same, which so many bytes of the user's file became.
    #[must_use]
    pub fn standing_for(self, size: u64) -> Self {
        Self { size, ..self }
    }

    fn take_sheet(&mut self) -> Option<Table> {
        match std::mem::replace(&mut self.holds, Holds::Bytes(Cow::Borrowed(&[]))) {
            Holds::Sheet(sheet) => Some(sheet),
            other => {
                self.holds = other;
                None
            }
        }
    }

    /// What a text is.
    fn content(&self) -> Result<Content<'_>, Diagnostic> {
        match &self.holds {
            Holds::Bytes(bytes) => content::recognise(bytes),
            Holds::Refused(refusal) => Err(refusal.clone()),
            // Taken before.
            Holds::Sheet(_) => content::recognise(&[]),
        }
    }

    fn new(file: usize, name: &str, holds: Holds<'a>) -> Self {
        Self {
            file,
            name: name.to_owned(),
            size: 0,
            holds,
        }
    }
}

/// What pieces hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The books.
    pub books: Vec<Found>,
    /// Every table, read or not.
    pub tables: Vec<Columns>,
    /// What could not be read at all.
    pub refused: Vec<Diagnostic>,
}

impl Reading {
    /// The tables that could not be read, because nobody knows their columns.
    pub fn unmapped(&self) -> impl Iterator<Item = &Columns> {
        self.tables.iter().filter(|table| table.mapped.is_none())
    }
}

/// A book, and the indices of the user's files in which it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The book.
    pub read: Read,
    /// Indices of files.
    pub files: Vec<usize>,
}

/// Reads pieces. `mappings` are those that the user chose; `headway` is told how far it is.
pub fn read(
    mut pieces: Vec<Piece<'_>>,
    mappings: &[Mapping],
    today: NaiveDate,
    headway: &Headway,
) -> Reading {
    // A sheet is moved on; a text stays where it is, for what is read of it lies in it.
    let sheets: Vec<Option<Table>> = pieces.iter_mut().map(Piece::take_sheet).collect();
    tell_apart(&mut pieces);
    let mut reading = Reading::default();
    let mut gathered = Gathered::default();
    let contents: Vec<_> = pieces.iter().map(Piece::content).collect();
    let alone = pieces.len() < 2;
    for ((piece, content), sheet) in pieces.iter().zip(&contents).zip(sheets) {
        let name = if alone { "" } else { piece.name.as_str() };
        let leg = |text: &str| headway.leg(piece.size, text.len());
        let added = match (content, sheet) {
            (_, Some(sheet)) => {
                let table = sheet.of_file(name);
                gathered.add_table(piece, table, Kind::Spreadsheet, mappings)
            }
            (Err(refusal), None) => Err(vec![refusal.clone()]),
            (Ok(Content::Json(text)), None) => match json::read_mended(text, &leg(text)) {
                Ok(Document::Own(fields)) => own(name, &fields, headway, piece.size).map(|read| {
                    let files = vec![piece.file];
                    reading.books.push(Found { read, files });
                }),
                Ok(Document::Pages(pages)) => {
                    gathered.note(piece.file, Kind::ApiPages);
                    gathered.pages.push((name, pages));
                    gathered.size = gathered.size.saturating_add(piece.size);
                    Ok(())
                }
                Err(refusal) => Err(vec![refusal]),
            },
            (Ok(Content::Table(text, encoding)), None) => {
                let table = csv::read(name, text, known, &leg(text));
                if *encoding == Encoding::Windows1252 {
                    gathered.western.push(name);
                }
                gathered.add_table(piece, table, Kind::Csv, mappings)
            }
            (Ok(Content::Archive), None) => {
                let refusal = Diagnostic::new(Code::IsArchive, Effect::Refused, "", "zip");
                Err(vec![refusal])
            }
        };
        if let Err(refusals) = added {
            let refusals = refusals.into_iter();
            reading
                .refused
                .extend(refusals.map(|refusal| within(name, refusal)));
        }
    }
    reading.tables = std::mem::take(&mut gathered.columns);
    if !gathered.files.is_empty() {
        match gathered.book(today, headway) {
            Ok(found) => reading.books.push(found),
            Err(refusals) => reading.refused.extend(refusals),
        }
    }
    if reading.books.is_empty() && reading.tables.is_empty() && reading.refused.is_empty() {
        // Nothing but empty sheets, of which each is none where there are others.
        let refusal = Diagnostic::new(Code::FileEmpty, Effect::Refused, "", "");
        reading.refused.push(refusal);
    }
    // What could not be read is told with what could: nothing is lost without a word.
    let unknown = reading.unmapped().map(columns_unknown);
    let lost: Vec<Diagnostic> = reading.refused.iter().cloned().chain(unknown).collect();
    for found in &mut reading.books {
        found.read.diagnostics.splice(0..0, lost.iter().cloned());
    }
    reading
}

/// Gives what is in different files different names: two archives may each have a `sales.csv`, of which the second one becomes
/// `sales.csv (2)`. The sheets of a file share its name.
fn tell_apart(pieces: &mut [Piece<'_>]) {
    let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for piece in pieces {
        let files = files.entry(piece.name.clone()).or_default();
        let before = files.iter().position(|file| *file == piece.file);
        let before = before.unwrap_or_else(|| {
            files.push(piece.file);
            files.len() - 1
        });
        if before > 0 {
            piece.name = format!("{} ({})", piece.name, before + 1);
        }
    }
}

/// A document of our own is a book by itself.
fn own(
    name: &str,
    fields: &Fields<'_>,
    headway: &Headway,
    size: u64,
) -> Result<Read, Vec<Diagnostic>> {
    let mut report = Report::on(headway.leg(size, own::count(fields)));
    let book = own::read(name, fields, &mut report).map_err(|refusal| vec![refusal])?;
    finish(Kind::Own, book, report)
}

/// That nobody knows the columns of a table.
pub(super) fn columns_unknown(table: &Columns) -> Diagnostic {
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.label.as_str())
        .collect();
    Diagnostic::new(
        Code::ColumnsUnknown,
        Effect::Refused,
        table.place(),
        names.join(", "),
    )
}

/// A refusal with the name of its piece, where there are several.
fn within(name: &str, refusal: Diagnostic) -> Diagnostic {
    let place = match (name, refusal.place.as_str()) {
        ("", place) => place.to_owned(),
        // A table's place names its file already.
        (name, place) if place.starts_with(&format!("{name}: ")) => place.to_owned(),
        (name, "") => name.to_owned(),
        (name, place) => format!("{name}: {place}"),
    };
    Diagnostic { place, ..refusal }
}

/// What belongs to one book: API pages and tables, until all of them are there.
#[derive(Default)]
struct Gathered<'a> {
    files: Vec<usize>,
    /// The bytes of the user's files that stand here.
    size: u64,
    kinds: Vec<Kind>,
    pages: Vec<(&'a str, Value<'a>)>,
    tables: Vec<(Table, Mapping)>,
    /// The columns of every table.
    columns: Vec<Columns>,
    /// Tables in the code page of Western Windows.
    western: Vec<&'a str>,
}

impl<'a> Gathered<'a> {
    fn note(&mut self, file: usize, kind: Kind) {
        if !self.files.contains(&file) {
            self.files.push(file);
        }
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }

    fn add_table(
        &mut self,
        piece: &Piece<'_>,
        table: Table,
        kind: Kind,
        mappings: &[Mapping],
    ) -> Result<(), Vec<Diagnostic>> {
        let mapping = Mapping::chosen(&table, mappings).or_else(|| Mapping::certain(&table));
        let columns = Columns::of(&table, mapping.as_ref());
        match (mapping, columns) {
            (None, None) if table.sheet.is_some() && table.lines.is_empty() => Ok(()), // an empty sheet is none
            (None, None) => Err(vec![table.unknown()]),
            (mapping, columns) => {
                self.columns.extend(columns);
                if let Some(mapping) = mapping.filter(Mapping::is_used) {
                    self.note(piece.file, kind);
                    self.size = self.size.saturating_add(piece.size);
                    self.tables.push((table, mapping));
                }
                Ok(())
            }
        }
    }

    /// How many records there are to begin. Those of a section but the clients are begun twice: as rows, and as records.
    fn records(&self) -> usize {
        let pages = self
            .pages
            .iter()
            .map(|(_, pages)| portal::pages::count(pages));
        let rows = self.tables.iter().map(|(table, mapping)| {
            let rows = table.lines.len();
            match mapping.target {
                Target::Clients => rows,
                _ => rows.saturating_mul(2),
            }
        });
        pages.chain(rows).sum()
    }

    /// One book of all of it: the clients first, since the other rows name them.
    fn book(&self, today: NaiveDate, headway: &Headway) -> Result<Found, Vec<Diagnostic>> {
        let mut report = Report::on(headway.leg(self.size, self.records()));
        for table in &self.western {
            let place = Place::Document(table);
            report.add(Code::NotUnicode, Effect::Noted, place, "Windows-1252");
        }
        let headings: Vec<_> = self
            .tables
            .iter()
            .map(|(table, mapping)| table.heading(mapping))
            .collect();
        let all = || self.tables.iter().zip(&headings);
        let of = |target: Target| all().filter(move |((_, mapping), _)| mapping.target == target);
        // Of several tables of a section each has a name; most often there is no other table, and nobody is named.
        let name = |table: &Table, target: Target| match of(target).count() > 1 {
            true => table.whole_name(),
            false => String::new(),
        };
        let mut portal = Portal::new(&mut report);
        for (name, pages) in &self.pages {
            portal::pages::add_all(&mut portal, name, pages);
        }
        for ((table, mapping), heading) in of(Target::Clients) {
            let name = name(table, Target::Clients);
            portal.next_table();
            for record in table.records(mapping, heading, portal.report) {
                match record {
                    Ok(record) => portal.add_row(&name, &record),
                    Err(broken) => broken.tell(Section::Clients, portal.report),
                }
            }
        }
        let mut book = portal.into_book(today);
        let lists_clients = !self.pages.is_empty() || of(Target::Clients).count() > 0;
        let mut clients = None;
        let mut sections = Fields::default();
        for target in Target::ALL
            .iter()
            .filter(|target| **target != Target::Clients)
        {
            let tables = of(*target).count();
            let mut records = Vec::new();
            for ((table, mapping), heading) in of(*target) {
                let name = name(table, *target);
                let clients = clients.get_or_insert_with(|| Names::of(&book.clients));
                for record in table.records(mapping, heading, &mut report) {
                    report.begin();
                    match record {
                        // Before it makes a client of a sum.
                        Ok(record) if is_row_of_sums(&record.fields, *target) => {
                            leave_out_sums(&record, target.section(), &mut report);
                        }
                        Ok(mut record) => {
                            clients.name(&mut record.fields, lists_clients);
                            number(&mut record, &name);
                            records.push(Value::Row(Box::new(record)));
                        }
                        Err(broken) => broken.tell(target.section(), &mut report),
                    }
                }
            }
            if tables > 0 {
                sections.push(Cow::Borrowed(target.as_str()), Value::List(records));
            }
        }
        let mut new = clients.map_or_else(Vec::new, |clients| clients.new);
        report.count(Section::Clients, new.len(), 0);
        book.clients.append(&mut new);
        if sections.len() > 0 {
            own::read_tables(&sections, &mut book, &mut report);
        }
        let kind = match self.kinds.as_slice() {
            [one] => *one,
            _ => Kind::Several,
        };
        Ok(Found {
            read: finish(kind, book, report)?,
            files: self.files.clone(),
        })
    }
}

/// Whether a row is called as sums are, and lacks what a record needs.
fn is_row_of_sums(record: &Fields<'_>, target: Target) -> bool {
    let client = record.get("client").and_then(Value::as_str);
    let mut needed = target.fields().iter().filter(|field| field.required);
    client.is_some_and(is_of_sums)
        && needed.any(|field| record.get(field.name).is_none_or(is_missing))
}

fn leave_out_sums(record: &TableRow<'_>, section: Section, report: &mut Report) {
    let client = record.fields.get("client").and_then(Value::as_str);
    let (code, effect, place) = (Code::RowOfSums, Effect::LeftOut, Place::Row(record.row));
    report.add(code, effect, place, client.unwrap_or_default());
    report.count(section, 0, 1);
}

/// A row in which no id stands gets one by its number, where its records have ids.
fn number(record: &mut TableRow<'_>, table: &str) {
    if let Some(id) = record.fields.get_mut(ID)
        && is_missing(id)
    {
        *id = Value::Text(Cow::Owned(record.row.id(table)));
    }
}

/// The clients by what the rows of other tables call them: id, or a name that only one has.
struct Names {
    ids: BTreeMap<String, Option<String>>,
    /// Clients that no table lists.
    new: Vec<Client>,
}

impl Names {
    fn of(clients: &[Client]) -> Self {
        let mut ids: BTreeMap<String, Option<String>> = BTreeMap::new();
        for client in clients {
            let names = ids.entry(client.name.clone());
            names
                .and_modify(|id| *id = None)
                .or_insert_with(|| Some(client.id.clone()));
        }
        // An id is nobody's name but its own client's.
        for client in clients {
            ids.insert(client.id.clone(), Some(client.id.clone()));
        }
        Self {
            ids,
            new: Vec::new(),
        }
    }

    /// Puts the id in the place of a name. Where no table lists clients, every name is one.
    fn name(&mut self, record: &mut Fields<'_>, lists_clients: bool) {
        let Some(value) = record.get_mut("client") else {
            return;
        };
        let Some(name) = value
            .as_str()
            .map(str::trim)
            .filter(|name| !name.is_empty())
        else {
            return;
        };
        match self.ids.get(name) {
            Some(Some(id)) => *value = Value::Text(Cow::Owned(id.clone())),
            None if !lists_clients => {
                self.ids.insert(name.to_owned(), Some(name.to_owned()));
                self.new.push(Client::named(name));
            }
            Some(None) | None => {}
        }
    }
}
