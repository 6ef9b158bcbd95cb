//! Tables: rows of cells, from CSV or from a sheet, and how their columns become the fields of records.
//!
//! Problem: a table has no types, its headings are words in somebody's language, above them may stand a title, and its records
//! are parts of a book that only come together with other tables. Idea: three steps. A [`Table`] is its lines, wherever they
//! come from. A [`Mapping`] says in which line the headings stand and which field each column is: found by the names and
//! labels that are known ([`columns`]), else chosen by the user, for whom a guess is made ([`Columns`]). Then every row
//! becomes the same `Fields` as a JSON record, its cells in the plain form of the format ([`cells`]), and goes the same way.
//!
//! Example: the column "Prochaine date de renouvellement" with `03/04/2025` gives rows the field `hs_next_renewal_date` with
//! `2025-04-03`.

pub(super) mod cells;
mod columns;
pub(super) mod csv;
mod lines;
mod mapping;

pub use cells::Hand;
pub use columns::{Field, Kind, Target};
pub use lines::Lines;
use mapping::LOOKED_AT;
pub(super) use mapping::known;
pub use mapping::{Column, Columns, Mapping};

use super::{
    Section,
    place::{Place, Row},
    report::Report,
    tree::{Fields, Names, TableRow, Value},
};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic, Effect},
    formula,
};
use cells::Signs;
use lines::Line;
use std::{borrow::Cow, rc::Rc};

/// A table, wherever it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name of its file, where several were opened at once.
    pub(super) file: String,
    /// The sheet's name, where it is one.
    pub(super) sheet: Option<String>,
    pub(super) lines: Lines,
}

/// The field for the id of a record, in all sections that have one but the portal's clients.
pub(super) const ID: &str = "id";

/// A row that is no record, why, and how it begins.
pub(super) struct Broken<'a> {
    row: Row<'a>,
    code: Code,
    found: String,
}

impl Broken<'_> {
    /// Tells of it, as of a record of a section that is left out.
    pub(super) fn tell(self, section: Section, report: &mut Report) {
        let place = Place::Row(self.row);
        report.add(self.code, Effect::LeftOut, place, self.found);
        report.count(section, 0, 1);
    }
}

/// What the columns of a table are, for places and readers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heading {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    /// The fields that are read: name, index of the column, and its heading.
    pub(super) columns: Vec<(Cow<'static, str>, usize, String)>,
}

impl Heading {
    /// Where a field stands: the index of the column, and its heading.
    pub(super) fn column(&self, field: &str) -> Option<(usize, &str)> {
        let mut columns = self.columns.iter();
        let column = columns.find(|(name, _, _)| name == field);
        column.map(|(_, index, label)| (*index, label.as_str()))
    }
}

