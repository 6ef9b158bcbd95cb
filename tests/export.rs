//! An export holds the report's own values: as text in CSV, and as the bytes that travel to the file worker. The worker's part
//! is in `tests/files.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/workbooks.rs"]
mod workbooks;

use csv::ReaderBuilder;
use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::{
    ingest,
    model::formula,
    query::{
        cell::Cell,
        sheet::{Sheet, Workbook, csv},
    },
};
use workbooks::{any_workbook, day, deals, decimal};

fn text(sheet: &Sheet) -> String {
    String::from_utf8(csv(sheet)).unwrap()
}

#[test]
fn a_csv_has_numbers_days_and_neutral_text() {
    assert_eq!(
        text(&deals().sheet),
        "\u{FEFF}Client,Points,MRR,MRR (currency),C$R,Renewal\r\n\
         \"Café \"\"Ópera\"\", Ltd\",-5,1200.5,EUR,0.914,2026-07-31\r\n\
         '=HYPERLINK(1),1.33333333333333333333,-80,USD,,\r\n\
         ''=1,0,,,1,1999-12-31\r\n"
    );
}

#[test]
fn a_column_without_an_amount_stays_one() {
    let mut sheet = deals().sheet;
    for row in &mut sheet.rows {
        row[2] = Cell::Missing;
    }
    assert!(text(&sheet).starts_with("\u{FEFF}Client,Points,MRR,C$R,Renewal\r\n"));
    sheet.rows.clear();
    assert_eq!(text(&sheet), "\u{FEFF}Client,Points,MRR,C$R,Renewal\r\n");
}

#[test]
fn our_importer_undoes_what_an_export_neutralised() {
    let names = [
        "=1+1", "+33 1 23", "-5 %", "@home", "'=quoted", "'Acme'", "x;=1", "Plain",
    ];
    let sheet = Sheet {
        name: "Clients".to_owned(),
        headings: ["hs_object_id", "hs_client_name", "hs_sold_tier_points"]
            .map(str::to_owned)
            .to_vec(),
        currency: "currency".to_owned(),
        rows: names
            .iter()
            .zip(1..)
            .map(|(name, id)| {
                vec![
                    Cell::Number(Decimal::from(id)),
                    Cell::Text((*name).to_owned()),
                    Cell::Number(decimal("12.5")),
                ]
            })
            .collect(),
    };
    let read = ingest::read(&csv(&sheet), day("2026-08-01")).unwrap();
    let clients: Vec<&str> = read
        .book
        .clients
        .iter()
        .map(|client| client.name.as_str())
        .collect();
    assert_eq!(clients, names);
    assert!(read.diagnostics.is_empty());
}

#[test]
fn digits_beyond_a_spreadsheet_are_noticed() {
    let with = |number: &str| Sheet {
        rows: vec![vec![Cell::Number(decimal(number))]],
        ..deals().sheet
    };
    for (number, beyond) in [
        ("0", false),
        ("-123456789012.345", false),
        ("1234567890123456", true),
        ("1234567890123450", false),
        ("100000000000000000000000000", false),
        ("0.1000000000000000", false),
        ("1.33333333333333333333", true),
    ] {
        assert_eq!(with(number).is_beyond_spreadsheets(), beyond, "{number}");
    }
}

#[test]
fn bytes_of_something_else_are_no_workbook() {
    for bytes in [
        "",
        "a,b",
        "workbook/0,a,b,c,2026-01-01",
        "workbook/1,a,b,c",
        "workbook/1,a,b,c,2026-01-01\n0\n0\nX",
    ] {
        assert_eq!(Workbook::from_bytes(bytes.as_bytes()), None, "{bytes}");
    }
    assert_eq!(Workbook::from_bytes(b"\xFF\xFE"), None);
}

proptest! {
    #[test]
    fn a_workbook_travels_whole(workbook in any_workbook()) {
        prop_assert_eq!(Workbook::from_bytes(&workbook.to_bytes()), Some(workbook));
    }

    /// Whatever the text, the file has the rows and columns of the sheet, no cell that would run, and every value again.
    #[test]
    fn a_csv_gives_every_value_back(workbook in any_workbook()) {
        let sheet = workbook.sheet;
        let amounts = sheet.amounts();
        let file = csv(&sheet);
        let read: Vec<_> = ReaderBuilder::new()
            .has_headers(false)
            .from_reader(&file[3..])
            .into_records()
            .map(Result::unwrap)
            .collect();
        prop_assert_eq!(read.len(), sheet.rows.len() + 1);
        for (row, cells) in read.iter().skip(1).zip(&sheet.rows) {
            let mut fields = row.iter();
            for (cell, amount) in cells.iter().zip(&amounts) {
                let field = fields.next().unwrap();
                match cell {
                    Cell::Missing => prop_assert_eq!(field, ""),
                    Cell::Text(text) => {
                        prop_assert!(!formula::is_formula(field));
                        prop_assert_eq!(&formula::restored(field), text);
                    }
                    Cell::Word(word) => prop_assert_eq!(field, *word),
                    Cell::Number(number) | Cell::Money(number, _) | Cell::Fraction(number) => {
                        prop_assert_eq!(decimal(field), *number);
                    }
                    Cell::Day(date) => prop_assert_eq!(day(field), *date),
                }
                if *amount {
                    let currency = match cell {
                        Cell::Money(_, currency) => currency.to_string(),
                        _ => String::new(),
                    };
                    prop_assert_eq!(fields.next(), Some(currency.as_str()));
                }
            }
            prop_assert_eq!(fields.next(), None);
        }
    }
}
