//! Runs the golden cases of `tests/golden/*.md`: tables that a person can check by hand, through the real reader and engine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fs};
use tierwise::{
    engine::{
        standing::{Standing, run},
        tiers::{Measured, Performing, judge, performing},
    },
    ingest,
    model::period::parse_date,
    rules::{self, Rules},
};

type Case = BTreeMap<String, String>;

/// The rows of the one table in a Markdown file, by column.
fn cases(file: &str) -> Vec<Case> {
    let text = fs::read_to_string(format!(
        "{}/tests/golden/{file}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let mut rows = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line
                .trim()
                .trim_start_matches('|')
                .trim_end_matches('|')
                .split('|');
            cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        });
    let header = rows.next().expect("a table");
    let cases: Vec<Case> = rows
        .skip(1)
        .map(|row| {
            assert_eq!(row.len(), header.len(), "{file}: {row:?}");
            header.iter().cloned().zip(row).collect()
        })
        .collect();
    assert!(!cases.is_empty(), "{file} has no cases");
    cases
}

fn programme_rules() -> Rules {
    rules_of("hubspot-solutions")
}

fn rules_of(programme: &str) -> Rules {
    let path = format!(
        "{}/public/rules/{programme}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    rules::load(&fs::read(path).unwrap(), &[]).unwrap().0
}

/// A record with the case's filled cells, under the format's names.
fn record(case: &Case, names: &[(&str, &str)]) -> Value {
    let mut record: Map<String, Value> = Map::from_iter([
        ("id".to_owned(), json!("s-1")),
        ("client".to_owned(), json!("c-1")),
    ]);
    for (column, field) in names {
        if !case[*column].is_empty() {
            record.insert((*field).to_owned(), json!(case[*column]));
        }
    }
    Value::Object(record)
}

fn standing(case: &Case, section: &str, record: Value) -> Standing {
    let mut book = json!({
        "format": "tierwise/1",
        "as_of": case["on"],
        "clients": [{"id": "c-1", "country": case["country"]}],
        "sales": [],
        "managed": [],
    });
    book[section] = json!([record]);
    let day = parse_date(&case["on"]).unwrap();
    let read = ingest::read(book.to_string().as_bytes(), day).unwrap();
    let rules = programme_rules();
    run(&read.book, &rules, day)
}

fn decimal(text: &str) -> Option<Decimal> {
    (!text.is_empty()).then(|| Decimal::from_str_exact(text).unwrap())
}

#[test]
fn sold_points() {
    for case in cases("sold.md") {
        let sale = record(
            &case,
            &[
                ("deal type", "deal_type"),
                ("mrr", "mrr"),
                ("currency", "currency"),
                ("line first sold", "line_first_sold_on"),
                ("closed", "closed_on"),
                ("ended", "ended_on"),
            ],
        );
        let standing = standing(&case, "sales", sale);
        assert_eq!(
            standing.sold.value,
            decimal(&case["points"]),
            "{}",
            case["case"]
        );
        assert_eq!(
            standing.total.value,
            decimal(&case["points"]),
            "{}",
            case["case"]
        );
        assert_eq!(
            standing.clients[0].sold,
            decimal(&case["points"]),
            "{}",
            case["case"]
        );
    }
}

#[test]
fn managed_points() {
    for case in cases("managed.md") {
        let managed = record(
            &case,
            &[
                ("mrr", "mrr"),
                ("currency", "currency"),
                ("partners", "partners"),
                ("from", "from"),
                ("to", "to"),
                ("last activity", "last_activity_on"),
            ],
        );
        let standing = standing(&case, "managed", managed);
        assert_eq!(
            standing.managed.value,
            decimal(&case["points"]),
            "{}",
            case["case"]
        );
        assert_eq!(
            standing.clients[0].managed,
            decimal(&case["points"]),
            "{}",
            case["case"]
        );
    }
}

#[test]
fn performing_tiers() {
    let rules = programme_rules();
    for case in cases("tiers.md") {
        let measured = Measured {
            total: decimal(&case["total"]),
            sold: decimal(&case["sold"]),
            sourced: decimal(&case["sourced"]),
            managed: decimal(&case["managed"]),
            csr: decimal(&case["C$R"]),
            certified: match case["certified"].as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            ..Measured::default()
        };
        let verdicts = judge(
            &rules.programme,
            rules.on(parse_date(&case["on"]).unwrap()),
            &measured,
        );
        assert_eq!(
            tier_of(&performing(&verdicts)),
            case["tier"],
            "{}",
            case["case"]
        );
    }
}

fn tier_of(performing: &Performing) -> String {
    match performing {
        Performing::Tier(tier) => tier.to_string(),
        Performing::NoTier => "none".to_owned(),
        Performing::NotInData => "not in this data".to_owned(),
    }
}

#[test]
fn a_second_programme() {
    let rules = rules_of("example-northwind");
    for case in cases("second-programme.md") {
        let sale = |id: &str, deal_type: &str| {
            let mrr = &case[&format!("{id} mrr")];
            (!mrr.is_empty()).then(|| {
                json!({"id": id, "client": "c-1", "deal_type": deal_type, "mrr": mrr,
                    "currency": case["currency"], "closed_on": case["closed"]})
            })
        };
        let sales = [
            sale("sourced", "partner_sourced"),
            sale("assisted", "partner_assisted"),
        ];
        let partner = match case["certified"].as_str() {
            "yes" => json!({"certification": {"name": "Reseller", "valid_until": "2030-12-31"},
                "certifications": case["certifications"]}),
            "no" => json!({"certifications": case["certifications"]}),
            _ => Value::Null,
        };
        let book = json!({
            "format": "tierwise/1",
            "as_of": case["on"],
            "partner": partner,
            "clients": [{"id": "c-1", "country": "IN"}],
            "sales": sales.into_iter().flatten().collect::<Vec<_>>(),
        });
        let day = parse_date(&case["on"]).unwrap();
        let read = ingest::read(book.to_string().as_bytes(), day).unwrap();
        assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        let standing = run(&read.book, &rules, day);
        let name = &case["case"];
        assert_eq!(standing.total.value, decimal(&case["total"]), "{name}");
        assert_eq!(tier_of(&standing.performing), case["tier"], "{name}");
    }
}
