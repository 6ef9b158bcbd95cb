//! What is exported: the rows of a report, their headings, and what they are.
//!
//! Problem: an export must be exactly what is on the screen, and yet numbers, amounts and days for a spreadsheet, not the
//! words that the screen shows. Idea: a [`Sheet`] holds the report's own [`Cell`]s. [`csv`] writes it as text; the file worker
//! (`files`) writes a whole [`Workbook`] as XLSX, which it gets as [`Workbook::to_bytes`].
//!
//! Example: a column `MRR` with 1,200 EUR becomes two columns, `MRR` with the number 1200 and `MRR (currency)` with `EUR`. A
//! column without a single amount stays one.

use super::cell::Cell;
use crate::model::{currency::Currency, formula::neutralised};
use chrono::NaiveDate;
use csv::{ReaderBuilder, Terminator, Writer, WriterBuilder};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The most rows that a sheet of a spreadsheet holds below its headings.
pub const MOST_ROWS: usize = 1_048_575;

/// The digits that a spreadsheet keeps of a number.
const DIGITS: u32 = 15;

/// So that spreadsheets take the text for UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// What [`Workbook::to_bytes`] begins with; another one where its form changes.
const FORM: &str = "workbook/1";

/// Rows with headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name, in words.
    pub name: String,
    /// One heading for each column.
    pub headings: Vec<String>,
    /// The word for "currency": the heading of the columns that name the currencies of amounts.
    pub currency: String,
    /// One cell for each heading.
    pub rows: Vec<Vec<Cell>>,
}

/// What a spreadsheet file holds: the rows, and on a second sheet what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbook {
    /// The rows.
    pub sheet: Sheet,
    /// The second sheet's name, in words.
    pub about_name: String,
    /// The second sheet: figure, range, filters, order, day of the data, number of rows, sum; each with its label.
    pub about: Vec<(String, String)>,
    /// The day on which the file is written.
    pub written: NaiveDate,
}

impl Sheet {
    /// For each column whether it holds an amount, so that a second column names the currencies.
    pub fn amounts(&self) -> Vec<bool> {
        (0..self.headings.len())
            .map(|column| {
                self.rows
                    .iter()
                    .any(|row| matches!(row.get(column), Some(Cell::Money(..))))
            })
            .collect()
    }

    /// The heading of the column that names a column's currencies.
    pub fn currency_heading(&self, heading: &str) -> String {
        format!("{heading} ({})", self.currency)
    }

    /// Whether a number has more digits than a spreadsheet keeps, so that the last ones are lost in XLSX (not in CSV).
    pub fn is_beyond_spreadsheets(&self) -> bool {
        self.rows.iter().flatten().any(|cell| {
            number(cell).is_some_and(|number| {
                let digits = number.normalize().mantissa().unsigned_abs();
                // Zeros at the end of a whole number are no digits to lose.
                let significant = digits.checked_ilog10().map_or(0, |most| most + 1);
                significant > DIGITS && digits % 10_u128.pow(significant - DIGITS) != 0
            })
        })
    }
}

/// The number of a cell that has one.
pub fn number(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Number(number) | Cell::Money(number, _) | Cell::Fraction(number) => Some(*number),
        Cell::Missing | Cell::Text(_) | Cell::Day(_) => None,
    }
}

/// A sheet as CSV: UTF-8 with a byte order mark, commas, lines as RFC 4180 ends them. Numbers are whole and unrounded with a
/// point, fractions stay fractions, days are ISO dates, what is missing is empty; text is [`neutralised`].
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let amounts = sheet.amounts();
    let columns = || sheet.headings.iter().zip(&amounts).enumerate();
    let mut writer = writer(BYTE_ORDER_MARK);
    let mut headings = Vec::new();
    for (_, (heading, &amount)) in columns() {
        headings.push(neutralised(heading).into_owned());
        if amount {
            headings.push(neutralised(&sheet.currency_heading(heading)).into_owned());
        }
    }
    write(&mut writer, &headings);
    for row in &sheet.rows {
        let mut fields = Vec::new();
        for (column, (_, &amount)) in columns() {
            let cell = row.get(column).unwrap_or(&Cell::Missing);
            fields.push(match cell {
                Cell::Text(text) => neutralised(text).into_owned(),
                cell => plain(cell).into_owned(),
            });
            if amount {
                fields.push(match cell {
                    Cell::Money(_, currency) => currency.to_string(),
                    _ => String::new(),
                });
            }
        }
        write(&mut writer, &fields);
    }
    bytes(writer)
}

