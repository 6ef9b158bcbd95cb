//! What the commission section and its page say, without a browser.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fs;
use tierwise::{
    engine::{explain::Question, ledger::Ledger, standing::run},
    ingest,
    model::{book::Book, exchange::MonthEndRates, period::parse_date},
    query::report::{Report, ReportQuery},
    rules::{self, Rules},
    view::{
        Locale,
        commission::{CommissionView, commission, recent, table},
        commissions::{self, Check, StatementView, YearView},
        format::Plain,
        report::ReportView,
    },
    words::{Language, Words},
};

const DAY: &str = "2025-02-25";

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn rules() -> Rules {
    rules::load(&file("public/rules/hubspot-solutions.json"), &[])
        .unwrap()
        .0
}

fn sample() -> Value {
    serde_json::from_slice(&file("public/data/sample.json")).unwrap()
}

fn read(book: &Value) -> Book {
    ingest::read(book.to_string().as_bytes(), parse_date(DAY).unwrap())
        .unwrap()
        .book
}

/// Works with English words and plain numbers.
fn in_english<T>(make: impl FnOnce(Locale) -> T) -> T {
    make(Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    })
}

fn section(book: &Book) -> CommissionView {
    in_english(|locale| {
        commission(
            book,
            &rules(),
            book.as_of,
            &MonthEndRates::default(),
            locale,
        )
    })
}

fn open(book: &Book, id: &str) -> Option<StatementView> {
    in_english(|locale| commissions::statement(id, book, locale))
}

fn years(book: &Book) -> Vec<YearView> {
    in_english(|locale| commissions::years(book, &rules(), book.as_of, locale)).unwrap()
}

fn rows(book: &Book, query: &ReportQuery) -> ReportView {
    let rules = rules();
    let ledger = Ledger::new(book, &rules);
    let standing = run(book, &rules, book.as_of);
    let question = Question {
        book,
        rules: &rules,
        ledger: &ledger,
        standing: &standing,
        goal: None,
        range: (standing.day, standing.day),
        client: None,
    };
    let report = Report::new(question, query);
    in_english(|locale| table(&report, book, &rules, locale, "none".to_owned()))
}

