//! What the sections say, in both languages, without a browser.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use tierwise::{
    engine::standing::{Standing, run},
    ingest::{self, Read},
    model::{
        diagnostic::{Code, Diagnostic, Effect},
        period::parse_date,
        tier::TierId,
    },
    query::breakdown::BreakdownQuery,
    rules::{self, Rules},
    view::{
        Locale, breakdown::breakdown, data::Source, data::data, format::Plain, problems::group,
        progress::progress, progression::progression,
    },
    words::{Language, Words},
};

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn open(name: &str) -> (Read, Rules, Standing) {
    let read = ingest::read(&file(name), parse_date("2025-02-25").unwrap()).unwrap();
    let rules = rules::load(&file("public/rules/hubspot-solutions.json"), &[])
        .unwrap()
        .0;
    let standing = run(&read.book, &rules, read.book.as_of);
    (read, rules, standing)
}

fn in_both(check: impl Fn(Locale, Language)) {
    for &language in Language::ALL {
        check(
            Locale {
                words: &Words::new(language),
                format: &Plain,
            },
            language,
        );
    }
}

#[test]
fn the_sample_says_where_it_stands() {
    let (_, rules, standing) = open("public/data/sample.json");
    in_both(|locale, language| {
        let view = progress(&standing, &rules, locale);
        let keys: Vec<_> = view
            .figures
            .iter()
            .map(|figure| figure.figure.key)
            .collect();
        assert_eq!(
            keys,
            [
                "program.total_points",
                "program.points_to_next_tier",
                "program.sourced_amount_12m",
                "program.sourced_mrr_12m",
                "program.csr_12m"
            ]
        );
        assert_eq!(
            (
                view.credited.figure.value.as_str(),
                view.credited.figure.text.as_str()
            ),
            ("platinum", "Platinum")
        );
        assert!(
            view.figures
                .iter()
                .all(|figure| !figure.figure.is_missing())
        );
        assert!(view.unconfirmed);
        let ladder = view.ladder.unwrap();
        assert_eq!(ladder.notches.len(), 3, "up to the next tier");
        let said = match language {
            Language::En => "expire within 90 days",
            Language::Fr => "expirent sous 90 jours",
        };
        assert!(ladder.text.contains(said), "{}", ladder.text);
    });
}

#[test]
fn a_goal_says_what_is_missing() {
    let (_, rules, standing) = open("public/data/sample.json");
    in_both(|locale, _| {
        let of = |tier: &str| {
            progression(&standing, &rules, Some(&TierId(tier.to_owned())), locale).unwrap()
        };
        let gold = of("gold");
        assert!(
            gold.gates
                .iter()
                .all(|gate| gate.met == Some(true) && gate.gap.value == "0")
        );
        let elite = of("elite");
        assert_eq!(elite.gates[0].need.value, "3650");
        assert_eq!(elite.conditions.len(), 2, "C$R and the certification");
        assert!(elite.unconfirmed.is_some());
        // An unknown tier in the address is no tier: the next one up is shown.
        assert_eq!(of("silver").goal, TierId("diamond".to_owned()));
    });
}

#[test]
fn what_an_api_page_lacks_is_said_and_never_a_zero() {
    let (read, rules, standing) = open("tests/fixtures/api-page.json");
    in_both(|locale, language| {
        let words = Words::new(language).not_in_data();
        let view = progress(&standing, &rules, locale);
        for figure in [
            &view.credited.figure,
            &view.performing.figure,
            &view.sourced.figure,
            &view.figures[2].figure,
            &view.figures[4].figure,
        ] {
            assert_eq!(
                (figure.value.as_str(), figure.text.as_str()),
                ("", words.as_str()),
                "{}",
                figure.key
            );
        }
        assert!(
            !view.figures[0].figure.is_missing(),
            "the total is reported"
        );
        let table = breakdown(
            &read.book,
            &standing,
            &BreakdownQuery::default(),
            usize::MAX,
            locale,
        );
        assert!(table.deal_types.is_none(), "no sales, no deal types");
        let absent = data(&Source::Sample, &read, locale).absent;
        assert!(absent.contains(&Words::new(language).section_sales()));
    });
}

#[test]
fn every_fault_has_a_sentence_and_a_hint() {
    in_both(|locale, _| {
        for &code in Code::ALL {
            let groups = group(
                &[Diagnostic::new(
                    code,
                    Effect::LeftOut,
                    "sales[3].mrr",
                    "12k",
                )],
                locale,
            );
            assert!(groups[0].places[0].what.len() > 10, "{code:?}");
            assert!(groups[0].hint.len() > 40, "{code:?}");
        }
    });
}
