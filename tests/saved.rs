//! A book that is written is the book that is read; one without names has the same figures and none of the names.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/random_book.rs"]
mod random_book;

use chrono::NaiveDate;
use proptest::prelude::*;
use random_book::random_book;
use serde_json::{Value, json};
use std::{fs, path::Path, sync::LazyLock};
use tierwise::{
    engine::standing::{self, Standing},
    ingest,
    model::book::Book,
    query::{
        alias::{Kinds, without_names},
        write::write,
    },
    rules::{self, Origin, Rules},
};

static RULES: LazyLock<Vec<u8>> = LazyLock::new(|| file("public/rules/hubspot-solutions.json"));

fn file(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn today() -> NaiveDate {
    "2025-11-26".parse().unwrap()
}

/// Everything that people may open: our own format, API pages, a table.
fn files() -> [Vec<u8>; 4] {
    [
        "public/data/sample.json",
        "tests/fixtures/own-small.json",
        "tests/fixtures/api-page.json",
        "tests/fixtures/clients.csv",
    ]
    .map(file)
}

fn read(bytes: &[u8]) -> Book {
    ingest::read(bytes, today()).unwrap().book
}

fn again(book: &Book) -> Book {
    let text = write(book);
    // Another day than the file's own, which alone must count.
    let day = "1999-12-31".parse().unwrap();
    ingest::read(text.as_bytes(), day).unwrap().book
}

fn kinds() -> Kinds {
    Kinds {
        client: "Client".to_owned(),
        person: "Person".to_owned(),
        deal: "Deal".to_owned(),
    }
}

fn rules_of(book: &Book) -> Rules {
    let own = &book.program_rules;
    rules::load(&RULES, &[(Origin::Data, own)]).unwrap().0
}

/// Everything that is computed. The places of problems are taken away: they name records by their ids.
fn standing(book: &Book) -> Standing {
    let mut standing = standing::run(book, &rules_of(book), book.as_of);
    for problem in &mut standing.problems {
        problem.place.clear();
    }
    standing
}

/// What must not be in a copy without names, as the file has it.
fn names(document: &Value) -> Vec<String> {
    let mut names = Vec::new();
    let mut take = |section: &str, fields: &[&str]| {
        for record in document[section].as_array().into_iter().flatten() {
            for field in fields {
                let text = record[*field].as_str().unwrap_or_default();
                names.push(text.trim().to_owned());
            }
        }
    };
    take("clients", &["id", "name", "domain", "record_url", "owner"]);
    take("sales", &["id", "deal"]);
    take("deals", &["id", "name", "client_name"]);
    take("renewals", &["last_active_employee", "renewal_manager"]);
    take("commissions", &["id"]);
    take("team", &["name", "email", "about", "photo_url"]);
    for statement in document["commissions"].as_array().into_iter().flatten() {
        for line in statement["lines"].as_array().into_iter().flatten() {
            names.extend(line["deal"].as_str().map(str::to_owned));
        }
    }
    names.retain(|name| !name.trim().is_empty());
    names
}

/// Every text in a document but its keys.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

fn assert_hidden(document: &Value) {
    let book = read(document.to_string().as_bytes());
    let copy = write(&without_names(&book, &kinds()));
    let mut left = Vec::new();
    texts(&serde_json::from_str(&copy).unwrap(), &mut left);
    for name in names(document) {
        let found = left.iter().find(|text| text.contains(&name));
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn every_kind_of_file_is_written_as_what_it_says() {
    for bytes in files() {
        let book = read(&bytes);
        assert_eq!(again(&book), book);
    }
}

#[test]
fn what_is_written_follows_the_schema() {
    let schema = file("public/schema/partner-data-1.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    for bytes in files() {
        let book = read(&bytes);
        for book in [without_names(&book, &kinds()), book] {
            let document: Value = serde_json::from_str(&write(&book)).unwrap();
            let faults: Vec<String> = schema
                .iter_errors(&document)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{faults:?}");
        }
    }
}

#[test]
fn the_figures_of_every_kind_of_file_stay_without_names() {
    for bytes in files() {
        let book = read(&bytes);
        let copy = again(&without_names(&book, &kinds()));
        assert_eq!(standing(&copy), standing(&book));
    }
}

#[test]
fn no_name_of_the_sample_is_left() {
    assert_hidden(&serde_json::from_slice(&file("public/data/sample.json")).unwrap());
}

#[test]
fn who_is_behind_two_figures_is_still_the_same_one() {
    let document = json!({
        "format": "tierwise/1", "as_of": "2025-02-25",
        "partner": { "name": "Northbeam, formerly ACME Foods" },
        "clients": [
            { "id": "acme", "name": "Acme Foods", "domain": "acme.example", "owner": "Ann Lee", "products": ["Sales Hub", "Hub for acme foods"] },
            { "id": "bolt", "name": "Bolt", "owner": "Ann Lee" },
        ],
        "sales": [
            { "id": "acme-1", "client": "acme", "deal": "Acme renewal", "deal_type": "partner_sourced",
              "mrr": "100", "currency": "USD", "closed_on": "2025-01-01" },
            { "id": "acme-2", "client": "acme", "deal": "d-acme", "deal_type": "partner_sourced",
              "mrr": "100", "currency": "USD", "closed_on": "2025-01-01" },
        ],
        "deals": [
            { "id": "d-acme", "name": "Acme renewal", "client": "acme", "client_name": "ACME", "deal_type": "partner_sourced", "vendor_stage": "open",
              "partner_stage": "Waiting for Ann Lee" },
            { "id": "d-x", "name": "First", "client_name": "Corvid", "deal_type": "partner_sourced", "vendor_stage": "open" },
        ],
        "renewals": [{ "client": "bolt", "renews_on": "2025-05-01", "renewal_manager": "Ann Lee", "last_active_employee": "Bo Day" }],
        "commissions": [{
            "id": "st-acme", "period": "2024-Q4", "amount": "20", "currency": "USD", "status": "paid",
            "lines": [{ "client": "acme", "deal": "d-acme", "amount": "20" }, { "deal": "unheard of", "amount": "0" }],
        }],
        "team": [{ "name": "Ivo Marr", "email": "ivo@hub.example", "role": "growth_specialist", "about": "Knows Acme Foods" }],
    });
    assert_hidden(&document);
    let book = without_names(&read(document.to_string().as_bytes()), &kinds());
    let partner = book.partner.unwrap().name.unwrap();
    assert_eq!(partner, "Northbeam, formerly Client 1");
    let [acme, bolt] = book.clients.as_slice() else {
        unreachable!("two clients")
    };
    assert_eq!((acme.id.as_str(), acme.name.as_str()), ("1", "Client 1"));
    assert_eq!(acme.owner, bolt.owner);
    assert_eq!(acme.products, ["Sales Hub", "Hub for Client 1"]);
    let owner = acme.owner.clone().unwrap();
    let deals = book.deals.unwrap();
    assert_eq!(deals[0].client_name.as_deref(), Some("Client 1"));
    assert_eq!(deals[1].client_name.as_deref(), Some("Client 3"));
    assert_eq!(deals[0].partner_stage, Some(format!("Waiting for {owner}")));
    let sales = book.sales.unwrap();
    assert_eq!(sales[0].deal, deals[0].name);
    assert_eq!(sales[1].deal.as_deref(), Some(deals[0].id.as_str()));
    let lines = &book.commissions.unwrap()[0].lines;
    assert_eq!(lines[0].deal, deals[0].name);
    assert_eq!(lines[1].deal.as_deref(), Some("Deal 3"));
    let renewals = book.renewals.unwrap();
    let renewal = &renewals[0];
    assert_eq!(renewal.renewal_manager, Some(owner.clone()));
    assert_ne!(renewal.last_active_employee, Some(owner));
    let team = book.team.unwrap();
    let member = &team[0];
    assert_eq!(member.role.as_deref(), Some("growth_specialist"));
    assert_eq!((&member.email, &member.about), (&None, &None));
}

proptest! {
    #[test]
    fn a_random_book_is_written_as_what_it_says(seed in any::<u64>(), size in 0usize..25) {
        let book = read(random_book(seed, size).to_string().as_bytes());
        prop_assert_eq!(again(&book), book);
    }

    #[test]
    fn a_random_book_keeps_its_figures_and_loses_its_names(seed in any::<u64>(), size in 0usize..25) {
        let document = random_book(seed, size);
        assert_hidden(&document);
        let book = read(document.to_string().as_bytes());
        let copy = again(&without_names(&book, &kinds()));
        prop_assert_eq!(standing(&copy), standing(&book));
    }
}