/// The texts of each row.
fn texts(view: &ReportView) -> Vec<Vec<&str>> {
    let rows = view.rows.iter();
    rows.map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

/// A figure's value and currency, one for each currency.
fn values(figures: &[tierwise::view::figure::FigureView]) -> Vec<(String, Option<String>)> {
    let figures = figures.iter();
    figures
        .map(|figure| {
            let currency = figure.currency.map(|currency| currency.to_string());
            (figure.value.clone(), currency)
        })
        .collect()
}

fn one(value: &str, currency: &str) -> Vec<(String, Option<String>)> {
    vec![(value.to_owned(), Some(currency.to_owned()))]
}

/// A book with a payout currency and these statements.
fn book_of(commissions: &Value) -> Value {
    json!({
        "format": "tierwise/1", "as_of": DAY,
        "partner": {"name": "P", "level": "partner", "payout_currency": "EUR"},
        "clients": [{"id": "c1", "name": "One", "currency": "USD", "market": "standard"}],
        "commissions": commissions,
        "sales": [],
    })
}

#[test]
fn the_sample_names_what_was_paid_what_comes_and_what_is_withheld() {
    let book = read(&sample());
    let view = section(&book);
    // 7334.06 + 10440.05 + 11411.52, paid from 2024-05-15 to 2024-11-16.
    assert_eq!(values(&view.paid), one("29185.63", "USD"));
    assert_eq!(values(&view.next_due), one("11824.24", "USD"));
    let next = view.next.unwrap();
    assert_eq!(next.due.0, "2025-02-28");
    assert_eq!(next.source, "By the statement for Q4 2024 (Pending)");
    assert_eq!(view.withheld.len(), 1);
    assert_eq!(view.withheld[0].id, "st-2023-q2");
    assert_eq!(view.withheld[0].text, "Q2 2023 · USD 4954.99");
    assert!(view.overdue.is_empty() && view.undated.is_none() && view.in_data);
}

#[test]
fn the_table_around_the_day_has_statements_and_what_is_expected_beyond_them() {
    let book = read(&sample());
    let view = rows(&book, &recent(book.as_of));
    let texts = texts(&view);
    let last = texts.last().unwrap();
    assert_eq!(last[..3], ["Q2 2025", "Expected", "2025-08-14"]);
    let stated = texts.iter().filter(|row| row[1] != "Expected");
    let stated: Vec<_> = stated.map(|row| (row[0], row[1])).collect();
    assert_eq!(
        stated,
        [
            ("Q1 2024", "Paid"),
            ("Q2 2024", "Paid"),
            ("Q3 2024", "Paid"),
            ("Q4 2024", "Pending"),
            ("Q1 2025", "Estimated"),
        ]
    );
    // What is paid and what is only expected are never added up.
    assert!(view.totals.iter().all(String::is_empty));
}

#[test]
fn without_statements_the_schedule_speaks_and_says_so() {
    let mut book = sample();
    book.as_object_mut().unwrap().remove("commissions");
    let book = read(&book);
    let view = section(&book);
    assert!(view.paid[0].is_missing());
    let next = view.next.unwrap();
    assert_eq!(next.due.0, "2025-05-15");
    assert_eq!(
        next.source,
        "Q1 2025, estimated from your sales, not confirmed by HubSpot"
    );
    assert!(view.next_due.len() > 1, "one figure for each currency");
    let expected = rows(&book, &recent(book.as_of));
    assert!(texts(&expected).iter().all(|row| row[1] == "Expected"));
    assert_eq!(open(&book, "st-2024-q4"), None);
}

#[test]
fn what_is_not_in_the_data_is_not_0() {
    let mut book = book_of(&json!([]));
    let view = section(&read(&book));
    assert_eq!(values(&view.paid), one("0", "EUR"));
    assert_eq!(values(&view.next_due), one("0", "EUR"));
    assert_eq!(view.next, None);
    // Statements alone cannot say that nothing comes.
    book.as_object_mut().unwrap().remove("sales");
    let view = section(&read(&book));
    assert_eq!(values(&view.paid), one("0", "EUR"));
    assert!(view.next_due[0].is_missing());
    book.as_object_mut().unwrap().remove("commissions");
    let view = section(&read(&book));
    assert!(view.paid[0].is_missing() && view.next_due[0].is_missing() && !view.in_data);
}

#[test]
fn two_currencies_stay_two() {
    let statement = |id: &str, currency: &str, amount: &str, paid_on: &str| {
        json!({"id": id, "period": "2024-Q3", "due_on": "2024-11-14", "paid_on": paid_on,
               "amount": amount, "currency": currency, "status": "paid", "lines": []})
    };
    let mut book = book_of(&json!([
        statement("a", "USD", "100.10", "2024-11-14"),
        statement("b", "EUR", "7.05", "2025-01-02"),
        statement("c", "USD", "0.20", "2024-12-31"),
        // A year ago to the day is not in the last 12 months, the day after is.
        statement("d", "USD", "1000", "2024-02-25"),
        statement("e", "USD", "0.70", "2024-02-26"),
    ]));
    let view = section(&read(&book));
    let expected = [one("7.05", "EUR"), one("101", "USD")].concat();
    assert_eq!(values(&view.paid), expected);
    let years = years(&read(&book));
    let years: Vec<_> = years
        .iter()
        .map(|year| {
            let paid = year.sums[0].clone().map(|(value, _)| value);
            (year.year.as_str(), year.currency.as_str().to_owned(), paid)
        })
        .collect();
    let year =
        |year, currency: &str, paid: &str| (year, currency.to_owned(), Some(paid.to_owned()));
    assert_eq!(
        years,
        [year("2024", "USD", "1101"), year("2025", "EUR", "7.05")]
    );
    // What is due together is said by currency, and a statement that is late is not next.
    let due = |id: &str, currency: &str, due_on: &str| {
        json!({"id": id, "period": "2024-Q4", "due_on": due_on, "amount": "5", "currency": currency,
               "status": "pending", "lines": []})
    };
    book["commissions"] = json!([
        due("a", "USD", "2025-03-01"),
        due("b", "EUR", "2025-03-01"),
        due("c", "EUR", "2025-02-25"),
    ]);
    let view = section(&read(&book));
    let expected = [one("5", "EUR"), one("5", "USD")].concat();
    assert_eq!(values(&view.next_due), expected);
    assert_eq!(view.overdue.len(), 1);
    assert_eq!(view.overdue[0].id, "c");
}

#[test]
fn lines_that_are_not_the_amount_are_said() {
    let line = |amount: &str| json!({"client": "c1", "amount": amount});
    let statement = |id: &str, lines: Value| {
        json!({"id": id, "period": "2024-Q3", "amount": "10", "currency": "EUR", "status": "paid",
               "lines": lines})
    };
    let book = read(&book_of(&json!([
        statement("same", json!([line("9.90"), line("0.10")])),
        statement("less", json!([line("9.90")])),
        statement(
            "more",
            json!([line("12.345"), line("-1.345"), line("0.001")])
        ),
        statement("none", json!([])),
    ])));
    let check = |id| open(&book, id).unwrap().check;
    assert!(matches!(check("same"), Check::Equal(_)));
    assert!(matches!(check("none"), Check::NoLines(_)));
    assert_eq!(
        check("less"),
        Check::Different(
            "The lines come to EUR 9.90: EUR 0.10 less than the statement’s amount.".to_owned()
        )
    );
    let Check::Different(text) = check("more") else {
        panic!("a difference of a thousandth is one");
    };
    assert!(text.contains("EUR 1.00 more"), "{text}");
    // Paid, and nobody says when: in no sum, and said.
    assert!(section(&book).undated.unwrap().starts_with("4 paid"));
}

#[test]
fn a_statement_has_its_own_lines_and_all_of_them() {
    let lines: Vec<Value> = (0..120)
        .map(|_| json!({"client": "c1", "amount": "1"}))
        .collect();
    let statement = |id: &str, lines: &[Value]| {
        json!({"id": id, "period": "2024-Q3", "amount": "120", "currency": "EUR", "status": "paid",
               "lines": lines})
    };
    // Ids that differ by a capital alone are two.
    let book = read(&book_of(&json!([
        statement("st", &lines),
        statement("ST", &lines[..3]),
    ])));
    assert_eq!(rows(&book, &commissions::lines("st")).rows.len(), 120);
    let view = rows(&book, &commissions::lines("ST"));
    assert_eq!(view.rows.len(), 3);
    assert_eq!(view.totals.last().unwrap(), "EUR 3.00");
    assert_eq!(rows(&book, &commissions::lines("s")).rows.len(), 0);
}

/// The years' sums are the amounts of the statements and the schedule, each once.
#[test]
fn the_years_of_the_sample_add_up() {
    let value = sample();
    let book = read(&value);
    let years = years(&book);
    let sum = |at: usize| {
        let sums = years.iter().filter(|year| year.currency.as_str() == "USD");
        let sums = sums.filter_map(|year| year.sums[at].clone());
        let sums = sums.map(|(value, _)| Decimal::from_str_exact(&value).unwrap());
        sums.sum::<Decimal>()
    };
    let stated = |statuses: &[&str]| {
        let statements = value["commissions"].as_array().unwrap().iter();
        let statements = statements
            .filter(|statement| statuses.contains(&statement["status"].as_str().unwrap()));
        let amounts = statements.map(|statement| {
            Decimal::from_str_exact(statement["amount"].as_str().unwrap()).unwrap()
        });
        amounts.sum::<Decimal>()
    };
    assert_eq!(sum(0), stated(&["paid"]));
    assert_eq!(sum(1), stated(&["pending", "estimated"]));
    assert!(sum(2) > Decimal::ZERO);
    let first = (years[0].year.as_str(), years[0].currency.as_str());
    assert_eq!(first, ("2023", "USD"));
    assert_eq!(years.last().unwrap().year, "2028");
}
