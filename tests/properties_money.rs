//! Laws of commission, shared selling and the calculator, tried on random sales and amounts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;
#[path = "support/random_book.rs"]
mod random_book;

use chrono::{Days, NaiveDate};
use golden::programme_rules;
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::LazyLock};
use tierwise::{
    engine::{
        calculator::{self, Customer, Offer, Track},
        commission::{Schedule, schedule},
        shared_selling, standing,
    },
    ingest,
    model::{
        book::Book, client::Market, currency::Currency, exact::Exact, period::parse_date,
        sale::DealType,
    },
    rules::Rules,
};

static RULES: LazyLock<Rules> = LazyLock::new(programme_rules);

fn book(document: &Value) -> Book {
    let today = parse_date("2026-01-01").unwrap();
    ingest::read(document.to_string().as_bytes(), today)
        .unwrap()
        .book
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..1500).prop_map(|days| parse_date("2023-04-01").unwrap() + Days::new(days))
}

fn coming(book: &Book, day: NaiveDate, quarters: usize) -> Schedule {
    schedule(book, &RULES, day, quarters).unwrap().unwrap()
}

/// All that a schedule brings, by currency.
fn all(schedule: &Schedule) -> BTreeMap<Currency, Decimal> {
    let mut all: BTreeMap<Currency, Exact> = BTreeMap::new();
    for payout in &schedule.payouts {
        for (currency, amount) in &payout.amounts {
            all.entry(*currency).or_default().add_all(amount).unwrap();
        }
    }
    all.iter()
        .map(|(currency, sum)| (*currency, sum.value().unwrap()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sale_earns_at_thirty_six_months_ends(closed in any_day(), mrr in 1i64..1_000_000) {
        let mrr = Decimal::new(mrr, 2);
        let document = json!({
            "format": "tierwise/1", "as_of": closed.to_string(), "clients": [{"id": "c"}],
            "sales": [{"id": "s", "client": "c", "deal_type": "partner_sourced", "mrr": mrr.to_string(), "currency": "USD", "closed_on": closed.to_string()}],
        });
        // On the day of the sale nothing of it is due yet: all of its months are to come.
        let schedule = coming(&book(&document), closed, 20);
        let expected = mrr * Decimal::new(20, 2) * Decimal::from(36);
        prop_assert_eq!(all(&schedule), BTreeMap::from([(Currency::USD, expected)]));
        let months: usize = schedule.payouts.iter().map(|payout| schedule.lines(payout.quarter).unwrap().iter().map(|line| line.months.len()).sum::<usize>()).sum();
        prop_assert_eq!(months, 36);
    }

    #[test]
    fn a_quarter_is_the_sum_of_its_lines_in_any_order(seed: u64, size in 1usize..30, turn in 0usize..50) {
        let document = random_book(seed, size);
        prop_assume!(document["sales"].is_array());
        let mut turned = document.clone();
        let sales = turned["sales"].as_array_mut().unwrap();
        if !sales.is_empty() {
            let length = sales.len();
            sales.rotate_left(turn % length);
        }
        let (book, turned) = (book(&document), book(&turned));
        prop_assume!(book.sales.is_some());
        let schedule = coming(&book, book.as_of, 12);
        for payout in &schedule.payouts {
            let mut sums: BTreeMap<Currency, Exact> = BTreeMap::new();
            for line in schedule.lines(payout.quarter).unwrap() {
                sums.entry(line.earning.currency).or_default().add_all(&line.amount).unwrap();
            }
            let values = |sums: &BTreeMap<Currency, Exact>| sums.iter().map(|(c, sum)| (*c, sum.value().unwrap())).collect::<Vec<_>>();
            prop_assert_eq!(values(&sums), values(&payout.amounts));
        }
        prop_assert_eq!(all(&schedule), all(&coming(&turned, book.as_of, 12)));
    }

    #[test]
    fn created_over_a_range_is_created_over_its_halves(seed: u64, size in 0usize..40, first in any_day(), days in 0u64..600, cut in 0u64..600) {
        let book = book(&random_book(seed, size));
        let (last, middle) = (first + Days::new(days), first + Days::new(cut.min(days)));
        let over = |a, b| shared_selling::over(&book, a, b);
        if let Some(whole) = over(first, last) {
            let (before, after) = (over(first, middle).unwrap(), over(middle.succ_opt().unwrap(), last).unwrap());
            let sorted = |a: &[usize], b: &[usize]| { let mut all = [a, b].concat(); all.sort_unstable(); all };
            prop_assert_eq!(sorted(&whole.created, &[]), sorted(&before.created, &after.created));
            prop_assert_eq!(sorted(&whole.closed_won, &[]), sorted(&before.closed_won, &after.closed_won));
            prop_assert_eq!(whole.in_flight, after.in_flight);
        }
    }

    #[test]
    fn the_calculator_goes_there_and_back_and_agrees_with_the_ledger(
        amount in 1i64..100_000_000, at in 0usize..9, growth: bool, assisted: bool, other_partners in 0u32..6, on in any_day(),
    ) {
        let amount = Decimal::new(amount, 2);
        let version = RULES.on(on);
        let currency = *version.currency_unit.keys().nth(at).unwrap();
        let market = if growth { Market::Growth } else { Market::Standard };
        let deal_type = if assisted { DealType::PartnerAssisted } else { DealType::PartnerSourced };
        let customer = Customer::Of(market);
        let offer = Offer { amount, currency, customer, deal_type, managed: true, other_partners };
        let answer = calculator::points(version, on, &offer).unwrap();

        // There and back: within a millionth of the currency, for points that do not divide are written to some places.
        let points = answer.sold.points.value().unwrap();
        let back = calculator::value(version, on, points, Track::Sold(deal_type), currency, customer).unwrap();
        let error = (back.value.value().unwrap() - amount).abs();
        prop_assert!(error < Decimal::new(1, 6), "{}", error);

        // The same sale and the same managed client in a book have the same points, to the last digit.
        let document = json!({
            "format": "tierwise/1", "as_of": on.to_string(),
            "clients": [{"id": "c", "market": market.as_str()}],
            "sales": [{"id": "s", "client": "c", "deal_type": deal_type.as_str(), "mrr": amount.to_string(), "currency": currency.as_str(), "closed_on": on.to_string()}],
            "managed": [{"client": "c", "mrr": amount.to_string(), "currency": currency.as_str(), "from": on.to_string(), "partners": other_partners + 1}],
        });
        let book = book(&document);
        let standing = standing::run(&book, &RULES, on);
        prop_assert_eq!(answer.sold.points.value().ok(), standing.sold.value);
        prop_assert_eq!(answer.managed.unwrap().points.value().ok(), standing.managed.value);
        prop_assert_eq!(answer.total.value().ok(), standing.total.value);
    }
}
