//! A table from text: CSV with whatever parts its cells.
//!
//! Rows are numbered as a spreadsheet numbers them: a line break within quotes starts no new row, and a line without a single
//! character, which the CSV reader passes over, is one.

use super::{Lines, Table};
use crate::ingest::headway::Leg;
use csv::{Reader, ReaderBuilder, StringRecord};
use std::io::Read;

/// What may part two cells, the likelier first.
const DELIMITERS: [u8; 8] = [b',', b';', b'\t', b'|', b':', b'^', b'~', 0x1F];

/// Lines that are looked at to find out what parts the cells.
const LOOKED_AT: usize = 20;

/// A spreadsheet's own hint, on a line of its own before the table: `sep=;`.
const HINT: &str = "sep=";

/// A row of our own after the last one. It comes out of the reader as a row only if all quotes before it are closed.
pub(in crate::ingest) const END: &str = "END";
const END_ROW: &[u8] = b"\nEND";

/// Open quotes that are looked behind: each costs one more look at the rest of the file.
const MOST_OPEN: usize = 20;

/// What a spreadsheet's own hint names, the text behind it, and the number of its first line.
pub(in crate::ingest) fn hinted(text: &str) -> (Option<u8>, &str, usize) {
    match text.split_once('\n') {
        Some((line, rest)) if line.starts_with(HINT) => {
            let hint = line.as_bytes().get(HINT.len()).copied();
            (hint.filter(u8::is_ascii), rest, 2)
        }
        _ => (None, text, 1),
    }
}

/// Reads a table; `known` counts the cells of a row that are known as headings, and the steps of `leg` are the bytes of the text.
pub(in crate::ingest) fn read(
    file: &str,
    text: &str,
    known: impl Fn(&[&str]) -> usize,
    leg: &Leg,
) -> Table {
    let whole = text.len();
    let (hint, text, first) = hinted(text);
    let delimiter = hint.unwrap_or_else(|| delimiter(text, known));
    let mut lines = Lines::default();
    let mut number = first;
    let mut rest = text;
    for _ in 0..MOST_OPEN {
        let before = whole - rest.len();
        let on = |byte: usize| leg.reach(before.saturating_add(byte));
        let Some(open) = read_rows(delimiter, rest, (&mut number, &mut lines), on) else {
            return Table::new(file, None, lines);
        };
        // The quote costs its own line, not the rest of the file.
        let line = open.split(['\r', '\n']).next().unwrap_or_default();
        lines.push_broken(number, line);
        number += 1;
        rest = behind_break(open.get(line.len()..).unwrap_or_default());
    }
    lines.push_broken(number, rest);
    Table::new(file, None, lines)
}

/// What stands behind the line break that a text begins with; all of it where it begins with none.
fn behind_break(text: &str) -> &str {
    let breaks = ["\r\n", "\n", "\r"];
    let mut behind = breaks.iter().filter_map(|sign| text.strip_prefix(sign));
    behind.next().unwrap_or(text)
}

/// The text from the row that the reader finds from a byte on, and how many empty lines it passes over before that.
fn row_at(text: &str, byte: u64) -> (&str, usize) {
    let at = usize::try_from(byte).unwrap_or(usize::MAX);
    let (before, mut rest) = text.split_at_checked(at).unwrap_or((text, ""));
    // Of a break of two signs it has left the second one.
    if before.ends_with('\r') {
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    let mut empty = 0;
    while rest.starts_with(['\r', '\n']) {
        rest = behind_break(rest);
        empty += 1;
    }
    (rest, empty)
}

/// Reads rows until the last one, or until one whose quote is never closed: the text from that on.
fn read_rows<'a>(
    delimiter: u8,
    text: &'a str,
    (number, lines): (&mut usize, &mut Lines),
    on: impl Fn(usize),
) -> Option<&'a str> {
    let mut reader = reader(delimiter, text);
    let mut cells = StringRecord::new();
    let mut begin = 0;
    while reader.read_record(&mut cells).unwrap_or_default() {
        let (row, empty) = row_at(text, begin);
        *number += empty;
        begin = reader.position().byte();
        let end = usize::try_from(begin).unwrap_or(usize::MAX);
        on(end);
        // A row of the file's own may say so too.
        let is_last = end > text.len() + 1;
        if is_last {
            return Some(row).filter(|_| !cells.iter().eq([END]));
        }
        lines.push(*number, &cells);
        *number += 1;
    }
    None
}

/// The rows of a text with their numbers, and after the last one [`END`] alone, unless a quote is never closed.
pub(in crate::ingest) fn numbered(
    delimiter: u8,
    text: &str,
) -> impl Iterator<Item = (StringRecord, usize)> {
    rows(delimiter, text).scan(0, move |number, row| {
        let begin = row.position().map_or(0, csv::Position::byte);
        let (_, empty) = row_at(text, begin);
        *number += empty + 1;
        Some((row, *number))
    })
}

