//! Loaded rates as a text that the browser keeps, and back. Tabs, here arrows, part what stands in a line.
//!
//! ```text
//! rates/1
//! file → ecb → 1999-01-04 → 2025-02-25 → 6692 → 206000 → 0 → eurofxref-hist.xml
//! 2025-01-31 → EUR → GBP 0.83608 → USD 1.0393
//! ```
//!
//! Only the last day of each month and base is kept: of the ECB's 9 MB since 1999, 130 KB.

use super::super::MOST_DIAGNOSTICS;
use crate::model::{
    currency::Currency,
    exchange::{DayRates, RateFile, RateSource, usable},
    number,
    period::parse_date,
    table::Table,
};
use std::fmt::Write;

/// What the text begins with; another one where its form changes.
const FORM: &str = "rates/1";
const FILE: &str = "file";

/// The files as text.
pub fn write(files: &[RateFile]) -> String {
    let mut text = FORM.to_owned();
    for file in files {
        let name: String = file.name.chars().filter(|c| !c.is_control()).collect();
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n{FILE}\t{}\t{}\t{}\t{}\t{}\t{}\t{name}",
            file.source.as_str(),
            file.first,
            file.last,
            file.days,
            file.read,
            file.left_out,
        );
        for table in &file.tables {
            let _ = write!(text, "\n{}\t{}", table.day, table.base);
            for (currency, rate) in table.rates.iter() {
                let _ = write!(text, "\t{currency} {rate}");
            }
        }
    }
    text
}

/// The files of a text. What is no line of ours is passed over: it is the browser's, and anything may have become of it.
pub fn read(text: &str) -> Vec<RateFile> {
    let mut lines = text.lines();
    if lines.next() != Some(FORM) {
        return Vec::new();
    }
    let mut files: Vec<RateFile> = Vec::new();
    // The tables of a file that cannot be told belong to no other.
    let mut is_known = false;
    for line in lines {
        if let Some(rest) = line.strip_prefix(FILE) {
            let file = file(rest).filter(|_| files.len() < MOST_DIAGNOSTICS);
            is_known = file.is_some();
            files.extend(file);
        } else if let (true, Some(file), Some(table)) = (is_known, files.last_mut(), table(line)) {
            file.tables.push(table);
        }
    }
    files.retain(|file| !file.tables.is_empty());
    files
}

fn file(line: &str) -> Option<RateFile> {
    let mut fields = line.split('\t').skip(1);
    Some(RateFile {
        source: RateSource::parse(fields.next()?)?,
        first: parse_date(fields.next()?)?,
        last: parse_date(fields.next()?)?,
        days: fields.next()?.parse().ok()?,
        read: fields.next()?.parse().ok()?,
        left_out: fields.next()?.parse().ok()?,
        name: fields.next()?.to_owned(),
        tables: Vec::new(),
    })
}

fn table(line: &str) -> Option<DayRates> {
    let mut fields = line.split('\t');
    let mut table = DayRates {
        day: parse_date(fields.next()?)?,
        base: Currency::parse(fields.next()?)?,
        rates: Table::default(),
    };
    for field in fields {
        let (currency, rate) = field.split_once(' ')?;
        let rate = number::decimal(rate).and_then(usable).ok()?;
        table.rates.insert(Currency::parse(currency)?, rate);
    }
    Some(table)
}
