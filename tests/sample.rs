//! The sample book and the schema of the format hold each other to the data contract (partner-data.md).
//!
//! Problem: three things describe the format: the schema that we publish, the sample that people copy from, and the
//! generators that the other tests lean on. Each can drift from the others unnoticed.
//!
//! Idea: the sample file is the generator's, byte for byte; the sample and random books pass the schema; and tables of
//! small changes to a good book say what the schema must refuse and what it must let through.
//!
//! Example: `TIERWISE_WRITE=1 cargo test --test sample` writes `public/data/sample.json` anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; helpers of tests are not covered by clippy.toml's allowances"
)]

#[path = "support/random_book.rs"]
mod random_book;
#[path = "support/sample.rs"]
mod sample;

use jsonschema::{Draft, Validator};
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

const SECTIONS: [&str; 8] = [
    "clients",
    "sales",
    "managed",
    "deals",
    "renewals",
    "commissions",
    "retention",
    "team",
];

fn public(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("public")
        .join(path)
}

fn schema() -> Value {
    let text =
        fs::read_to_string(public("schema/partner-data-1.schema.json")).expect("the schema's file");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema())
        .expect("the schema is a schema")
}

/// What the schema has against a book, one line each.
fn complaints(validator: &Validator, book: &Value) -> String {
    validator
        .iter_errors(book)
        .map(|error| format!("\n  {}: {error}", error.instance_path()))
        .collect()
}

fn rows<'a>(book: &'a Value, section: &str) -> &'a [Value] {
    book[section].as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> Decimal {
    Decimal::from_str(value.as_str().expect("a decimal as text")).expect("a decimal")
}

#[test]
fn the_sample_file_is_the_generators() {
    let file = public("data/sample.json");
    if std::env::var_os("TIERWISE_WRITE").is_some() {
        fs::create_dir_all(public("data")).expect("the folder of the sample");
        fs::write(&file, sample::sample_json()).expect("writing the sample");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == sample::sample_json(),
        "public/data/sample.json is not what tests/support/sample.rs makes: TIERWISE_WRITE=1 cargo test --test sample writes it anew"
    );
}

#[test]
fn the_schema_is_a_schema() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(schema["$id"], "urn:tierwise:partner-data:1");
}

#[test]
fn the_schema_describes_every_field_of_the_sample() {
    fn walk<'a>(
        root: &'a Value,
        schema: &'a Value,
        value: &Value,
        path: &str,
        unknown: &mut BTreeSet<String>,
    ) {
        let mut nodes = vec![schema];
        let mut found: Vec<&Value> = Vec::new();
        while let Some(node) = nodes.pop() {
            if let Some(reference) = node["$ref"].as_str() {
                nodes.push(
                    root.pointer(reference.trim_start_matches('#'))
                        .expect("a reference within the schema"),
                );
            }
            nodes.extend(node["anyOf"].as_array().into_iter().flatten());
            found.push(node);
        }
        for (key, inner) in value.as_object().into_iter().flatten() {
            match found.iter().find_map(|node| node["properties"].get(key)) {
                Some(schema) => walk(root, schema, inner, &format!("{path}/{key}"), unknown),
                None => _ = unknown.insert(format!("{path}/{key}")),
            }
        }
        for inner in value.as_array().into_iter().flatten() {
            match found.iter().find_map(|node| node.get("items")) {
                Some(schema) => walk(root, schema, inner, path, unknown),
                None => _ = unknown.insert(format!("{path}[]")),
            }
        }
    }
    let schema = schema();
    let mut unknown = BTreeSet::new();
    walk(&schema, &schema, &sample::sample(), "", &mut unknown);
    for seed in 0..40 {
        walk(&schema, &schema, &random_book(seed, 12), "", &mut unknown);
    }
    unknown.retain(|path| !path.starts_with("/program_rules/thresholds/")); // tier ids are the rules file's
    assert_eq!(unknown, BTreeSet::new());
}

#[test]
fn the_sample_passes_the_schema() {
    let found = complaints(&validator(), &sample::sample());
    assert!(found.is_empty(), "{found}");
}

/// A small change to the good book, by JSON pointer; the last part may be a new field.
fn changed(book: &Value, pointer: &str, value: Value) -> Value {
    let mut book = book.clone();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let parent = book
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("the sample has no {parent}"));
    match parent {
        Value::Object(record) => _ = record.insert(field.to_owned(), value),
        Value::Array(rows) => rows[usize::from_str(field).expect("an index")] = value,
        _ => panic!("{pointer} leads into a plain value"),
    }
    book
}

