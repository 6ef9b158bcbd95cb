//! The rows of a table.
//!
//! Problem: 100,000 rows of 12 cells are 1.2 million texts, and a list for each row is memory that is asked for 100,000 times.
//! Idea: the texts of all cells lie one behind the other in one, and a row knows which of them are its own.
//!
//! Example: of `a;b` and `c` the text is `abc`, the cells end at 1, 2 and 3, and the second row has the third cell.

use csv::StringRecord;
use std::{iter, ops::Range};

/// The rows of a table; those without a visible character are none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    text: String,
    /// Where in the text each cell ends.
    ends: Vec<usize>,
    /// Of a spreadsheet: which cells are in plain form already, its numbers and days.
    plain: Vec<bool>,
    rows: Vec<Row>,
}

/// Which cells are a row's own.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    number: usize,
    cells: Range<usize>,
    broken: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its number as a spreadsheet counts.
    pub(super) number: usize,
    /// Whether its cells cannot be trusted: a quote in it is never closed.
    pub(super) broken: bool,
    text: &'a str,
    begin: usize,
    ends: &'a [usize],
    plain: &'a [bool],
}

impl Lines {
    /// Adds a row of texts; `number` is its own, as a spreadsheet counts.
    pub(super) fn push(&mut self, number: usize, cells: &StringRecord) {
        let begin = self.text.len();
        self.text.push_str(cells.as_slice());
        let ends = (0..cells.len()).filter_map(|index| cells.range(index));
        self.ends.extend(ends.map(|cell| begin + cell.end));
        self.end_row(number);
    }

    /// Adds a cell of a spreadsheet to the row that is not ended yet: its text, and whether that is the plain form of a number
    /// or a day.
    pub fn push_cell(&mut self, text: &str, is_plain: bool) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.plain.push(is_plain);
    }

    /// Makes a row of the cells behind the last one, unless nothing can be seen in them.
    pub fn end_row(&mut self, number: usize) {
        let first = self.rows.last().map_or(0, |row| row.cells.end);
        let begin = self.begin_of(first);
        let added = self.text.get(begin..).unwrap_or_default();
        if added.trim().is_empty() {
            self.text.truncate(begin);
            self.ends.truncate(first);
            self.plain.truncate(first);
            return;
        }
        self.rows.push(Row {
            number,
            cells: first..self.ends.len(),
            broken: false,
        });
    }

    /// Where in the text a cell begins: where the one before it ends.
    fn begin_of(&self, cell: usize) -> usize {
        let before = cell.checked_sub(1).and_then(|before| self.ends.get(before));
        before.copied().unwrap_or_default()
    }

    /// Adds a row whose cells nobody can tell apart.
    pub(super) fn push_broken(&mut self, number: usize, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.end_row(number);
        if let Some(last) = self.rows.last_mut() {
            last.broken = true;
        }
    }

    pub(in crate::ingest) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(in crate::ingest) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn get(&self, index: usize) -> Option<Line<'_>> {
        self.rows.get(index).map(|row| self.line(row))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Line<'_>> {
        self.behind(0)
    }

    /// The rows from one on.
    pub(super) fn behind(&self, first: usize) -> impl Iterator<Item = Line<'_>> + use<'_> {
        let rows = self.rows.get(first..).unwrap_or_default();
        rows.iter().map(|row| self.line(row))
    }

    fn line(&self, row: &Row) -> Line<'_> {
        Line {
            number: row.number,
            broken: row.broken,
            text: &self.text,
            begin: self.begin_of(row.cells.start),
            ends: self.ends.get(row.cells.clone()).unwrap_or_default(),
            plain: self.plain.get(row.cells.clone()).unwrap_or_default(),
        }
    }
}

impl<'a> Line<'a> {
    /// How many cells it has.
    pub(super) const fn len(self) -> usize {
        self.ends.len()
    }

    /// A cell; empty behind the last one.
    pub(super) fn cell(self, column: usize) -> &'a str {
        let begin = match column.checked_sub(1) {
            None => Some(&self.begin),
            Some(before) => self.ends.get(before),
        };
        let range = begin.zip(self.ends.get(column));
        let cell = range.and_then(|(begin, end)| self.text.get(*begin..*end));
        cell.unwrap_or_default()
    }

    pub(super) fn cells(self) -> impl Iterator<Item = &'a str> {
        let begins = iter::once(self.begin).chain(self.ends.iter().copied());
        let ranges = begins.zip(self.ends);
        ranges.map(move |(begin, end)| self.text.get(begin..*end).unwrap_or_default())
    }

    /// How many cells are not empty.
    pub(super) fn filled(self) -> usize {
        self.cells().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// Whether a cell is in plain form already.
    pub(super) fn is_plain(self, column: usize) -> bool {
        self.plain.get(column).copied().unwrap_or_default()
    }

    /// How many cells headings have up to the last one that is not empty, and in all.
    pub(super) fn widths(self) -> (usize, usize) {
        let last = self
            .cells()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty());
        (last.last().map_or(0, |(last, _)| last + 1), self.len())
    }

    /// Whether it has as many cells as the headings, by their widths; empty ones at the end do not count.
    pub(super) fn fits(self, (least, most): (usize, usize)) -> bool {
        // A sheet's rows end with their last cell.
        let long_enough = self.len() >= least || !self.plain.is_empty();
        long_enough && self.cells().skip(most).all(|cell| cell.trim().is_empty())
    }

    /// The first line of it, by which the user finds it again.
    pub(super) fn beginning(self) -> String {
        let cells: Vec<&str> = self.cells().collect();
        let row = cells.join(", ");
        row.lines().next().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_cells_apart_and_blank_ones_leave_nothing() {
        let mut lines = Lines::default();
        lines.push(1, &StringRecord::from(vec!["a", "", "é;"]));
        lines.push(2, &StringRecord::from(vec![" ", "\t"]));
        lines.push(4, &StringRecord::from(vec!["", "z"]));
        let rows: Vec<(usize, Vec<&str>)> = lines
            .iter()
            .map(|line| (line.number, line.cells().collect()))
            .collect();
        assert_eq!(rows, [(1, vec!["a", "", "é;"]), (4, vec!["", "z"])]);
        let last = lines.get(1).unwrap();
        assert_eq!([0, 1, 2].map(|column| last.cell(column)), ["", "z", ""]);
        assert_eq!(lines.behind(1).count(), 1);
        assert!(last.fits((2, 2)) && !last.fits((3, 3)) && !lines.get(0).unwrap().fits((2, 2)));
        // Of headings the last one may be empty: `a;b;` above rows without the last separator.
        let mut lines = Lines::default();
        lines.push(1, &StringRecord::from(vec!["a", "b", " "]));
        lines.push(2, &StringRecord::from(vec!["1", "2"]));
        let widths = lines.get(0).unwrap().widths();
        assert_eq!(widths, (2, 3));
        assert!(lines.get(1).unwrap().fits(widths));
    }

    #[test]
    fn a_sheets_row_may_end_early_and_tells_its_plain_cells() {
        let mut lines = Lines::default();
        for (number, cells) in [
            (3, &[("", true), (" ", false)][..]),
            (7, &[("a", false), ("12", true)]),
        ] {
            for (text, is_plain) in cells {
                lines.push_cell(text, *is_plain);
            }
            lines.end_row(number);
        }
        let line = lines.get(0).unwrap();
        assert_eq!((lines.len(), line.number, line.len()), (1, 7, 2));
        assert!(line.fits((9, 9)));
        assert_eq!(
            [0, 1, 2].map(|column| line.is_plain(column)),
            [false, true, false]
        );
    }
}
