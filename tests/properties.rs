//! Laws of the engine that must hold for every book, tried on random ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/random_book.rs"]
mod random_book;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, sync::LazyLock};
use tierwise::{
    engine::{
        ledger::{Changes, Counting, Ledger, Points},
        standing::{Standing, run},
        tiers::Performing,
    },
    ingest,
    model::{
        book::Book,
        diagnostic::Effect,
        exact::Exact,
        period::{Month, parse_date},
    },
    rules::{self, Rules},
};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let path = format!(
        "{}/public/rules/hubspot-solutions.json",
        env!("CARGO_MANIFEST_DIR")
    );
    rules::load(&fs::read(path).unwrap(), &[]).unwrap().0
});

fn book(document: &Value) -> Book {
    let today = parse_date("2026-01-01").unwrap();
    ingest::read(document.to_string().as_bytes(), today)
        .unwrap()
        .book
}

fn value(exact: &Exact) -> Decimal {
    exact.value().unwrap()
}

/// The value of `opening + new − lost`, added up exactly and not from rounded parts.
fn closing(opening: &Exact, new: &Exact, lost: &Exact) -> Decimal {
    let mut sum = opening.clone();
    sum.add_all(new).unwrap();
    sum.add_all(&lost.negated()).unwrap();
    value(&sum)
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..2200).prop_map(|days| parse_date("2021-06-01").unwrap() + Days::new(days))
}

fn range() -> impl Strategy<Value = (NaiveDate, NaiveDate)> {
    (any_day(), 0u64..900).prop_map(|(first, days)| (first, first + Days::new(days)))
}

/// Totals by the very words of partner-data.md, record by record, without ledger, spans or exact sums: another way to the
/// same figures. Divisions leave 28 digits, so the answers agree to far more places than anybody shows.
fn by_the_contract(book: &Book, day: NaiveDate) -> BTreeMap<&'static str, Decimal> {
    let client = |index: usize| &book.clients[index];
    let mut totals = BTreeMap::from([
        ("sold", Decimal::ZERO),
        ("sourced", Decimal::ZERO),
        ("managed", Decimal::ZERO),
    ]);
    let turn = parse_date("2024-02-27").unwrap();
    for sale in book.sales.iter().flatten() {
        let version = RULES.on(sale.closed_on);
        let Some(unit) = version.currency_unit.get(&sale.currency) else {
            continue;
        };
        let sourced = sale.deal_type.as_str() == "partner_sourced";
        let rate = if sourced && sale.line_first_sold_on.unwrap_or(sale.closed_on) >= turn {
            5
        } else {
            3
        };
        let expiry = sale
            .closed_on
            .checked_add_months(chrono::Months::new(12))
            .unwrap();
        let active =
            sale.closed_on <= day && day < expiry && sale.ended_on.is_none_or(|ended| day < ended);
        if active {
            let points =
                sale.mrr * Decimal::from(rate) * version.multiplier(client(sale.client)) / unit;
            *totals.get_mut("sold").unwrap() += points;
            *totals.get_mut("sourced").unwrap() += if sourced { points } else { Decimal::ZERO };
        }
    }
    for managed in book.managed.iter().flatten() {
        let version = RULES.on(day);
        let Some(unit) = version.currency_unit.get(&managed.currency) else {
            continue;
        };
        let lively = managed
            .last_activity_on
            .is_none_or(|last| day <= last + Days::new(60));
        if managed.from <= day && managed.to.is_none_or(|to| day < to) && lively {
            let partners = Decimal::from(managed.partners.get());
            *totals.get_mut("managed").unwrap() +=
                managed.mrr * version.multiplier(client(managed.client)) / unit / partners;
        }
    }
    totals
}

/// Each of the four counters.
const PICKS: [fn(&Changes) -> &Exact; 4] = [
    |c| &c.new_sold,
    |c| &c.lost_sold,
    |c| &c.new_managed,
    |c| &c.lost_managed,
];

