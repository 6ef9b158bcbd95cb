//! A CSV export whose header has internal names.
//!
//! Rows are numbered as a spreadsheet numbers them: the header is row 1, a line break within quotes starts no new row.
//! Only lines without a single character, which the CSV reader passes over, are not counted. Rows of empty cells, with
//! which spreadsheets like to end, are counted but are no records.

use super::super::{Kind, Outcome, place::Place, record::Fields, report::Report};
use super::{Portal, property};
use crate::model::{
    diagnostic::{Code, Diagnostic, Effect},
    formula,
};
use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Trim};
use serde_json::Value;
use std::io::Read;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row of our own after the last one. It comes out of the reader as a row only if all quotes before it are closed.
const END: &str = "END";
const END_ROW: &[u8] = b"\nEND";

pub(in crate::ingest) fn read(text: &str, today: NaiveDate) -> Outcome {
    let (delimiter, header) = header(text);
    if !is_known(&header) {
        let names: Vec<&str> = header.iter().collect();
        let found = names.join(", ");
        return Err(Diagnostic::new(
            Code::ColumnsUnknown,
            Effect::Refused,
            Place::Row(1).to_string(),
            found,
        ));
    }
    let mut report = Report::default();
    let mut portal = Portal::new(&mut report);
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes().chain(END_ROW))
        .into_records()
        // Text in memory, with rows of any length: nothing is left to fail.
        .map(Result::unwrap_or_default)
        .zip(2..)
        .peekable();
    while let Some((row, number)) = rows.next() {
        let unclosed = rows.peek().is_none();
        if unclosed && row.iter().eq([END]) {
            break;
        }
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let place = Place::Row(number);
        if unclosed || row.len() != header.len() {
            portal.leave_out(Code::RowBroken, Effect::LeftOut, place, beginning(&row));
            continue;
        }
        portal.add(
            place,
            &properties(&header, &row),
            Some(format!("row-{number}")),
        );
    }
    let book = portal.into_book(today);
    Ok((Kind::Csv, book, report))
}

/// The delimiter under which the header has the most known columns, and the header; the first of equals.
fn header(text: &str) -> (u8, StringRecord) {
    let mut best = (b',', StringRecord::new());
    let mut most = None;
    for delimiter in DELIMITERS {
        let header = ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(Trim::Headers)
            // The same kind of reader as for the rows: another one would be 2 KB more program.
            .from_reader(text.as_bytes().chain(END_ROW))
            .headers()
            .cloned()
            .unwrap_or_default();
        let known = header
            .iter()
            .filter(|name| property::ALL.contains(name))
            .count();
        if most.is_none_or(|most| known > most) {
            most = Some(known);
            best = (delimiter, header);
        }
    }
    best
}

/// Whether the columns say which client a row is, or its points.
fn is_known(header: &StringRecord) -> bool {
    header.iter().any(|name| {
        [property::ID, property::NAME].contains(&name)
            || (name.starts_with("hs_") && name.ends_with("_tier_points"))
    })
}

/// The first line of a broken row; an open quote makes the rest of the file, and [`END_ROW`], a part of it.
fn beginning(row: &StringRecord) -> String {
    let cells: Vec<&str> = row.iter().collect();
    let row = cells.join(", ");
    row.lines().next().unwrap_or_default().to_owned()
}

/// A row as the API would give it; what an export of ours put before a text that a spreadsheet would run is taken away.
fn properties(header: &StringRecord, row: &StringRecord) -> Fields {
    header
        .iter()
        .zip(row)
        .filter(|(name, _)| property::ALL.contains(name))
        .map(|(name, cell)| (name.to_owned(), Value::String(formula::restored(cell))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_known_columns() {
        for (text, expected) in [
            ("hs_object_id,hs_client_name\n", b','),
            ("hs_object_id;hs_client_name;\"a,b,c\"\n", b';'),
            ("hs_object_id\t hs_client_name \n", b'\t'),
            ("hs_object_id|hs_client_name\n", b'|'),
            ("hs_object_id\n1", b','),
            ("what, ever; this | is", b','),
        ] {
            assert_eq!(header(text).0, expected, "{text}");
        }
    }
}
