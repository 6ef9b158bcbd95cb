//! The rules files, their schema and their reader agree, and a programme that is not HubSpot's works too.
//!
//! Problem: a rules file is written by hand and decides every figure. A slip in it that nobody names (`tresholds`, 85 for
//! 85 %) is a wrong tier. Idea: tables of small slips, each of which the schema (while somebody types) and the reader
//! (when the page opens) must refuse, the reader by its path; and a second programme whose every rule differs.
//!
//! Example: `("/growth_multiplier", -1)` is no rule for the schema, and "growth_multiplier = -1" for the reader.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use jsonschema::{Draft, Validator};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use tierwise::{
    engine::{
        standing::{Standing, run},
        tiers::{Performing, Verdict},
    },
    ingest,
    model::{period::parse_date, tier::TierId},
    rules::{self, KEYS, Origin, Overrides, Rules, RulesError, version::Certainty},
};

const HUBSPOT: &str = "hubspot-solutions.json";
const NORTHWIND: &str = "example-northwind.json";

/// Keys of a file or a version that are no rules.
const NOT_RULES: [&str; 8] = [
    "$schema",
    "schema",
    "programme",
    "versions",
    "id",
    "from",
    "verified",
    "sources",
];

fn public(path: &str) -> String {
    format!("{}/public/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn read_json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(public(path)).unwrap()).unwrap()
}

fn file(name: &str) -> Value {
    read_json(&format!("rules/{name}"))
}

/// Every rules file that we publish, by name.
fn files() -> BTreeMap<String, Value> {
    let names = fs::read_dir(public("rules")).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| (name.clone(), file(&name)))
        .collect()
}

fn schema() -> Value {
    read_json("schema/rules-1.schema.json")
}

fn validator_of(schema: &Value) -> Validator {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema is a schema")
}

fn validator() -> Validator {
    validator_of(&schema())
}

/// The schema of overrides, which is a part of the file's.
fn overrides_validator() -> Validator {
    let overrides = json!({"$ref": "#/$defs/overrides", "$defs": schema()["$defs"]});
    validator_of(&overrides)
}

fn load(file: &Value) -> Result<Rules, RulesError> {
    rules::load(file.to_string().as_bytes(), &[]).map(|loaded| loaded.0)
}

/// What the reader has against overrides of a file, by place.
fn faults(file: &Value, overrides: &Value) -> (Rules, Vec<String>) {
    let overrides: Overrides = overrides.as_object().unwrap().clone();
    let layers = [(Origin::Data, &overrides)];
    let (rules, diagnostics) = rules::load(file.to_string().as_bytes(), &layers).unwrap();
    let places = diagnostics.into_iter().map(|d| d.place).collect();
    (rules, places)
}

/// A small change to a good file, by JSON pointer; `None` takes the field away.
fn changed(file: &Value, pointer: &str, value: Option<Value>) -> Value {
    let mut file = file.clone();
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer");
    let parent = file
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("there is no {parent}"));
    match (parent, value) {
        (Value::Object(record), Some(value)) => _ = record.insert(field.to_owned(), value),
        (Value::Object(record), None) => _ = record.remove(field).expect("the field"),
        (Value::Array(items), Some(value)) => items[field.parse::<usize>().unwrap()] = value,
        (Value::Array(items), None) => _ = items.remove(field.parse().unwrap()),
        _ => panic!("{pointer} leads into a plain value"),
    }
    file
}

#[test]
fn the_schema_is_a_schema() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(schema["$id"], "urn:tierwise:rules:1");
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let schema = schema();
    let known: BTreeSet<&str> = KEYS.into_iter().collect();
    let listed = schema["$defs"]["rule"]["enum"].as_array().unwrap();
    let listed: BTreeSet<&str> = listed.iter().filter_map(Value::as_str).collect();
    assert_eq!(listed, known, "what verified and sources may speak of");
    let described = schema["$defs"]["rules"]["properties"].as_object().unwrap();
    let described: BTreeSet<&str> = described.keys().map(String::as_str).collect();
    let about = BTreeSet::from(["verified", "sources"]);
    assert_eq!(described, &known | &about);
}