impl Table {
    /// A table of rows.
    pub fn new(file: &str, sheet: Option<&str>, lines: Lines) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            lines,
        }
    }

    /// What tells it from the tables of other files: its file, where that has a name, and its sheet.
    pub(super) fn whole_name(&self) -> String {
        let parts = [Some(self.file.as_str()), self.sheet.as_deref()];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("-")
    }

    /// The same table, of a file that has a name.
    pub(super) fn of_file(self, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..self
        }
    }

    /// That nobody knows what it is, not even a user.
    pub(super) fn unknown(&self) -> Diagnostic {
        let heading = self.place_of();
        let line = self.lines.get(0);
        let row = Row {
            heading: &heading,
            number: line.map_or(1, |line| line.number),
        };
        let found = line.map(Line::beginning);
        let place = Place::Row(row).to_string();
        Diagnostic::new(
            Code::ColumnsUnknown,
            Effect::Refused,
            place,
            found.unwrap_or_default(),
        )
    }

    pub(super) fn place_of(&self) -> Heading {
        Heading {
            file: self.file.clone(),
            sheet: self.sheet.clone(),
            columns: Vec::new(),
        }
    }

    /// Where the headings are to be expected, where no word is known: in the first line that fills half of the table. What
    /// stands above it is a title.
    fn headings_expected(&self) -> usize {
        let filled = || self.lines.iter().take(LOOKED_AT).map(Line::filled);
        let widest = filled().max().unwrap_or_default();
        let half = widest.div_ceil(2).max(2);
        let place = filled().position(|cells| cells >= half);
        place.unwrap_or_default()
    }

    /// The cells of the line where the headings stand.
    fn headings(&self, mapping: &Mapping) -> Option<Line<'_>> {
        self.lines.get(mapping.line)
    }

    /// What its columns are under a mapping.
    pub(super) fn heading(&self, mapping: &Mapping) -> Heading {
        let mut heading = self.place_of();
        let labels = self.headings(mapping);
        for (index, field) in mapping.fields.iter().enumerate() {
            let label = labels.map_or("", |labels| labels.cell(index));
            if let Some(field) = field {
                let label = if mapping.headless { field.name } else { label };
                let label = label.trim().to_owned();
                heading
                    .columns
                    .push((Cow::Borrowed(field.name), index, label));
            }
        }
        heading
    }

    /// The rows as records with the fields of a mapping, or why they are none; one by one, for those of a large table are to
    /// stand side by side only where they must.
    pub(super) fn records<'a>(
        &'a self,
        mapping: &'a Mapping,
        heading: &'a Heading,
        report: &mut Report,
    ) -> impl Iterator<Item = Result<TableRow<'a>, Broken<'a>>> + use<'a> {
        let fields: Vec<(usize, &Field)> = mapping
            .fields
            .iter()
            .enumerate()
            .filter_map(|(index, field)| Some((index, (*field)?)))
            .collect();
        let width = self.headings(mapping).map_or((0, 0), Line::widths);
        self.note_unread(mapping, heading, report);
        let hands = self.hands(mapping, &fields, heading, report);
        let currency = mapping.currency.filter(|_| mapping.lacks_currency());
        let currency_at = heading.column(mapping.currency_field()).map(|(at, _)| at);
        // No two columns are one field. A field for ids is there, be it without a column.
        let lacks_id = mapping.target.field(ID).is_some() && heading.column(ID).is_none();
        let names = fields.iter().map(|(_, field)| field.name);
        let names = names.chain(currency.map(|_| mapping.currency_field()));
        let names = names.chain(lacks_id.then_some(ID));
        let names: Vec<_> = names.map(Cow::Borrowed).collect();
        let names = Rc::new(Names::of(names.into_iter().rev()));
        let headings = self.headings(mapping);
        let row = |line: Line<'_>| Row {
            heading,
            number: line.number,
        };
        let broken = move |line: Line<'_>, code| Broken {
            row: row(line),
            code,
            found: line.beginning(),
        };
        // A title has a cell or two; what is filled as the headings are may be rows of another table, and so are those below
        // headings that are known.
        let filled = headings.map_or(0, Line::filled);
        let above = self.lines.iter().take(mapping.line);
        let mut below_known = false;
        let above = above.filter(move |line| {
            below_known |= line.filled() > 1 && known(&line.cells().collect::<Vec<_>>()) > 1;
            line.filled() > 1 && (below_known || line.filled() * 2 > filled)
        });
        let above = above.map(move |line| Err(broken(line, Code::RowAboveHeadings)));
        let lines = self.lines.behind(mapping.first_row());
        // Where tables were put together, the headings stand there again. A row of a table without headings may be another's twin:
        // it has a number, as headings have none.
        let repeatable = headings
            .filter(|headings| !mapping.headless && !headings.cells().any(cells::is_number));
        let again = move |line: Line<'_>| {
            repeatable.is_some_and(|headings| {
                line.cell(0) == headings.cell(0) && line.cells().eq(headings.cells())
            })
        };
        let rows = lines.filter(move |line| !again(*line));
        let rows = rows.map(move |line| {
            if line.broken || !line.fits(width) {
                return Err(broken(line, Code::RowBroken));
            }
            let row = row(line);
            let of_row = currency_at.map(|index| line.cell(index));
            let of_row = of_row.and_then(Currency::parse).or(mapping.currency);
            let read = |((index, field), hand): (&(usize, &Field), &Hand)| {
                let cell = line.cell(*index);
                if cell.is_empty() {
                    return Value::Null;
                }
                // A sheet has days, but no months: one is written as its first day.
                let text = if line.is_plain(*index) && !matches!(field.kind, Kind::Month)
                    || is_of_another(field.kind, cell, of_row)
                {
                    Cow::Borrowed(cell)
                } else {
                    read_cell(field.kind, *hand, cell)
                };
                match field.kind {
                    // A portal's client has its products in one text, which its reader takes apart.
                    Kind::Texts if mapping.target != Target::Clients => texts(&text),
                    _ => Value::Text(text),
                }
            };
            let mut values = Vec::with_capacity(fields.len() + 2);
            values.extend(fields.iter().zip(&hands).map(read));
            values.extend(
                currency.map(|currency| Value::Text(Cow::Owned(currency.as_str().to_owned()))),
            );
            values.extend(lacks_id.then_some(Value::Null));
            let fields = Fields::of(Rc::clone(&names), values);
            Ok(TableRow { row, fields })
        });
        above.chain(rows)
    }

    /// Tells of the columns that have the heading of one before them, which is read; and of the others that nobody reads, unless the
    /// user said so.
    fn note_unread(&self, mapping: &Mapping, heading: &Heading, report: &mut Report) {
        let Some(headings) = self.headings(mapping).filter(|_| !mapping.headless) else {
            return;
        };
        let row = Row {
            heading,
            number: headings.number,
        };
        let place = Place::Row(row);
        let unread = self.unread(mapping, headings);
        for (name, at, label) in &heading.columns {
            if unread.iter().any(|(other, it)| other > at && it == label) {
                let (code, effect) = (Code::FieldRepeated, Effect::FieldIgnored);
                report.add(code, effect, place.field(name), label.as_str());
            }
        }
        let is_read = |it: &str| heading.columns.iter().any(|(_, _, label)| label == it);
        let others = unread.into_iter().map(|(_, label)| label);
        let others: Vec<&str> = others.filter(|label| !is_read(label)).collect();
        if !others.is_empty() && !mapping.chosen {
            let (code, effect) = (Code::ColumnsUnused, Effect::Noted);
            report.add(code, effect, place, others.join(", "));
        }
    }

    /// The columns that are not read though something stands in them, and their headings.
    fn unread<'a>(&self, mapping: &Mapping, headings: Line<'a>) -> Vec<(usize, &'a str)> {
        let headings = headings.cells().map(str::trim);
        let is_read = |at: usize| mapping.fields.get(at).is_some_and(Option::is_some);
        let labels: Vec<Option<&str>> = headings
            .enumerate()
            .map(|(at, label)| Some(label).filter(|label| !is_read(at) && !label.is_empty()))
            .collect();
        let mut filled = vec![false; labels.len()];
        let mut empty = labels.iter().flatten().count();
        // Row by row, and each cell once: a hostile table has as many of the ones as of the others.
        for line in self.lines.behind(mapping.first_row()) {
            if empty == 0 {
                break;
            }
            for ((label, filled), cell) in labels.iter().zip(&mut filled).zip(line.cells()) {
                if label.is_some() && !*filled && !cell.trim().is_empty() {
                    *filled = true;
                    empty -= 1;
                }
            }
        }
        let columns = labels.into_iter().zip(filled).enumerate();
        columns
            .filter_map(|(at, (label, filled))| Some((at, label.filter(|_| filled)?)))
            .collect()
    }

    /// How each column is written. Where days were read with the day first, or a point as that of decimals, though nothing tells so,
    /// that is said.
    fn hands(
        &self,
        mapping: &Mapping,
        fields: &[(usize, &Field)],
        heading: &Heading,
        report: &mut Report,
    ) -> Vec<Hand> {
        let chosen = mapping.hand;
        let mut all = Signs::default();
        let mut columns = Vec::new();
        for (index, field) in fields {
            let mut signs = Signs::default();
            if matches!(field.kind, Kind::Number { .. } | Kind::Day) {
                let lines = self.lines.behind(mapping.first_row());
                for line in lines.filter(|line| !line.is_plain(*index)) {
                    signs.look(field.kind, line.cell(*index));
                }
            }
            all.add(signs);
            columns.push(signs);
        }
        let others = all.hand(Hand::default());
        let hands = columns.into_iter().zip(fields).map(|(signs, (_, field))| {
            let told = signs.hand(others);
            let hand = Hand {
                comma: chosen.comma.or(told.comma),
                month_first: chosen.month_first.or(told.month_first),
            };
            let guesses = [
                (signs.guesses_day(hand), Code::DayFirst),
                (signs.guesses_point(hand), Code::DecimalPoint),
            ];
            for (_, code) in guesses.into_iter().filter(|(guesses, _)| *guesses) {
                let headings = self.headings(mapping);
                let row = Row {
                    heading,
                    number: headings.map_or(1, |line| line.number),
                };
                let place = Place::Row(row);
                let label = heading.column(field.name).map_or("", |(_, label)| label);
                report.add(code, Effect::Noted, place.field(field.name), label);
            }
            hand
        });
        hands.collect()
    }
}