/// A cell as text, without an amount's currency.
fn plain(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Missing => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Number(number) | Cell::Money(number, _) | Cell::Fraction(number) => {
            Cow::Owned(number.normalize().to_string())
        }
        Cell::Day(day) => Cow::Owned(day.to_string()),
    }
}

impl Workbook {
    /// The workbook for [`Workbook::from_bytes`]: CSV whose cells begin with a letter for their kind. The page has a CSV
    /// writer anyway, so that this costs it next to nothing.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Sheet {
            name,
            headings,
            currency,
            rows,
        } = &self.sheet;
        let mut writer = writer("");
        let written = self.written.to_string();
        let first = [FORM, name, currency, &self.about_name, &written];
        write(&mut writer, &first.map(str::to_owned));
        // A count first: a line of CSV cannot be without a field.
        let mut fields = vec![headings.len().to_string()];
        fields.extend_from_slice(headings);
        write(&mut writer, &fields);
        let mut fields = vec![self.about.len().to_string()];
        for (label, text) in &self.about {
            fields.extend([label.clone(), text.clone()]);
        }
        write(&mut writer, &fields);
        for row in rows {
            let fields: Vec<String> = row.iter().map(tagged).collect();
            write(&mut writer, &fields);
        }
        bytes(writer)
    }

    /// The workbook of [`Workbook::to_bytes`]; `None` where the bytes are none, or those of another version of the program.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rows = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes)
            .into_records();
        let mut next = || rows.next()?.ok();
        let first = next()?;
        let mut first = first.iter();
        if first.next()? != FORM {
            return None;
        }
        let mut word = || first.next().map(str::to_owned);
        let (name, currency, about_name) = (word()?, word()?, word()?);
        let written = word()?.parse().ok()?;
        let headings = next()?.iter().skip(1).map(str::to_owned).collect();
        let about = next()?;
        let mut texts = about.iter().skip(1).map(str::to_owned);
        let mut about = Vec::new();
        while let (Some(label), Some(text)) = (texts.next(), texts.next()) {
            about.push((label, text));
        }
        let rows: Option<Vec<Vec<Cell>>> = rows
            .map(|row| row.ok()?.iter().map(untagged).collect())
            .collect();
        Some(Self {
            sheet: Sheet {
                name,
                headings,
                currency,
                rows: rows?,
            },
            about_name,
            about,
            written,
        })
    }
}

/// A cell with a letter for its kind; an amount begins with its currency.
fn tagged(cell: &Cell) -> String {
    let kind = match cell {
        Cell::Missing => return String::new(),
        Cell::Text(_) => "T",
        Cell::Number(_) => "N",
        Cell::Money(_, currency) => return format!("M{currency}{}", plain(cell)),
        Cell::Fraction(_) => "F",
        Cell::Day(_) => "D",
    };
    format!("{kind}{}", plain(cell))
}

fn untagged(field: &str) -> Option<Cell> {
    let decimal = |text: &str| Decimal::from_str_exact(text).ok();
    let Some((kind, text)) = field.split_at_checked(1) else {
        return field.is_empty().then_some(Cell::Missing);
    };
    Some(match kind {
        "T" => Cell::Text(text.to_owned()),
        "N" => Cell::Number(decimal(text)?),
        "M" => {
            let (currency, amount) = text.split_at_checked(3)?;
            Cell::Money(decimal(amount)?, Currency::parse(currency)?)
        }
        "F" => Cell::Fraction(decimal(text)?),
        "D" => Cell::Day(text.parse().ok()?),
        _ => return None,
    })
}

fn writer(start: &str) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .flexible(true)
        .terminator(Terminator::CRLF)
        .from_writer(start.as_bytes().to_vec())
}

fn write(writer: &mut Writer<Vec<u8>>, fields: &[String]) {
    // Rows of any length into memory: nothing is left to fail.
    let _ = writer.write_record(fields);
}

fn bytes(writer: Writer<Vec<u8>>) -> Vec<u8> {
    writer.into_inner().unwrap_or_default()
}