#[test]
fn our_files_pass_the_schema_and_the_reader() {
    let validator = validator();
    for (name, file) in files() {
        let complaints: Vec<String> = validator
            .iter_errors(&file)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(complaints, Vec::<String>::new(), "{name}");
        assert_eq!(load(&file).map(|_| ()), Ok(()), "{name}");
    }
}

#[test]
fn the_documentations_examples_are_right() {
    let text = fs::read_to_string(public("../docs/rules-format.md")).unwrap();
    let examples: Vec<&str> = text
        .split("```json\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let [file, requirements, overrides] = examples.as_slice() else {
        panic!("three examples");
    };
    let json = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let file = json(file);
    assert!(validator().is_valid(&file));
    let overrides = json(&format!("{{{overrides}}}"))["program_rules"].clone();
    assert!(overrides_validator().is_valid(&overrides));
    assert_eq!(faults(&file, &overrides).1, Vec::<String>::new());
    let requirements = json(&format!("{{{requirements}}}"));
    assert!(overrides_validator().is_valid(&requirements));
    assert_eq!(faults(&file, &requirements).1, Vec::<String>::new());
    for key in KEYS {
        assert!(text.contains(&format!("`{key}")), "{key} is not described");
    }
}

#[test]
fn every_rule_in_force_says_how_sure_it_is_and_where_it_was_read() {
    for (name, file) in files() {
        let rules = load(&file).unwrap();
        let stated = |json: &Value| -> BTreeSet<String> {
            let keys = json.as_object().unwrap().keys().cloned();
            keys.filter(|key| !NOT_RULES.contains(&key.as_str()))
                .collect()
        };
        let mut keys = stated(&file);
        let versions = file["versions"].as_array().unwrap();
        for (json, version) in versions.iter().zip(rules.versions()) {
            keys.append(&mut stated(json));
            let spoken_of = |said: BTreeSet<&String>| said.into_iter().cloned().collect();
            let verified: BTreeSet<String> = spoken_of(version.verified.keys().collect());
            let sources: BTreeSet<String> = spoken_of(version.sources.keys().collect());
            assert_eq!(verified, keys, "{name} {}: verified", version.id);
            assert_eq!(sources, keys, "{name} {}: sources", version.id);
        }
    }
}

#[test]
fn no_threshold_of_hubspot_is_called_verified() {
    let rules = load(&file(HUBSPOT)).unwrap();
    for version in rules.versions() {
        assert_eq!(
            version.verified.get("thresholds"),
            Some(&Certainty::NotConfirmed)
        );
    }
}