/// The rows of a text, and after the last one [`END`] alone, unless a quote is never closed.
pub(in crate::ingest) fn rows(delimiter: u8, text: &str) -> impl Iterator<Item = StringRecord> {
    let rows = reader(delimiter, text).into_records();
    rows.map(Result::unwrap_or_default)
}

/// Text in memory, parted by what is no half of a letter, with rows of any length: nothing is left to fail.
fn reader(delimiter: u8, text: &str) -> Reader<impl Read> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes().chain(END_ROW))
}

/// What parts the cells: what makes the most known headings of a row; where none does, what makes the most rows of the first
/// row's length, and of those the longest; the first of equals.
fn delimiter(text: &str, known: impl Fn(&[&str]) -> usize) -> u8 {
    let mut best = (0, 0, 0);
    let mut chosen = b',';
    for delimiter in DELIMITERS {
        let rows: Vec<StringRecord> = rows(delimiter, text)
            .take_while(|row| !row.iter().eq([END]))
            .take(LOOKED_AT)
            .collect();
        let headings = rows
            .iter()
            .map(|row| known(&row.iter().collect::<Vec<_>>()));
        let headings = headings.max().unwrap_or_default();
        let cells = rows.first().map_or(0, StringRecord::len);
        let alike = rows.iter().filter(|row| row.len() == cells).count();
        let worth = (headings, if cells > 1 { alike } else { 0 }, cells);
        if worth > best {
            best = worth;
            chosen = delimiter;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(row: &[&str]) -> usize {
        row.iter()
            .filter(|cell| cell.trim().starts_with("hs_"))
            .count()
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_known_columns() {
        for (text, expected) in [
            ("hs_object_id,hs_client_name\n", b','),
            ("hs_object_id;hs_client_name;\"a,b,c\"\n", b';'),
            ("hs_object_id\t hs_client_name \n", b'\t'),
            ("hs_object_id|hs_client_name\n", b'|'),
            ("hs_object_id^hs_client_name\n", b'^'),
            ("hs_object_id\n1", b','),
            ("what, ever; this | is", b','),
            ("name;mrr\nA;1,5\nB;2,5\n", b';'),
            ("name|when\nA, b|10:30\nB, c|11:30\n", b'|'),
        ] {
            assert_eq!(delimiter(text, known), expected, "{text}");
        }
    }

    #[test]
    fn a_spreadsheets_own_hint_is_followed_and_counted() {
        let table = read("", "sep=;\na;b\n1;2\n", known, &Leg::default());
        let lines: Vec<_> = table
            .lines
            .iter()
            .map(|line| (line.number, line.len()))
            .collect();
        assert_eq!(lines, [(2, 2), (3, 2)]);
    }

    #[test]
    fn rows_are_counted_with_the_empty_lines_between_them() {
        for newline in ["\n", "\r\n", "\r"] {
            let text = "\nTitle\n\n\na,b\n1,\"x\n\ny\"\n\n2,3\n\n4,\"5\n\n6,7\n";
            let text = text.replace('\n', newline);
            let lines = read("", &text, known, &Leg::default()).lines;
            let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
            assert_eq!(numbers, [2, 5, 6, 8, 10, 12], "{text:?}");
        }
    }

    #[test]
    fn an_open_quote_breaks_the_row_that_it_stands_in() {
        for (text, expected) in [
            ("a,b\n1,\"2\n3,4\n", &["a|b", "! 1,\"2", "3|4"][..]),
            ("a,b\r\n1,\"2\r\n\r\n3,4\r\n", &["a|b", "! 1,\"2", "3|4"]),
            ("a,b\r1,\"2\r3,4\r", &["a|b", "! 1,\"2", "3|4"]),
            ("a,b\n1,\"2", &["a|b", "! 1,\"2"]),
            ("a,b\n1,\"", &["a|b", "! 1,\""]),
            ("\"a,b\n1,2\n", &["! \"a,b", "1|2"]),
            // Of two quotes that were never closed the first one ends with the second.
            (
                "a,b\n\"x,1\n\"y,2\n\"z,3\né,4\n",
                &["a|b", "x,1\ny|2", "! \"z,3", "é|4"],
            ),
            (
                "a,b\n\"\"\",1\n2,3\n\"\"\",4\n5,\"\"\"6\n7,8",
                &["a|b", "\",1\n2,3\n\"|4", "! 5,\"\"\"6", "7|8"],
            ),
        ] {
            let table = read("", text, known, &Leg::default());
            let lines = table.lines.iter().map(|line| {
                let cells: Vec<&str> = line.cells().collect();
                format!("{}{}", if line.broken { "! " } else { "" }, cells.join("|"))
            });
            assert_eq!(lines.collect::<Vec<_>>(), expected, "{text}");
        }
        // However many quotes are open, the file is not looked through once for each of them.
        let hostile = "\"\"\"\n".repeat(20_001);
        assert!(read("", &hostile, known, &Leg::default()).lines.len() <= 20_001);
    }
}
