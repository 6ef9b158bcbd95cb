//! Workbooks for the tests of exports: one by hand, and any.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::{
    model::currency::Currency,
    query::{
        cell::Cell,
        sheet::{Sheet, Workbook},
    },
};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// Every kind of cell, and text that a spreadsheet would run.
pub(crate) fn deals() -> Workbook {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |number: &str| Cell::Number(decimal(number));
    let money =
        |amount: &str, code: &str| Cell::Money(decimal(amount), Currency::parse(code).unwrap());
    let fraction = |fraction: &str| Cell::Fraction(decimal(fraction));
    Workbook {
        sheet: Sheet {
            name: "Deals: July".to_owned(),
            headings: words(["Client", "Points", "MRR", "C$R", "Renewal"]),
            currency: "currency".to_owned(),
            rows: vec![
                vec![
                    text("Café \"Ópera\", Ltd"),
                    number("-5.00"),
                    money("1200.50", "EUR"),
                    fraction("0.914"),
                    Cell::Day(day("2026-07-31")),
                ],
                vec![
                    text("=HYPERLINK(1)"),
                    number("1.33333333333333333333"),
                    money("-80", "USD"),
                    Cell::Missing,
                    Cell::Missing,
                ],
                vec![
                    text("'=1"),
                    number("0"),
                    Cell::Missing,
                    fraction("1"),
                    Cell::Day(day("1999-12-31")),
                ],
            ],
        },
        about_name: "About".to_owned(),
        about: vec![
            ("Figure".to_owned(), "=Sold points".to_owned()),
            ("Rows".to_owned(), "3".to_owned()),
        ],
        written: day("2026-08-01"),
    }
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let number =
        || (any::<i64>(), 0u32..20).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let currency = prop::sample::select(vec!["EUR", "USD", "JPY"]);
    let text = prop_oneof![any::<String>(), "['=+@;,\"\r\n\t a-]{0,6}"];
    prop_oneof![
        Just(Cell::Missing),
        text.prop_map(Cell::Text),
        number().prop_map(Cell::Number),
        (number(), currency)
            .prop_map(|(amount, code)| Cell::Money(amount, Currency::parse(code).unwrap())),
        number().prop_map(Cell::Fraction),
        (0i32..60_000).prop_map(|days| Cell::Day(
            day("1900-03-01") + chrono::Days::new(u64::from(days.unsigned_abs()))
        )),
    ]
}

/// Any workbook of 1 to 4 columns.
pub(crate) fn any_workbook() -> impl Strategy<Value = Workbook> {
    let headings = prop::collection::vec(any::<String>(), 1..5);
    let sheet = headings.prop_flat_map(|headings| {
        let row = prop::collection::vec(any_cell(), headings.len());
        (
            any::<String>(),
            Just(headings),
            prop::collection::vec(row, 0..6),
        )
    });
    let about = prop::collection::vec((any::<String>(), any::<String>()), 0..4);
    (sheet, any::<String>(), about).prop_map(|((name, headings, rows), about_name, about)| {
        Workbook {
            sheet: Sheet {
                name,
                headings,
                currency: "currency".to_owned(),
                rows,
            },
            about_name,
            about,
            written: day("2026-08-01"),
        }
    })
}
