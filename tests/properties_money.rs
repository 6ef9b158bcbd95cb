//! Laws of commission, shared selling and the calculator that must hold for every book, tried on random ones.

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

use chrono::{Days, Months, NaiveDate};
use golden::programme_rules;
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::LazyLock};
use tierwise::{
    engine::{
        calculator::{self, Customer, Offer},
        commission::{Amounts, Schedule, next_due, schedule, statements},
        ledger::Ledger,
        shared_selling,
    },
    ingest,
    model::{
        book::Book,
        client::Market,
        currency::{Country, Currency},
        exact::Exact,
        exchange::{DayRates, MonthEndRates, RateFile, RateSource},
        period::{Month, parse_date},
        sale::DealType,
        table::Table,
        track::Track,
    },
    rules::Rules,
};

static RULES: LazyLock<Rules> = LazyLock::new(programme_rules);

/// The currencies that have a unit in every version of the rules.
const CURRENCIES: [&str; 9] = [
    "USD", "AUD", "COP", "EUR", "GBP", "SGD", "JPY", "ZAR", "CAD",
];
const COUNTRIES: [&str; 5] = ["US", "IN", "CO", "FR", "AQ"];

fn book(document: &Value) -> Book {
    let today = parse_date("2026-01-01").unwrap();
    ingest::read(document.to_string().as_bytes(), today)
        .unwrap()
        .book
}

fn value(exact: &Exact) -> Decimal {
    exact.value().unwrap()
}

fn values(amounts: &Amounts) -> BTreeMap<Currency, Decimal> {
    amounts
        .iter()
        .map(|(c, exact)| (*c, value(exact)))
        .collect()
}

fn scheduled(book: &Book, day: NaiveDate, quarters: usize) -> Option<Schedule> {
    schedule(book, &RULES, day, quarters).unwrap()
}

/// The sum so many times, by doubling: exact, where a product of rounded values would not be.
fn times(exact: &Exact, mut count: u64) -> Exact {
    let (mut sum, mut power) = (Exact::default(), exact.clone());
    while count > 0 {
        if count % 2 == 1 {
            sum.add_all(&power).unwrap();
        }
        power = power.plus(&power).unwrap();
        count /= 2;
    }
    sum
}

/// A hundred times a decimal of at most two places.
fn hundredths(number: Decimal) -> u64 {
    u64::try_from(number * Decimal::ONE_HUNDRED).unwrap()
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..2200).prop_map(|days| parse_date("2021-06-01").unwrap() + Days::new(days))
}

fn range() -> impl Strategy<Value = (NaiveDate, NaiveDate)> {
    (any_day(), 0u64..900).prop_map(|(first, days)| (first, first + Days::new(days)))
}

fn any_customer() -> impl Strategy<Value = Customer> {
    prop_oneof![
        prop::sample::select(Market::ALL).prop_map(Customer::Of),
        prop::sample::select(COUNTRIES.as_slice())
            .prop_map(|code| Customer::In(Country::parse(code).unwrap())),
    ]
}

fn any_currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(CURRENCIES.as_slice()).prop_map(|code| Currency::parse(code).unwrap())
}

/// An offer of an amount of at most two places.
fn any_offer() -> impl Strategy<Value = Offer> {
    let parts = (
        0i64..10_000_000_000,
        any_currency(),
        any_customer(),
        prop::sample::select(DealType::ALL),
        any::<bool>(),
        0u32..20,
    );
    parts.prop_map(
        |(cents, currency, customer, deal_type, managed, other_partners)| Offer {
            amount: Decimal::new(cents, 2),
            currency,
            customer,
            deal_type,
            managed,
            other_partners,
        },
    )
}

