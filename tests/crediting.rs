//! The credited tier by replay: golden cases that a person can check, laws on random histories, and the whole way from
//! records to the decision.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use chrono::{Datelike, Days, NaiveDate};
use golden::{cases, programme_rules};
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;
use tierwise::{
    engine::{
        crediting::{self, Checkpoint, Look, Outlook, Reason, Replay, Review, decide},
        ledger::Ledger,
        standing,
        tiers::Performing,
    },
    ingest,
    model::{
        period::{Month, parse_date},
        tier::TierId,
    },
    rules::Rules,
};

static RULES: LazyLock<Rules> = LazyLock::new(programme_rules);

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn tier(name: &str) -> Option<TierId> {
    (name != "none").then(|| TierId(name.to_owned()))
}

/// The looks of a history: what the checkpoint of each month met, and the re-evaluations.
fn looks(met: &[(Month, Option<TierId>)], until: NaiveDate, valid: Option<NaiveDate>) -> Vec<Look> {
    let mut looks = Vec::new();
    let mut month = met[0].0;
    let mut review = Review::after(&RULES, month.first_day()).unwrap();
    while month.day(15) <= until {
        let checkpoint = month.day(15);
        let (_, met) = met.iter().rev().find(|(from, _)| *from <= month).unwrap();
        while review.on < checkpoint {
            review = Review::after(&RULES, review.on).unwrap();
        }
        looks.push(Look {
            checkpoint: Checkpoint {
                day: checkpoint,
                met: met.clone(),
            },
            is_checkpoint: true,
            promotes: true,
            review: (review.on == checkpoint).then_some(review),
            uncertified: valid.is_some_and(|valid| valid < checkpoint),
            hold_months: 6,
        });
        month = month.next().unwrap();
    }
    looks
}

fn why(replay: &Replay) -> String {
    match replay.last().map(|decision| decision.reason.clone()) {
        None => String::new(),
        Some(Reason::Promoted) => "promoted".to_owned(),
        Some(Reason::Kept { met_on }) => format!("kept, met on {met_on}"),
        Some(Reason::Held { until }) => format!("held until {until}"),
        Some(Reason::Demoted { window_from }) => format!("fell, window from {window_from}"),
        Some(Reason::CertificationExpired) => "certification".to_owned(),
    }
}

#[test]
fn credited_tiers() {
    for case in cases("crediting.md") {
        let met: Vec<(Month, Option<TierId>)> = case["checkpoints"]
            .split(", ")
            .map(|step| step.split_once(' ').unwrap())
            .map(|(month, name)| (Month::parse(month).unwrap(), tier(name)))
            .collect();
        let valid = parse_date(&case["valid until"]);
        let looks = looks(&met, day(&case["on"]), valid);
        let replay = decide(&RULES, met[0].0.first_day(), looks);
        let since = replay
            .since
            .map(|since| since.to_string())
            .unwrap_or_default();
        let credited = replay.tier.as_ref().map_or("none", TierId::as_str);
        assert_eq!(
            (credited, since.as_str(), why(&replay).as_str()),
            (
                case["credited"].as_str(),
                case["since"].as_str(),
                case["why"].as_str()
            ),
            "{}",
            case["case"]
        );
    }
}

/// A book whose sold and managed points meet Platinum from 2023-02-10 on, and only Gold from 2024-02-10 on.
fn falling_book(as_of: &str, valid_until: &str) -> serde_json::Value {
    json!({
        "format": "tierwise/1", "as_of": as_of,
        "partner": {
            "name": "Northbeam Digital",
            "credited_tier": {"tier": "platinum", "since": "2023-03-15"},
            "certification": {"name": "Solutions Partner", "valid_until": valid_until},
        },
        "clients": [{"id": "c1", "market": "standard"}],
        "sales": [
            // 3 points per 100 USD: 120 points for twelve months, then 75.
            {"id": "s1", "client": "c1", "deal_type": "partner_sourced", "mrr": "4000", "currency": "USD", "closed_on": "2023-02-10"},
            {"id": "s2", "client": "c1", "deal_type": "partner_sourced", "mrr": "2500", "currency": "USD", "closed_on": "2024-02-05"},
        ],
        "managed": [{"client": "c1", "mrr": "20000", "currency": "USD", "from": "2023-01-01"}],
    })
}

