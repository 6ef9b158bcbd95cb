//! Renewals, a client's record and the vendor's people, as the page says them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use serde_json::{Value, json};
use std::fs;
use tierwise::{
    engine::{
        explain::{Key, Question},
        ledger::Ledger,
        standing::{Standing, run},
    },
    ingest,
    model::{book::Book, period::parse_date},
    query::{
        breakdown::BreakdownQuery,
        renewals::{self as order, Priority, SOONEST},
        report::{Column, Report, ReportQuery, Subject},
    },
    rules::{self, Rules},
    view::{
        Locale,
        breakdown::record_url,
        client::{ClientView, client},
        format::Plain,
        renewals::{RenewalsView, renewals},
        report::{self, ReportView},
        team::{mailto, team},
    },
    words::{Language, Words},
};

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(bytes: &[u8]) -> Book {
    ingest::read(bytes, parse_date("2025-02-25").unwrap())
        .unwrap()
        .book
}

fn book(value: &Value) -> Book {
    read(value.to_string().as_bytes())
}

fn rules() -> Rules {
    rules::load(&file("public/rules/hubspot-solutions.json"), &[])
        .unwrap()
        .0
}

fn english(check: impl FnOnce(Locale)) {
    check(Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    });
}

fn ask<T>(book: &Book, query: &ReportQuery, make: impl FnOnce(&Report, &Rules) -> T) -> T {
    let rules = rules();
    let ledger = Ledger::new(book, &rules);
    let standing = run(book, &rules, book.as_of);
    let question = Question {
        book,
        rules: &rules,
        ledger: &ledger,
        standing: &standing,
        goal: None,
        range: (book.as_of, book.as_of),
        client: None,
    };
    make(&Report::new(question, query), &rules)
}

fn table(book: &Book, query: &ReportQuery, locale: Locale) -> ReportView {
    ask(book, query, |report, rules| {
        report::view(report, book, rules, locale)
    })
}

fn section(book: &Book, by: order::Order, locale: Locale) -> RenewalsView {
    ask(book, &order::report(by), |report, rules| {
        renewals(report, book, rules, locale)
    })
}

// ---- Renewals -----------------------------------------------------------------------------------------------------------

#[test]
fn an_order_of_the_renewals_survives_the_address() {
    for &priority in Priority::ALL {
        assert_eq!(order::word(priority.order()), priority.as_str());
    }
    assert_eq!(order::parse("-employee"), (Column::Employee, true));
    assert_eq!(order::parse("-mrr_change"), Priority::Gain.order());
    for nonsense in ["", "-", "points", "<b>"] {
        assert_eq!(order::parse(nonsense), SOONEST, "{nonsense}");
    }
}

fn renewing(renewals: &[Value]) -> Book {
    let client = |id: &str| json!({ "id": id, "name": id.to_uppercase() });
    book(&json!({
        "format": "tierwise/1",
        "as_of": "2025-02-25",
        "clients": [client("a"), client("b"), client("c")],
        "renewals": renewals,
    }))
}

fn renewal(client: &str, on: &str, change: &str, currency: &str) -> Value {
    json!({ "client": client, "renews_on": on, "mrr_change": change, "currency": currency })
}

#[test]
fn renewals_are_marked_signed_and_compared_across_currencies() {
    // 100 USD are 12,000 JPY or 75 EUR: 9,000 JPY are 75 USD, 60 EUR are 80 USD.
    let book = renewing(&[
        renewal("a", "2025-02-22", "-9000", "JPY"),
        renewal("b", "2025-05-26", "-60", "EUR"),
        renewal("c", "2025-05-27", "100.5", "USD"),
    ]);
    english(|locale| {
        let names = |by| -> Vec<String> {
            let rows = section(&book, by, locale).table.rows;
            rows.iter().map(|row| row.cells[0].text.clone()).collect()
        };
        assert_eq!(names(SOONEST), ["A", "B", "C"]);
        assert_eq!(names(Priority::Loss.order()), ["B", "A", "C"]);
        assert_eq!(names(Priority::Gain.order()), ["C", "A", "B"]);
        let view = section(&book, SOONEST, locale);
        assert!(view.note.unwrap().contains("fixed units"));
        let cells = |row: usize| &view.table.rows[row].cells;
        let marks: Vec<_> = (0..3).map(|row| cells(row)[5].mark.as_deref()).collect();
        assert_eq!(marks, [Some("overdue"), Some("soon"), None]);
        assert_eq!(cells(0)[5].text, "3 days ago");
        let day = cells(1)[5].day.clone().unwrap();
        assert_eq!(
            (cells(1)[5].value.as_str(), day.0.as_str()),
            ("90", "2025-05-26")
        );
        assert_eq!(cells(2)[2].text, "+USD 100.50");
        assert!(cells(2)[2].gain && cells(1)[2].negative && !cells(1)[2].gain);
    });
}

