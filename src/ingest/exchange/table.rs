//! Rates in tables: the ECB's, with a column for each currency; its data portal's, with a row for each observation; a list.
//!
//! Rows are counted as a spreadsheet counts them, the header being row 1. Separated by comma, semicolon, tab or `|`: the one
//! under which the header is known. Where that is not the comma, a comma may stand before the decimals.

use super::{
    sheet::{Quote, Sheet},
    unknown,
};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic},
    exchange::RateSource,
    period::{Month, parse_date},
};
use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord};
use std::{borrow::Cow, io::Read};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What one of is worth so much of others, in the ECB's tables.
const BASE: &str = "EUR";

/// Where the columns of a table are.
enum Columns {
    /// A day, then a column for each currency, by its code.
    Wide,
    /// A row for each observation, as SDMX has them.
    Portal {
        currency: usize,
        base: usize,
        time: usize,
        rate: usize,
        /// `D` for days; `None` where the table does not say.
        frequency: Option<usize>,
        /// `A` is an average, `E` the end of the period.
        suffix: Option<usize>,
    },
    /// A row for each statement.
    List {
        time: usize,
        from: usize,
        to: usize,
        rate: usize,
    },
}

/// Whether the header is one of a table of rates.
pub(super) fn is_known(beginning: &str) -> bool {
    let header = beginning.lines().next().unwrap_or_default();
    DELIMITERS
        .iter()
        .any(|delimiter| columns(&first_row(header, *delimiter)).is_some())
}

pub(super) fn read(text: &str) -> Result<Sheet, Diagnostic> {
    let known = DELIMITERS.iter().find_map(|delimiter| {
        let header = first_row(text, *delimiter);
        Some((*delimiter, columns(&header)?, header))
    });
    let Some((delimiter, columns, header)) = known else {
        let header = text.lines().next().unwrap_or_default();
        return Err(unknown("row 1", header));
    };
    let mut sheet = Sheet::new(match columns {
        Columns::Wide | Columns::Portal { .. } => RateSource::Ecb,
        Columns::List { .. } => RateSource::List,
    });
    for (row, number) in rows(text, delimiter).zip(1_usize..).skip(1) {
        if row.iter().all(str::is_empty) {
            continue;
        }
        let table = Row {
            header: &header,
            row: &row,
            number,
            decimal_comma: delimiter != b',',
        };
        match &columns {
            Columns::Wide => table.wide(&mut sheet),
            Columns::Portal {
                currency,
                base,
                time,
                rate,
                frequency,
                suffix,
            } => {
                let of = |column: &Option<usize>| column.map_or("", |column| table.cell(column));
                let daily = ["", "D"].contains(&of(frequency));
                if !daily && of(suffix) != "E" {
                    let found = table.cell(*time);
                    sheet.leave_out(Code::RateAverage, &|| table.place(*rate), found);
                } else {
                    table.statement(&mut sheet, *time, *base, *currency, *rate);
                }
            }
            Columns::List {
                time,
                from,
                to,
                rate,
            } => table.statement(&mut sheet, *time, *from, *to, *rate),
        }
    }
    Ok(sheet)
}

/// One row and what its columns are called.
struct Row<'a> {
    header: &'a StringRecord,
    row: &'a StringRecord,
    number: usize,
    decimal_comma: bool,
}

