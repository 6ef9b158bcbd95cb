//! What the tier page says, in English and without a browser.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/golden.rs"]
mod golden;

use chrono::{Days, NaiveDate};
use golden::programme_rules;
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock};
use tierwise::{
    engine::{explain::Question, ledger::Ledger, standing::run},
    ingest,
    model::{book::Book, period::parse_date, tier::TierId},
    query::{
        breakdown::BreakdownQuery,
        range::Range,
        report::{Column, ReportQuery, Subject, Table},
    },
    rules::Rules,
    view::{
        Locale,
        chart::ChartView,
        clients::{self, Filter},
        course::{self, CourseView},
        format::Plain,
        insights,
        peek::{self, GroupView},
        tier,
    },
    words::{Language, Words},
};

static RULES: LazyLock<Rules> = LazyLock::new(programme_rules);

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn read(book: &Value) -> Book {
    let read = ingest::read(book.to_string().as_bytes(), day("2026-01-01")).unwrap();
    read.book
}

/// Asks about a book on its own day, with Gold as the chosen tier.
fn ask<T>(book: &Book, ask: impl FnOnce(Question<'_>, Locale) -> T) -> T {
    let ledger = Ledger::new(book, &RULES);
    let standing = run(book, &RULES, book.as_of);
    let words = Words::new(Language::En);
    let locale = Locale {
        words: &words,
        format: &Plain,
    };
    let gold = TierId("gold".to_owned());
    let question = Question {
        book,
        rules: &RULES,
        ledger: &ledger,
        standing: &standing,
        goal: Some(&gold),
        range: (book.as_of, book.as_of),
        client: None,
    };
    ask(question, locale)
}

/// Platinum since 2023, with points for it until 2024-02-10 and not for Gold after that.
fn book(as_of: &str, valid_until: &str) -> Value {
    json!({
        "format": "tierwise/1", "as_of": as_of,
        "partner": {
            "name": "Northbeam Digital",
            "credited_tier": {"tier": "platinum", "since": "2023-03-15"},
            "certification": {"name": "Solutions Partner", "valid_until": valid_until},
        },
        "clients": [{"id": "c1", "market": "standard"}],
        "sales": [
            {"id": "s1", "client": "c1", "deal_type": "partner_sourced", "mrr": "4000", "currency": "USD", "closed_on": "2023-02-10"},
        ],
        "managed": [{"client": "c1", "mrr": "20000", "currency": "USD", "from": "2023-01-01", "to": "2024-03-01"}],
    })
}

/// Each group of the flyout: its key, and the parts' first days, last days and states.
fn groups(book: &Book) -> Vec<(&'static str, Vec<String>)> {
    let view = ask(book, |question, locale| {
        peek::peek(&question, "g", None, &BreakdownQuery::default(), locale).unwrap()
    });
    let parts = |group: &GroupView| {
        let parts = group.parts.iter();
        let parts = parts.map(|part| {
            let until = part.until.clone().unwrap_or_default();
            format!("{} to {until}: {}", part.from.0, part.state)
        });
        parts.chain(group.none.clone()).collect()
    };
    let groups = view.groups.iter();
    groups.map(|group| (group.key, parts(group))).collect()
}

/// A managed spell in pounds, whose unit changes with the rules of 2025-07-15.
fn spell(as_of: &str, last_activity_on: &str) -> Book {
    read(&json!({
        "format": "tierwise/1", "as_of": as_of,
        "clients": [{"id": "g", "country": "GB", "currency": "GBP"}],
        "managed": [{"client": "g", "mrr": "6200", "currency": "GBP", "from": "2024-07-20", "last_activity_on": last_activity_on}],
    }))
}

#[test]
fn a_spell_that_goes_on_under_other_rules_is_told_as_one() {
    let not_there = ("sold", vec!["not in this data".to_owned()]);
    assert_eq!(
        groups(&spell("2025-06-15", "2025-06-10")),
        [
            not_there.clone(),
            (
                "managed",
                vec!["2024-07-20 to 2025-08-10: active: last activity leaves them until 2025-08-09, 55 days from now; counted otherwise from 2025-07-15".to_owned()]
            ),
            (
                "ahead",
                vec!["2025-07-15 to 2025-08-10: counted so from 2025-07-15: Other rules".to_owned()]
            ),
        ]
    );
    assert_eq!(
        groups(&spell("2025-08-08", "2025-06-10")),
        [
            not_there.clone(),
            (
                "managed",
                vec!["2024-07-20 to 2025-08-10: active: last activity leaves them until 2025-08-09, 1 day from now".to_owned()]
            ),
            (
                "earlier",
                vec!["2024-07-20 to 2025-07-15: ended on 2025-07-15: Other rules".to_owned()]
            ),
        ]
    );
    let (key, parts) = &groups(&spell("2025-08-09", "2025-06-10"))[1];
    assert_eq!(
        (*key, parts[0].as_str()),
        (
            "managed",
            "2024-07-20 to 2025-08-10: active: last activity leaves them until 2025-08-09, that is today"
        )
    );
    // When all of it is over, each part is.
    assert_eq!(
        groups(&spell("2025-12-31", "2025-06-10"))[1..],
        [
            ("managed", vec!["none".to_owned()]),
            (
                "expired",
                vec![
                    "2025-07-15 to 2025-08-10: ended on 2025-08-10: No activity".to_owned(),
                    "2024-07-20 to 2025-07-15: ended on 2025-07-15: Other rules".to_owned(),
                ]
            ),
        ]
    );
}

#[test]
fn a_re_evaluation_without_a_valid_certification_is_said_to_take_the_tier() {
    let (review, keep) = ask(
        &read(&book("2023-09-20", "2024-01-14")),
        |question, locale| {
            let page = tier::tier(&question, locale);
            let keep = insights::insights(&question, locale).remove(0);
            assert!(page.unconfirmed, "the vendor does not say that it is lost");
            (page.review.unwrap().1, keep)
        },
    );
    assert_eq!(
        review,
        "It looks at the checkpoints from 2023-08-15 to 2024-01-15, but by this data there is no valid certification then (valid until 2024-01-14): Platinum would be lost, whatever they met."
    );
    assert!(!keep.met);
    assert_eq!(
        keep.texts[0],
        "Platinum would be lost at the re-evaluation on 2024-01-15, whatever the points are (not confirmed): by this data there is no valid certification then."
    );
}

#[test]
fn a_checkpoint_of_the_window_that_met_the_tier_keeps_it() {
    let (review, checkpoints, keep) = ask(
        &read(&book("2024-02-20", "2027-01-01")),
        |question, locale| {
            let page = tier::tier(&question, locale);
            let keep = insights::insights(&question, locale).remove(0);
            let checkpoints = page.checkpoints.iter().map(|view| view.text.clone());
            (
                page.review.unwrap().1,
                checkpoints.collect::<Vec<_>>(),
                keep,
            )
        },
    );
    assert!(
        review.starts_with("It looks at the checkpoints from 2024-02-15"),
        "{review}"
    );
    assert_eq!(checkpoints[0], "met no tier");
    // No checkpoint has: what is missing is what decides.
    assert_eq!(keep.figure.value, "112.5");
    assert_eq!(keep.to_go.as_deref(), Some("total points to go"));
    assert!(
        !keep.met && !keep.texts[0].contains("already"),
        "{:?}",
        keep.texts
    );
    // Its points went on December 1, after it had been met on four checkpoints.
    let mut book = book("2023-12-20", "2027-01-01");
    book["sales"][0]["ended_on"] = json!("2023-12-01");
    let kept = ask(&read(&book), |question, locale| {
        insights::insights(&question, locale).remove(0)
    });
    assert_ne!(kept.figure.value, "0");
    assert!(kept.met);
    assert_eq!(
        kept.texts[0],
        "The checkpoint of 2023-11-15 met Platinum already: it stays at the re-evaluation on 2024-01-15, whatever today’s points are."
    );
}

#[test]
fn a_tier_that_the_data_does_not_name_is_said_to_be_derived() {
    let mut book = book("2023-09-20", "2027-01-01");
    book["partner"]
        .as_object_mut()
        .unwrap()
        .remove("credited_tier");
    let review = ask(&read(&book), |question, locale| {
        tier::tier(&question, locale).review.unwrap().1
    });
    assert!(
        review.contains("by the points of its past it is Platinum (not confirmed)"),
        "{review}"
    );
    // Nobody holds a tier: what a checkpoint met is no less than it.
    book["partner"]["credited_tier"] = json!({"tier": "none"});
    let texts = ask(&read(&book), |question, locale| {
        let checkpoints = tier::tier(&question, locale).checkpoints;
        checkpoints
            .into_iter()
            .map(|view| view.text)
            .collect::<Vec<_>>()
    });
    assert_eq!(texts[0], "met Platinum");
}

#[test]
fn no_client_is_expired_whose_other_track_is_not_in_the_data() {
    let query = ReportQuery {
        columns: Some(vec![Column::Client, Column::State]),
        ..ReportQuery::of(Subject::Table(Table::Clients))
    };
    let state = |as_of| {
        let mut book = book(as_of, "2027-01-01");
        book.as_object_mut().unwrap().remove("managed");
        ask(&read(&book), |question, locale| {
            let rows = clients::rows(question, &query, (&[0], 1), 0, locale);
            rows.as_str().to_owned()
        })
    };
    let (while_sold, later) = (state("2023-09-20"), state("2024-12-20"));
    assert!(while_sold.contains("Active"), "{while_sold}");
    assert!(!later.contains("Expired"), "{later}");
}

#[test]
fn above_the_highest_tier_there_is_none() {
    let mut book = book("2023-09-20", "2027-01-01");
    book["partner"]["credited_tier"]["tier"] = json!("elite");
    let top = ask(&read(&book), |question, locale| {
        insights::insights(&question, locale).remove(1)
    });
    assert_eq!(
        (
            top.title.as_str(),
            top.figure.value.as_str(),
            top.figure.text.as_str()
        ),
        ("No tier is above Elite", "", "–")
    );
}

#[test]
fn a_re_evaluation_of_a_tier_that_nobody_names_says_so() {
    let mut book = book("2023-09-20", "2027-01-01");
    book.as_object_mut().unwrap().remove("partner");
    let review = ask(&read(&book), |question, locale| {
        tier::tier(&question, locale).review.unwrap().1
    });
    assert!(
        review.ends_with("Which tier is credited is not in this data."),
        "{review}"
    );
}

fn course(book: &Book, range: Option<Range>) -> CourseView {
    ask(book, |question, locale| {
        course::course(&question, range, locale)
    })
}

#[test]
fn the_course_is_drawn_by_day_from_the_first_to_the_last_and_says_where_it_is_not() {
    let all = Range::parse("all").unwrap();
    let view = course(&read(&book("2024-02-20", "2027-01-01")), Some(all));
    let chart = view.chart.unwrap();
    assert_eq!(chart.title, "Points by day");
    let days: Vec<_> = chart
        .rows
        .iter()
        .map(|row| row.category.iso.as_str())
        .collect();
    assert_eq!(
        days,
        [
            "2023-01-01",
            "2023-02-10",
            "2024-02-10",
            "2024-02-20",
            "2024-03-01",
            "2024-05-20"
        ]
    );
    let mut old = book("2024-02-20", "2027-01-01");
    old["sales"][0]["closed_on"] = json!("1990-02-10");
    let chart = course(&read(&old), Some(all)).chart.unwrap();
    assert_eq!(chart.title, "Points, every 4 days");
    assert_eq!(chart.rows[0].category.iso, "1990-02-10");
    assert_eq!(chart.rows.last().unwrap().category.iso, "2024-05-20");
}

#[test]
fn a_requirement_that_changes_with_the_rules_has_a_line_for_each() {
    let view = course(&read(&book("2026-01-10", "2027-01-01")), None);
    let chart = view.chart.unwrap();
    let lines = [
        "Total points: line at 123 from 2025-07-10 to 2025-07-15.",
        "Total points: line at 129.15 from 2025-07-15 to 2026-04-10.",
        "Sold minimum: line at 63 from 2025-07-10 to 2025-07-15.",
        "Sourced minimum: line at 63 from 2025-07-15 to 2026-04-10.",
        "Managed minimum: line at 60 from 2025-07-10 to 2026-01-15.",
    ];
    for line in lines {
        assert!(chart.summary.contains(line), "{line} {}", chart.summary);
    }
    // Each is a piece of a line, from one place of the axis to another.
    let option: Value = serde_json::from_str(&chart.option).unwrap();
    let marks = option["series"].as_array().unwrap().last().unwrap()["markLine"]["data"].clone();
    assert_eq!(marks[0][0]["coord"], json!([0, "123"]));
    assert_eq!(marks[0][1]["coord"], json!([5, "123"]));
    // Under the rules of one year none is cut; of two of nearly one height, one has its name below.
    let chart = course(&read(&self::book("2024-09-20", "2027-01-01")), None)
        .chart
        .unwrap();
    assert!(
        chart.summary.contains("Sold minimum: line at 63."),
        "{}",
        chart.summary
    );
    let option: Value = serde_json::from_str(&chart.option).unwrap();
    let marks = option["series"].as_array().unwrap().last().unwrap()["markLine"]["data"].clone();
    let position = |at: usize| marks[at]["label"]["position"].as_str().unwrap();
    assert_eq!(
        [0, 1, 2].map(position),
        ["insideEndTop", "insideEndTop", "insideEndBottom"]
    );
}

#[test]
fn the_sum_of_mrr_has_every_currency_of_every_client() {
    let book = read(&json!({
        "format": "tierwise/1", "as_of": "2025-02-25",
        "clients": [{"id": "a"}, {"id": "b"}],
        "managed": [
            {"client": "a", "mrr": "100", "currency": "USD", "from": "2024-07-20"},
            {"client": "a", "mrr": "50", "currency": "EUR", "from": "2024-07-20"},
            {"client": "b", "mrr": "7.5", "currency": "EUR", "from": "2024-07-20"},
        ],
    }));
    let query = ReportQuery {
        columns: Some(vec![Column::Client, Column::Mrr]),
        ..ReportQuery::of(Subject::Table(Table::Clients))
    };
    let table = ask(&book, |question, locale| {
        clients::table(question, &query, locale)
    });
    assert_eq!(table.totals[1], "EUR 57.50 · USD 100.00");
}

/// What a chart draws.
fn drawn(chart: &ChartView) -> Vec<Value> {
    let option: Value = serde_json::from_str(&chart.option).unwrap();
    option["series"].as_array().unwrap().clone()
}

#[test]
fn what_is_expected_is_drawn_dashed_and_begins_after_today() {
    let chart = course(&read(&book("2024-02-20", "2027-01-01")), None)
        .chart
        .unwrap();
    let series = drawn(&chart);
    let first_day = day("2023-08-20");
    let on = |series: &Value, at: usize| {
        let place = series["data"][at][0].as_u64().unwrap();
        first_day + Days::new(place)
    };
    for name in ["Combined", "Sold points", "Managed points"] {
        let [known, expected]: [&Value; 2] = { series.iter() }
            .filter(|series| series["name"] == name)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap();
        let days = known["data"].as_array().unwrap().len();
        assert_eq!(on(known, 0), first_day);
        assert_eq!(on(known, days - 1), day("2024-02-20"), "today is known");
        assert_eq!(on(expected, 0), day("2024-02-21"));
        assert_ne!(known["lineStyle"]["type"], "dashed");
        assert_eq!(expected["lineStyle"]["type"], "dashed");
        let last = expected["data"].as_array().unwrap().last().unwrap();
        assert_eq!(last[1], "0", "{name}");
    }
    let hatched = series
        .iter()
        .filter(|series| series.get("areaStyle").is_some());
    assert_eq!(hatched.count(), 1, "one area, of what is expected of all");
}

#[test]
fn checkpoints_are_marked_on_the_course() {
    let chart = course(&read(&book("2024-02-20", "2027-01-01")), None)
        .chart
        .unwrap();
    let marks = drawn(&chart).pop().unwrap()["markLine"]["data"].clone();
    let moments: Vec<(u64, &str)> = { marks.as_array().unwrap().iter() }
        .filter_map(|mark| Some((mark["xAxis"].as_u64()?, mark["name"].as_str()?)))
        .collect();
    // The 15th of each month from 2023-09 to 2024-05; the tier is looked at anew in January.
    let checkpoints = [26, 56, 87, 117, 148, 179, 208, 239, 269];
    let names = |at| if at == 148 { "Re-evaluation" } else { "" };
    assert_eq!(moments, checkpoints.map(|at| (at, names(at))));
}

#[test]
fn the_tracks_have_a_line_at_what_the_tier_asks_for() {
    let book = read(&book("2024-01-20", "2027-01-01"));
    let chart = ask(&book, |question, locale| {
        tier::tier(&question, locale).tracks.unwrap()
    });
    let levels = drawn(&chart).pop().unwrap();
    assert_eq!(levels["name"], "Gold asks for");
    assert_eq!(levels["data"], json!(["123", "63", "60"]));
    assert_eq!(levels["symbol"], "rect", "a line of the width of a bar");
}

#[test]
fn a_tier_that_is_performed_above_or_below_is_held_against_the_credited_one() {
    let note = |as_of, tier: &str| {
        let mut book = book(as_of, "2027-01-01");
        book["partner"]["credited_tier"]["tier"] = json!(tier);
        let book = read(&book);
        ask(&book, |question, locale| {
            tier::tier(&question, locale).performing.note.unwrap()
        })
    };
    for (as_of, tier, said) in [
        ("2024-01-20", "gold", "above"),
        ("2024-02-20", "elite", "below"),
    ] {
        let note = note(as_of, tier);
        let said = format!("{said} the credited tier");
        assert!(note.starts_with(&said), "{note}");
    }
}

#[test]
fn what_a_filter_leaves_stands_in_the_order_that_it_would_be_put_in() {
    let sample = include_str!("../public/data/sample.json");
    let book = read(&serde_json::from_str(sample).unwrap());
    let mut left_out = 0;
    let (columns, _) = Subject::Table(Table::Clients).columns();
    for column in columns {
        for (text, market) in [("", ""), ("a", ""), ("", "growth"), ("e", "standard")] {
            for descending in [false, true] {
                let all = ReportQuery {
                    order: Some((*column, descending)),
                    ..ReportQuery::of(Subject::Table(Table::Clients))
                };
                let mut query = ReportQuery {
                    text: text.to_owned(),
                    ..all.clone()
                };
                Filter::Market.choose(&mut query, market);
                ask(&book, |question, locale| {
                    let kept = clients::table(question, &query, locale).kept;
                    let everybody: Vec<usize> = (0..book.clients.len()).collect();
                    let everybody = clients::order(question, &all, &everybody, locale);
                    left_out += everybody.len() - kept.len();
                    assert_eq!(
                        *clients::left(Arc::new(everybody), &kept),
                        clients::order(question, &query, &kept, locale),
                        "{column:?} {text} {market} {descending}"
                    );
                });
            }
        }
    }
    assert!(left_out > 0);
}
