//! Rates in tables: the ECB's, with a column for each currency; its data portal's, with a row for each observation; a list.
//!
//! Rows are counted as a spreadsheet counts them, the header being row 1. Separated by comma, semicolon, tab or `|`: the one
//! under which the header is known. Where that is not the comma, a comma may stand before the decimals.

use super::{
    super::table::{cells, csv},
    sheet::{Quote, Sheet},
    unknown,
};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic},
    exchange::RateSource,
    period::{Month, parse_date},
};
use ::csv::StringRecord;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::borrow::Cow;

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
    let (_, beginning, _) = csv::hinted(beginning);
    let header = beginning.lines().next().unwrap_or_default();
    DELIMITERS
        .iter()
        .any(|delimiter| columns(&first_row(header, *delimiter)).is_some())
}

pub(super) fn read(text: &str) -> Result<Sheet, Diagnostic> {
    let (_, text, first) = csv::hinted(text);
    let known = DELIMITERS.iter().find_map(|delimiter| {
        let header = first_row(text, *delimiter);
        Some((*delimiter, columns(&header)?, header))
    });
    let Some((delimiter, columns, header)) = known else {
        let header = text.lines().next().unwrap_or_default();
        return Err(unknown(&format!("row {first}"), header));
    };
    let mut sheet = Sheet::new(match columns {
        Columns::Wide | Columns::Portal { .. } => RateSource::Ecb,
        Columns::List { .. } => RateSource::List,
    });
    let lines = csv::numbered(delimiter, text);
    let lines = lines.map(|(row, number)| (row, number + first - 1));
    let mut lines = lines.peekable();
    // The header is read already.
    lines.next();
    while let Some((mut row, number)) = lines.next() {
        let is_last = lines.peek().is_none();
        if is_last && row.iter().eq([csv::END]) {
            break;
        }
        row.trim();
        if row.iter().all(str::is_empty) {
            continue;
        }
        if is_last {
            // A quote in it is never closed: it holds the rest of the file.
            let found = row.get(0).unwrap_or_default().to_owned();
            sheet.leave_out(Code::RowBroken, &|| format!("row {number}"), &found);
            break;
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
                    let at = [*time, *base, *currency, *rate];
                    table.statement(&mut sheet, at, last_weekday);
                }
            }
            Columns::List {
                time,
                from,
                to,
                rate,
            } => table.statement(&mut sheet, [*time, *from, *to, *rate], Month::last_day),
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
        let Some(day) = day(time) else {
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

    /// A row that states one rate. A month stands for the day that `ends` it.
    fn statement(
        &self,
        sheet: &mut Sheet,
        [time, base, currency, rate]: [usize; 4],
        ends: fn(Month) -> NaiveDate,
    ) {
        let text = self.cell(time);
        let day = day(text).or_else(|| Month::parse(text).map(ends));
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

/// The day on which a central bank publishes last in a month.
fn last_weekday(month: Month) -> NaiveDate {
    let last = month.last_day();
    let weekend = match last.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    last.checked_sub_days(Days::new(weekend)).unwrap_or(last)
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

/// The first row of a text, its cells trimmed.
fn first_row(text: &str, delimiter: u8) -> StringRecord {
    let mut row = csv::rows(delimiter, text).next().unwrap_or_default();
    row.trim();
    row
}

/// A day as such tables write it: ISO, or "21 November 2025" in the ECB's daily one.
fn day(text: &str) -> Option<NaiveDate> {
    let is_written_out = text.contains(' ');
    parse_date(text).or_else(|| cells::day(text, None).filter(|_| is_written_out))
}