#[test]
fn the_schema_and_the_reader_refuse() {
    let validator = validator();
    let good = file(HUBSPOT);
    for (pointer, bad, named) in [
        (
            "/schema",
            json!(2),
            "the rules file has schema 2, this page reads schema 1",
        ),
        (
            "/schema",
            json!("1"),
            "the rules file has schema \"1\", this page reads schema 1",
        ),
        (
            "/schema",
            Value::Null,
            "the rules file has no schema, this page reads schema 1",
        ),
        (
            "/tresholds",
            json!({}),
            "the rules file has a key that no rule has: tresholds",
        ),
        (
            "/id",
            json!("2024"),
            "the rules file has a key that no rule has: id",
        ),
        (
            "/stated",
            json!({}),
            "the rules file has a key that no rule has: stated",
        ),
        (
            "/versions/1/tresholds",
            json!({}),
            "the rules file has a key that no rule has: versions[2024-02].tresholds",
        ),
        (
            "/versions/1/schema",
            json!(1),
            "the rules file has a key that no rule has: versions[2024-02].schema",
        ),
        ("/versions", json!({}), "versions = {}"),
        (
            "/versions",
            json!([]),
            "the rules file has 0 versions, this page reads 1 to 100",
        ),
        ("/versions/1", json!("2024-02"), "versions[1] = \"2024-02\""),
        ("/versions/1/id", json!(""), "versions[].id = \"\""),
        ("/versions/1/id", Value::Null, "versions[1].id"),
        (
            "/versions/1/from",
            json!("2024-02-30"),
            "versions[2024-02].from = \"2024-02-30\"",
        ),
        ("/versions/1/from", Value::Null, "versions[2024-02].from"),
        ("/programme", json!("HubSpot"), "programme = \"HubSpot\""),
        (
            "/programme/nmae",
            json!("HubSpot"),
            "programme.nmae = \"HubSpot\"",
        ),
        ("/programme/name", json!(""), "programme.name = \"\""),
        ("/programme/tiers", json!([]), "programme.tiers = []"),
        (
            "/programme/tiers/0/id",
            json!("none"),
            "programme.tiers[0].id = \"none\"",
        ),
        (
            "/programme/tiers/0/id",
            json!(1),
            "programme.tiers[0].id = 1",
        ),
        (
            "/programme/tiers/0/rank",
            json!(1),
            "programme.tiers[0].rank = 1",
        ),
        ("/growth_multiplier", json!(-1), "growth_multiplier = -1"),
        (
            "/growth_multiplier",
            json!("x2"),
            "growth_multiplier = \"x2\"",
        ),
        (
            "/growth_multiplier",
            json!("-1"),
            "growth_multiplier = \"-1\"",
        ),
        (
            "/growth_multiplier",
            json!("1,5"),
            "growth_multiplier = \"1,5\"",
        ),
        (
            "/growth_countries/3",
            json!("KOR"),
            "growth_countries[3] = \"KOR\"",
        ),
        (
            "/growth_countries",
            json!("IN"),
            "growth_countries = \"IN\"",
        ),
        (
            "/certification_required",
            json!("yes"),
            "certification_required = \"yes\"",
        ),
        (
            "/sold_points_lifetime_months",
            json!(1.5),
            "sold_points_lifetime_months = 1.5",
        ),
        (
            "/sold_points_lifetime_months",
            json!("12"),
            "sold_points_lifetime_months = \"12\"",
        ),
        (
            "/sold_points_lifetime_months",
            Value::Null,
            "sold_points_lifetime_months",
        ),
        (
            "/managed_inactivity_days",
            json!(-60),
            "managed_inactivity_days = -60",
        ),
        (
            "/managed_split",
            json!("evenly"),
            "managed_split = \"evenly\"",
        ),
        ("/checkpoint_day", json!(0), "checkpoint_day = 0"),
        ("/checkpoint_day", json!(32), "checkpoint_day = 32"),
        ("/reevaluations", json!({}), "reevaluations = {}"),
        (
            "/reevaluations/0/on",
            json!("15-01"),
            "reevaluations[0].on = \"15-01\"",
        ),
        (
            "/reevaluations/0/on",
            json!("02-29"),
            "reevaluations[0].on = \"02-29\"",
        ),
        (
            "/reevaluations/1",
            json!({"on": "07-15"}),
            "reevaluations[1].window_from",
        ),
        (
            "/reevaluations/1/until",
            json!("07-15"),
            "reevaluations[1].until = \"07-15\"",
        ),
        (
            "/tier_minimum_hold_months",
            json!("six"),
            "tier_minimum_hold_months = \"six\"",
        ),
        ("/promotion", json!("weekly"), "promotion = \"weekly\""),
        (
            "/expired_certification",
            json!("demotes"),
            "expired_certification = \"demotes\"",
        ),
        ("/csr_average", json!("median"), "csr_average = \"median\""),
        (
            "/median_tool_usage_min",
            json!(-3),
            "median_tool_usage_min = -3",
        ),
        (
            "/median_tool_usage_gates",
            json!(0),
            "median_tool_usage_gates = 0",
        ),
        ("/elite/invited", json!(true), "elite.invited = true"),
        (
            "/elite/certifications_min",
            json!("100"),
            "elite.certifications_min = \"100\"",
        ),
        (
            "/elite/customer_retention_min",
            json!(85),
            "elite.customer_retention_min = 85",
        ),
        ("/commission", json!(0.2), "commission = 0.2"),
        (
            "/commission/partner/rate",
            json!(20),
            "commission.partner.rate = 20",
        ),
        (
            "/commission/partner",
            json!({"rate": 0.2}),
            "commission.partner.months",
        ),
        ("/commission/parnter", json!({}), "commission.parnter = {}"),
        (
            "/commission/lifetime_before",
            json!("2023"),
            "commission.lifetime_before = \"2023\"",
        ),
        (
            "/commission/upmarket_referral/rate",
            json!("10 %"),
            "commission.upmarket_referral.rate = \"10 %\"",
        ),
        (
            "/progress_over_time/months",
            json!(6),
            "progress_over_time.months = 6",
        ),
        ("/verified/rate", json!(true), "verified.rate = true"),
        (
            "/verified/promotion",
            json!("maybe"),
            "verified.promotion = \"maybe\"",
        ),
        (
            "/sources/rate",
            json!("a page"),
            "sources.rate = \"a page\"",
        ),
        ("/sources/promotion", json!(""), "sources.promotion = \"\""),
        ("/requirements", json!([]), "requirements = []"),
        (
            "/requirements",
            json!([["total"], []]),
            "requirements[1] = []",
        ),
        (
            "/requirements",
            json!(["total"]),
            "requirements[0] = \"total\"",
        ),
        (
            "/requirements",
            json!([["total", "points"]]),
            "requirements[0][1] = \"points\"",
        ),
        (
            "/versions/2/minimum_track",
            json!("managed"),
            "versions[2025-07].minimum_track = \"managed\"",
        ),
        (
            "/versions/3/managed_minimum",
            json!("no"),
            "versions[2026-01].managed_minimum = \"no\"",
        ),
        (
            "/versions/0/retention",
            json!("csr"),
            "versions[2022-07].retention = \"csr\"",
        ),
        (
            "/versions/0/retention/metric",
            json!("nrr"),
            "versions[2022-07].retention.metric = \"nrr\"",
        ),
        (
            "/versions/0/retention/gates",
            json!({}),
            "versions[2022-07].retention.gates = {}",
        ),
        (
            "/versions/0/retention/gate/elite",
            json!(85),
            "versions[2022-07].retention.gate.elite = 85",
        ),
        (
            "/versions/1/rates",
            Value::Null,
            "versions[2024-02].rates.sold",
        ),
        (
            "/versions/1/rates",
            json!({"managed": 1}),
            "versions[2024-02].rates.sold",
        ),
        (
            "/versions/1/rates/manged",
            json!(1),
            "versions[2024-02].rates.manged = 1",
        ),
        (
            "/versions/1/rates/sold/referred",
            json!(1),
            "versions[2024-02].rates.sold.referred = 1",
        ),
        (
            "/versions/1/rates/sold/partner_sourced",
            json!(-5),
            "versions[2024-02].rates.sold.partner_sourced = -5",
        ),
        (
            "/versions/1/rates/legacy_line_before",
            json!("spring"),
            "versions[2024-02].rates.legacy_line_before = \"spring\"",
        ),
        (
            "/versions/2/currency_unit/EUR",
            json!(0),
            "versions[2025-07].currency_unit.EUR = 0",
        ),
        (
            "/versions/2/currency_unit/EUR",
            json!("0.00"),
            "versions[2025-07].currency_unit.EUR = \"0.00\"",
        ),
        (
            "/versions/2/currency_unit/EURO",
            json!(90),
            "versions[2025-07].currency_unit.EURO = 90",
        ),
        (
            "/versions/2/thresholds/gold/total",
            json!("many"),
            "versions[2025-07].thresholds.gold.total = \"many\"",
        ),
        (
            "/versions/2/thresholds/gold/total",
            json!(-1),
            "versions[2025-07].thresholds.gold.total = -1",
        ),
        (
            "/versions/2/thresholds/gold/totl",
            json!(129),
            "versions[2025-07].thresholds.gold.totl = 129",
        ),
        (
            "/versions/2/thresholds/gold/certification",
            json!(1),
            "versions[2025-07].thresholds.gold.certification = 1",
        ),
        (
            "/versions/2/thresholds/gold/csr",
            json!(85),
            "versions[2025-07].thresholds.gold.csr = 85",
        ),
        (
            "/versions/2/thresholds/gold",
            Value::Null,
            "versions[2025-07].thresholds.gold",
        ),
        (
            "/versions/2/thresholds",
            json!([]),
            "versions[2025-07].thresholds = []",
        ),
    ] {
        let file = changed(&good, pointer, Some(bad.clone()));
        assert!(
            !validator.is_valid(&file),
            "{pointer} = {bad} passes the schema"
        );
        assert_eq!(
            load(&file),
            Err(RulesError(named.to_owned())),
            "{pointer} = {bad}"
        );
    }
    for (pointer, named) in [
        (
            "/schema",
            "the rules file has no schema, this page reads schema 1",
        ),
        ("/programme", "programme.tiers"),
        ("/programme/vendor", "programme.vendor"),
        ("/programme/tiers/0/name", "programme.tiers[0].name"),
        ("/versions", "versions"),
        ("/versions/1/id", "versions[1].id"),
        ("/versions/1/from", "versions[2024-02].from"),
        ("/versions/0/rates", "versions[2022-07].rates.sold"),
        (
            "/versions/0/currency_unit",
            "versions[2022-07].currency_unit",
        ),
        ("/versions/0/thresholds", "versions[2022-07].thresholds"),
        (
            "/sold_points_lifetime_months",
            "versions[2022-07].sold_points_lifetime_months",
        ),
    ] {
        let file = changed(&good, pointer, None);
        assert!(
            !validator.is_valid(&file),
            "without {pointer} it passes the schema"
        );
        assert_eq!(
            load(&file),
            Err(RulesError(named.to_owned())),
            "without {pointer}"
        );
    }
}