#[test]
fn the_schema_refuses() {
    let validator = validator();
    let good = sample::sample();
    for (pointer, bad) in [
        ("/format", json!("tierwise/2")),
        ("/format", json!("Tierwise/1")),
        ("/format", Value::Null),
        ("/as_of", json!("2025-02-29")),
        ("/as_of", json!("2025-2-5")),
        ("/as_of", json!("25/02/2025")),
        ("/as_of", json!("2025-02-25T00:00:00Z")),
        ("/as_of", json!("")),
        ("/as_of", json!(20_250_225)),
        ("/partner", json!("Northbeam")),
        ("/partner/level", json!("reseller")),
        ("/partner/certifications", json!(-1)),
        ("/partner/certifications", json!("fourteen")),
        ("/partner/certification", json!({ "name": "Certified" })),
        ("/partner/certification/valid_until", json!("2025-13-01")),
        ("/partner/credited_tier", json!("platinum")),
        ("/partner/credited_tier/since", json!("2024-03")),
        ("/partner/payout_currency", json!("dollars")),
        ("/clients", json!({})),
        ("/clients/0", json!("Brightwater")),
        ("/clients/0", json!({ "name": "no id" })),
        ("/clients/0/id", json!("")),
        ("/clients/0/id", Value::Null),
        ("/clients/0/id", json!(7)),
        ("/clients/0/country", json!("USA")),
        ("/clients/0/market", json!("emerging")),
        ("/clients/0/market_multiplier", json!("x2")),
        ("/clients/0/market_multiplier", json!("-2")),
        ("/clients/0/products", json!("Marketing Hub")),
        ("/clients/0/record_url", json!("javascript:alert(1)")),
        ("/clients/0/usage_score", json!("101")),
        ("/clients/0/usage_score", json!(-1)),
        ("/sales/0/client", json!("")),
        ("/sales/0/deal_type", json!("difm")),
        ("/sales/0/deal_type", json!("")),
        ("/sales/0/kind", json!("renewal")),
        ("/sales/0/mrr", json!("1,234")),
        ("/sales/0/mrr", json!("1234,50")),
        ("/sales/0/mrr", json!("1 234.50")),
        ("/sales/0/mrr", json!("$890")),
        ("/sales/0/mrr", json!("NaN")),
        ("/sales/0/mrr", json!(".5")),
        ("/sales/0/mrr", json!("")),
        ("/sales/0/mrr", Value::Null),
        ("/sales/0/mrr", json!(true)),
        ("/sales/0/currency", json!("usd")),
        ("/sales/0/currency", json!("€")),
        ("/sales/0/closed_on", json!("2023-02-29")),
        ("/sales/0/closed_on", json!("")),
        ("/sales/0/line_first_sold_on", json!("2023-00-10")),
        ("/sales/0/ended_on", json!("tomorrow")),
        ("/managed/0/partners", json!(0)),
        ("/managed/0/partners", json!(-2)),
        ("/managed/0/partners", json!("two")),
        ("/managed/0/mrr", json!("-10.00")),
        ("/managed/0/mrr", json!(-10)),
        ("/managed/0/from", Value::Null),
        ("/managed/0/last_activity_on", json!("2025-04-31")),
        ("/deals/0/vendor_stage", json!("won")),
        ("/deals/0/created_by", json!("hubspot")),
        ("/deals/0/probability", json!("1.2")),
        ("/deals/0/probability", json!(-1)),
        ("/deals/0/probability", json!("40 %")),
        ("/renewals/0/renews_on", json!("2025-02")),
        ("/renewals/0/mrr_change", json!("+80")),
        ("/commissions/0/period", json!("2024-Q5")),
        ("/commissions/0/period", json!("Q4 2024")),
        ("/commissions/0/status", json!("due")),
        ("/commissions/0/lines", json!({})),
        ("/commissions/0/lines/0", json!({ "client": "c-001" })),
        ("/commissions/0/lines/0/rate", json!("20")),
        ("/retention/0/month", json!("2022-13")),
        ("/retention/0/month", json!("2022-08-01")),
        ("/retention/0/opening_mrr", json!("-1")),
        ("/team/0/name", json!("")),
        ("/reported/csr_12m", json!("91.4 %")),
        ("/reported/clients/0/client", Value::Null),
        ("/program_rules", json!([])),
        ("/program_rules/thresholds", json!([{ "tier": "gold" }])),
        (
            "/program_rules/thresholds",
            json!({ "gold": { "total": "many" } }),
        ),
        (
            "/program_rules/thresholds",
            json!({ "gold": { "total": "-1" } }),
        ),
        ("/program_rules/thresholds", json!({ "gold": "123" })),
    ] {
        let book = changed(&good, pointer, bad.clone());
        assert!(
            !validator.is_valid(&book),
            "{pointer} = {bad} passes the schema"
        );
    }
    for whole in [
        json!({}),
        json!([]),
        json!("tierwise/1"),
        json!({ "format": "tierwise/1" }),
        Value::Null,
    ] {
        assert!(!validator.is_valid(&whole), "{whole} passes the schema");
    }
    for field in ["id", "client", "deal_type", "mrr", "currency", "closed_on"] {
        let mut book = good.clone();
        book["sales"][0].as_object_mut().unwrap().remove(field);
        assert!(
            !validator.is_valid(&book),
            "a sale without {field} passes the schema"
        );
    }
}

