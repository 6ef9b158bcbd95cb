//! Runs the golden cases of commission, shared selling and the calculator, as `tests/golden.rs` runs those of points.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use chrono::NaiveDate;
use golden::{Case, cases, cases_under, decimal, programme_rules};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use tierwise::{
    engine::{
        calculator::{self, Customer, Offer, Refusal},
        commission::{Amounts, next_due, schedule, statements},
        shared_selling,
        unusable::Unusable,
    },
    ingest,
    model::{
        book::Book,
        client::Market,
        currency::{Country, Currency},
        exact::Exact,
        period::{Quarter, parse_date},
        sale::DealType,
        track::Track,
    },
};

/// How many quarters the cases look at.
const QUARTERS: usize = 12;

fn day(text: &str) -> NaiveDate {
    parse_date(text).expect(text)
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).expect(code)
}

fn value(exact: &Exact) -> Decimal {
    exact.value().unwrap()
}

fn yes(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

/// The record of a section with the case's filled cells, under the format's names.
fn record(case: &Case, fixed: &Value, names: &[(&str, &str)]) -> Value {
    let mut record = fixed.as_object().unwrap().clone();
    for (column, field) in names {
        if !case[*column].is_empty() {
            record.insert((*field).to_owned(), json!(case[*column]));
        }
    }
    Value::Object(record)
}

fn book(as_of: &str, sections: Value) -> Book {
    let mut document = Map::from_iter([
        ("format".to_owned(), json!("tierwise/1")),
        ("as_of".to_owned(), json!(as_of)),
        ("clients".to_owned(), json!([{"id": "c-1"}])),
    ]);
    document.extend(sections.as_object().unwrap().clone());
    let document = Value::Object(document).to_string();
    ingest::read(document.as_bytes(), day(as_of)).unwrap().book
}

/// The one amount, in the one currency.
fn only(amounts: &Amounts, code: &str) -> Option<Decimal> {
    assert!(amounts.keys().all(|other| *other == currency(code)));
    amounts.get(&currency(code)).map(value)
}

#[test]
fn commission_that_is_coming() {
    let rules = programme_rules();
    for case in cases_under("commission.md", "What is coming") {
        let name = &case["case"];
        let sale = record(
            &case,
            &json!({"id": "s-1", "client": "c-1"}),
            &[
                ("deal type", "deal_type"),
                ("mrr", "mrr"),
                ("currency", "currency"),
                ("closed", "closed_on"),
                ("ended", "ended_on"),
            ],
        );
        let mut sections = json!({
            "partner": record(&case, &json!({"name": "Agency"}), &[("level", "level")]),
            "sales": [sale],
        });
        if !case["paid"].is_empty() {
            sections["commissions"] = json!([{
                "id": "st-1", "period": case["paid"], "paid_on": case["on"], "status": "paid",
                "amount": "1", "currency": "USD",
            }]);
        }
        let book = book(&case["on"], sections);
        let schedule = schedule(&book, &rules, book.as_of, QUARTERS).unwrap();
        let schedule = schedule.unwrap();
        let quarter = Quarter::parse(&case["quarter"]).unwrap();
        let lines = schedule.lines(quarter).unwrap();
        let mut payouts = schedule.payouts.iter();
        let payout = payouts.find(|payout| payout.quarter == quarter && !payout.amounts.is_empty());
        if case["due"] == "none" {
            assert!(payout.is_none(), "{name}");
            continue;
        }
        let payout = payout.expect(name);
        assert_eq!(payout.due, day(&case["due"]), "{name}");
        assert_eq!(
            only(&payout.amounts, &case["currency"]),
            decimal(&case["amount"]),
            "{name}"
        );
        assert_eq!(lines.len(), 1, "{name}");
        assert_eq!(lines[0].months.len().to_string(), case["months"], "{name}");
        assert_eq!(
            Some(value(&lines[0].amount)),
            decimal(&case["amount"]),
            "{name}"
        );
        assert_eq!(yes(lines[0].earning.lifetime), case["lifetime"], "{name}");
    }
}

#[test]
fn statements_and_what_is_due_next() {
    let rules = programme_rules();
    for case in cases_under("commission.md", "Statements") {
        let name = &case["case"];
        let statement = record(
            &case,
            &json!({"id": "st-1", "currency": "USD"}),
            &[
                ("period", "period"),
                ("due", "due_on"),
                ("paid", "paid_on"),
                ("amount", "amount"),
                ("status", "status"),
            ],
        );
        let sale = json!({
            "id": "s-1", "client": "c-1", "deal_type": "partner_sourced", "mrr": "800",
            "currency": "USD", "closed_on": "2025-01-10",
        });
        let sections = json!({"commissions": [statement], "sales": [sale]});
        let book = book(&case["on"], sections);
        let statements = statements(&book, &rules, book.as_of).unwrap().unwrap();
        let schedule = schedule(&book, &rules, book.as_of, QUARTERS).unwrap();
        let paid = only(&statements.paid_12m, "USD");
        assert_eq!(paid, decimal(&case["paid in 12 months"]), "{name}");
        let said = case["status"] == "paid" && case["paid"].is_empty();
        assert_eq!(statements.problems.len(), usize::from(said), "{name}");
        let withheld = case["status"] == "withheld";
        assert_eq!(statements.withheld.len(), usize::from(withheld), "{name}");
        let next = next_due(&book, Some(&statements), schedule.as_ref(), book.as_of);
        let next = next.unwrap().expect(name);
        assert_eq!(next.due, day(&case["next due"]), "{name}");
        let amount = only(&next.amounts, "USD");
        assert_eq!(amount, decimal(&case["next amount"]), "{name}");
    }
}

#[test]
fn shared_deals() {
    for case in cases("shared-selling.md") {
        let name = &case["case"];
        let deal = record(
            &case,
            &json!({"id": "d-1"}),
            &[
                ("deal type", "deal_type"),
                ("registered", "registered_on"),
                ("stage", "vendor_stage"),
                ("closes", "close_on"),
            ],
        );
        let book = book(&case["to"], json!({"deals": [deal]}));
        let (first, last) = (day(&case["from"]), day(&case["to"]));
        let shared = shared_selling::over(&book, first, last).unwrap();
        let counters = [&shared.created, &shared.in_flight, &shared.closed_won];
        let answers = counters.map(|deals| yes(deals == &[0]));
        let expected = ["created", "in flight", "closed won"].map(|column| case[column].as_str());
        assert_eq!(answers, expected, "{name}");
        let said: Vec<&str> = shared.problems.iter().map(|p| p.found.as_str()).collect();
        assert_eq!(said.join(", "), case["said"], "{name}");
        // The range is one month: the trend is the same three counts.
        let trend = shared_selling::trend(&book, first, last).unwrap();
        let counts = [trend[0].created, trend[0].in_flight, trend[0].closed_won];
        assert_eq!(trend.len(), 1, "{name}");
        assert_eq!(counts, counters.map(Vec::len), "{name}");
    }
}

fn customer(cell: &str) -> Customer {
    match Market::parse(cell) {
        Some(market) => Customer::Of(market),
        None => Customer::In(Country::parse(cell).expect(cell)),
    }
}

/// Why there is no answer, in the words of the tables.
fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::Unusable(Unusable::NoUnit(currency)) => format!("no unit for {currency}"),
        Refusal::Negative => "negative".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn calculator_from_an_amount() {
    let rules = programme_rules();
    for case in cases_under("calculator.md", "Amount to points") {
        let name = &case["case"];
        let day = day(&case["on"]);
        let offer = Offer {
            amount: decimal(&case["amount"]).unwrap(),
            currency: currency(&case["currency"]),
            customer: customer(&case["market"]),
            deal_type: DealType::parse(&case["deal type"]).unwrap(),
            managed: case["managed"] == "yes",
            other_partners: case["others"].parse().unwrap(),
        };
        let answer = match calculator::points(rules.on(day), day, &offer) {
            Ok(answer) => answer,
            Err(why) => {
                assert_eq!(refusal(why), case["total"], "{name}");
                continue;
            }
        };
        let managed = answer.managed.as_ref();
        let managed = managed.map(|managed| value(&managed.points));
        assert_eq!(
            Some(value(&answer.sold.units)),
            decimal(&case["units"]),
            "{name}"
        );
        assert_eq!(
            Some(value(&answer.sold.points)),
            decimal(&case["sold"]),
            "{name}"
        );
        assert_eq!(managed, decimal(&case["managed points"]), "{name}");
        assert_eq!(
            Some(value(&answer.total)),
            decimal(&case["total"]),
            "{name}"
        );
    }
}

#[test]
fn calculator_from_points() {
    let rules = programme_rules();
    for case in cases_under("calculator.md", "Points to amount") {
        let name = &case["case"];
        let day = day(&case["on"]);
        let track = DealType::parse(&case["track"]).map_or(Track::Managed, Track::Sold);
        let answer = calculator::value(
            rules.on(day),
            day,
            decimal(&case["points"]).unwrap(),
            track,
            currency(&case["currency"]),
            customer(&case["market"]),
        );
        match answer {
            Ok(worked) => {
                assert_eq!(
                    Some(value(&worked.value)),
                    decimal(&case["value"]),
                    "{name}"
                );
            }
            Err(why) => assert_eq!(refusal(why), case["value"], "{name}"),
        }
    }
}

#[test]
fn the_calculator_refuses_what_other_rules_cannot_answer() {
    let rules = programme_rules();
    let on = day("2025-02-25");
    let shipped = rules.on(on);
    let offer = Offer {
        amount: Decimal::ONE_HUNDRED,
        currency: Currency::USD,
        customer: Customer::Of(Market::Growth),
        deal_type: DealType::PartnerAssisted,
        managed: true,
        other_partners: 0,
    };
    let back = |version, points, track| {
        let worked = calculator::value(version, on, points, track, offer.currency, offer.customer);
        worked.map(|worked| value(&worked.value))
    };
    let assisted = Track::Sold(DealType::PartnerAssisted);

    let mut no_rate = shipped.clone();
    no_rate.rates.sold = Default::default();
    let unusable = Refusal::Unusable(Unusable::NoRate(DealType::PartnerAssisted));
    let answer = calculator::points(&no_rate, on, &offer);
    assert_eq!(answer.map(|answer| value(&answer.total)), Err(unusable));
    assert_eq!(back(&no_rate, Decimal::ONE, assisted), Err(unusable));

    let mut no_track = shipped.clone();
    no_track.rates.managed = None;
    let answer = calculator::points(&no_track, on, &offer).unwrap();
    assert!(answer.managed.is_none());
    assert_eq!(value(&answer.total), Decimal::from(6));
    let refused = back(&no_track, Decimal::ONE, Track::Managed);
    assert_eq!(refused, Err(Refusal::NoManagedTrack));

    let mut zero = shipped.clone();
    zero.growth_multiplier = Decimal::ZERO;
    assert_eq!(back(&zero, Decimal::ONE, assisted), Err(Refusal::NoWayBack));
    let answer = calculator::points(&zero, on, &offer).unwrap();
    assert_eq!(value(&answer.total), Decimal::ZERO);

    let digits = Refusal::Unusable(Unusable::Digits);
    let long = Offer {
        amount: Decimal::MAX,
        ..offer
    };
    let answer = calculator::points(shipped, on, &long);
    assert_eq!(answer.map(|answer| value(&answer.total)), Err(digits));
    assert_eq!(back(shipped, Decimal::MAX, assisted), Err(digits));
}

#[test]
fn a_sale_with_too_many_digits_is_named_and_the_others_count() {
    let sale = |id: &str, mrr: &str| {
        json!({
            "id": id, "client": "c-1", "deal_type": "partner_sourced", "mrr": mrr, "currency": "USD",
            "closed_on": "2025-01-10",
        })
    };
    let sales = json!([sale("s-1", "0.0000000000000000001"), sale("s-2", "800")]);
    let book = book("2025-02-25", json!({"sales": sales}));
    let schedule = schedule(&book, &programme_rules(), book.as_of, QUARTERS);
    let schedule = schedule.unwrap().unwrap();
    let places: Vec<_> = schedule.problems.iter().map(|p| p.place.as_str()).collect();
    assert_eq!(places, ["sales, id s-1"]);
    let first = only(&schedule.payouts[0].amounts, "USD");
    assert_eq!(first, decimal("480"));
}