/// What one key says of another is beyond a schema.
#[test]
fn the_reader_refuses_what_a_schema_cannot_see() {
    let good = file(HUBSPOT);
    for (pointer, bad, named) in [
        (
            "/programme/tiers/1/id",
            json!("gold"),
            "programme.tiers[1].id = \"gold\"",
        ),
        (
            "/versions/1/id",
            json!("2022-07"),
            "versions[2022-07].id is that of an earlier version",
        ),
        (
            "/versions/1/from",
            json!("2022-07-18"),
            "versions[2024-02].from = \"2022-07-18\" is not later than that of the version before",
        ),
        (
            "/versions/2/thresholds/silver",
            json!({"total": 1}),
            "versions[2025-07].thresholds.silver",
        ),
        (
            "/versions/2/thresholds",
            json!({"gold": {"total": 1}}),
            "versions[2025-07].thresholds.platinum",
        ),
        (
            "/versions/2/thresholds/gold",
            json!({}),
            "versions[2025-07].thresholds.gold",
        ),
        (
            "/versions/0/retention/gate/silver",
            json!(0.8),
            "versions[2022-07].retention.gate.silver",
        ),
        (
            "/versions/1/requirements",
            json!([["certification"]]),
            "versions[2024-02].thresholds.gold",
        ),
    ] {
        let file = changed(&good, pointer, Some(bad));
        assert_eq!(load(&file), Err(RulesError(named.to_owned())), "{pointer}");
    }
    let same = &good["versions"][0];
    let versions = vec![same.clone(); 101];
    let many = load(&changed(&good, "/versions", Some(json!(versions))));
    assert_eq!(
        many,
        Err(RulesError(
            "the rules file has 101 versions, this page reads 1 to 100".to_owned()
        ))
    );
}