fn replayed(book: &serde_json::Value) -> Replay {
    let read = ingest::read(book.to_string().as_bytes(), day("2026-01-01")).unwrap();
    let standing = standing::run(&read.book, &RULES, read.book.as_of);
    standing.replay.unwrap()
}

#[test]
fn a_tier_falls_where_no_checkpoint_of_the_window_met_it() {
    let on = |as_of| replayed(&falling_book(as_of, "2027-01-01"));
    assert_eq!(on("2023-02-14").tier, None);
    assert_eq!(on("2023-02-15").tier, tier("platinum"));
    assert_eq!(on("2024-07-14").tier, tier("platinum"));
    let fallen = on("2024-07-15");
    assert_eq!(
        (fallen.tier.clone(), why(&fallen).as_str()),
        (tier("gold"), "fell, window from 2024-02-15")
    );
    // The first checkpoint of the window is five days too late for s1.
    let checkpoint = fallen
        .checkpoints
        .iter()
        .find(|checkpoint| checkpoint.day == day("2024-02-15"));
    assert_eq!(checkpoint.unwrap().met, tier("gold"));
}

#[test]
fn an_expired_certification_costs_every_tier_on_the_re_evaluation() {
    let replay = replayed(&falling_book("2024-01-20", "2023-12-31"));
    assert_eq!(
        (replay.tier.clone(), why(&replay).as_str()),
        (None, "certification")
    );
}

/// What is said of a re-evaluation before it comes is what the replay then does.
#[test]
fn the_outlook_of_a_re_evaluation_comes_true() {
    let (held, kept) = (day("2023-08-15"), day("2023-09-15"));
    for (on, valid_until, expected, then) in [
        (
            "2023-05-20",
            "2027-01-01",
            Outlook::Held { until: held },
            "held until 2023-08-15",
        ),
        // It is safe even without a certification.
        (
            "2023-05-20",
            "2023-06-01",
            Outlook::Held { until: held },
            "held until 2023-08-15",
        ),
        (
            "2023-09-20",
            "2027-01-01",
            Outlook::Kept { met_on: kept },
            "kept, met on 2024-01-15",
        ),
        (
            "2023-09-20",
            "2024-01-14",
            Outlook::Uncertified,
            "certification",
        ),
        (
            "2024-05-20",
            "2024-07-15",
            Outlook::Open,
            "fell, window from 2024-02-15",
        ),
        (
            "2024-05-20",
            "2024-07-14",
            Outlook::Uncertified,
            "certification",
        ),
    ] {
        let book = falling_book(on, valid_until);
        let read = ingest::read(book.to_string().as_bytes(), day("2026-01-01")).unwrap();
        let (on, ledger) = (read.book.as_of, Ledger::new(&read.book, &RULES));
        let review = Review::after(&RULES, on).unwrap();
        let window = crediting::window(&ledger, &read.book, &RULES, on, review).unwrap();
        let platinum = tier("platinum").unwrap();
        let holder = (&platinum, Some(day("2023-02-15")));
        let outlook = crediting::outlook(&read.book, &RULES, review, holder, &window);
        assert_eq!(outlook, expected, "{on}, {valid_until}");
        let later = replayed(&falling_book(&review.on.to_string(), valid_until));
        assert_eq!(why(&later), then, "{on}, {valid_until}");
    }
}

#[test]
fn what_the_data_cannot_say_is_not_replayed() {
    for section in ["sales", "managed", "partner"] {
        let mut book = falling_book("2024-07-15", "2027-01-01");
        book.as_object_mut().unwrap().remove(section);
        let read = ingest::read(book.to_string().as_bytes(), day("2026-01-01")).unwrap();
        let standing = standing::run(&read.book, &RULES, read.book.as_of);
        assert_eq!(standing.replay, None, "without {section}");
    }
}

