//! The sheets of an XLSX file as tables.
//!
//! Problem: a spreadsheet's numbers are floats, of which 0.1 is none; its days are numbers with a format; and a sheet may say
//! that it has a billion rows. Idea: a number is what the spreadsheet shows of it, 15 digits, so that 1.1 is 1.1 again; a day is
//! a day; and a sheet is read cell by cell in the order of the file, so that only what is there counts.
//!
//! The reader is `calamine`: it is the most used one, knows dates by their formats, and reads cell by cell.

use crate::{
    ingest::{
        LARGEST,
        headway::Leg,
        table::{Lines, Table},
    },
    model::{diagnostic::Code, number},
};
use calamine::{DataRef, Reader, SheetVisible, Xlsx};
use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// The most columns of a table.
const MOST_COLUMNS: u32 = 1_000;
/// The most rows of a sheet, which is what a spreadsheet holds.
const MOST_ROWS: u32 = 1_048_576;

/// The most cells without a value that are asked for their formula, and how much of a formula is shown.
const MOST_EMPTY: usize = 1_000_000;
const MOST_SHOWN: usize = 60;

type Refusal = (Code, String);

type Book<'a> = Xlsx<Counted<'a>>;

/// The bytes of a spreadsheet; how many its reader has taken are the steps of a leg. It takes each sheet once, and again where
/// formulas are looked for.
struct Counted<'a> {
    bytes: Cursor<&'a [u8]>,
    taken: usize,
    leg: &'a Leg,
}

impl Read for Counted<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let taken = self.bytes.read(room)?;
        self.taken = self.taken.saturating_add(taken);
        self.leg.reach(self.taken);
        Ok(taken)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// The row and the column of a cell, counted from 0.
type Position = (u32, u32);

/// Every sheet that is a table of cells; one that cannot be read, or is hidden, is refused by itself. The steps of `leg` are the
/// bytes.
pub(super) fn read(bytes: &[u8], leg: &Leg) -> Result<Vec<Result<Table, Refusal>>, Refusal> {
    let broken = |error: calamine::XlsxError| (Code::ArchiveBroken, error.to_string());
    let counted = Counted {
        bytes: Cursor::new(bytes),
        taken: 0,
        leg,
    };
    let mut book: Book<'_> = Xlsx::new(counted).map_err(broken)?;
    let sheets = book.sheets_metadata().to_vec();
    let sheets = sheets.iter().map(|sheet| {
        let name = &sheet.name;
        if sheet.visible != SheetVisible::Visible {
            return Err((Code::SheetHidden, name.clone()));
        }
        let (mut lines, empty) = lines(&mut book, name, &[])?;
        let formulas = formulas(&mut book, name, &empty)?;
        if !formulas.is_empty() {
            (lines, _) = self::lines(&mut book, name, &formulas)?;
        }
        Ok(Table::new("", Some(name), lines))
    });
    Ok(sheets.collect())
}

/// The formulas of some cells, in the order of the file: where a program wrote a formula and not its result, nothing is known of
/// the cell, and to read it as empty would lose it without a word.
fn formulas(
    book: &mut Book<'_>,
    sheet: &str,
    empty: &[Position],
) -> Result<Vec<(Position, String)>, Refusal> {
    let broken = |error: calamine::XlsxError| (Code::ArchiveBroken, format!("{sheet}: {error}"));
    let mut formulas = Vec::new();
    if empty.is_empty() {
        return Ok(formulas);
    }
    let mut cells = book.worksheet_cells_reader(sheet).map_err(broken)?;
    while let Some(cell) = cells.next_formula().map_err(broken)? {
        let at = cell.get_position();
        let formula: String = cell.get_value().chars().take(MOST_SHOWN).collect();
        if !formula.is_empty() && empty.binary_search(&at).is_ok() {
            formulas.push((at, format!("={formula}")));
        }
    }
    Ok(formulas)
}