impl Row<'_> {
    fn cell(&self, column: usize) -> &str {
        self.row.get(column).unwrap_or_default()
    }

    fn place(&self, column: usize) -> String {
        let name = self.header.get(column).unwrap_or_default();
        format!("row {}, column {name:.80}", self.number)
    }

    /// The digits of a cell, with a point before the decimals.
    fn digits<'b>(&self, cell: &'b str) -> Cow<'b, str> {
        match self.decimal_comma && !cell.contains('.') {
            true => Cow::Owned(cell.replacen(',', ".", 1)),
            false => Cow::Borrowed(cell),
        }
    }

    /// A day with what one euro was worth in each currency. `N/A` is no rate, and the last comma of a row no column.
    fn wide(&self, sheet: &mut Sheet) {
        let Some(base) = Currency::parse(BASE) else {
            return;
        };
        let time = self.cell(0);
        let Some(day) = parse_date(time).or_else(|| written_out(time)) else {
            return sheet.leave_out(Code::BadDate, &|| self.place(0), time);
        };
        for (column, cell) in self.row.iter().enumerate().skip(1) {
            let currency = self.header.get(column).unwrap_or_default();
            if cell.is_empty() || cell == "N/A" {
                continue;
            }
            if currency.is_empty() {
                sheet.leave_out(Code::RowBroken, &|| self.place(column), cell);
                continue;
            }
            let quote = Quote {
                day,
                base,
                currency,
                rate: &self.digits(cell),
            };
            sheet.add(&quote, &|| self.place(column));
        }
    }

    /// A row that states one rate. A month stands for its last day.
    fn statement(&self, sheet: &mut Sheet, time: usize, base: usize, currency: usize, rate: usize) {
        let text = self.cell(time);
        let day = parse_date(text)
            .or_else(|| written_out(text))
            .or_else(|| Month::parse(text).map(Month::last_day));
        let Some(day) = day else {
            return sheet.leave_out(Code::BadDate, &|| self.place(time), text);
        };
        let Some(of) = Currency::parse(self.cell(base)) else {
            return sheet.leave_out(Code::BadCurrency, &|| self.place(base), self.cell(base));
        };
        let digits = self.digits(self.cell(rate));
        let quote = Quote {
            day,
            base: of,
            currency: self.cell(currency),
            rate: &digits,
        };
        // A fault is at the rate, but for a currency that is none.
        let at = match Currency::parse(quote.currency) {
            Some(_) => rate,
            None => currency,
        };
        sheet.add(&quote, &|| self.place(at));
    }
}

/// The columns of a header; `None` where it is of no table of rates.
fn columns(header: &StringRecord) -> Option<Columns> {
    let names: Vec<String> = header.iter().map(str::to_ascii_lowercase).collect();
    let column = |wanted: &[&str]| {
        names
            .iter()
            .position(|name| wanted.contains(&name.as_str()))
    };
    let portal = || {
        Some(Columns::Portal {
            currency: column(&["currency"])?,
            base: column(&["currency_denom"])?,
            time: column(&["time_period"])?,
            rate: column(&["obs_value"])?,
            frequency: column(&["freq"]),
            suffix: column(&["exr_suffix"]),
        })
    };
    let list = || {
        Some(Columns::List {
            time: column(&["month", "date", "day"])?,
            from: column(&["from", "base"])?,
            to: column(&["to", "quote"])?,
            rate: column(&["rate"])?,
        })
    };
    let wide = || {
        let (first, others) = names.split_first()?;
        let others = others.iter().filter(|name| !name.is_empty());
        let all = others.clone().all(|name| Currency::parse(name).is_some());
        (first == "date" && all && others.count() > 0).then_some(Columns::Wide)
    };
    portal().or_else(list).or_else(wide)
}

/// The rows of a table, their cells trimmed.
fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        // The same kind of reader as for other tables: another one would be more program.
        .from_reader(text.as_bytes().chain(b"".as_slice()))
        .into_records()
        // Text in memory, with rows of any length: nothing is left to fail.
        .map(|row| {
            let mut row = row.unwrap_or_default();
            row.trim();
            row
        })
}

fn first_row(text: &str, delimiter: u8) -> StringRecord {
    rows(text, delimiter).next().unwrap_or_default()
}

/// "21 November 2025", as the ECB's daily table has it.
fn written_out(text: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut words = text.split_ascii_whitespace();
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS
        .iter()
        .zip(1_u32..)
        .find(|(name, _)| **name == month)?;
    let written = format!("{year}-{:02}-{day:0>2}", month.1);
    parse_date(&written).filter(|_| words.next().is_none())
}
