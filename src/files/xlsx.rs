//! A workbook as XLSX.
//!
//! Problem: an export is read by people who sum, sort and filter it, and by spreadsheets that run what looks like a formula.
//! Idea: every cell has its kind: numbers are numbers, days are days with an ISO format, and text is always text, never a
//! formula; text that would become one when somebody edits its cell also has the "quote prefix", a spreadsheet's own
//! apostrophe. So no text is changed here, unlike in CSV.
//!
//! Floats: a cell of a spreadsheet is one, there is no other number. A decimal becomes the nearest float here, at the very
//! end and by its digits. What has 15 digits at most is the same number again when read; of the rest, which a point of an
//! endless fraction has, a spreadsheet shows 15 digits too ([`Sheet::is_beyond_spreadsheets`] lets the file say so).

use crate::{
    model::formula::is_formula,
    query::{
        cell::Cell,
        sheet::{self, MOST_ROWS, Sheet, Workbook},
    },
};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, Workbook as File, Worksheet, XlsxError as WriterError,
};
use std::fmt;

/// The longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// The longest name of a sheet, in UTF-16 units.
const LONGEST_NAME: usize = 31;
/// The widest column, in digits.
const WIDEST: usize = 60;
/// What a heading needs beside its text for the button of the filter.
const BUTTON: usize = 3;

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XlsxError {
    /// So many rows, more than [`MOST_ROWS`].
    TooManyRows(usize),
    /// The writer refused, for this reason.
    Writer(String),
}

impl fmt::Display for XlsxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyRows(rows) => write!(f, "{rows} rows, a sheet has {MOST_ROWS} at most"),
            Self::Writer(reason) => f.write_str(reason),
        }
    }
}

impl From<WriterError> for XlsxError {
    fn from(error: WriterError) -> Self {
        Self::Writer(error.to_string())
    }
}

/// The bytes of the file: the rows under bold, frozen headings with a filter; on the second sheet what they are.
///
/// # Errors
/// [`XlsxError`]; where a sheet has more rows or columns than a spreadsheet holds.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let Workbook {
        sheet,
        about_name,
        about,
        written,
    } = workbook;
    if sheet.rows.len() > MOST_ROWS {
        return Err(XlsxError::TooManyRows(sheet.rows.len()));
    }
    let mut file = File::new();
    if let Some(day) = date(*written) {
        file.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    let name = sheet_name(&sheet.name, LONGEST_NAME);
    let mut second = sheet_name(about_name, LONGEST_NAME);
    if second.to_lowercase() == name.to_lowercase() {
        second = format!("{} 2", sheet_name(&second, LONGEST_NAME - 2));
    }
    let formats = Formats::new();
    rows(file.add_worksheet().set_name(name)?, sheet, &formats)?;
    pairs(file.add_worksheet().set_name(second)?, about, &formats)?;
    Ok(file.save_to_buffer()?)
}

