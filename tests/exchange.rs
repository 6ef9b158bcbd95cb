//! Exchange rates: what is read of every kind of file, and what they make of the expected commission.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use serde_json::{Value, json};
use std::fs;
use tierwise::{
    engine::commission::schedule,
    ingest::{
        self,
        exchange::{RatesRead, is_known, kept, read},
    },
    model::{
        currency::Currency,
        diagnostic::{Code, Effect},
        exchange::{MonthEndRates, RateSource},
        period::{Month, parse_date},
    },
    rules::{self, Rules},
    view::{
        Locale,
        commission::commission,
        commissions::expected,
        exchange::{ExpectedView, rates},
        format::Plain,
    },
    words::{Language, Words},
};

fn file(name: &str) -> Vec<u8> {
    fs::read(format!(
        "{}/tests/fixtures/rates/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn programme() -> Rules {
    let path = format!(
        "{}/public/rules/hubspot-solutions.json",
        env!("CARGO_MANIFEST_DIR")
    );
    rules::load(&fs::read(path).unwrap(), &[]).unwrap().0
}

fn loaded(name: &str) -> RatesRead {
    read(&file(name), name).unwrap()
}

/// "2025-01-31 EUR: GBP 0.83608, USD 1.0393" for each table.
fn tables(read: &RatesRead) -> Vec<String> {
    let tables = read.file.tables.iter();
    tables
        .map(|table| {
            let rates = table.rates.iter();
            let rates: Vec<_> = rates
                .map(|(currency, rate)| format!("{currency} {rate}"))
                .collect();
            format!("{} {}: {}", table.day, table.base, rates.join(", "))
        })
        .collect()
}

/// What was left out: its code, place and what stood there.
fn faults(bytes: &[u8]) -> (usize, Vec<String>) {
    let (read, diagnostics) = match read(bytes, "x") {
        Ok(read) => (read.file.read, read.diagnostics),
        Err(diagnostics) => (0, diagnostics),
    };
    let line = |d: &tierwise::model::diagnostic::Diagnostic| {
        format!(
            "{} {} at {}: {}",
            d.effect.as_str(),
            d.code.as_str(),
            d.place,
            d.found
        )
    };
    (read, diagnostics.iter().map(line).collect())
}

const JANUARY: &str = "2025-01-31 EUR: GBP 0.83608, USD 1.0393";

#[test]
fn what_a_spreadsheet_saves_is_known_too() {
    let text = "sep=;\nMonth;From;To;Rate\n2025-01;EUR;USD;1,0393\n2025-02;EUR;USD;none\n";
    let marked = format!("\u{feff}{text}");
    let utf_16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &utf_16] {
        assert!(is_known(bytes));
        let read = read(bytes, "list.csv").unwrap();
        assert_eq!(tables(&read), ["2025-01-31 EUR: USD 1.0393"]);
        let places: Vec<&str> = read
            .diagnostics
            .iter()
            .map(|one| one.place.as_str())
            .collect();
        assert_eq!(places, ["row 4, column Rate"]);
    }
}

#[test]
fn every_kind_of_file_is_known_and_gives_its_months_last_days() {
    let with_yen = "2025-01-31 EUR: GBP 0.83608, JPY 160.99, USD 1.0393";
    for (name, source, expected) in [
        (
            "eurofxref-hist-90d.xml",
            RateSource::Ecb,
            vec![
                with_yen,
                "2025-02-28 EUR: GBP 0.82608, JPY 156.36, USD 1.0411",
                "2025-03-05 EUR: GBP 0.832, USD 1.0694",
            ],
        ),
        ("eurofxref.csv", RateSource::Ecb, vec![with_yen]),
        (
            "eurofxref-hist.csv",
            RateSource::Ecb,
            vec![
                "2024-12-31 EUR: GBP 0.82918, JPY 163.06, USD 1.0389",
                with_yen,
                "2025-02-28 EUR: GBP 0.82608, JPY 156.36, USD 1.0411",
            ],
        ),
        ("portal.csv", RateSource::Ecb, vec![JANUARY]),
        (
            "open-exchange-rates.json",
            RateSource::OpenExchangeRates,
            vec!["2025-01-31 USD: EUR 0.962245, GBP 0.804618, XAU 0.000357231"],
        ),
        (
            "open-exchange-rates-series.json",
            RateSource::OpenExchangeRates,
            vec!["2025-01-31 USD: EUR 0.962245"],
        ),
        ("frankfurter.json", RateSource::Frankfurter, vec![JANUARY]),
        (
            "frankfurter-series.json",
            RateSource::Frankfurter,
            vec!["2025-01-31 EUR: USD 1.0393"],
        ),
        ("frankfurter-2.json", RateSource::Frankfurter, vec![JANUARY]),
        (
            "list.csv",
            RateSource::List,
            vec!["2025-01-31 EUR: USD 1.0393", "2025-01-31 GBP: USD 1.2431"],
        ),
    ] {
        assert!(is_known(&file(name)), "{name}");
        let read = loaded(name);
        assert_eq!(read.file.source, source, "{name}");
        assert_eq!(tables(&read), expected, "{name}");
    }
}

#[test]
fn partner_data_is_no_file_of_rates() {
    let root = env!("CARGO_MANIFEST_DIR");
    for path in [
        "public/data/sample.json",
        "tests/fixtures/own-small.json",
        "tests/fixtures/api-page.json",
        "tests/fixtures/clients.csv",
        "public/rules/hubspot-solutions.json",
        "index.html",
    ] {
        let bytes = fs::read(format!("{root}/{path}")).unwrap();
        assert!(!is_known(&bytes), "{path}");
        let refused = read(&bytes, path).unwrap_err();
        assert_eq!(refused[0].effect, Effect::Refused, "{path}");
    }
    assert!(!is_known(b""));
    assert!(
        is_known(b"\xEF\xBB\xBF Date,USD\n"),
        "a byte order mark is skipped"
    );
}

#[test]
fn a_bad_rate_costs_itself_and_says_where_it_is() {
    for (what, text, read, expected) in [
        (
            "a wide table",
            "Date,USD,GBP,\n2025-01-31,1.0393,abc,\n2025-02-30,1,1,\n2025-02-28,-1,0.8,0.1\n",
            2,
            vec![
                "left-out bad-number at row 2, column GBP: abc",
                "left-out bad-date at row 3, column Date: 2025-02-30",
                "left-out bad-range at row 4, column USD: -1",
                "left-out row-broken at row 4, column : 0.1",
            ],
        ),
        (
            "a list",
            "from,to,date,rate\nEUR,USD,2025-01-31,1.0393\nEUR,USD,2025-01-31,1.04\nEURO,USD,2025-01-31,1\nEUR,US,2025-01-31,1\nEUR,GBP,2025-13-01,1\nEUR,GBP,2025-01-31,1.0393123456789012345\n",
            1,
            vec![
                "left-out duplicate-id at row 3, column rate: USD",
                "left-out bad-currency at row 4, column from: EURO",
                "left-out bad-currency at row 5, column to: US",
                "left-out bad-date at row 6, column date: 2025-13-01",
                "left-out too-many-digits at row 7, column rate: 1.0393123456789012345",
            ],
        ),
        (
            "JSON",
            r#"{"base": "EUR", "date": "2025-01-31", "rates": {"USD": 1.0393, "GBP": null, "VEF_BLK": 2}}"#,
            1,
            vec![
                "left-out bad-number at rates.GBP: null",
                "left-out bad-currency at rates.VEF_BLK: VEF_BLK",
            ],
        ),
        (
            "a series",
            r#"{"base": "EUR", "rates": {"2025-01-31": {"USD": 1.0393}, "soon": {"USD": 1}, "2025-02-28": 3}}"#,
            1,
            vec![
                "left-out bad-date at rates.soon: soon",
                "left-out bad-section at rates.2025-02-28: 3",
            ],
        ),
        (
            "quotes",
            r#"[{"date": "2025-01-31", "base": "EUR", "quote": "USD", "rate": 1.0393}, {"quote": "USD"}, {"date": "2025-01-31", "base": "EUR", "quote": "GBP"}]"#,
            1,
            vec![
                "left-out bad-date at [1].date: ",
                "left-out bad-number at [2].rate: ",
            ],
        ),
        (
            "an average",
            "FREQ,CURRENCY,CURRENCY_DENOM,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE\nM,USD,EUR,E,2025-01,1.0393\nM,USD,EUR,A,2025-02,1.04\n",
            1,
            vec!["left-out rate-average at row 3, column OBS_VALUE: 2025-02"],
        ),
        (
            "XML",
            "<gesmes:Envelope xmlns='eurofxref'><gesmes:x/>\n<Cube><Cube currency='USD' rate='1'/>\n <Cube time='2025-01-31'><Cube currency='USD' rate='1.0393'/><Cube currency='GBP'/><Cube currency='A&amp;B' rate='1'/></Cube></Cube></gesmes:Envelope>",
            1,
            vec![
                "left-out bad-date at line 2, column 7: ",
                "left-out field-missing at line 3, column 62: rate",
                "left-out bad-currency at line 3, column 84: A&B",
            ],
        ),
    ] {
        let (used, found) = faults(text.as_bytes());
        assert_eq!(found, expected, "{what}");
        assert_eq!(used, read, "{what}");
    }
}

#[test]
fn what_is_no_file_of_rates_is_refused_and_says_what_it_is() {
    for (text, expected) in [
        (
            "Dear partner,\n",
            "refused rates-unknown at row 1: Dear partner,",
        ),
        (r#"{"a": 1, "b": 2}"#, "refused rates-unknown at : a, b"),
        ("[1]", "refused rates-unknown at : [1]"),
        ("<html></html>", "refused is-html at : <html></html>"),
        (
            r#"{"base": "EUR", "rates": {"USD": 1"#,
            "refused json-cut at line 1, column 34: EOF while parsing an object",
        ),
        (
            r#"{"base": "EURO", "date": "2025-01-31", "rates": {}}"#,
            "refused bad-currency at base: EURO",
        ),
        (
            r#"{"base": "EUR", "date": "soon", "rates": {}}"#,
            "refused bad-date at date: soon",
        ),
        (
            r#"{"base": "EUR", "rates": {"USD": 1}}"#,
            "refused field-missing at date: date",
        ),
        (
            r#"{"base": "EUR", "date": "2025-01-31", "rates": {}}"#,
            "refused nothing-usable at : 0",
        ),
        (
            r#"{"amount": 10.0, "base": "EUR", "date": "2025-01-31", "rates": {"USD": 10.39}}"#,
            "refused bad-range at amount: 10.0",
        ),
        ("Date,USD\n", "refused nothing-usable at : 0"),
        ("", "refused file-empty at : "),
    ] {
        assert_eq!(faults(text.as_bytes()).1, [expected], "{text}");
    }
    let cut = String::from_utf8(file("eurofxref-hist-90d.xml")).unwrap();
    let half = cut.split_at(cut.find("0.82730").unwrap()).0;
    let (_, found) = faults(half.as_bytes());
    assert!(
        found[0].starts_with("refused xml-broken at line 5, column "),
        "{found:?}"
    );
}

#[test]
fn every_rate_is_read_or_left_out() {
    let read = loaded("portal.csv");
    assert_eq!((read.file.read, read.file.left_out), (3, 1));
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(read.diagnostics[0].code, Code::RateAverage);
    let read = loaded("eurofxref-hist-90d.xml");
    assert_eq!(
        (read.file.days, read.file.read, read.file.left_out),
        (5, 14, 0)
    );
}

#[test]
fn what_the_browser_keeps_comes_back_as_it_was() {
    let files: Vec<_> = ["eurofxref-hist.csv", "list.csv", "open-exchange-rates.json"]
        .map(|name| loaded(name).file)
        .to_vec();
    assert_eq!(kept::read(&kept::write(&files)), files);
    let mut named = files.clone();
    named[0].name = "a\tb\nc.csv".to_owned();
    assert_eq!(kept::read(&kept::write(&named))[0].name, "abc.csv");
    for text in [
        "",
        "rates/2\nfile",
        "rates/1\nfile\tecb\t2025",
        "rates/1\n2025-01-31\tEUR\tUSD 1",
    ] {
        assert_eq!(kept::read(text), [], "{text}");
    }
    let broken = kept::write(&files).replace("USD 1.0393", "USD -1");
    assert_eq!(
        kept::read(&broken)[0].tables.len(),
        files[0].tables.len() - 1
    );
}

/// Sales of 1,000 a month in each currency, closed in January 2025, which earn 20 %.
fn book(payout: &str, currencies: &[&str]) -> Value {
    let sale = |currency: &&str| {
        json!({ "id": format!("s-{currency}"), "client": "c", "deal_type": "partner_sourced", "kind": "new", "mrr": "1000",
            "currency": currency, "closed_on": "2025-01-10" })
    };
    json!({ "format": "tierwise/1", "as_of": "2025-02-25", "partner": { "payout_currency": payout },
        "clients": [{ "id": "c", "name": "C" }], "sales": currencies.iter().map(sale).collect::<Vec<_>>() })
}

fn with<T>(
    payout: &str,
    currencies: &[&str],
    files: &[&str],
    make: impl FnOnce(&tierwise::model::book::Book, &Rules, NaiveDate, &MonthEndRates, Locale) -> T,
) -> T {
    let document = book(payout, currencies).to_string();
    let day = parse_date("2025-02-25").unwrap();
    let book = ingest::read(document.as_bytes(), day).unwrap().book;
    let files: Vec<_> = files.iter().map(|name| loaded(name).file).collect();
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    make(&book, &programme(), day, &MonthEndRates::of(&files), locale)
}

fn by_quarter(payout: &str, currencies: &[&str], files: &[&str]) -> Option<ExpectedView> {
    with(payout, currencies, files, expected)
}

#[test]
fn expected_commission_is_converted_month_by_month_and_explains_itself() {
    // 200 EUR and 200 GBP a month; the file reaches March without its end.
    let view = by_quarter("USD", &["EUR", "GBP", "USD"], &["eurofxref-hist-90d.xml"]).unwrap();
    let first = &view.quarters[0];
    assert_eq!(first.quarter.0, "2025-Q1");
    assert_eq!(first.own, ["EUR 600.00", "GBP 600.00", "USD 600.00"]);
    assert_eq!(
        first.steps,
        [
            "2025-01: EUR 200.00 × 1.0393 = USD 207.86 (European Central Bank, 2025-01-31)",
            "2025-01: GBP 200.00 ÷ 0.83608 × 1.0393 = USD 248.61 through EUR (European Central Bank, 2025-01-31)",
            "2025-02: EUR 200.00 × 1.0411 = USD 208.22 (European Central Bank, 2025-02-28)",
            "2025-02: GBP 200.00 ÷ 0.82608 × 1.0411 = USD 252.06 through EUR (European Central Bank, 2025-02-28)",
        ]
    );
    assert_eq!(
        first.rest.as_deref(),
        Some("and EUR 200.00 · GBP 200.00 without a rate yet")
    );
    // 600 + 200 × (1.0393 + 1.0411) + 200 × (1.0393 / 0.83608 + 1.0411 / 0.82608), to 20 places.
    assert_eq!(first.sum.value, "1516.75048502615333376589");
    assert_eq!(
        (first.sum.key, first.sum.text.as_str()),
        ("commission.converted", "USD 1516.75")
    );
    assert_eq!(view.quarters.len(), 1, "later months have no rate");
    assert_eq!(view.missing, None);
}

#[test]
fn a_rate_turned_round_is_said_to_be() {
    let view = by_quarter("EUR", &["USD"], &["eurofxref-hist-90d.xml"]).unwrap();
    assert_eq!(
        view.quarters[0].steps[0],
        "2025-01: USD 200.00 ÷ 1.0393 = EUR 192.44 with 1 EUR = 1.0393 USD (European Central Bank, 2025-01-31)"
    );
    let list = by_quarter("EUR", &["USD"], &["list.csv"]).unwrap();
    assert!(
        list.quarters.is_empty(),
        "a list has the direction that it states and no other"
    );
    assert!(list.missing.is_some());
}

#[test]
fn without_rates_nothing_is_converted_and_without_other_currencies_nothing_is_said() {
    let none = by_quarter("USD", &["EUR"], &[]).unwrap();
    assert!(none.quarters.is_empty());
    assert_eq!(
        none.missing.as_deref(),
        Some(
            "What is expected in EUR can be shown in USD too, once you have loaded the month-end exchange rates."
        )
    );
    assert_eq!(
        by_quarter("USD", &["USD"], &["eurofxref-hist-90d.xml"]),
        None
    );
}

#[test]
fn the_section_shows_the_next_payment_and_the_chart_in_the_payout_currency() {
    let section = |files: &[&str]| with("USD", &["EUR"], files, commission);
    let without = section(&[]);
    assert_eq!(without.next.as_ref().unwrap().converted, None);
    assert!(
        without.beside_chart.is_none(),
        "nothing in USD to draw: {:?}",
        without.beside_chart
    );
    let view = section(&["eurofxref-hist-90d.xml"]);
    let figures = |view: &[tierwise::view::figure::FigureView]| {
        view.iter()
            .map(|f| (f.value.clone(), f.currency))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        figures(&view.next_due),
        figures(&without.next_due),
        "the figure keeps its meaning"
    );
    assert_eq!(
        figures(&view.next_due),
        [("600".to_owned(), Currency::parse("EUR"))]
    );
    let converted = view.next.unwrap().converted.unwrap();
    assert_eq!(converted.sum.value, "416.08");
    let chart = view.chart.unwrap();
    let shown = format!("{chart:?}");
    assert!(shown.contains("416.08"), "{shown}");
    assert!(
        view.beside_chart
            .unwrap()
            .starts_with("Expected amounts in other currencies are converted to USD")
    );
}

#[test]
fn the_months_of_a_quarter_add_up_to_it() {
    with("USD", &["EUR", "JPY"], &[], |book, rules, day, _, _| {
        let schedule = schedule(book, rules, day, 12).unwrap().unwrap();
        for payout in &schedule.payouts {
            for (currency, amount) in &payout.amounts {
                let months = payout
                    .months
                    .iter()
                    .filter_map(|(_, amounts)| amounts.get(currency));
                let sum = months
                    .map(|month| month.value().unwrap())
                    .sum::<rust_decimal::Decimal>();
                assert_eq!(
                    sum,
                    amount.value().unwrap(),
                    "{} {currency}",
                    payout.quarter
                );
            }
        }
        assert_eq!(
            schedule.payouts[0].months[0].0,
            Month::parse("2025-01").unwrap()
        );
    });
}

#[test]
fn the_card_says_which_days_rates_count() {
    let files: Vec<_> = ["eurofxref-hist-90d.xml", "list.csv"]
        .map(|name| loaded(name).file)
        .to_vec();
    let locale = Locale {
        words: &Words::new(Language::En),
        format: &Plain,
    };
    let view = rates(&files, &MonthEndRates::of(&files), locale);
    let file = &view.files[0];
    assert_eq!(file.days, "5 days, 2025-01-30 to 2025-03-05");
    assert_eq!(file.currencies, "EUR to 3 others");
    assert_eq!(file.counts, "14 in = 14 read + 0 left out");
    let months = view.months.iter();
    let months: Vec<_> = months
        .map(|m| (m.month.0.as_str(), m.day.0.as_str(), m.rates.as_str()))
        .collect();
    assert_eq!(
        months,
        [
            (
                "2025-02",
                "2025-02-28",
                "1 EUR = 0.82608 GBP · 1 EUR = 156.36 JPY · 1 EUR = 1.0411 USD"
            ),
            ("2025-01", "2025-01-31", "1 EUR = 1.0393 USD"),
            ("2025-01", "2025-01-31", "1 GBP = 1.2431 USD"),
            (
                "2025-01",
                "2025-01-31",
                "1 EUR = 0.83608 GBP · 1 EUR = 160.99 JPY · 1 EUR = 1.0393 USD"
            ),
        ]
    );
    assert_eq!(
        view.open.as_deref(),
        Some("2025-03 has no rate: European Central Bank reaches only 2025-03-05 of it.")
    );
}
