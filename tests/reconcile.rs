//! Our figures beside the vendor's: golden cases, and that what agrees is left alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use golden::{cases, programme_rules};
use serde_json::{Value, json};
use tierwise::{
    engine::{
        explain::Key,
        ledger::{Ledger, Source},
        reconcile::{Likely, Reconciliation, reconcile},
        standing::run_with,
    },
    ingest,
    model::{book::Book, period::parse_date},
};

fn book(reported: Value) -> Book {
    let sale = |id: &str, deal_type: &str, mrr: &str, currency: &str, closed_on: &str| json!({"id": id, "client": "c1", "deal_type": deal_type, "mrr": mrr, "currency": currency, "closed_on": closed_on});
    let book = json!({
        "format": "tierwise/1", "as_of": "2025-07-20",
        "partner": {"name": "Northbeam Digital", "credited_tier": {"tier": "gold"}},
        "clients": [{"id": "c1", "country": "DE"}, {"id": "c2", "country": "DE"}],
        "sales": [
            sale("s1", "partner_sourced", "1000", "USD", "2025-01-10"),
            sale("s2", "partner_sourced", "1000", "USD", "2024-07-16"),
            sale("s3", "partner_assisted", "880", "EUR", "2025-07-18"),
        ],
        "managed": [{"client": "c1", "mrr": "880", "currency": "EUR", "from": "2024-01-01", "partners": 2}],
        "retention": [{"month": "2025-06", "opening_mrr": "100", "cancelled_mrr": "10"}],
        "reported": reported,
    });
    let today = parse_date("2026-01-01").unwrap();
    ingest::read(book.to_string().as_bytes(), today)
        .unwrap()
        .book
}

fn reconciled(book: &Book) -> Reconciliation {
    let rules = programme_rules();
    let ledger = Ledger::new(book, &rules);
    let standing = run_with(&ledger, book, &rules, book.as_of);
    reconcile(book, &rules, &ledger, &standing)
}

fn words(book: &Book, cause: &Likely) -> String {
    let record = |source: &Source| match source {
        Source::Sale(sale) => book.sales.as_ref().unwrap()[*sale].id.clone(),
        Source::Managed(_) => "managed".to_owned(),
    };
    match cause {
        Likely::EndedSince { source, on } => format!("ended {} on {on}", record(source)),
        Likely::BegunSince { source, on } => format!("begun {} on {on}", record(source)),
        Likely::Earlier(day) => format!("as of {day}"),
        Likely::OtherUnit { version } => format!("unit of {version}"),
        Likely::OtherSplit { partners } => format!("split by {partners}"),
        Likely::NotCounted(source) => format!("not counted {}", record(source)),
        Likely::MissingSale { points } => format!("missing {}", points.normalize()),
        Likely::MissingManaged { points } => format!("missing managed {}", points.normalize()),
        Likely::FewerPoints { points } => format!("fewer {}", points.normalize()),
        Likely::SomeClients(clients) => format!("{clients} clients only"),
        Likely::Clients(clients) => format!("{clients} clients differ"),
        Likely::OtherAverage => "other average".to_owned(),
        Likely::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn likely_causes_of_a_clients_difference() {
    for case in cases("reconcile.md") {
        let track = format!("{}_points", case["track"]);
        let book = book(json!({"clients": [{"client": "c1", track: case["vendor"]}]}));
        let found = reconciled(&book).clients;
        let causes: Vec<String> = found
            .iter()
            .flat_map(|difference| &difference.causes)
            .map(|cause| words(&book, cause))
            .collect();
        assert_eq!(causes.join(", "), case["likely"], "{}", case["case"]);
    }
}

#[test]
fn figures_of_the_whole_are_compared_too() {
    let book = book(json!({
        "total_points": "105", "sold_points": "95", "managed_points": "5", "csr_12m": "0.9",
        "sourced_mrr_12m": "1000", "credited_tier": {"tier": "platinum"},
    }));
    let found = reconciled(&book);
    let causes = |key: Key| -> Vec<String> {
        let difference = found
            .figures
            .iter()
            .find(|difference| difference.key == key)
            .unwrap();
        difference
            .causes
            .iter()
            .map(|cause| words(&book, cause))
            .collect()
    };
    // s1 and s2 with 5 managed points, before s2 expired and s3 began.
    assert_eq!(causes(Key::TotalPoints), ["as of 2025-07-15"]);
    assert_eq!(causes(Key::Sold), ["missing 15"]);
    assert_eq!(causes(Key::Csr), ["other average"]);
    let keys: Vec<Key> = found
        .figures
        .iter()
        .map(|difference| difference.key)
        .collect();
    assert_eq!(
        keys,
        [Key::Sold, Key::TotalPoints, Key::Csr],
        "what agrees is no difference"
    );
    let tier = found.tier.unwrap();
    assert_eq!(tier.stated.unwrap().as_str(), "gold");
    assert_eq!(tier.reported.unwrap().as_str(), "platinum");
}

#[test]
fn the_sum_of_some_clients_says_so() {
    // The second client's sale makes the difference; the vendor says nothing of that client.
    let mut book = book(json!({"clients": [{"client": "c1", "sold_points": "80"}]}));
    let sales = book.sales.as_mut().unwrap();
    let mut other = sales[0].clone();
    (other.id, other.client) = ("s4".to_owned(), 1);
    sales.push(other);
    let found = reconciled(&book);
    let sold = found
        .figures
        .iter()
        .find(|difference| difference.key == Key::Sold)
        .unwrap();
    let causes: Vec<String> = sold
        .causes
        .iter()
        .map(|cause| words(&book, cause))
        .collect();
    assert_eq!(causes[0], "1 clients only");
    assert!(found.clients.is_empty());
}

#[test]
fn without_the_vendors_figures_nothing_differs() {
    assert_eq!(reconciled(&book(json!(null))), Reconciliation::default());
}