#[test]
fn the_schema_and_the_reader_let_through() {
    let validator = validator();
    let good = file(HUBSPOT);
    for (pointer, odd) in [
        (
            "/$schema",
            json!("https://partners.example.com/schema.json"),
        ),
        ("/growth_multiplier", json!("2.50")),
        ("/growth_multiplier", json!(0)),
        ("/growth_multiplier", Value::Null),
        ("/managed_inactivity_days", Value::Null),
        ("/reevaluations", json!([])),
        ("/checkpoint_day", json!(31)),
        ("/verified", json!({})),
        (
            "/requirements",
            json!([
                ["total"],
                ["sourced", "certifications", "grr"],
                ["certification"]
            ]),
        ),
        (
            "/versions/4/retention",
            json!({"metric": "grr", "gate": {"elite": "0.90", "gold": 1}}),
        ),
        ("/versions/4/rates", json!({"sold": {}, "managed": null})),
        (
            "/versions/4/thresholds/gold",
            json!({"total": "200", "sourced": null, "certifications": 2}),
        ),
        ("/versions/4/commission", json!({"partner": null})),
    ] {
        let odd = match pointer {
            "/versions/4/thresholds/gold" => {
                let mut thresholds = good["versions"][2]["thresholds"].clone();
                thresholds["gold"] = odd;
                changed(&good, "/versions/4/thresholds", Some(thresholds))
            }
            _ => changed(&good, pointer, Some(odd)),
        };
        assert!(
            validator.is_valid(&odd),
            "{pointer} is refused by the schema"
        );
        assert_eq!(load(&odd).map(|_| ()), Ok(()), "{pointer}");
    }
}