fn close(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() < Decimal::new(1, 15)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_book_is_read_whole(seed: u64, size in 0usize..40) {
        let today = parse_date("2026-01-01").unwrap();
        let read = ingest::read(random_book(seed, size).to_string().as_bytes(), today).unwrap();
        let lost: Vec<_> = read.diagnostics.iter().filter(|diagnostic| diagnostic.effect != Effect::Noted).collect();
        prop_assert!(lost.is_empty(), "{lost:?}");
        prop_assert!(read.sections.iter().all(|section| section.left_out == 0));
    }

    #[test]
    fn opening_and_new_and_lost_make_closing(seed: u64, size in 0usize..40, (first, last) in range()) {
        let ledger = Ledger::new(&book(&random_book(seed, size)), &RULES);
        let opening: Points = ledger.on(first.pred_opt().unwrap()).unwrap();
        let changes: Changes = ledger.changes(first, last).unwrap();
        let end = ledger.on(last).unwrap();
        prop_assert_eq!(closing(&opening.sold().unwrap(), &changes.new_sold, &changes.lost_sold), value(&end.sold().unwrap()));
        prop_assert_eq!(closing(&opening.managed, &changes.new_managed, &changes.lost_managed), value(&end.managed));
        prop_assert!(!value(&changes.lost_managed).is_sign_negative());
        prop_assert!(!value(&changes.new_managed).is_sign_negative());
    }

    #[test]
    fn a_range_is_its_two_halves(seed: u64, size in 0usize..40, (first, last) in range(), cut in 0u64..900) {
        let ledger = Ledger::new(&book(&random_book(seed, size)), &RULES);
        let middle = (first + Days::new(cut)).min(last);
        let whole = ledger.changes(first, last).unwrap();
        let before = ledger.changes(first, middle).unwrap();
        let after = ledger.changes(middle.succ_opt().unwrap(), last).unwrap();
        for pick in PICKS {
            let mut halves = pick(&before).clone();
            halves.add_all(pick(&after)).unwrap();
            prop_assert_eq!(value(&halves), value(pick(&whole)));
        }
    }

    #[test]
    fn the_order_of_records_changes_nothing(seed: u64, size in 1usize..40, turn in 0usize..100) {
        let document = random_book(seed, size);
        let mut shuffled = document.clone();
        for section in ["clients", "sales", "managed", "deals", "retention"] {
            if let Some(records) = shuffled[section].as_array_mut().filter(|records| !records.is_empty()) {
                let length = records.len();
                records.rotate_left(turn % length);
                records.swap(0, turn % length);
            }
        }
        let figures = |document: &Value| {
            let book = book(document);
            let standing: Standing = run(&book, &RULES, book.as_of);
            let mut clients: Vec<_> = standing.clients.iter().map(|points| (book.clients[points.client].id.clone(), points.sold, points.managed, points.total)).collect();
            clients.sort();
            (standing.total, standing.sourced, standing.performing, standing.csr, standing.sourced_mrr, standing.sourced_amount, clients)
        };
        prop_assert_eq!(figures(&document), figures(&shuffled));
    }

    #[test]
    fn clients_add_up_to_the_whole(seed: u64, size in 0usize..40, day in any_day()) {
        let book = book(&random_book(seed, size));
        let ledger = Ledger::new(&book, &RULES);
        let all = ledger.on(day).unwrap();
        let mut sums = [Exact::default(), Exact::default(), Exact::default()];
        for client in 0..book.clients.len() {
            let points = ledger.of_client_on(client, day).unwrap();
            sums[0].add_all(&points.sold().unwrap()).unwrap();
            sums[1].add_all(&points.sourced).unwrap();
            sums[2].add_all(&points.managed).unwrap();
        }
        prop_assert_eq!(sums.each_ref().map(value), [value(&all.sold().unwrap()), value(&all.sourced), value(&all.managed)]);
    }

    #[test]
    fn the_ledger_agrees_with_the_words_of_the_contract(seed: u64, size in 0usize..40, day in any_day()) {
        let book = book(&random_book(seed, size));
        let points = Ledger::new(&book, &RULES).on(day).unwrap();
        let expected = by_the_contract(&book, day);
        prop_assert!(close(value(&points.sold().unwrap()), expected["sold"]), "sold {} {}", value(&points.sold().unwrap()), expected["sold"]);
        prop_assert!(close(value(&points.sourced), expected["sourced"]));
        prop_assert!(close(value(&points.managed), expected["managed"]), "managed {} {}", value(&points.managed), expected["managed"]);
    }

    #[test]
    fn one_more_sale_never_lowers_the_tier(seed: u64, size in 1usize..40, mrr in 1u32..200_000) {
        let mut document = random_book(seed, size);
        if document["sales"].as_array().is_none() || document["clients"].as_array().is_none_or(Vec::is_empty) {
            return Ok(());
        }
        let rank = |document: &Value| {
            let book = book(document);
            match run(&book, &RULES, book.as_of).performing {
                Performing::Tier(tier) => RULES.programme.tiers.iter().position(|other| other.id == tier).map(|rank| rank + 1),
                Performing::NoTier => Some(0),
                Performing::NotInData => None,
            }
        };
        let before = rank(&document);
        let sale = serde_json::json!({
            "id": "one-more", "client": document["clients"][0]["id"], "deal_type": "partner_sourced",
            "mrr": mrr.to_string(), "currency": "USD", "closed_on": document["as_of"],
        });
        document["sales"].as_array_mut().unwrap().push(sale);
        // Where the certification is not in the data, points can only tell that a tier is out of reach.
        let after = rank(&document);
        prop_assert!(after.is_none() || after >= before, "{before:?} to {after:?}");
    }

    #[test]
    fn what_expires_is_what_the_future_lacks(seed: u64, size in 0usize..40, day in any_day(), days in 0u64..400) {
        let ledger = Ledger::new(&book(&random_book(seed, size)), &RULES);
        let horizon = day + Days::new(days);
        // What will be there, less what begins until then, is what is left of today.
        let all = ledger.on(horizon).unwrap();
        let mut left = [all.sold().unwrap(), all.managed];
        for span in ledger.spans().iter().filter(|span| span.record_from > day && span.covers(horizon)) {
            left[usize::from(!span.is_sold())].subtract(span.points).unwrap();
        }
        let course = ledger.series(&[day, horizon], Counting::BegunBy(day)).unwrap();
        prop_assert_eq!(value(&course[0].total().unwrap()), value(&ledger.on(day).unwrap().total().unwrap()));
        prop_assert_eq!(value(&course[1].sold().unwrap()), value(&left[0]));
        prop_assert_eq!(value(&course[1].managed), value(&left[1]));
    }

    #[test]
    fn a_series_is_the_points_of_its_days(seed: u64, size in 0usize..40, first in any_day(), steps in prop::collection::vec(0u64..90, 1..20)) {
        let ledger = Ledger::new(&book(&random_book(seed, size)), &RULES);
        let mut days = vec![first];
        for step in steps {
            days.push(*days.last().unwrap() + Days::new(step));
        }
        for (day, points) in days.iter().zip(ledger.series(&days, Counting::Everything).unwrap()) {
            let on = ledger.on(*day).unwrap();
            prop_assert_eq!(value(&points.sourced), value(&on.sourced));
            prop_assert_eq!(value(&points.assisted), value(&on.assisted));
            prop_assert_eq!(value(&points.managed), value(&on.managed));
        }
    }

    #[test]
    fn the_months_of_all_clients_are_the_months_of_the_whole(seed: u64, size in 0usize..20, (first, last) in range()) {
        let book = book(&random_book(seed, size));
        let ledger = Ledger::new(&book, &RULES);
        let ends = Month::ends(first, last);
        prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1] && pair[1].succ_opt().unwrap().day() == 1));
        let mut sums = vec![Exact::default(); ends.len()];
        for client in 0..book.clients.len() {
            for (sum, points) in sums.iter_mut().zip(ledger.of_client_series(client, &ends).unwrap()) {
                sum.add_all(&points.total().unwrap()).unwrap();
            }
        }
        let whole = ledger.series(&ends, Counting::Everything).unwrap();
        for (sum, points) in sums.iter().zip(&whole) {
            prop_assert_eq!(value(sum), value(&points.total().unwrap()));
        }
    }

    #[test]
    fn the_events_of_a_range_are_its_change(seed: u64, size in 0usize..40, (first, last) in range()) {
        let ledger = Ledger::new(&book(&random_book(seed, size)), &RULES);
        let mut points = ledger.on(first.pred_opt().unwrap()).unwrap().total().unwrap();
        for event in ledger.events(first, last) {
            prop_assert!(first <= event.day && event.day <= last);
            points.add(event.points()).unwrap();
        }
        prop_assert_eq!(value(&points), value(&ledger.on(last).unwrap().total().unwrap()));
    }

    #[test]
    fn a_sale_counts_on_exactly_the_days_of_its_window(closed in any_day(), ended in prop::option::of(0u64..500), offset in 0u64..40) {
        let ended = ended.map(|days| closed + Days::new(days));
        let document = json!({
            "format": "tierwise/1", "as_of": "2026-01-01",
            "clients": [{"id": "c"}],
            "sales": [{
                "id": "s", "client": "c", "deal_type": "partner_assisted", "mrr": "100", "currency": "USD",
                "closed_on": closed.to_string(), "ended_on": ended.map(|day| day.to_string()),
            }],
        });
        let ledger = Ledger::new(&book(&document), &RULES);
        // Twelve calendar months, clamped to the month's last day: the law of the contract, in chrono's own words.
        let expiry = closed.checked_add_months(chrono::Months::new(12)).unwrap();
        let end = ended.map_or(expiry, |ended| ended.min(expiry));
        // Every day around both ends of the window, leap days among them, and some in the middle.
        let around = |day: NaiveDate| (0..5).map(move |days| day - Days::new(2) + Days::new(days));
        let days = around(closed).chain(around(end)).chain(around(expiry)).chain([closed + Days::new(offset)]);
        for day in days {
            let expected = if closed <= day && day < end { Decimal::from(3) } else { Decimal::ZERO };
            prop_assert_eq!(value(&ledger.on(day).unwrap().sold().unwrap()), expected, "{}", day);
        }
    }
}