/// The rows of a sheet, and the cells without a value; `formulas` stand where a cell has none.
fn lines(
    book: &mut Book<'_>,
    sheet: &str,
    formulas: &[(Position, String)],
) -> Result<(Lines, Vec<Position>), Refusal> {
    let broken = |error: calamine::XlsxError| (Code::ArchiveBroken, format!("{sheet}: {error}"));
    let mut empty = Vec::new();
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A sheet that is a chart.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok((Lines::default(), empty)),
        Err(error) => return Err(broken(error)),
    };
    let mut lines = Lines::default();
    let (mut row, mut next) = (0, 0);
    let mut size: usize = 0;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        if column >= MOST_COLUMNS || at >= MOST_ROWS {
            let found = format!(
                "{sheet}: {} × {}",
                at.saturating_add(1),
                column.saturating_add(1)
            );
            return Err((Code::TableTooLarge, found));
        }
        if at < row || (at == row && column < next) {
            return Err((
                Code::ArchiveBroken,
                format!("{sheet}: row {}", at.saturating_add(1)),
            ));
        }
        if at > row {
            lines.end_row(row_number(row));
            (row, next) = (at, 0);
        }
        let (mut text, mut is_plain) = plain(cell.get_value());
        if matches!(cell.get_value(), DataRef::Empty) && empty.len() < MOST_EMPTY {
            empty.push((at, column));
            let formula = formulas.binary_search_by_key(&(at, column), |(at, _)| *at);
            if let Some((_, formula)) = formula.ok().and_then(|place| formulas.get(place)) {
                (text, is_plain) = (formula.clone(), false);
            }
        }
        // A text may be shared by a million cells, each of which becomes a text of its own.
        size = size.saturating_add(text.len());
        if size > LARGEST {
            return Err((Code::TableTooLarge, format!("{sheet}: {size} bytes")));
        }
        for _ in next..column {
            lines.push_cell("", true);
        }
        lines.push_cell(&text, is_plain);
        next = column + 1;
    }
    lines.end_row(row_number(row));
    Ok((lines, empty))
}

/// The number of a row as a spreadsheet counts.
fn row_number(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1)
}

/// A cell as text, and whether that is the plain form of a number or a day.
fn plain(value: &DataRef<'_>) -> (String, bool) {
    match value {
        DataRef::Int(whole) => (whole.to_string(), true),
        DataRef::Float(number) => shown(*number),
        DataRef::String(text) => (text.clone(), false),
        DataRef::SharedString(text) => ((*text).to_owned(), false),
        DataRef::Bool(value) => (value.to_string(), true),
        // The calendar of spreadsheets begins with day 1: before it are times of day, and formulas that point to an empty cell.
        DataRef::DateTime(moment) if moment.as_f64() < 1.0 => (moment.as_f64().to_string(), false),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), true)
        }
        DataRef::DateTime(duration) => shown(duration.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::Empty => (String::new(), true),
    }
}

/// A number as the spreadsheet shows it: of the float, 15 digits are meant.
fn shown(number: f64) -> (String, bool) {
    let digits = format!("{number:.14e}");
    match number::decimal(&digits) {
        Ok(number) => (number.to_string(), true),
        Err(_) => (digits, false),
    }
}

/// Whether an entry does not ask its reader for more room than it can fill: the table of texts says how many there are.
///
/// # Errors
/// [`Code::ArchiveBroken`].
pub(super) fn keeps_its_word(content: &[u8]) -> Result<(), Refusal> {
    const COUNT: &[u8] = b"uniqueCount=\"";
    let head = content.get(..2_000).unwrap_or(content);
    let Some(at) = head.windows(COUNT.len()).position(|part| part == COUNT) else {
        return Ok(());
    };
    let digits = head
        .iter()
        .skip(at + COUNT.len())
        .take_while(|byte| byte.is_ascii_digit());
    let digits: String = digits.map(|byte| char::from(*byte)).collect();
    // Each text is at least `<si/>`.
    let fits = digits
        .parse::<usize>()
        .is_ok_and(|count| count <= content.len() / 5 + 1);
    if fits {
        Ok(())
    } else {
        Err((Code::ArchiveBroken, format!("uniqueCount {digits}")))
    }
}