#[test]
fn the_schema_lets_through() {
    let validator = validator();
    let good = sample::sample();
    for (pointer, odd) in [
        ("/as_of", json!("2024-02-29")),
        ("/something_new", json!({ "kept": [1, 2] })),
        ("/clients/0/something_new", json!(true)),
        ("/sales/0/something_new", Value::Null),
        ("/partner/certification", Value::Null),
        ("/partner/certification", json!("")),
        ("/partner/credited_tier", Value::Null),
        ("/partner/credited_tier", json!({})),
        ("/partner/certifications", json!(0)),
        ("/partner/level", json!("")),
        ("/clients/0/market", json!("")),
        ("/clients/0/market", Value::Null),
        ("/clients/0/market_multiplier", json!("2.0000")),
        ("/clients/0/market_multiplier", json!(2)),
        ("/clients/0/products", json!([])),
        ("/clients/0/usage_score", json!("0")),
        ("/clients/0/usage_score", json!("100.00")),
        ("/clients/0/usage_score", json!(50)),
        ("/clients/0/record_url", json!("")),
        ("/sales/0/currency", json!("CHF")), // no unit: no points, but valid
        ("/sales/0/deal", json!("")),
        ("/sales/0/kind", Value::Null),
        ("/sales/0/line_first_sold_on", json!("")),
        ("/sales/0/ended_on", Value::Null),
        ("/sales/0/mrr", json!("-25.50")),
        ("/sales/0/mrr", json!("0")),
        ("/sales/0/mrr", json!("0000123.4500")),
        ("/managed/0/partners", Value::Null),
        ("/managed/0/partners", json!(7)),
        ("/managed/0/to", json!("")),
        ("/deals/0/client", Value::Null),
        ("/deals/0/close_on", json!("")),
        ("/deals/0/probability", json!("1.00")),
        ("/deals/0/probability", json!(0)),
        ("/renewals/0/mrr_change", json!("-80.00")),
        ("/renewals/0/products", Value::Null),
        ("/commissions/0/lines", json!([])),
        ("/commissions/0/lines", Value::Null),
        ("/commissions/0/amount", json!("-12.00")),
        ("/retention/0/opening_mrr", json!("0")),
        ("/retention/0/downgraded_mrr", json!("")),
        ("/team/0/role", json!("head_of_something")),
        ("/reported/credited_tier", json!("gold")),
        ("/reported/total_points", Value::Null),
        ("/reported/clients", json!([])),
        ("/program_rules", Value::Null),
        ("/program_rules/growth_multiplier", json!(2)),
        (
            "/program_rules/thresholds",
            json!({ "gold": { "total": 123, "sold": "63", "sourced": "" }, "elite": null }),
        ),
    ] {
        let book = changed(&good, pointer, odd.clone());
        let found = complaints(&validator, &book);
        assert!(found.is_empty(), "{pointer} = {odd}:{found}");
    }
    // A JSON number of any precision, as the file writes it.
    for digits in [
        "1234.50",
        "0.1",
        "-3",
        "12345678901234567890.123456789",
        "1e3",
    ] {
        let book = changed(&good, "/sales/0/mrr", serde_json::from_str(digits).unwrap());
        assert!(validator.is_valid(&book), "the number {digits}");
    }
    let least = json!({ "format": "tierwise/1", "as_of": "2025-02-25" });
    assert!(validator.is_valid(&least));
    // Every section may be missing in every way.
    for section in SECTIONS
        .iter()
        .chain(&["partner", "reported", "program_rules"])
    {
        for missing in [Value::Null, json!("")] {
            assert!(
                validator.is_valid(&changed(&good, &format!("/{section}"), missing)),
                "{section} missing"
            );
        }
        let mut book = good.clone();
        book.as_object_mut().unwrap().remove(*section);
        assert!(validator.is_valid(&book), "without {section}");
    }
    for section in SECTIONS {
        assert!(
            validator.is_valid(&changed(&good, &format!("/{section}"), json!([]))),
            "{section} empty"
        );
    }
}