#[test]
fn the_section_shows_ten_and_says_of_how_many() {
    english(|locale| {
        let view = section(&read(&file("public/data/sample.json")), SOONEST, locale);
        assert_eq!(view.table.rows.len(), 10);
        assert_eq!(view.shown.as_deref(), Some("10 of 18 rows"));
        let nothing = section(&renewing(&[]), SOONEST, locale);
        assert!(nothing.table.empty.unwrap().contains("no upcoming"));
        assert_eq!((nothing.shown, nothing.note), (None, None));
        let absent = book(
            &json!({ "format": "tierwise/1", "as_of": "2025-02-25", "clients": [{ "id": "a" }] }),
        );
        let view = section(&absent, SOONEST, locale);
        assert_eq!(
            view.table.empty,
            Some(Words::new(Language::En).report_not_in_data())
        );
    });
}

// ---- The client's record ------------------------------------------------------------------------------------------------

fn record(book: &Book, id: &str, order: &BreakdownQuery, locale: Locale) -> Option<ClientView> {
    let rules = rules();
    let standing: Standing = run(book, &rules, book.as_of);
    client(book, &standing, &rules, (id, order), locale)
}

#[test]
fn every_client_of_the_sample_has_a_record_that_adds_up() {
    let book = read(&file("public/data/sample.json"));
    let order = BreakdownQuery::default();
    english(|locale| {
        let (mut steps, mut at) = (0, None);
        for client in &book.clients {
            let view = record(&book, &client.id, &order, locale).unwrap();
            let points = table(&book, &view.active, locale);
            assert_eq!(points.value, points.sum, "{}", client.id);
            let total = points.value.unwrap().0;
            assert_eq!(view.points[2].1.value, total, "{}", client.id);
            assert_eq!(view.points[2].1.client.as_deref(), Some(client.id.as_str()));
            assert_eq!(view.absent, None);
            if view.neighbours.0.is_none() {
                at = Some(client.id.clone());
            }
        }
        while let Some(id) = at {
            steps += 1;
            at = record(&book, &id, &order, locale)
                .unwrap()
                .neighbours
                .1
                .map(|(id, _)| id);
        }
        assert_eq!(
            steps,
            book.clients.len(),
            "the next one, and so on, is everybody"
        );
    });
}

#[test]
fn sales_that_ended_are_listed_apart_with_the_day_and_the_reason() {
    let sale = |id: &str, closed: &str, ended: Option<&str>| {
        json!({ "id": id, "client": "a", "deal_type": "partner_sourced", "mrr": "100", "currency": "USD",
                "closed_on": closed, "ended_on": ended })
    };
    let book = book(&json!({
        "format": "tierwise/1", "as_of": "2025-02-25", "clients": [{ "id": "a" }],
        "sales": [
            sale("expires today", "2024-02-25", None),
            sale("active", "2024-02-26", None),
            sale("cancelled", "2024-06-01", Some("2025-01-01")),
        ],
        "managed": [{ "client": "a", "mrr": "100", "currency": "USD", "from": "2024-01-01", "last_activity_on": "2025-02-01" }],
    }));
    english(|locale| {
        let view = record(&book, "a", &BreakdownQuery::default(), locale).unwrap();
        let texts = |query: &ReportQuery, column: Column| -> Vec<String> {
            let at = query
                .shown()
                .iter()
                .position(|other| *other == column)
                .unwrap();
            let rows = table(&book, query, locale).rows;
            rows.iter().map(|row| row.cells[at].text.clone()).collect()
        };
        let (_, ended) = &view.tables[0];
        assert_eq!(texts(ended, Column::Until), ["2025-01-01", "2025-02-25"]);
        assert_eq!(texts(ended, Column::Ended), ["Cancellation", "Expiry"]);
        let (_, managed) = &view.tables[1];
        assert_eq!(
            texts(managed, Column::Until),
            ["2025-04-03"],
            "60 days, and the day after"
        );
        assert_eq!(texts(managed, Column::Ended), ["No activity"]);
        assert_eq!(table(&book, &view.active, locale).count, 2);
        assert!(
            view.absent
                .unwrap()
                .contains("Shared deals, Renewals, Commission statements")
        );
        assert!(
            view.tables
                .iter()
                .all(|(_, query)| query.client.as_deref() == Some("a"))
        );
        assert_eq!(view.active.subject, Subject::Figure(Key::ClientTotal));
    });
}

