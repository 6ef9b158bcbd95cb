//! The events of the ledger, with their causes, case by case.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use golden::cases;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use tierwise::{
    engine::ledger::Ledger,
    ingest,
    model::{exact::Exact, period::parse_date},
    rules::{self, Origin},
};

/// `1000 USD, new, 2024-03-01 … 2024-06-01` as a record of `sales`.
fn sale(text: &str, index: usize) -> Value {
    let [amount, kind, days] = text.split(", ").collect::<Vec<_>>()[..] else {
        unreachable!("{text}");
    };
    let (mrr, currency) = amount.split_once(' ').unwrap();
    let (closed, ended) = days.split_once(" … ").unwrap_or((days, ""));
    json!({
        "id": format!("s{index}"), "client": "c1", "deal_type": "partner_sourced", "kind": kind,
        "mrr": mrr, "currency": currency, "closed_on": closed, "ended_on": ended,
    })
}

/// `1000 USD by 1, 2024-03-01 … 2024-06-01, active 2024-04-10` as a record of `managed`.
fn managed(text: &str) -> Value {
    let parts: Vec<&str> = text.split(", ").collect();
    let (amount, partners) = parts[0].split_once(" by ").unwrap();
    let (mrr, currency) = amount.split_once(' ').unwrap();
    let (from, to) = parts[1].split_once(" … ").unwrap_or((parts[1], ""));
    let active = parts.get(2).and_then(|part| part.strip_prefix("active "));
    json!({
        "client": "c1", "mrr": mrr, "currency": currency, "partners": partners.parse::<u32>().unwrap(),
        "from": from, "to": to, "last_activity_on": active,
    })
}

fn ledger(records: &str, overrides: &Value) -> Ledger {
    let (mut sales, mut spells) = (Vec::new(), Vec::new());
    for record in records.split("; ") {
        match record.split_once(": ").unwrap() {
            ("sale", text) => sales.push(sale(text, sales.len())),
            (_, text) => spells.push(managed(text)),
        }
    }
    let book = json!({
        "format": "tierwise/1", "as_of": "2026-01-01",
        "clients": [{"id": "c1", "market": "standard"}], "sales": sales, "managed": spells,
    });
    let today = parse_date("2026-01-01").unwrap();
    let read = ingest::read(book.to_string().as_bytes(), today).unwrap();
    assert!(
        read.diagnostics.is_empty(),
        "{records}: {:?}",
        read.diagnostics
    );
    let file = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/rules/hubspot-solutions.json"
    ));
    let layers = [(Origin::Data, overrides.as_object().unwrap())];
    let (rules, problems) = rules::load(&file.unwrap(), &layers).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    Ledger::new(&read.book, &rules)
}

fn told(ledger: &Ledger) -> String {
    let (first, last) = (
        parse_date("0001-01-01").unwrap(),
        parse_date("9999-12-31").unwrap(),
    );
    let shown = |points: Exact| {
        let value = points.value().unwrap();
        let places = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        places.normalize().to_string()
    };
    let events = ledger.events(first, last);
    let events = events.iter().map(|event| {
        let sign = if event.gain { '+' } else { '-' };
        format!(
            "{} {sign}{} {}",
            event.day,
            shown(event.span.points.into()),
            event.cause.as_str()
        )
    });
    let problems = ledger.problems().iter();
    events
        .chain(problems.map(|problem| problem.code.as_str().to_owned()))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn events_and_their_causes() {
    for case in cases("events.md") {
        let ledger = ledger(&case["records"], &json!({}));
        assert_eq!(told(&ledger), case["events"], "{}", case["case"]);
    }
}

#[test]
fn a_deal_type_without_a_rate_gives_no_points_and_is_said() {
    // `null` says nothing in an override, so a whole version without that rate is stated.
    let northwind = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/rules/example-northwind.json"
    );
    let mut file: Value = serde_json::from_slice(&std::fs::read(northwind).unwrap()).unwrap();
    file["rates"]["sold"]
        .as_object_mut()
        .unwrap()
        .remove("partner_sourced");
    let (rules, _) = rules::load(file.to_string().as_bytes(), &[]).unwrap();
    let book = json!({
        "format": "tierwise/1", "as_of": "2026-01-01", "clients": [{"id": "c1"}],
        "sales": [sale("1000 USD, new, 2025-03-01", 0)],
    });
    let today = parse_date("2026-01-01").unwrap();
    let book = ingest::read(book.to_string().as_bytes(), today)
        .unwrap()
        .book;
    let ledger = Ledger::new(&book, &rules);
    assert_eq!(told(&ledger), "deal-type-without-rate");
    assert_eq!(ledger.problems()[0].found, "partner_sourced");
    assert_eq!(ledger.problems()[0].place, "sales, id s0");
}

#[test]
fn full_points_for_each_partner_where_the_rules_say_so() {
    let whole = ledger(
        "managed: 1000 USD by 4, 2024-03-01",
        &json!({"managed_split": "full"}),
    );
    assert_eq!(told(&whole), "2024-03-01 +10 new");
}

#[test]
fn what_is_too_long_to_compute_is_said_and_the_rest_counts() {
    let ledger = ledger(
        "sale: 1234567890123456789012345.67 USD, new, 2024-03-01; sale: 100 USD, new, 2024-03-01",
        &json!({}),
    );
    assert_eq!(
        told(&ledger),
        "2024-03-01 +5 new; 2025-03-01 -5 expiry; too-many-digits"
    );
    let day = parse_date("2024-03-01").unwrap();
    assert_eq!(
        ledger.on(day).unwrap().total().unwrap().value(),
        Ok(Decimal::from(5))
    );
}

#[test]
fn days_that_are_centuries_apart_have_a_course_too() {
    let near = "sale: 1000 USD, new, 2024-03-01; sale: 400 USD, new, 2024-09-01 … 2024-12-01";
    let far = format!("{near}; sale: 100 USD, new, 1204-03-01; sale: 100 USD, new, 8024-03-01");
    let course = |records: &str, days: &[&str]| -> Vec<String> {
        let ledger = ledger(records, &json!({}));
        let days = days.iter().map(|day| ledger.on(parse_date(day).unwrap()));
        let totals = days.map(|points| points.unwrap().total().unwrap().value().unwrap());
        totals.map(|total| total.normalize().to_string()).collect()
    };
    let days = [
        "2024-02-29",
        "2024-03-01",
        "2024-09-01",
        "2024-12-01",
        "2025-03-01",
    ];
    assert_eq!(course(near, &days), ["0", "50", "70", "50", "0"]);
    assert_eq!(course(&far, &days), course(near, &days));
    // The older one counts at the rate of what was sold before the programme's last change.
    assert_eq!(
        course(&far, &["1204-03-01", "1205-03-01", "8024-03-01"]),
        ["3", "0", "5"]
    );
}
