//! The calculator's views, in the app and in the widget, against numbers that are worked out here from the rules file itself.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use tierwise::{
    engine::{
        calculator::{Customer, Offer},
        ledger::Ledger,
        standing,
    },
    ingest,
    model::{
        client::Market,
        currency::Currency,
        json::{SEPARATOR, Value},
        period::parse_date,
        sale::DealType,
    },
    rules::{self, Rules},
    view::{
        Locale,
        calculator::{Field, Form, Method, Setting},
        format::Plain,
        quote, widget,
    },
    words::{Language, Words},
};

const FILE: &str = include_str!("../public/rules/hubspot-solutions.json");
const ENGLISH: Words = Words::new(Language::En);

fn file() -> Json {
    serde_json::from_str(FILE).unwrap()
}

fn load() -> Rules {
    rules::load(FILE.as_bytes(), &[]).unwrap().0
}

fn setting<'a>(rules: &'a Rules, day: &str) -> Setting<'a> {
    Setting {
        rules,
        day: parse_date(day).unwrap(),
        currency: Currency::USD,
        locale: Locale {
            words: &ENGLISH,
            format: &Plain,
        },
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// Every version of the file with its units and rates, inherited by hand: id, first day, units, (sourced, assisted, managed).
type Version = (String, String, Vec<(String, Decimal)>, [Decimal; 3]);
fn versions() -> Vec<Version> {
    let file = file();
    let (mut units, mut rates) = (Json::Null, Json::Null);
    let mut versions = Vec::new();
    for version in file["versions"].as_array().unwrap() {
        for (key, current) in [("currency_unit", &mut units), ("rates", &mut rates)] {
            if !version[key].is_null() {
                *current = version[key].clone();
            }
        }
        let number = |value: &Json| decimal(value.to_string().trim_matches('"'));
        versions.push((
            version["id"].as_str().unwrap().to_owned(),
            version["from"].as_str().unwrap().to_owned(),
            units
                .as_object()
                .unwrap()
                .iter()
                .map(|(code, unit)| (code.clone(), number(unit)))
                .collect(),
            [
                number(&rates["sold"]["partner_sourced"]),
                number(&rates["sold"]["partner_assisted"]),
                number(&rates["managed"]),
            ],
        ));
    }
    versions
}

#[test]
fn both_ways_in_every_version_currency_market_and_deal_type() {
    let rules = load();
    let versions = versions();
    assert_eq!(versions.len(), rules.versions().len());
    let near =
        |text: &str, expected: Decimal| (decimal(text) - expected).abs() < Decimal::new(1, 15);
    let mut cases = 0;
    for (_, day, units, [sourced, assisted, managed]) in &versions {
        let setting = setting(&rules, day);
        for (code, unit) in units {
            for (market, multiplier) in [
                ("US", 1),
                ("India", 2),
                ("standard", 1),
                ("GROWTH", 2),
                ("", 1),
            ] {
                // `Plain` has no names of countries.
                let market = if market == "India" { "IN" } else { market };
                for (deal_type, rate) in [
                    (DealType::PartnerSourced, sourced),
                    (DealType::PartnerAssisted, assisted),
                ] {
                    let form = Form {
                        amount: "1234.5".to_owned(),
                        market: market.to_owned(),
                        currency: code.to_lowercase(),
                        deal_type,
                        manages: true,
                        partners: "2".to_owned(),
                        ..Form::default()
                    };
                    let multiplier = Decimal::from(multiplier);
                    let amount = decimal("1234.5");
                    let view = setting.points(&form).unwrap();
                    let sold = amount * rate * multiplier / unit;
                    let shared = amount * managed * multiplier / unit / Decimal::from(3);
                    assert!(near(&view.sold.figure.value, sold), "{code} {market} {day}");
                    assert!(near(&view.managed.figure.value, shared));
                    assert!(near(&view.total.figure.value, sold + shared));

                    let back = Form {
                        method: Method::PointsToCurrency,
                        sold: "30".to_owned(),
                        managed: "12.5".to_owned(),
                        ..form.clone()
                    };
                    let view = setting.convert(&back).unwrap();
                    let amount_of =
                        |points: &str, rate: Decimal| decimal(points) * unit / (rate * multiplier);
                    let (sold, managed_value) =
                        (view.sold.unwrap().figure, view.managed.unwrap().figure);
                    assert!(near(&sold.value, amount_of("30", *rate)));
                    assert!(near(&managed_value.value, amount_of("12.5", *managed)));
                    assert_eq!(sold.currency.unwrap().to_string(), *code);

                    let there = Form {
                        method: Method::CurrencyToPoints,
                        sold: "1234.5".to_owned(),
                        managed: String::new(),
                        ..form
                    };
                    let view = setting.convert(&there).unwrap();
                    assert!(near(
                        &view.sold.unwrap().figure.value,
                        decimal("1234.5") * rate * multiplier / unit
                    ));
                    assert_eq!(view.managed, None);
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, versions.len() * 9 * 5 * 2);
}

#[test]
fn every_result_says_how_it_was_made() {
    let rules = load();
    let setting = setting(&rules, "2025-08-01");
    let form = Form {
        amount: "1000".to_owned(),
        market: "IN".to_owned(),
        currency: "EUR".to_owned(),
        manages: true,
        partners: "1".to_owned(),
        ..Form::default()
    };
    let view = setting.points(&form).unwrap();
    assert_eq!(view.sold.working, "1000 EUR / 88 × 5 × 2");
    assert_eq!(view.managed.working, "1000 EUR / 88 × 1 × 2 / 2");
    assert_eq!(
        view.total.working,
        "1000 EUR / 88 × 5 × 2 + 1000 EUR / 88 × 1 × 2 / 2"
    );
    assert_eq!(view.sold.figure.value, "113.63636363636363636364");
    let back = Form {
        sold: "30".to_owned(),
        ..form.clone()
    };
    assert_eq!(
        setting.convert(&back).unwrap().sold.unwrap().working,
        "30 / (5 × 2) × 88"
    );
    let alone = Form {
        manages: false,
        ..form
    };
    let view = setting.points(&alone).unwrap();
    assert_eq!(
        (
            view.managed.figure.value.as_str(),
            view.managed.working.as_str()
        ),
        ("0", "")
    );
    let notes = setting.notes(rules.on(setting.day));
    assert!(
        notes[0].contains("2025-07") && notes[1].contains("approximate"),
        "{notes:?}"
    );
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_no_number_is_made_of_it() {
    let rules = load();
    let setting = setting(&rules, "2025-02-25");
    let good = Form {
        amount: "1000".to_owned(),
        ..Form::default()
    };
    let wrong = |change: fn(&mut Form)| {
        let mut form = good.clone();
        change(&mut form);
        setting.points(&form).unwrap_err()
    };
    assert!(setting.points(&good).is_ok());
    let empty = wrong(|form| form.amount.clear());
    assert!(empty.is_empty && empty.field == Field::Amount);
    for (change, field, says) in [
        (
            (|form| form.amount = "-5".to_owned()) as fn(&mut Form),
            Field::Amount,
            "below zero",
        ),
        (
            |form| form.amount = "12k".to_owned(),
            Field::Amount,
            "12000",
        ),
        (
            |form| form.amount = "123456789012345678901234567890".to_owned(),
            Field::Amount,
            "18 digits",
        ),
        (|form| form.amount = "abc".to_owned(), Field::Amount, "“a”"),
        (
            |form| form.market = "Atlantis".to_owned(),
            Field::Market,
            "Atlantis",
        ),
        (|form| form.market = "ZZ".to_owned(), Field::Market, "ZZ"),
        (
            |form| form.currency = "CHF".to_owned(),
            Field::Currency,
            "CHF",
        ),
        (
            |form| form.currency = "€".to_owned(),
            Field::Currency,
            "USD",
        ),
        (
            |form| form.day = "2025-02-30".to_owned(),
            Field::Day,
            "2025-02-30",
        ),
        (
            |form| {
                form.manages = true;
                form.partners = "two".to_owned();
            },
            Field::Partners,
            "whole number",
        ),
        (
            |form| {
                form.manages = true;
                form.partners = "100".to_owned();
            },
            Field::Partners,
            "99",
        ),
    ] {
        let problem = wrong(change);
        assert_eq!(problem.field, field, "{problem:?}");
        assert!(
            problem.text.contains(says) && !problem.is_empty,
            "{problem:?}"
        );
    }
    let asked = wrong(|form| form.amount = "1.234".to_owned());
    let readings: Vec<_> = asked
        .readings
        .iter()
        .map(|(_, typed)| typed.as_str())
        .collect();
    assert_eq!(readings, ["1234", "1.2340"]);
    for (reading, points) in readings.iter().zip(["61.7", "0.0617"]) {
        let form = Form {
            amount: (*reading).to_owned(),
            ..good.clone()
        };
        assert_eq!(setting.points(&form).unwrap().sold.figure.value, points);
    }
    let convert = setting.convert(&Form::default()).unwrap_err();
    assert!(convert.is_empty);
}

#[test]
fn the_programme_without_a_managed_track_says_so() {
    let mut file = file();
    file["versions"][0]["rates"]["managed"] = Json::Null;
    let bytes = file.to_string();
    let (rules, _) = rules::load(bytes.as_bytes(), &[]).unwrap();
    let setting = setting(&rules, "2023-01-01");
    let form = Form {
        managed: "5".to_owned(),
        ..Form::default()
    };
    assert_eq!(setting.convert(&form).unwrap_err().field, Field::Managed);
}

/// What the widget's JavaScript makes of a text that the browser has parsed.
fn tokens(value: &Json, out: &mut Vec<String>) {
    match value {
        Json::Null => out.push("n".into()),
        Json::Bool(is) => out.push(if *is { "t" } else { "f" }.into()),
        Json::Number(number) => out.push(format!("#{number}")),
        Json::String(text) => out.push(format!("\"{text}")),
        Json::Array(items) => {
            out.push(format!("[{}", items.len()));
            items.iter().for_each(|item| tokens(item, out));
        }
        Json::Object(map) => {
            out.push(format!("{{{}", map.len()));
            for (key, value) in map {
                out.push(key.clone());
                tokens(value, out);
            }
        }
    }
}

#[test]
fn the_widget_reads_the_same_rules_and_gives_the_same_answers() {
    let mut out = Vec::new();
    tokens(&file(), &mut out);
    let parsed = Value::from_tokens(&out.join(&SEPARATOR.to_string())).unwrap();
    let rules = rules::of_json(&parsed).unwrap();
    assert_eq!(rules, load());

    let setting = setting(&rules, "2025-02-25");
    let answer = |inputs: &str| {
        let inputs: Json = serde_json::from_str(inputs).unwrap();
        let answer = widget::answer(setting, &Value::from(&inputs)).to_string();
        serde_json::from_str::<Json>(&answer).unwrap()
    };
    let found = answer(r#"{"amount": "1,000", "market": "IN", "manage": true, "partners": "1"}"#);
    assert_eq!(found["results"]["total"], "110");
    assert_eq!(found["results"]["sold"], "100");
    assert_eq!(found["shown"][2]["working"], "1000 USD / 100 × 1 × 2 / 2");
    assert_eq!(found["rules"]["id"], "2024-02");
    assert_eq!(found["problem"], Json::Null);
    let found = answer(
        r#"{"tab": "currency", "sold": "30", "currency": "GBP", "deal": "partner_assisted"}"#,
    );
    assert_eq!(found["results"], serde_json::json!({"sold_value": "625"}));
    assert_eq!(found["shown"][0]["currency"], "GBP");
    let wrong = answer(r#"{"amount": "5", "deal": "gift"}"#);
    assert_eq!(
        (&wrong["problem"]["field"], &wrong["results"]),
        (&Json::from("deal"), &Json::Null)
    );
    assert_eq!(answer("[]")["problem"]["empty"], true);

    let options: Json = serde_json::from_str(&widget::options(setting).to_string()).unwrap();
    assert_eq!(options["customers"].as_array().unwrap().len(), 251);
    assert_eq!(options["currencies"].as_array().unwrap().len(), 9);
    let india = options["customers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["word"] == "IN")
        .unwrap();
    assert_eq!(india["note"], "Growth × 2");
    let words = options["words"].as_object().unwrap();
    assert!(
        words
            .values()
            .all(|word| word.as_str().is_some_and(|word| !word.is_empty()))
    );
}

#[test]
fn a_quote_is_summed_and_moves_the_tier_exactly() {
    let rules = load();
    // One sale of 118 points, all of them sourced, and 60 managed ones: Gold asks for 123, 63 and 60.
    let book = serde_json::json!({
        "format": "tierwise/1", "as_of": "2025-02-25",
        "partner": {"name": "A", "certification": {"name": "C", "valid_until": "2026-01-01"}},
        "clients": [{"id": "c", "name": "C"}],
        "sales": [{"id": "s", "client": "c", "deal_type": "partner_sourced", "mrr": "1160", "currency": "USD", "closed_on": "2025-01-10"}],
        "managed": [{"client": "c", "mrr": "6000", "currency": "USD", "from": "2025-01-10"}]
    });
    let day = parse_date("2025-02-25").unwrap();
    let book = ingest::read(book.to_string().as_bytes(), day).unwrap().book;
    let ledger = Ledger::new(&book, &rules);
    let standing = standing::run(&book, &rules, day);
    assert_eq!(standing.total.value, Some(decimal("118")));
    let offer = |amount: &str, deal_type| Offer {
        amount: decimal(amount),
        currency: Currency::USD,
        customer: Customer::Of(Market::Standard),
        deal_type,
        managed: false,
        other_partners: 0,
    };
    let setting = setting(&rules, "2025-02-25");
    let quoted = |offers: &[Offer]| quote::quote(&setting, offers, day, Some((&standing, &ledger)));

    let both = [
        offer("200", DealType::PartnerSourced),
        offer("100", DealType::PartnerAssisted),
    ];
    let view = quoted(&both);
    let (figures, sentence) = view.sum.clone().unwrap();
    assert_eq!(figures.map(|figure| figure.value), ["13", "13", "0"]);
    assert_eq!(sentence, "Sum: 13 points (13 sold, 0 managed)");
    assert_eq!(view.effect[0], "Reaches Gold, 8 points to spare.");
    let ladder = view.ladder.clone().unwrap();
    assert!(
        ladder.text.ends_with("The quote adds 13."),
        "{}",
        ladder.text
    );
    assert_eq!(ladder.parts.last().unwrap().0.class(), "quoted");
    assert!(
        view.effect[1].starts_with("For Platinum then still missing: 181.5 (Total points), 41.5"),
        "{:?}",
        view.effect
    );

    // Exactly at the threshold, of thirds: 100 AUD at a unit of 105 are no finite number.
    let thirds = Offer {
        amount: decimal("35"),
        currency: Currency::parse("AUD").unwrap(),
        ..offer("0", DealType::PartnerAssisted)
    };
    let view = quoted(&[
        thirds,
        thirds,
        thirds,
        offer("40", DealType::PartnerSourced),
    ]);
    assert_eq!(view.effect[0], "Reaches Gold, 0 points to spare.");
    let view = quoted(&[thirds, thirds, offer("40", DealType::PartnerSourced)]);
    assert_eq!(view.effect[0], "Reaches no tier yet.");

    let text = quoted(&both).text(&["By the rules.".to_owned()]);
    assert!(
        text.contains("= 10 (200 USD / 100 × 5)") && text.ends_with("By the rules.\n"),
        "{text}"
    );
    assert_eq!(quoted(&[]).sum, None);
    let unknown = Offer {
        currency: Currency::parse("CHF").unwrap(),
        ..both[0]
    };
    let view = quoted(&[both[0], unknown]);
    assert!(view.sum.is_none() && view.lines[1].points.is_err() && view.effect.is_empty());
}

fn values() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "[^\u{1F}]{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec(("[^\u{1F}]{0,6}", inner), 0..5)
                .prop_map(|pairs| Json::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whoever_parsed_it_the_tree_is_the_same(json in values()) {
        let mut out = Vec::new();
        tokens(&json, &mut out);
        let separator = SEPARATOR.to_string();
        let own = Value::from(&json);
        prop_assert_eq!(Value::from_tokens(&out.join(&separator)), Some(own.clone()));
        let again: Json = serde_json::from_str(&own.to_string()).unwrap();
        prop_assert_eq!(Value::from(&again), own);
    }

    #[test]
    fn any_text_is_a_value_or_none(tokens in "[nt#\"\\[{}0-9a\u{1F}]{0,40}") {
        let _ = Value::from_tokens(&tokens);
    }
}

#[test]
fn too_deep_is_none() {
    let deep = vec!["[1"; 100_000].join("\u{1F}");
    assert_eq!(Value::from_tokens(&deep), None);
}