#[test]
fn the_schema_and_the_reader_agree_on_overrides() {
    let validator = overrides_validator();
    let good = file(HUBSPOT);
    for good_one in [
        json!({}),
        json!({"thresholds": {"gold": {"total": "140", "sourced": null}, "elite": null}}),
        json!({"rates": {"managed": 2}, "commission": {"partner": {"months": 24}}}),
        json!({"requirements": [["total"], ["sourced", "certifications"]], "expired_certification": "ignored"}),
        json!({"verified": {"currency_unit": true}, "sources": {"currency_unit": "Our contract"}}),
        json!({"versions": [{"id": "2026-07", "thresholds": {"elite": {"total": 4000}}}, {"id": "2027-01", "from": "2027-01-01"}]}),
    ] {
        assert!(validator.is_valid(&good_one), "{good_one}");
        assert_eq!(
            faults(&good, &good_one).1,
            Vec::<String>::new(),
            "{good_one}"
        );
    }
    for (bad, place) in [
        (json!({"tresholds": {}}), "tresholds"),
        (json!({"schema": 2}), "schema"),
        (json!({"programme": {"name": "Mine"}}), "programme"),
        (json!({"id": "2024-02"}), "id"),
        (json!({"from": "2024-02-27"}), "from"),
        (json!({"stated": {"gold": {"total": 1}}}), "stated"),
        (json!({"growth_multiplier": -1}), "growth_multiplier"),
        (json!({"rates": {"manged": 2}}), "rates"),
        (json!({"requirements": [[]]}), "requirements"),
        (
            json!({"thresholds": {"gold": {"totl": 1}}}),
            "thresholds.gold.totl",
        ),
        (
            json!({"thresholds": {"gold": {"certification": 1}}}),
            "thresholds.gold.certification",
        ),
        (json!({"versions": {}}), "versions"),
        (json!({"versions": ["2024-02"]}), "versions[0]"),
        (json!({"versions": [{"from": "2024-02-27"}]}), "versions[0]"),
        (
            json!({"versions": [{"id": "2024-02", "tresholds": {}}]}),
            "versions[2024-02].tresholds",
        ),
        (
            json!({"versions": [{"id": "2024-02", "growth_multiplier": "x2"}]}),
            "versions[2024-02].growth_multiplier",
        ),
    ] {
        assert!(!validator.is_valid(&bad), "{bad} passes the schema");
        assert_eq!(
            faults(&good, &bad).1,
            [format!("program_rules.{place}")],
            "{bad}"
        );
    }
}

// ---- The second programme ---------------------------------------------------------------------------------------------

/// A book of one partner with a valid certification and a sale of so much sourced and so much assisted MRR.
fn book(sourced: u32, assisted: u32, certifications: Option<u32>) -> Value {
    let sale = |id: &str, deal_type: &str, mrr: u32| json!({"id": id, "client": "c-1", "deal_type": deal_type, "mrr": mrr, "currency": "USD", "closed_on": "2024-05-10"});
    json!({
        "format": "tierwise/1",
        "as_of": "2025-06-01",
        "partner": {
            "certification": {"name": "Reseller", "valid_until": "2030-12-31"},
            "certifications": certifications,
        },
        "clients": [{"id": "c-1"}],
        "sales": [sale("s-1", "partner_sourced", sourced), sale("s-2", "partner_assisted", assisted)],
    })
}