fn history() -> impl Strategy<Value = Vec<(Month, Option<TierId>)>> {
    let names = prop::sample::select(vec!["none", "gold", "platinum", "diamond"]);
    prop::collection::vec(names, 1..60).prop_map(|names| {
        let mut month = Month::parse("2022-08").unwrap();
        let mut met = Vec::new();
        for name in names {
            met.push((month, tier(name)));
            month = month.next().unwrap();
        }
        met
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn extra_checkpoints_that_change_nothing_change_nothing(met in history(), doubled in prop::collection::vec(any::<bool>(), 60)) {
        let until = met.last().unwrap().0.last_day();
        let plain = looks(&met, until, None);
        // A second look on the day after says what the first one said; it is in the same window, if in any.
        let mut more = Vec::new();
        for (look, again) in plain.iter().zip(doubled) {
            more.push(look.clone());
            if again {
                let mut second = look.clone();
                second.checkpoint.day = look.checkpoint.day + Days::new(1);
                second.review = None;
                more.push(second);
            }
        }
        let from = met[0].0.first_day();
        let (plain, more) = (decide(&RULES, from, plain), decide(&RULES, from, more));
        prop_assert_eq!(&plain.tier, &more.tier);
        prop_assert_eq!(plain.since, more.since);
        let tiers = |replay: &Replay| replay.decisions.iter().map(|d| (d.day, d.tier.clone())).collect::<Vec<_>>();
        prop_assert_eq!(tiers(&plain), tiers(&more));
    }

    #[test]
    fn a_tier_is_lost_on_re_evaluations_only_and_never_within_six_months(met in history()) {
        let until = met.last().unwrap().0.last_day();
        let replay = decide(&RULES, met[0].0.first_day(), looks(&met, until, None));
        let rank = |tier: &Option<TierId>| tier.as_ref().map_or(0, |tier| 1 + RULES.programme.tiers.iter().position(|t| t.id == *tier).unwrap());
        let (mut held, mut won) = (None, None);
        for decision in &replay.decisions {
            if rank(&decision.tier) < rank(&held) {
                prop_assert!(matches!((decision.day.month(), decision.day.day()), (1 | 7, 15)), "{}", decision.day);
                let six = tierwise::model::period::months_after(won.unwrap(), 6).unwrap();
                prop_assert!(six <= decision.day);
            }
            if rank(&decision.tier) > rank(&held) {
                won = Some(decision.day);
            }
            held.clone_from(&decision.tier);
        }
        // What a checkpoint meets is credited at once, so the tier is never below the last one.
        prop_assert!(rank(&replay.tier) >= rank(&replay.checkpoints.last().unwrap().met));
    }
}

/// The checkpoints of a window are those that the replay looked at, as far as they are over; what lies ahead is what a book
/// without a later record will meet.
#[test]
fn the_window_is_the_replays_and_goes_on_from_what_has_begun() {
    let sample = include_bytes!("../public/data/sample.json");
    let book = ingest::read(sample, day("2025-02-25")).unwrap().book;
    let ledger = Ledger::new(&book, &RULES);
    for (on, ahead) in [("2024-11-30", 2), ("2025-01-15", 6), ("2025-02-25", 5)] {
        let on = day(on);
        let replay = crediting::replay(&ledger, &book, &RULES, on).unwrap();
        let review = Review::after(&RULES, on).unwrap();
        let window = crediting::window(&ledger, &book, &RULES, on, review).unwrap();
        assert_eq!(window.len(), 6, "{on}");
        assert_eq!(
            window.iter().filter(|look| look.ahead).count(),
            ahead,
            "{on}"
        );
        let over = window.iter().filter(|look| !look.ahead);
        let over: Vec<&Checkpoint> = over.map(|look| &look.checkpoint).collect();
        let looked = replay.checkpoints.iter();
        let looked: Vec<&Checkpoint> = looked
            .filter(|checkpoint| review.window_from <= checkpoint.day)
            .collect();
        assert_eq!(over, looked, "{on}");

        let mut begun = book.clone();
        if let Some(sales) = &mut begun.sales {
            sales.retain(|sale| sale.closed_on <= on);
        }
        if let Some(spells) = &mut begun.managed {
            spells.retain(|spell| spell.from <= on);
        }
        let ledger = Ledger::new(&begun, &RULES);
        for look in window.iter().filter(|look| look.ahead) {
            let later = standing::run_with(&ledger, &begun, &RULES, look.checkpoint.day);
            let met = match later.performing {
                Performing::Tier(tier) => Some(tier),
                _ => None,
            };
            assert_eq!(look.checkpoint.met, met, "{on} {}", look.checkpoint.day);
        }
    }
}
