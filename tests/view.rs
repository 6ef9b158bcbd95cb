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
    query::{breakdown::BreakdownQuery, sheet},
    rules::{self, Rules},
    view::{
        Locale,
        breakdown::breakdown,
        data::Source,
        data::data,
        format::Plain,
        problems::{self, Filter, group},
        progress::progress,
        progression::progression,
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

#[test]
fn the_documentation_has_every_code_once_and_no_other() {
    let text = String::from_utf8(file("docs/data-format.md")).unwrap();
    let (_, table) = text.split_once("| Code | Effect |").unwrap();
    let (table, _) = table.split_once("\n\n").unwrap();
    let rows = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let mut documented: Vec<&str> = rows.map(|(code, _)| code).collect();
    let mut known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    documented.sort_unstable();
    known.sort_unstable();
    assert_eq!(documented, known);
}

fn some_faults() -> Vec<Diagnostic> {
    [
        (Code::BadDate, Effect::LeftOut, "sales[3].closed_on", "soon"),
        (
            Code::BadNumber,
            Effect::LeftOut,
            "row 7, column hs_sold_tier_points",
            "=12k",
        ),
        (
            Code::CurrencyWithoutUnit,
            Effect::NotCounted,
            "sales, id s7",
            "CHF",
        ),
        (
            Code::BadCountry,
            Effect::FieldIgnored,
            "sheet “Clients”, cell B7",
            "France",
        ),
        (
            Code::FieldUnknown,
            Effect::Noted,
            "clients[].colour",
            "clients[0].colour",
        ),
        (Code::JsonBroken, Effect::Refused, "line 3, column 4", "x"),
    ]
    .map(|(code, effect, place, found)| Diagnostic::new(code, effect, place, found))
    .to_vec()
}

#[test]
fn faults_are_filtered_by_effect_part_and_words() {
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    let all = some_faults();
    assert_eq!(
        problems::parts(&all),
        ["clients", "hs_sold_tier_points", "sales", "sheet “Clients”"]
    );
    let effects: Vec<_> = problems::effects(&all, locale.words)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(
        effects,
        [
            "Refused",
            "Left out",
            "Field ignored",
            "Not counted",
            "Noted"
        ]
    );
    let codes = |filter: &Filter| {
        let some = problems::filtered(&all, filter, locale);
        some.into_iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let none = Filter::default();
    assert_eq!(codes(&none).len(), all.len());
    assert_eq!(
        codes(&Filter {
            part: "sales".to_owned(),
            ..none.clone()
        }),
        [Code::BadDate, Code::CurrencyWithoutUnit]
    );
    assert_eq!(
        codes(&Filter {
            effect: Some(Effect::LeftOut),
            ..none.clone()
        }),
        [Code::BadDate, Code::BadNumber]
    );
    // A word of the code, of the place, of what stands there, of the sentence, of the advice.
    for (text, code) in [
        ("country", Code::BadCountry),
        ("S7", Code::CurrencyWithoutUnit),
        ("12K", Code::BadNumber),
        (" no day of the calendar ", Code::BadDate),
        ("check the spelling", Code::FieldUnknown),
    ] {
        assert_eq!(
            codes(&Filter {
                text: text.to_owned(),
                ..none.clone()
            }),
            [code],
            "{text}"
        );
    }
    assert!(
        codes(&Filter {
            text: "nowhere".to_owned(),
            ..none
        })
        .is_empty()
    );
}

#[test]
fn faults_leave_as_a_table_and_as_text_that_runs_nowhere() {
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    let all = some_faults();
    let written = parse_date("2025-02-25").unwrap();
    let csv =
        String::from_utf8(sheet::csv(&problems::workbook(&all, written, locale).sheet)).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines.len(), all.len() + 1);
    assert_eq!(
        lines[0],
        "Code,What became of it,Place,Found,What is wrong,What to do"
    );
    assert!(
        lines[2].starts_with("bad-number,Left out,\"row 7, column hs_sold_tier_points\",'=12k,"),
        "{}",
        lines[2]
    );
    let text = problems::text(&all, locale);
    assert_eq!(text.lines().count(), all.len() + 1);
    assert!(text.lines().all(|line| line.split('\t').count() == 6));
    assert!(text.contains("\t'=12k\t"), "{text}");
}

#[test]
fn records_in_are_those_used_and_those_left_out() {
    let mut book: serde_json::Value =
        serde_json::from_slice(&file("tests/fixtures/own-small.json")).unwrap();
    let sales = book["sales"].as_array_mut().unwrap();
    let all = sales.len();
    sales[0]["closed_on"] = "2025-02-30".into();
    let read = ingest::read(
        book.to_string().as_bytes(),
        parse_date("2025-02-25").unwrap(),
    )
    .unwrap();
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    let view = data(&Source::Sample, &read, locale).sections;
    let section = view
        .sections
        .iter()
        .find(|section| section.name == "Sales")
        .unwrap();
    assert_eq!(
        (section.all.as_str(), section.left_out.as_str()),
        (all.to_string().as_str(), "1")
    );
    let number = |text: &str| text.parse::<usize>().unwrap();
    assert_eq!(
        number(&view.total.all),
        number(&view.total.used) + number(&view.total.left_out)
    );
    let counted: usize = view
        .sections
        .iter()
        .map(|section| number(&section.all))
        .sum();
    assert_eq!(number(&view.total.all), counted);
    assert_eq!(
        view.records,
        format!("{counted} records in = {} used + 1 left out", counted - 1)
    );
}
