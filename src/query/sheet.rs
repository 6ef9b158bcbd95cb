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
use csv::ReaderBuilder;
use rust_decimal::Decimal;

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
    /// One cell for each heading. A [`Cell::Word`] is written as it is: whoever makes the sheet says it in words.
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
        Cell::Missing | Cell::Text(_) | Cell::Word(_) | Cell::Day(_) => None,
    }
}

/// A sheet as CSV: UTF-8 with a byte order mark, commas, lines as RFC 4180 ends them. Numbers are whole and unrounded with a
/// point, fractions stay fractions, days are ISO dates, what is missing is empty; text is [`neutralised`].
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let amounts = sheet.amounts();
    let mut lines = Lines::new(BYTE_ORDER_MARK);
    for (heading, &amount) in sheet.headings.iter().zip(&amounts) {
        lines.field(&neutralised(heading));
        if amount {
            lines.field(&neutralised(&sheet.currency_heading(heading)));
        }
    }
    lines.end();
    for row in &sheet.rows {
        for (cell, &amount) in row.iter().zip(&amounts) {
            match cell {
                Cell::Text(text) => lines.field(&neutralised(text)),
                cell => lines.field(&cell.plain()),
            }
            match cell {
                Cell::Money(_, currency) => lines.field(currency.as_str()),
                _ if amount => lines.field(""),
                _ => {}
            }
        }
        lines.end();
    }
    lines.text.into_bytes()
}

/// CSV as it is written. By hand: the writer of `csv` tells numbers from words by parsing floats, 10 KB of program.
struct Lines {
    text: String,
    line_is_empty: bool,
}

impl Lines {
    fn new(start: &str) -> Self {
        Self {
            text: start.to_owned(),
            line_is_empty: true,
        }
    }

    fn field(&mut self, field: &str) {
        let first = std::mem::take(&mut self.line_is_empty);
        if !first {
            self.text.push(',');
        }
        // A line of one empty field would be a line of none.
        if field.contains([',', '"', '\r', '\n']) || (first && field.is_empty()) {
            self.text.push('"');
            self.text.push_str(&field.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
        self.line_is_empty = true;
    }
}

impl Workbook {
    /// The workbook for [`Workbook::from_bytes`]: CSV whose cells begin with a letter for their kind. The page
    /// writes CSV anyway, so that this costs it next to nothing.
    pub fn to_bytes(&self) -> Vec<u8> {
        let sheet = &self.sheet;
        let mut lines = Lines::new("");
        let written = self.written.to_string();
        for field in [
            FORM,
            &sheet.name,
            &sheet.currency,
            &self.about_name,
            &written,
        ] {
            lines.field(field);
        }
        lines.end();
        // Marks first: a line cannot be without a field.
        lines.field("headings");
        for heading in &sheet.headings {
            lines.field(heading);
        }
        lines.end();
        lines.field("about");
        for (label, text) in &self.about {
            lines.field(label);
            lines.field(text);
        }
        lines.end();
        for row in &sheet.rows {
            for cell in row {
                lines.field(&tagged(cell));
            }
            lines.end();
        }
        lines.text.into_bytes()
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
        Cell::Text(_) | Cell::Word(_) => "T",
        Cell::Number(_) => "N",
        Cell::Money(_, currency) => return format!("M{currency}{}", cell.plain()),
        Cell::Fraction(_) => "F",
        Cell::Day(_) => "D",
    };
    format!("{kind}{}", cell.plain())
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