/// Whether a name is that of a row which adds up the others: in English, Spanish, French or German.
pub(super) fn is_of_sums(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sum",
        "total general",
        "totales",
        "suma",
        "totaux",
        "somme",
        "sous total",
        "summe",
        "gesamt",
    ];
    NAMES.contains(&columns::folded(name).as_str())
}

/// Whether a cell names a currency that is not the one of its row: then its number is none of the row's.
fn is_of_another(kind: Kind, cell: &str, of_row: Option<Currency>) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = cell.as_bytes();
    // Most numbers are digits at both ends.
    let is_bare = digit(bytes.first()) && digit(bytes.last());
    matches!(kind, Kind::Number { .. })
        && !is_bare
        && cells::currency(cell)
            .zip(of_row)
            .is_some_and(|(own, of_row)| own != of_row)
}

/// A cell as the format writes it; what an export of ours put before a text that a spreadsheet would run is taken away.
fn read_cell(kind: Kind, hand: Hand, cell: &str) -> Cow<'_, str> {
    match cells::plain(kind, hand, cell) {
        Cow::Borrowed(text) if text.as_bytes().contains(&b'\'') => {
            Cow::Owned(formula::restored(text))
        }
        plain => plain,
    }
}

/// Several texts in one cell, parted by semicolons or, where there is none, by commas.
fn texts<'a>(cell: &str) -> Value<'a> {
    let sign = if cell.contains(';') { ';' } else { ',' };
    let texts = cell
        .split(sign)
        .map(|text| Value::Text(Cow::Owned(text.trim().to_owned())));
    Value::List(texts.collect())
}