#[test]
fn a_client_of_other_data_has_no_record() {
    let book = read(&file("public/data/sample.json"));
    english(|locale| {
        for id in ["", "nobody", "C-001", "c-001 "] {
            assert!(
                record(&book, id, &BreakdownQuery::default(), locale).is_none(),
                "{id}"
            );
        }
    });
}

#[test]
fn only_web_addresses_lead_to_a_crm() {
    let with = |url: &str| {
        let book = book(
            &json!({ "format": "tierwise/1", "as_of": "2025-02-25", "clients": [{ "id": "a" }] }),
        );
        let mut client = book.clients[0].clone();
        client.record_url = Some(url.to_owned());
        record_url(&client)
    };
    assert_eq!(
        with("https://crm.example/1").as_deref(),
        Some("https://crm.example/1")
    );
    assert_eq!(
        with("HTTP://crm.example/1").as_deref(),
        Some("HTTP://crm.example/1")
    );
    for bad in [
        "javascript:alert(1)",
        "javascript://x%0aalert(1)",
        "data:text/html,x",
        "//crm.example",
        "crm.example/1",
        "",
    ] {
        assert_eq!(with(bad), None, "{bad}");
    }
}

// ---- The vendor's people ------------------------------------------------------------------------------------------------

#[test]
fn an_address_becomes_a_link_to_it_and_to_nothing_else() {
    for (address, link) in [
        ("tom.hale@vendor.example", "mailto:tom.hale@vendor.example"),
        ("  tom@vendor.example ", "mailto:tom@vendor.example"),
        (
            "a?subject=x&body=y@vendor.example",
            "mailto:a%3Fsubject%3Dx%26body%3Dy@vendor.example",
        ),
        (
            "100%+tag@vendor.example",
            "mailto:100%25%2Btag@vendor.example",
        ),
        (
            "a%0d%0abcc@vendor.example",
            "mailto:a%250d%250abcc@vendor.example",
        ),
        ("zoë@bücher.example", "mailto:zo%C3%AB@b%C3%BCcher.example"),
    ] {
        assert_eq!(mailto(address).as_deref(), Some(link), "{address}");
    }
    for none in [
        "",
        "@",
        "tom",
        "tom@",
        "@vendor.example",
        "a@b@c",
        "tom@vendor.example?subject=x",
        "tom@vendor.example&body=x",
        "tom@vendor.example,eve@evil.example",
        "tom@vendor.example;eve@evil.example",
        "Tom Hale <tom@vendor.example>",
        "tom\r\nBcc: eve@vendor.example",
        "tom@vendor.example\nBcc: eve",
        "tom@vendor..example",
        ".tom@vendor.example",
        "\"tom hale\"@vendor.example",
        "mailto:tom@vendor.example",
        "javascript:alert(1)",
        "tom\u{0}@vendor.example",
        "tom\u{85}@vendor.example",
        "tom\u{2028}x@vendor.example",
    ] {
        assert_eq!(mailto(none), None, "{none:?}");
    }
    assert_eq!(mailto(&format!("{}@vendor.example", "a".repeat(300))), None);
}

#[test]
fn the_first_contact_comes_first_and_unknown_roles_are_readable() {
    let person = |role: Value, name: &str| json!({ "role": role, "name": name });
    let with = |team: Value| {
        book(
            &json!({ "format": "tierwise/1", "as_of": "2025-02-25", "clients": [{ "id": "a" }], "team": team }),
        )
    };
    let rules = rules();
    english(|locale| {
        let members = team(
            &with(json!([
                person(json!("onboarding_lead"), "prince"),
                person(json!(null), "Ann Lee"),
                person(json!("customer_success"), "Priya Nair"),
                person(json!("growth-specialist"), "Dario van der Venn"),
                person(json!("Partner Development Manager"), "  colette   ramsey "),
            ])),
            &rules,
            locale,
        )
        .unwrap();
        let all: Vec<_> = members
            .iter()
            .map(|member| (member.initials.as_str(), member.role.as_deref()))
            .collect();
        assert_eq!(
            all,
            [
                ("CR", Some("Partner Development Manager")),
                ("DV", Some("Growth Specialist")),
                ("PN", Some("Customer Success Manager")),
                ("P", Some("Onboarding lead")),
                ("AL", None),
            ]
        );
        assert!(members[0].first && !members[1].first);
        assert!(members[0].about.as_deref().unwrap().contains("onboarding"));
        assert_eq!(members[2].about, None);
        assert!(
            team(&with(json!([])), &rules, locale)
                .unwrap_err()
                .contains("nobody")
        );
        assert!(
            team(&with(json!(null)), &rules, locale)
                .unwrap_err()
                .contains("not in this data")
        );
    });
}