/// What a quarter brings by the very words of partner-data.md, month end by month end, in plain decimals.
fn by_the_contract(book: &Book, day: NaiveDate, months: &[Month]) -> BTreeMap<Currency, Decimal> {
    let provider = book
        .partner
        .as_ref()
        .and_then(|partner| partner.level)
        .is_some_and(|level| level.as_str() == "provider");
    let mut sums = BTreeMap::new();
    for sale in book.sales.iter().flatten() {
        let active = sale.closed_on <= day && sale.ended_on.is_none_or(|ended| ended > day);
        if !active || sale.deal_type.as_str() == "partner_assisted" {
            continue;
        }
        let term = sale.closed_on + Months::new(if provider { 12 } else { 36 });
        let lifetime = sale.closed_on < parse_date("2023-04-01").unwrap();
        for end in months.iter().map(|month| month.last_day()) {
            let earns = sale.closed_on <= end
                && (lifetime || end < term)
                && sale.ended_on.is_none_or(|ended| end < ended);
            if earns {
                *sums.entry(sale.currency).or_default() += sale.mrr * Decimal::new(2, 1);
            }
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sale_earns_at_exactly_36_month_ends(days in 0u64..3000, level in prop::sample::select(vec![("partner", 36), ("provider", 12)])) {
        let closed = parse_date("2023-04-01").unwrap() + Days::new(days);
        let sale = json!({"id": "s-1", "client": "c-1", "deal_type": "partner_sourced", "mrr": "1", "currency": "USD", "closed_on": closed.to_string()});
        let book = book(&json!({
            "format": "tierwise/1", "as_of": closed.to_string(), "partner": {"level": level.0},
            "clients": [{"id": "c-1"}], "sales": [sale],
        }));
        let schedule = scheduled(&book, closed, 40).unwrap();
        let mut months = Vec::new();
        for payout in &schedule.payouts {
            for line in schedule.lines(payout.quarter).unwrap() {
                months.extend(line.months);
            }
        }
        let whole: Vec<Month> = std::iter::successors(Some(Month::of(closed)), |month| month.next()).take(level.1).collect();
        prop_assert_eq!(months, whole);
    }

    #[test]
    fn every_closing_day_of_leap_years_has_its_term(months in 1u32..60, days in 0u64..1500) {
        // The end of the term falls into the first month that does not earn: the schedule relies on it.
        let closed = parse_date("2023-01-01").unwrap() + Days::new(days);
        let end = closed + Months::new(months);
        let ends = std::iter::successors(Some(Month::of(closed)), |month| month.next()).map(Month::last_day);
        prop_assert_eq!(ends.take_while(|last| *last < end).count(), usize::try_from(months).unwrap());
    }

    #[test]
    fn a_quarter_is_its_lines_and_what_the_contract_says(seed: u64, size in 0usize..40, day in any_day()) {
        let book = book(&random_book(seed, size));
        let Some(schedule) = scheduled(&book, day, 14) else { return Ok(()) };
        prop_assert!(schedule.problems.is_empty());
        for payout in &schedule.payouts {
            prop_assert!(day < payout.due);
            let mut sums = Amounts::new();
            for line in schedule.lines(payout.quarter).unwrap() {
                prop_assert_eq!(value(&line.amount), line.earning.mrr * line.earning.share * Decimal::from(line.months.len()));
                sums.entry(line.earning.currency).or_default().add_all(&line.amount).unwrap();
            }
            prop_assert_eq!(values(&sums), values(&payout.amounts));
            let last = Month::of(payout.quarter.last_day().unwrap());
            let months = [2, 1, 0].map(|back| Month::of(last.first_day() - Months::new(back)));
            prop_assert_eq!(by_the_contract(&book, day, &months), values(&payout.amounts));
        }
    }

    #[test]
    fn the_order_of_records_changes_no_money(seed: u64, size in 1usize..40, turn in 0usize..100, day in any_day()) {
        let document = random_book(seed, size);
        let mut shuffled = document.clone();
        for section in ["clients", "sales", "commissions"] {
            if let Some(records) = shuffled[section].as_array_mut().filter(|records| !records.is_empty()) {
                let length = records.len();
                records.rotate_left(turn % length);
                records.swap(0, turn % length);
            }
        }
        let figures = |document: &Value| {
            let book = book(document);
            let statements = statements(&book, &RULES, day).unwrap();
            let schedule = scheduled(&book, day, 14);
            let next = next_due(&book, statements.as_ref(), schedule.as_ref(), day).unwrap();
            let quarters = schedule.map(|schedule| schedule.payouts.iter().map(|payout| (payout.quarter, payout.due, values(&payout.amounts))).collect::<Vec<_>>());
            (statements.map(|statements| values(&statements.paid_12m)), quarters, next.map(|next| (next.due, values(&next.amounts))))
        };
        prop_assert_eq!(figures(&document), figures(&shuffled));
    }

    #[test]
    fn only_loaded_rates_convert(seed: u64, size in 0usize..40, day in any_day()) {
        let book = book(&random_book(seed, size));
        let Some(schedule) = scheduled(&book, day, 6) else { return Ok(()) };
        let own: Vec<_> = schedule.payouts.iter().map(|payout| values(&payout.amounts)).collect();
        let converted = |rates: &MonthEndRates| -> Vec<_> {
            let payouts = schedule.payouts.iter();
            payouts.map(|payout| values(&payout.converted(rates, Currency::USD).unwrap().amounts)).collect()
        };
        prop_assert_eq!(converted(&MonthEndRates::default()), own.clone());
        // With every rate at 2, a quarter is its dollars and twice the rest.
        let mut tables = Vec::new();
        for (month, amounts) in schedule.payouts.iter().flat_map(|payout| &payout.months) {
            for currency in amounts.keys() {
                let mut rates = Table::default();
                rates.insert(Currency::USD, Decimal::TWO);
                tables.push(DayRates { day: month.last_day(), base: *currency, rates });
            }
        }
        let rates = MonthEndRates::of(&[RateFile {
            source: RateSource::List,
            name: String::new(),
            first: day,
            last: day,
            days: tables.len(),
            read: tables.len(),
            left_out: 0,
            tables,
        }]);
        for (own, converted) in own.iter().zip(converted(&rates)) {
            let twice = |(currency, amount): (&Currency, &Decimal)| if *currency == Currency::USD { *amount } else { amount * Decimal::TWO };
            let expected = (!own.is_empty()).then(|| (Currency::USD, own.iter().map(twice).sum()));
            prop_assert_eq!(converted, BTreeMap::from_iter(expected));
        }
    }

    #[test]
    fn points_times_unit_are_the_amount_times_rate(offer in any_offer(), day in any_day()) {
        let answer = calculator::points(RULES.on(day), day, &offer).unwrap();
        let mut total = answer.sold.points.clone();
        for worked in [Some(&answer.sold), answer.managed.as_ref()].into_iter().flatten() {
            // points × unit × split = amount × rate × multiplier, a hundred times each.
            let left = times(&worked.points, hundredths(worked.unit * worked.split));
            let right = offer.amount * worked.rate * worked.multiplier * Decimal::ONE_HUNDRED;
            prop_assert_eq!(value(&left), right);
            prop_assert_eq!(value(&times(&worked.units, hundredths(worked.unit))), offer.amount * Decimal::ONE_HUNDRED);
        }
        if let Some(managed) = &answer.managed {
            total.add_all(&managed.points).unwrap();
        }
        prop_assert_eq!(value(&answer.total), value(&total));
    }

    #[test]
    fn there_and_back_is_exact(offer in any_offer(), day in any_day(), thousandths in 0i64..1_000_000_000) {
        let version = RULES.on(day);
        // So many whole thousandths of a unit give points that can be typed.
        let amount = version.currency_unit.get(&offer.currency).unwrap() * Decimal::new(thousandths, 3);
        let there = Offer { amount, managed: true, other_partners: 0, ..offer };
        let answer = calculator::points(version, day, &there).unwrap();
        let back = |points: &Exact, track| {
            let worked = calculator::value(version, day, value(points), track, offer.currency, offer.customer);
            value(&worked.unwrap().value)
        };
        prop_assert_eq!(back(&answer.sold.points, Track::Sold(offer.deal_type)), amount);
        prop_assert_eq!(back(&answer.managed.unwrap().points, Track::Managed), amount);
    }

    #[test]
    fn points_without_an_end_come_back_within_a_millionth(offer in any_offer(), day in any_day()) {
        let answer = calculator::points(RULES.on(day), day, &offer).unwrap();
        let track = Track::Sold(offer.deal_type);
        let points = value(&answer.sold.points);
        let back = calculator::value(RULES.on(day), day, points, track, offer.currency, offer.customer).unwrap();
        let error = (value(&back.value) - offer.amount).abs();
        prop_assert!(error < Decimal::new(1, 6), "{}", error);
    }

    #[test]
    fn value_times_rate_are_the_points_times_unit(offer in any_offer(), day in any_day()) {
        let tracks = [Track::Sold(offer.deal_type), Track::Managed];
        for track in tracks {
            let points = offer.amount;
            let worked = calculator::value(RULES.on(day), day, points, track, offer.currency, offer.customer).unwrap();
            let left = times(&worked.value, hundredths(worked.rate * worked.multiplier));
            prop_assert_eq!(value(&left), points * worked.unit * Decimal::ONE_HUNDRED);
        }
    }

    #[test]
    fn the_calculator_says_what_the_ledger_will(offer in any_offer(), day in any_day()) {
        let answer = calculator::points(RULES.on(day), day, &offer).unwrap();
        let client = match offer.customer {
            Customer::In(country) => json!({"id": "c-1", "country": country.as_str()}),
            Customer::Of(market) => json!({"id": "c-1", "market": market.as_str()}),
        };
        let (amount, currency) = (offer.amount.to_string(), offer.currency.as_str());
        let sale = json!({
            "id": "s-1", "client": "c-1", "deal_type": offer.deal_type.as_str(), "mrr": amount, "currency": currency,
            "closed_on": day.to_string(),
        });
        let managed = json!({
            "client": "c-1", "mrr": amount, "currency": currency, "from": day.to_string(), "partners": offer.other_partners + 1,
        });
        let book = book(&json!({
            "format": "tierwise/1", "as_of": day.to_string(), "clients": [client], "sales": [sale],
            "managed": if offer.managed { json!([managed]) } else { json!([]) },
        }));
        let points = Ledger::new(&book, &RULES).on(day).unwrap();
        prop_assert_eq!(value(&answer.sold.points), value(&points.sold().unwrap()));
        prop_assert_eq!(answer.managed.map_or(Decimal::ZERO, |managed| value(&managed.points)), value(&points.managed));
        prop_assert_eq!(value(&answer.total), value(&points.total().unwrap()));
    }

    #[test]
    fn shared_deals_of_a_range_are_those_of_its_halves(seed: u64, size in 0usize..40, (first, last) in range(), cut in 0u64..900) {
        let book = book(&random_book(seed, size));
        let middle = (first + Days::new(cut)).min(last);
        let over = |first, last| shared_selling::over(&book, first, last);
        let Some(whole) = over(first, last) else { return Ok(()) };
        let (before, after) = (over(first, middle).unwrap(), over(middle.succ_opt().unwrap(), last).unwrap());
        let together = |mut deals: Vec<usize>, more: Vec<usize>| {
            deals.extend(more);
            deals.sort_unstable();
            deals
        };
        prop_assert_eq!(together(before.created, after.created), whole.created.clone());
        prop_assert_eq!(together(before.closed_won, after.closed_won), whole.closed_won.clone());
        prop_assert_eq!(&after.in_flight, &whole.in_flight);
        // The months of the trend are the range, cut at each month's end.
        let trend = shared_selling::trend(&book, first, last).unwrap();
        prop_assert_eq!(trend.iter().map(|month| month.created).sum::<usize>(), whole.created.len());
        prop_assert_eq!(trend.iter().map(|month| month.closed_won).sum::<usize>(), whole.closed_won.len());
        prop_assert_eq!(trend.last().unwrap().in_flight, whole.in_flight.len());
        for month in trend {
            let part = over(month.month.first_day().max(first), month.month.last_day().min(last)).unwrap();
            prop_assert_eq!((month.created, month.in_flight, month.closed_won), (part.created.len(), part.in_flight.len(), part.closed_won.len()));
        }
    }
}