/// How cells look.
struct Formats {
    heading: Format,
    text: Format,
    number: Format,
    money: Format,
    fraction: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let plain = Format::new;
        Self {
            heading: plain().set_bold(),
            text: plain(),
            number: plain(),
            money: plain().set_num_format("#,##0.00"),
            fraction: plain().set_num_format("0.0%"),
            day: plain().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn rows(to: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), WriterError> {
    let mut column = 0;
    let last_row = row_number(sheet.rows.len());
    for (index, (heading, amount)) in sheet.headings.iter().zip(sheet.amounts()).enumerate() {
        let mut widest = heading.chars().count() + BUTTON;
        text(to, 0, column, heading, &formats.heading)?;
        for (row, cells) in sheet.rows.iter().enumerate() {
            let cell = cells.get(index).unwrap_or(&Cell::Missing);
            widest = widest.max(write(to, row_number(row + 1), column, cell, formats)?);
        }
        set_width(to, column, widest)?;
        column += 1;
        if !amount {
            continue;
        }
        let heading = sheet.currency_heading(heading);
        text(to, 0, column, &heading, &formats.heading)?;
        for (row, cells) in sheet.rows.iter().enumerate() {
            if let Some(Cell::Money(_, currency)) = cells.get(index) {
                to.write_string(row_number(row + 1), column, currency.as_str())?;
            }
        }
        set_width(to, column, heading.chars().count() + BUTTON)?;
        column += 1;
    }
    to.set_freeze_panes(1, 0)?;
    if let Some(last_column) = column.checked_sub(1) {
        to.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(())
}

fn pairs(
    to: &mut Worksheet,
    pairs: &[(String, String)],
    formats: &Formats,
) -> Result<(), WriterError> {
    let (mut labels, mut texts) = (0, 0);
    for (row, (label, value)) in pairs.iter().enumerate() {
        text(to, row_number(row), 0, label, &formats.heading)?;
        text(to, row_number(row), 1, value, &formats.text)?;
        labels = labels.max(label.chars().count());
        texts = texts.max(value.chars().count());
    }
    set_width(to, 0, labels)?;
    set_width(to, 1, texts)
}

/// Writes a cell; how many characters it shows.
fn write(
    to: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<usize, WriterError> {
    let format = match cell {
        Cell::Missing => return Ok(0),
        Cell::Text(words) => return text(to, row, column, words, &formats.text),
        Cell::Word(word) => return text(to, row, column, word, &formats.text),
        Cell::Day(day) => {
            let shown = day.to_string();
            match date(*day) {
                Some(date) => to.write_datetime_with_format(row, column, date, &formats.day)?,
                None => to.write_string(row, column, &shown)?,
            };
            return Ok(shown.len());
        }
        Cell::Number(_) => &formats.number,
        Cell::Money(..) => &formats.money,
        Cell::Fraction(_) => &formats.fraction,
    };
    let Some(number) = sheet::number(cell) else {
        return Ok(0);
    };
    to.write_number_with_format(row, column, float(number), format)?;
    // Thousands are set apart, endless fractions cut.
    Ok((number.normalize().to_string().len() + 3).min(16))
}

/// Writes text, never as a formula; how many characters it shows.
fn text(
    to: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<usize, WriterError> {
    let text = cut(text);
    if is_formula(&text) {
        to.write_string_with_format(row, column, &text, &format.clone().set_quote_prefix())?;
    } else {
        to.write_string_with_format(row, column, &text, format)?;
    }
    Ok(text.chars().count())
}

/// The nearest float, by the decimal's digits: `Decimal::to_f64` divides, and may be off by one bit.
fn float(number: Decimal) -> f64 {
    number.normalize().to_string().parse().unwrap_or_default()
}

/// A day of the calendar that spreadsheets have: 1900 to 9999.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let part = |number: u32| u8::try_from(number).ok();
    ExcelDateTime::from_ymd(year, part(day.month())?, part(day.day())?).ok()
}

/// A row's number; too large a one is refused by the writer.
fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn set_width(to: &mut Worksheet, column: u16, widest: usize) -> Result<(), WriterError> {
    let width = u16::try_from(widest.clamp(8, WIDEST) + 1).unwrap_or_default();
    to.set_column_width(column, width).map(|_| ())
}

/// What a cell can hold of a text; a name of 40,000 characters must not cost the file.
fn cut(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut cut = first(text, LONGEST_TEXT - 1);
    cut.push('…');
    cut
}

/// The first so many UTF-16 units, in whole characters.
fn first(text: &str, units: usize) -> String {
    let mut left = units;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

/// A name that a sheet may have.
fn sheet_name(name: &str, longest: usize) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name = first(words.join(" ").trim_start_matches('\''), longest);
    match name.trim_end_matches(['\'', ' ']) {
        "" => "Tierwise".to_owned(),
        // Reserved by Excel for its own use.
        name if name.eq_ignore_ascii_case("history") => format!("{name}_"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_spreadsheets_take() {
        for (name, safe) in [
            ("Deals: 07/2026", "Deals 07 2026"),
            ("'quoted'", "quoted"),
            ("", "Tierwise"),
            ("[]", "Tierwise"),
            ("history", "history_"),
            (
                "Points gagnés et perdus par client",
                "Points gagnés et perdus par cli",
            ),
        ] {
            assert_eq!(sheet_name(name, LONGEST_NAME), safe);
        }
    }

    #[test]
    fn long_text_is_cut_at_whole_characters() {
        assert_eq!(cut("abc"), "abc");
        let long = cut(&"😀".repeat(20_000));
        assert!(long.ends_with("😀…"));
        assert!(long.encode_utf16().count() <= LONGEST_TEXT);
    }

    #[test]
    fn a_float_is_the_nearest_one() {
        for digits in ["0.1", "-5", "1234.56", "0.07", "999999999999999", "-0.00"] {
            let decimal = Decimal::from_str_exact(digits).unwrap();
            assert_eq!(float(decimal).to_string(), decimal.normalize().to_string());
        }
    }
}
