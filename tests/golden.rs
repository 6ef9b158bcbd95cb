//! Runs the golden cases of `tests/golden/*.md`: tables that a person can check by hand, through the real reader and engine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use golden::{Case, cases, decimal, programme_rules};
use serde_json::{Map, Value, json};
use tierwise::{
    engine::{
        standing::{Standing, run},
        tiers::{Measured, Performing, judge, performing},
    },
    ingest,
    model::period::parse_date,
};

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
        let tier = match performing(&verdicts) {
            Performing::Tier(tier) => tier.to_string(),
            Performing::NoTier => "none".to_owned(),
            Performing::NotInData => "not in this data".to_owned(),
        };
        assert_eq!(tier, case["tier"], "{}", case["case"]);
    }
}