/// Ids unique, clients known; gives what is wrong.
fn broken_references(book: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for section in ["clients", "sales", "deals", "commissions"] {
        let mut seen = BTreeSet::new();
        for row in rows(book, section) {
            if !seen.insert(row["id"].as_str().expect("an id")) {
                wrong.push(format!("{section}: {} twice", row["id"]));
            }
        }
    }
    let clients: BTreeSet<&str> = rows(book, "clients")
        .iter()
        .filter_map(|client| client["id"].as_str())
        .collect();
    let mut named: Vec<(&str, &Value)> = Vec::new();
    for section in ["sales", "managed", "deals", "renewals"] {
        named.extend(
            rows(book, section)
                .iter()
                .map(|row| (section, &row["client"])),
        );
    }
    for statement in rows(book, "commissions") {
        named.extend(
            rows(statement, "lines")
                .iter()
                .map(|line| ("commissions", &line["client"])),
        );
    }
    named.extend(
        rows(&book["reported"], "clients")
            .iter()
            .map(|row| ("reported", &row["client"])),
    );
    for (section, client) in named {
        if client
            .as_str()
            .is_some_and(|id| !id.is_empty() && !clients.contains(id))
        {
            wrong.push(format!("{section}: no client {client}"));
        }
    }
    wrong
}

#[test]
fn the_sample_is_whole() {
    let book = sample::sample();
    for section in SECTIONS {
        assert!(!rows(&book, section).is_empty(), "{section} is empty");
    }
    assert!(book["partner"].is_object() && book["reported"].is_object());
    assert!(rows(&book, "clients").len() >= 55);
    assert_eq!(broken_references(&book), Vec::<String>::new());
    let deals: BTreeSet<&str> = rows(&book, "deals")
        .iter()
        .filter_map(|deal| deal["id"].as_str())
        .collect();
    let sold = rows(&book, "sales").iter().chain(
        rows(&book, "commissions")
            .iter()
            .flat_map(|st| rows(st, "lines")),
    );
    for deal in sold.filter_map(|row| row["deal"].as_str()) {
        assert!(deals.contains(deal), "no deal {deal}");
    }

    let months: BTreeSet<&str> = rows(&book, "sales")
        .iter()
        .map(|sale| &sale["closed_on"].as_str().unwrap()[..7])
        .collect();
    assert_eq!(
        (months.first(), months.last()),
        (Some(&"2022-09"), Some(&"2025-02"))
    );
    assert_eq!(months.len(), 30, "sales in each of 30 months");
    let retention: BTreeSet<&str> = rows(&book, "retention")
        .iter()
        .filter_map(|row| row["month"].as_str())
        .collect();
    assert_eq!(
        (retention.first(), retention.last()),
        (Some(&"2022-08"), Some(&"2025-02"))
    );
    assert_eq!(
        retention.len(),
        31,
        "30 whole months and the one that has begun"
    );

    for statement in rows(&book, "commissions") {
        let lines: Decimal = rows(statement, "lines")
            .iter()
            .map(|line| number(&line["amount"]))
            .sum();
        assert_eq!(lines, number(&statement["amount"]), "{}", statement["id"]);
        for line in rows(statement, "lines") {
            assert_eq!(
                number(&line["net_revenue"]) * number(&line["rate"]),
                number(&line["amount"])
            );
        }
    }
}

