//! What the file worker writes, read again by a reader that shares no code with it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::lossy_float_literal,
    reason = "a test fails by panicking; a spreadsheet's numbers are floats"
)]

#[path = "support/workbooks.rs"]
mod workbooks;

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use std::io::Cursor;
use tierwise::{
    files::xlsx::{XlsxError, xlsx},
    query::{
        cell::Cell,
        sheet::{MOST_ROWS, Workbook},
    },
};
use workbooks::{any_workbook, deals};

type File = Xlsx<Cursor<Vec<u8>>>;

fn written(workbook: &Workbook) -> File {
    Xlsx::new(Cursor::new(xlsx(workbook).unwrap())).unwrap()
}

fn text(words: &str) -> Data {
    Data::String(words.to_owned())
}

/// A sheet's cells; days as ISO dates.
fn cells(file: &mut File, sheet: &str) -> Vec<Vec<Data>> {
    let range = file.worksheet_range(sheet).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(iso).collect())
        .collect()
}

fn iso(cell: &Data) -> Data {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Data::DateTimeIso(format!("{year}-{month:02}-{day:02}"))
        }
        other => other.clone(),
    }
}

#[test]
fn every_cell_has_its_kind() {
    let mut file = written(&deals());
    assert_eq!(file.sheet_names(), ["Deals July", "About"]);
    let day = |text: &str| Data::DateTimeIso(text.to_owned());
    assert_eq!(
        cells(&mut file, "Deals July"),
        [
            [
                "Client",
                "Points",
                "MRR",
                "MRR (currency)",
                "C$R",
                "Renewal"
            ]
            .map(text),
            [
                text("Café \"Ópera\", Ltd"),
                Data::Float(-5.0),
                Data::Float(1200.5),
                text("EUR"),
                Data::Float(0.914),
                day("2026-07-31"),
            ],
            [
                text("=HYPERLINK(1)"),
                Data::Float(1.333_333_333_333_333_3),
                Data::Float(-80.0),
                text("USD"),
                Data::Empty,
                Data::Empty,
            ],
            [
                text("'=1"),
                Data::Float(0.0),
                Data::Empty,
                Data::Empty,
                Data::Float(1.0),
                day("1999-12-31"),
            ],
        ]
    );
    assert_eq!(
        cells(&mut file, "About"),
        [["Figure", "=Sold points"], ["Rows", "3"]].map(|row| row.map(text))
    );
}

#[test]
fn the_same_workbook_is_the_same_file() {
    assert_eq!(xlsx(&deals()), xlsx(&deals()));
}

#[test]
fn more_rows_than_a_sheet_holds_are_refused() {
    let mut workbook = deals();
    workbook.sheet.rows = vec![Vec::new(); MOST_ROWS + 1];
    assert_eq!(xlsx(&workbook), Err(XlsxError::TooManyRows(MOST_ROWS + 1)));
}

#[test]
fn a_workbook_of_nothing_is_a_file() {
    let mut workbook = deals();
    workbook.sheet.rows.clear();
    workbook.about.clear();
    assert_eq!(cells(&mut written(&workbook), "Deals July").len(), 1);
    workbook.sheet.headings.clear();
    assert!(xlsx(&workbook).is_ok());
}

#[test]
fn two_sheets_never_share_a_name() {
    let mut workbook = deals();
    workbook.about_name = "DEALS? JULY".to_owned();
    assert_eq!(
        written(&workbook).sheet_names(),
        ["Deals July", "DEALS JULY 2"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the text, there is a file without a formula, and every number in it is the nearest float.
    #[test]
    fn any_workbook_is_a_file_without_formulas(workbook in any_workbook()) {
        let mut file = written(&workbook);
        let sheets = file.sheet_names();
        for sheet in &sheets {
            let formulas = file.worksheet_formula(sheet).unwrap();
            prop_assert!(formulas.used_cells().next().is_none());
        }
        let range = file.worksheet_range(&sheets[0]).unwrap();
        let amounts = workbook.sheet.amounts();
        for (row, cells) in (1u32..).zip(&workbook.sheet.rows) {
            let mut column = 0;
            for (cell, amount) in cells.iter().zip(&amounts) {
                if let Cell::Number(number) | Cell::Fraction(number) | Cell::Money(number, _) = cell {
                    let nearest: f64 = number.to_string().parse().unwrap();
                    prop_assert_eq!(range.get_value((row, column)), Some(&Data::Float(nearest)));
                }
                column += 1 + u32::from(*amount);
            }
        }
    }
}