/// The standing of a book on a day, by the book's own rules over the programme's.
fn standing(book: &Value, day: &str) -> Standing {
    let day = parse_date(day).unwrap();
    let read = ingest::read(book.to_string().as_bytes(), day).unwrap();
    let program_rules = Value::Object(read.book.program_rules.clone());
    let (rules, places) = faults(&file(NORTHWIND), &program_rules);
    assert_eq!(places, Vec::<String>::new());
    run(&read.book, &rules, day)
}

fn tier(id: &str) -> TierId {
    TierId(id.to_owned())
}

#[test]
fn without_a_managed_track_the_total_is_the_sold_points() {
    let standing = standing(&book(1000, 500, Some(0)), "2025-06-01");
    let fifty = Some(Decimal::from(50));
    assert_eq!(standing.sold.value, fifty);
    assert_eq!(standing.managed.value, Some(Decimal::ZERO));
    assert_eq!(standing.total.value, fifty);
    assert_eq!(standing.clients[0].total, fifty);
}

#[test]
fn of_a_group_one_alternative_is_enough() {
    let group = |sourced, assisted, certifications| {
        let standing = standing(&book(sourced, assisted, certifications), "2025-06-01");
        let select = &standing.tiers[1];
        assert_eq!(select.tier, tier("select"));
        assert_eq!(select.requirements[1].alternatives.len(), 2);
        select.requirements[1].verdict()
    };
    assert_eq!(group(625, 0, Some(0)), Verdict::Passed, "25 sourced points");
    assert_eq!(group(0, 0, Some(3)), Verdict::Passed, "3 certifications");
    assert_eq!(group(624, 9999, Some(2)), Verdict::Failed, "neither");
    assert_eq!(group(625, 0, None), Verdict::Passed, "one is enough");
    assert_eq!(group(624, 0, None), Verdict::NotInData, "perhaps the other");
}

#[test]
fn a_tier_without_a_number_for_an_alternative_does_not_ask_for_it() {
    let standing = standing(&book(250, 0, Some(0)), "2025-06-01");
    let associate = &standing.tiers[0];
    assert_eq!(associate.requirements.len(), 2, "total and certification");
    assert_eq!(standing.performing, Performing::Tier(tier("associate")));
}

#[test]
fn a_book_may_state_what_tiers_ask_for() {
    let mut book = book(0, 2000, Some(0));
    let performing = |book: &Value| standing(book, "2025-06-01").performing;
    assert_eq!(performing(&book), Performing::Tier(tier("associate")));
    book["program_rules"] = json!({"requirements": [["total"]]});
    assert_eq!(performing(&book), Performing::Tier(tier("select")));
    book["program_rules"] = json!({"requirements": [["total"], ["certifications"]]});
    assert_eq!(performing(&book), Performing::Tier(tier("associate")));
}

/// 40 points from 2024-05-10 to 2026-05-09. A tier is won at once, cannot be lost for 12 months, and is looked at again every
/// 1 April, with the checkpoints since May.
#[test]
fn a_tier_is_won_at_once_and_lost_once_a_year() {
    let book = book(1000, 0, Some(0));
    let credited = |day| standing(&book, day).replay.and_then(|replay| replay.tier);
    assert_eq!(
        credited("2024-05-10"),
        Some(tier("select")),
        "no checkpoint"
    );
    assert_eq!(credited("2025-04-01"), Some(tier("select")), "too early");
    assert_eq!(
        credited("2026-05-10"),
        Some(tier("select")),
        "points are gone"
    );
    assert_eq!(
        credited("2027-04-01"),
        Some(tier("select")),
        "met on 2026-05-01"
    );
    assert_eq!(credited("2028-03-31"), Some(tier("select")));
    assert_eq!(credited("2028-04-01"), None, "not met since");
}