#[test]
fn the_sample_has_every_choice() {
    let book = sample::sample();
    for (section, field, choices) in [
        ("clients", "market", &["standard", "growth"][..]),
        (
            "sales",
            "deal_type",
            &["partner_sourced", "partner_assisted"],
        ),
        (
            "sales",
            "kind",
            &["new", "cross_sell", "upsell", "adjustment"],
        ),
        (
            "sales",
            "currency",
            &[
                "USD", "AUD", "COP", "EUR", "GBP", "SGD", "JPY", "ZAR", "CAD",
            ],
        ),
        (
            "deals",
            "deal_type",
            &["partner_sourced", "partner_assisted"],
        ),
        (
            "deals",
            "vendor_stage",
            &["open", "closed_won", "closed_lost"],
        ),
        ("deals", "created_by", &["partner", "vendor"]),
        (
            "commissions",
            "status",
            &["estimated", "pending", "paid", "withheld"],
        ),
    ] {
        let given: BTreeSet<&str> = rows(&book, section)
            .iter()
            .filter_map(|row| row[field].as_str())
            .collect();
        assert_eq!(
            given,
            choices.iter().copied().collect(),
            "{section} {field}"
        );
    }
}

/// The story that the sample is tuned for (support/sample.rs). The engine's own tests compute it from the file.
#[test]
fn the_sample_tells_its_story() {
    let figures = sample::figures_of(sample::SEED);
    let sold: Decimal = figures.sold.values().sum();
    let managed: Decimal = figures.managed.values().sum();
    let whole = |figure: Decimal| figure.trunc().mantissa() / 10_i128.pow(figure.trunc().scale());
    assert!(
        (400..560).contains(&whole(sold + managed)),
        "total {sold} + {managed}"
    );
    assert!((190..290).contains(&whole(sold)), "sold {sold}");
    assert!((205..300).contains(&whole(managed)), "managed {managed}");
    assert!(
        managed - figures.lapsing < Decimal::from(200),
        "below Platinum in March: {managed} - {}",
        figures.lapsing
    );
    assert!(
        (88..93).contains(&whole(figures.csr * Decimal::ONE_HUNDRED)),
        "C$R {}",
        figures.csr
    );
    assert!(
        (4_000..8_000).contains(&whole(figures.sourced_mrr)),
        "sourced MRR {}",
        figures.sourced_mrr
    );
    assert!(
        (60_000..95_000).contains(&whole(figures.sourced_amount)),
        "sourced amount {}",
        figures.sourced_amount
    );
}

#[test]
fn random_books_are_valid() {
    let validator = validator();
    for seed in 0..200 {
        let size = usize::try_from(seed % 25).unwrap();
        let book = random_book(seed, size);
        let found = complaints(&validator, &book);
        assert!(found.is_empty(), "random_book({seed}, {size}):{found}");
        assert_eq!(
            broken_references(&book),
            Vec::<String>::new(),
            "random_book({seed}, {size})"
        );
        assert_eq!(book, random_book(seed, size), "the same book twice");
    }
}

#[test]
fn random_books_reach_the_corners() {
    let books: Vec<Value> = (0..200).map(|seed| random_book(seed, 15)).collect();
    let texts: Vec<String> = books.iter().map(Value::to_string).collect();
    for corner in [
        r#""closed_on":"2024-02-29""#,
        r#""closed_on":"2024-02-26""#,
        r#""closed_on":"2024-02-27""#,
        r#""line_first_sold_on":"2024-02-26""#,
        r#""currency":"CHF""#,
        r#""opening_mrr":"0.00""#,
        r#""market_multiplier":"2.0000""#,
        r#""market_multiplier":1.5"#,
        r#""market_multiplier":2.0000"#, // a number keeps its digits
        r#""certification":null"#,
        r#""partners":4"#,
        r#""ended_on":"""#,
        r#""sales":null"#,
        r#""thresholds":{"#,
        r#""as_of":"2022-"#,
        r#""as_of":"2026-"#,
    ] {
        assert!(
            texts.iter().any(|text| text.contains(corner)),
            "no random book has {corner}"
        );
    }
    for section in SECTIONS
        .iter()
        .chain(&["partner", "reported", "program_rules"])
    {
        let without = books.iter().any(|book| book.get(section).is_none());
        assert!(without, "no random book is without {section}");
    }
}
