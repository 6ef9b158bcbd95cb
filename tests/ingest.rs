//! Reading files: the good ones whole, the bad ones as far as they go, and none with a panic.
//!
//! `tests/fixtures` holds one good file of each kind; the bad ones are made of them here, by changing one thing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly; only test functions themselves are exempt from these lints, not their helpers"
)]

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tierwise::ingest::{self, Kind, LARGEST, MOST_DIAGNOSTICS, Read, Section, SectionCount};
use tierwise::model::{
    client::Market,
    commission::CommissionStatus,
    currency::{Country, Currency},
    diagnostic::{Code, Diagnostic, Effect},
    partner::CreditedTier,
    period::parse_date,
    sale::{DealType, SaleKind},
    tier::TierId,
};

const OWN: &str = include_str!("fixtures/own-small.json");
const PAGES: &str = include_str!("fixtures/api-page.json");
const TABLE: &str = include_str!("fixtures/clients.csv");

// ---------------------------------------------------------------------------------------------------------------------
// Short words for what the tests say.

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn read(bytes: impl AsRef<[u8]>) -> Result<Read, Vec<Diagnostic>> {
    ingest::read(bytes.as_ref(), day("2026-01-02"))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The own fixture with one value changed, or added where there is none at the pointer.
fn own_with(pointer: &str, value: Value) -> String {
    changed(OWN, pointer, value)
}

fn changed(text: &str, pointer: &str, value: Value) -> String {
    let mut document = json(text);
    match document.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            document.pointer_mut(parent).unwrap()[key] = value;
        }
    }
    document.to_string()
}

fn counts(read: &Read, section: Section) -> (usize, usize) {
    let count = read.sections.iter().find(|count| count.section == section);
    count.map_or((0, 0), |count| (count.used, count.left_out))
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    let line = |d: &Diagnostic| {
        let (code, effect) = (d.code.as_str(), d.effect.as_str());
        format!("{code} @ {} = {} -> {effect}", d.place, d.found)
    };
    diagnostics.iter().map(line).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// Good files.

#[test]
fn the_own_fixture_follows_the_schema() {
    let schema = json(include_str!("../public/schema/partner-data-1.schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut document = json(OWN);
    // The schema asks for the currency that the reader takes from the client or the partner.
    for pointer in [
        "/sales/2/currency",
        "/managed/1/currency",
        "/commissions/1/currency",
    ] {
        let (record, _) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(record).unwrap()["currency"] = json!("EUR");
    }
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|e| format!("{} at {}", e, e.instance_path()))
        .collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn our_own_format_is_read_whole() {
    let read = read(OWN).unwrap();
    assert_eq!(told(&read.diagnostics), [""; 0]);
    assert_eq!(read.kind, Kind::Own);
    let expected = [
        (Section::Clients, 3),
        (Section::Sales, 3),
        (Section::Managed, 2),
        (Section::Deals, 2),
        (Section::Renewals, 1),
        (Section::Commissions, 2),
        (Section::Retention, 2),
        (Section::Team, 1),
        (Section::ReportedClients, 2),
    ];
    assert_eq!(
        read.sections,
        expected.map(|(section, used)| SectionCount {
            section,
            used,
            left_out: 0
        })
    );
    let book = read.book;
    assert_eq!(
        book.as_of,
        day("2025-02-25"),
        "the data's own day, not today"
    );

    let partner = book.partner.unwrap();
    assert_eq!(partner.name.as_deref(), Some("Northbeam Digital"));
    assert_eq!(
        partner.credited_tier,
        Some(CreditedTier {
            tier: Some(TierId("gold".to_owned())),
            since: Some(day("2024-07-31"))
        })
    );
    assert_eq!(
        partner.certification.unwrap().valid_until,
        Some(day("2025-11-30"))
    );
    assert_eq!(partner.certifications, Some(31));
    assert_eq!(partner.median_tool_usage, Some(number("6.5")));

    let clinics = &book.clients[0];
    assert_eq!(clinics.country, Country::parse("US"));
    assert_eq!(clinics.market, Some(Market::Standard));
    assert_eq!(
        clinics.products,
        ["Marketing Hub Professional", "Sales Hub Starter"]
    );
    assert_eq!(clinics.usage_score, Some(number("81.5")));
    assert_eq!(book.clients[2].name, "c3", "the id where there is no name");

    let sales = book.sales.unwrap();
    assert_eq!(sales[0].kind, Some(SaleKind::New));
    assert_eq!(sales[0].ended_on, Some(day("2025-06-03")));
    assert_eq!(sales[1].deal_type, DealType::PartnerAssisted);
    assert_eq!(sales[1].mrr, number("-80"));
    assert_eq!(sales[2].mrr, number("0.1"), "never through a float");
    assert_eq!(
        Some(sales[2].currency),
        Currency::parse("EUR"),
        "the client's"
    );

    let managed = book.managed.unwrap();
    assert_eq!(
        (managed[0].partners.get(), managed[1].partners.get()),
        (2, 1)
    );
    assert_eq!(managed[0].mrr.to_string(), "1140");
    assert_eq!(
        Some(managed[1].currency),
        Currency::parse("EUR"),
        "the client's"
    );

    let deals = book.deals.unwrap();
    assert_eq!(deals[0].client, Some(0));
    assert_eq!((deals[1].client, deals[1].amount), (None, None));

    assert_eq!(book.renewals.unwrap()[0].mrr_change, Some(number("-40")));

    let commissions = book.commissions.unwrap();
    assert_eq!(commissions[0].lines.len(), 2);
    assert_eq!(commissions[1].status, CommissionStatus::Estimated);
    assert_eq!(
        Some(commissions[1].currency),
        Currency::parse("EUR"),
        "the partner's"
    );

    let retention = book.retention.unwrap();
    assert_eq!(retention[1].month.to_string(), "2025-01");
    assert_eq!(retention[1].downgraded_mrr, None);
    assert_eq!(book.team.unwrap()[0].name, "Kit Moss");

    let reported = book.reported.unwrap();
    assert_eq!(reported.csr_12m, Some(number("0.914")));
    assert_eq!(
        reported.clients.unwrap()[1].sold_points,
        None,
        "missing is not 0"
    );
    assert_eq!(
        Value::from(book.program_rules),
        json(r#"{"thresholds": {"gold": {"total": "123"}}}"#)
    );
}

#[test]
fn api_pages_are_clients_points_and_renewals() {
    let read = read(PAGES).unwrap();
    assert_eq!(
        told(&read.diagnostics),
        ["record-archived @ [1].results[1] = 904 -> noted"]
    );
    assert_eq!(read.kind, Kind::ApiPages);
    assert_eq!(counts(&read, Section::Clients), (3, 1));
    assert_eq!(counts(&read, Section::ReportedClients), (2, 0));
    assert_eq!(counts(&read, Section::Renewals), (2, 0));
    let book = read.book;
    assert_eq!(book.as_of, day("2026-01-02"), "pages have no day: today");
    assert_eq!(book.points_refreshed_on, Some(day("2025-11-26")));

    let [clinics, cafe, unmanaged] = book.clients.as_slice() else {
        panic!("three clients");
    };
    assert_eq!(clinics.name, "Brightwater Clinics");
    assert_eq!(clinics.country, Country::parse("US"));
    assert_eq!(clinics.market, Some(Market::Standard));
    assert_eq!(clinics.currency, Some(Currency::USD));
    assert_eq!(clinics.products, ["MARKETING", "SALES"]);
    assert_eq!(
        clinics.record_url.as_deref(),
        Some("https://app.example/901")
    );
    assert_eq!(clinics.usage_score, Some(number("81.5")));
    assert_eq!(
        cafe.name, "Café Ópera",
        "the account's name where the client has none"
    );
    assert_eq!((cafe.country, cafe.market), (None, Some(Market::Growth)));
    assert_eq!(cafe.market_multiplier, Some(number("2")));
    assert_eq!(
        unmanaged.id, "903",
        "the record's id where the properties have none"
    );

    let points = book.reported.unwrap().clients.unwrap();
    assert_eq!(points.len(), 2, "a client without points reports none");
    assert_eq!(
        (
            points[0].sold_points,
            points[0].managed_points,
            points[0].total_points
        ),
        (Some(number("186")), Some(number("62")), Some(number("248")))
    );
    assert_eq!(
        (
            points[1].sold_points,
            points[1].managed_points,
            points[1].total_points
        ),
        (None, None, Some(number("12.5"))),
        "a total alone cannot be split"
    );

    let renewals = book.renewals.unwrap();
    assert_eq!(renewals[0].renews_on, day("2026-06-01"));
    assert_eq!(
        (renewals[0].mrr, renewals[0].mrr_change),
        (None, Some(number("-40")))
    );
    assert_eq!(renewals[0].renewal_manager.as_deref(), Some("Kit Moss"));
    assert_eq!(renewals[1].renews_on, day("2026-03-31"));

    assert_eq!(
        (book.sales, book.managed, book.deals),
        (None, None, None),
        "not in this data"
    );
    assert_eq!(
        (book.commissions, book.retention, book.team),
        (None, None, None)
    );
}

#[test]
fn a_table_without_a_row_is_refused() {
    let refusal = ingest::read(b"hs_object_id,hs_client_name\n", day("2025-02-25")).unwrap_err();
    assert_eq!(refusal[0].code, Code::NothingUsable);
}

#[test]
fn every_shape_of_api_answer_is_read() {
    let pages = json(PAGES);
    let page = &pages[0];
    let records = &page["results"];
    for (shape, document) in [
        ("a page", page),
        ("records", records),
        ("a record", &records[0]),
    ] {
        let read = read(document.to_string()).unwrap();
        assert_eq!(read.kind, Kind::ApiPages, "{shape}");
        assert_eq!(read.book.clients[0].name, "Brightwater Clinics", "{shape}");
        assert_eq!(told(&read.diagnostics), [""; 0], "{shape}");
    }
    let empty = read(r#"{"results": []}"#).unwrap();
    assert_eq!(counts(&empty, Section::Clients), (0, 0));
    assert_eq!((empty.book.reported, empty.book.renewals), (None, None));
}

#[test]
fn a_table_gives_what_the_api_gives() {
    let read = read(TABLE).unwrap();
    assert_eq!(
        told(&read.diagnostics),
        ["columns-unused @ row 1 = Notes -> noted"]
    );
    assert_eq!(read.kind, Kind::Csv);
    assert_eq!(
        counts(&read, Section::Clients),
        (3, 0),
        "a row of empty cells is no record"
    );
    let book = read.book;
    let names: Vec<&str> = book
        .clients
        .iter()
        .map(|client| client.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Brightwater Clinics", "Café \"Ópera\"", "Unmanaged Ltd"]
    );
    let points = book.reported.unwrap().clients.unwrap();
    assert_eq!(points.len(), 2);
    assert_eq!(
        (points[1].sold_points, points[1].managed_points),
        (None, Some(number("12.5")))
    );
    assert_eq!(book.renewals.unwrap()[0].renews_on, day("2026-06-01"));
}

#[test]
fn a_record_with_the_history_of_its_properties_alone_has_their_newest_values() {
    let version = |value: &str, timestamp: &str| json!({"value": value, "timestamp": timestamp});
    let record = json!({"id": "7", "propertiesWithHistory": {
        "hs_client_name": [version("Acme", "2026-01-01T00:00:00Z"), version("Old", "2025-01-01T00:00:00Z")],
        "hs_sold_tier_points": [version("5", "2025-01-01T00:00:00Z"), version("7.5", "2025-06-01T00:00:00Z")],
        "hs_managed_tier_points": [],
    }});
    let read = read(json!({"results": [record]}).to_string()).unwrap();
    assert_eq!(read.book.clients[0].name, "Acme");
    let points = read.book.reported.unwrap().clients.unwrap();
    assert_eq!(points[0].sold_points, Some(number("7.5")));
    assert_eq!(points[0].managed_points, None);
}

#[test]
fn histories_of_the_wrong_shape_are_not_lost_without_a_word() {
    let of = |histories: serde_json::Value| {
        let properties = json!({"hs_client_name": "Acme"});
        let record =
            json!({"id": "7", "properties": properties, "propertiesWithHistory": histories});
        let read = read(json!({"results": [record]}).to_string()).unwrap();
        assert_eq!(counts(&read, Section::Clients), (1, 0));
        let told = read.diagnostics.into_iter();
        told.map(|told| (told.code, told.place)).collect::<Vec<_>>()
    };
    let place = |rest: &str| format!("results[0].propertiesWithHistory{rest}");
    assert_eq!(of(json!([1, 2])), [(Code::BadSection, place(""))]);
    assert_eq!(
        of(json!({"hs_sold_tier_points": "50", "hs_total_tier_points": null})),
        [(Code::BadSection, place(".hs_sold_tier_points"))]
    );
    assert_eq!(of(json!(null)), []);
}

#[test]
fn every_version_of_the_points_becomes_the_points_of_its_day() {
    let version = |value: &str, timestamp: &str| json!({"value": value, "timestamp": timestamp});
    let record = json!({
        "id": "7",
        "properties": {"hs_client_name": "Acme", "hs_sold_tier_points": "50", "hs_managed_tier_points": "10"},
        "propertiesWithHistory": {
            "hs_sold_tier_points": [
                version("50", "2025-05-01T09:30:00.500Z"),
                version("49", "2025-05-01T11:30:00+02:00"),
                version("45", "2025-05-01T08:00:00Z"),
                version("40", "2025-03-01T00:00:00Z"),
                version("", "2025-02-01T00:00:00Z"),
                version("many", "2025-01-01T00:00:00Z"),
                json!({"value": "1"}),
                json!("2"),
            ],
            "hs_managed_tier_points": [version("10", "1743465600000")],
            "hs_client_name": [version("Acme", "2024-01-01T00:00:00Z")],
        },
    });
    let read = read(json!({"results": [record, record]}).to_string()).unwrap();
    assert_eq!(counts(&read, Section::Clients), (1, 1), "the same twice");
    assert_eq!(counts(&read, Section::ReportedHistory), (6, 3));
    let place = "results[0].propertiesWithHistory.hs_sold_tier_points";
    let told: Vec<(Code, &str)> = read
        .diagnostics
        .iter()
        .filter(|told| told.effect == Effect::LeftOut && told.place.starts_with(place))
        .map(|told| (told.code, told.place.strip_prefix(place).unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (Code::BadRecord, "[7]"),
            (Code::FieldMissing, "[6].timestamp"),
            (Code::BadNumber, "[5].value"),
        ]
    );
    let reported = read.book.reported.unwrap();
    assert_eq!(reported.clients.unwrap()[0].sold_points, Some(number("50")));
    let history: Vec<(String, Option<Decimal>, Option<Decimal>)> = reported
        .history
        .unwrap()
        .into_iter()
        .map(|on| {
            (
                on.day.to_string(),
                on.points.sold_points,
                on.points.managed_points,
            )
        })
        .collect();
    let on = |day: &str, sold: &str, managed: Option<&str>| {
        (day.to_owned(), Some(number(sold)), managed.map(number))
    };
    assert_eq!(
        history,
        [
            on("2025-03-01", "40", None),
            on("2025-04-01", "40", Some("10")),
            on("2025-05-01", "50", Some("10")),
        ]
    );
}

#[test]
fn rows_without_an_id_have_their_clients_name_or_their_number() {
    let read = read("hs_client_name,hs_country\nAcme,FR\nAcme,DE\n,ES\n").unwrap();
    let ids: Vec<&str> = read
        .book
        .clients
        .iter()
        .map(|client| client.id.as_str())
        .collect();
    assert_eq!(ids, ["Acme", "row-3", "row-4"]);
}

#[test]
fn a_day_and_a_format_are_enough() {
    let read = read(r#"{"format": "tierwise/1", "as_of": "2025-02-25"}"#).unwrap();
    assert_eq!(read.sections, []);
    assert_eq!(
        read.book,
        tierwise::model::book::Book::empty(day("2025-02-25"))
    );
}

#[test]
fn null_and_blank_mean_missing() {
    let blank = own_with("/sales", json!(null));
    let blank = changed(&blank, "/partner/certification", json!(null));
    let blank = changed(&blank, "/clients/0/country", json!(" "));
    let read = read(blank).unwrap();
    assert_eq!(told(&read.diagnostics), [""; 0]);
    assert_eq!(
        read.book.sales, None,
        "not in this data, which is not an empty list"
    );
    assert_eq!(read.book.partner.unwrap().certification, None);
    assert_eq!(read.book.clients[0].country, None);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_data() {
    assert_eq!(read(format!("\u{feff}{OWN}")), read(OWN));
}

// ---------------------------------------------------------------------------------------------------------------------
// Bad files: every code that reading can give.

/// What a bad file gives.
enum Then {
    Refused,
    /// Used and left out, of a section.
    Counts(Section, usize, usize),
}

struct Case {
    what: &'static str,
    bytes: Vec<u8>,
    code: Code,
    effect: Effect,
    place: &'static str,
    found: &'static str,
    then: Then,
}

fn refused(
    what: &'static str,
    bytes: impl Into<Vec<u8>>,
    code: Code,
    place: &'static str,
    found: &'static str,
) -> Case {
    Case {
        what,
        bytes: bytes.into(),
        code,
        effect: Effect::Refused,
        place,
        found,
        then: Then::Refused,
    }
}

/// The own fixture with one change, and the one diagnostic that it must give.
fn own(
    pointer: &'static str,
    value: Value,
    (code, effect): (Code, Effect),
    (place, found): (&'static str, &'static str),
    (section, used, left_out): (Section, usize, usize),
) -> Case {
    Case {
        what: pointer,
        bytes: own_with(pointer, value).into(),
        code,
        effect,
        place,
        found,
        then: Then::Counts(section, used, left_out),
    }
}

#[rustfmt::skip] // a table: one line, one case
fn cases() -> Vec<Case> {
    use Code::*;
    use Effect::{FieldIgnored, LeftOut, Noted};
    use Section::{Clients, Commissions, Deals, Managed, Renewals, ReportedClients, Retention, Sales, Team};

    let cut_in_a_word = OWN.split_at(OWN.find("line_first").unwrap()).0;
    let nothing = r#"{"format": "tierwise/1", "as_of": "2025-02-25", "clients": [{"name": "?"}, 7]}"#;
    let archived = r#"{"results": [{"id": "1", "properties": {}, "archived": true}, {"id": "2", "properties": {}}]}"#;
    let table = "hs_object_id,hs_sold_tier_points\n1,5\n2\n3,\"7\n4,9\n";
    let on_page = |pointer: &str, value: Value| changed(PAGES, pointer, value).into_bytes();

    let mut cases = vec![
        refused("no bytes", "", FileEmpty, "", ""),
        refused("white space", " \r\n\t", FileEmpty, "", ""),
        refused("a byte order mark", "\u{feff}", FileEmpty, "", ""),
        refused("256 MB and a byte", vec![b' '; LARGEST + 1], FileTooLarge, "", "268435457"),
        refused("a picture", b"\x89PNG\r\n\x1a\n".to_vec(), NotText, "line 2", "0x1A"),
        refused("half of UTF-16", b"\xFF\xFEa".to_vec(), NotText, "line 1", "0xFF"),
        refused("a sign-in page", " \n<!doctype html>\n<p>", IsHtml, "", "<!doctype html>"),
        refused("a new spreadsheet", b"PK\x03\x04\x14".to_vec(), IsArchive, "", "zip"),
        refused("an old spreadsheet", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), IsArchive, "", "ole"),
        refused("a comma too many", "{\"a\": 1,\n}", JsonBroken, "line 2, column 1", "trailing comma"),
        refused("cut in the middle", cut_in_a_word, JsonCut, "line 42, column 7", "EOF while parsing a string"),
        refused("an error of the API", r#"{"status": "error"}"#, FormatUnknown, "", "status"),
        refused("a newer format", own_with("/format", json!("tierwise/2")), FormatNewer, "format", "tierwise/2"),
        refused("another format", own_with("/format", json!("x/1")), FormatUnknown, "format", "x/1"),
        refused("no day", own_with("/as_of", json!("")), FieldMissing, "as_of", "as_of"),
        refused("a day that is none", own_with("/as_of", json!("2025-02-30")), BadDate, "as_of", "2025-02-30"),
        refused("other columns", "Name,Country\nAcme,US", ColumnsUnknown, "row 1", "Name, Country"),
        refused("a sentence", "Not found", ColumnsUnknown, "row 1", "Not found"),
        refused("only bad records", nothing, NothingUsable, "", "2"),
    ];
    cases.extend([
        own("/sales", json!({}), (BadSection, FieldIgnored), ("sales", "{}"), (Sales, 0, 0)),
        own("/program_rules", json!("none"), (BadSection, FieldIgnored), ("program_rules", "none"), (Sales, 3, 0)),
        own("/partner", json!([]), (BadSection, FieldIgnored), ("partner", "[]"), (Sales, 3, 0)),
        own("/sales/0", json!("s1"), (BadRecord, LeftOut), ("sales[0]", "s1"), (Sales, 2, 1)),
        own("/sales/0/mrr", json!(null), (FieldMissing, LeftOut), ("sales[0].mrr", "mrr"), (Sales, 2, 1)),
        own("/sales/0/closed_on", json!("2025-02-30"), (BadDate, LeftOut), ("sales[0].closed_on", "2025-02-30"), (Sales, 2, 1)),
        own("/sales/0/ended_on", json!(20250603), (BadDate, LeftOut), ("sales[0].ended_on", "20250603"), (Sales, 2, 1)),
        own("/sales/0/deal_type", json!("sourced"), (BadChoice, LeftOut), ("sales[0].deal_type", "sourced"), (Sales, 2, 1)),
        own("/sales/0/kind", json!("renewal"), (BadChoice, FieldIgnored), ("sales[0].kind", "renewal"), (Sales, 3, 0)),
        own("/sales/0/mrr", json!("12k"), (BadNumber, LeftOut), ("sales[0].mrr", "12k"), (Sales, 2, 1)),
        own("/sales/0/mrr", json!("1,234.50"), (BadNumber, LeftOut), ("sales[0].mrr", "1,234.50"), (Sales, 2, 1)),
        own("/sales/0/mrr", json("0.12345678901234567890123456789"), (TooManyDigits, LeftOut), ("sales[0].mrr", "0.12345678901234567890123456789"), (Sales, 2, 1)),
        own("/sales/0/currency", json!("dollars"), (BadCurrency, LeftOut), ("sales[0].currency", "dollars"), (Sales, 2, 1)),
        own("/sales/1/id", json!("s1"), (DuplicateId, LeftOut), ("sales[1].id", "s1"), (Sales, 2, 1)),
        own("/sales/0/client", json!("c9"), (ClientUnknown, LeftOut), ("sales[0].client", "c9"), (Sales, 2, 1)),
        own("/managed/0/partners", json!(-1), (BadCount, LeftOut), ("managed[0].partners", "-1"), (Managed, 1, 1)),
        own("/managed/0/mrr", json!("-5"), (BadRange, LeftOut), ("managed[0].mrr", "-5"), (Managed, 1, 1)),
        own("/clients/0/country", json!("USA"), (BadCountry, FieldIgnored), ("clients[0].country", "USA"), (Clients, 3, 0)),
        own("/clients/0/name", json!(5), (BadText, FieldIgnored), ("clients[0].name", "5"), (Clients, 3, 0)),
        own("/clients/0/products/1", json!([]), (BadText, FieldIgnored), ("clients[0].products[1]", "[]"), (Clients, 3, 0)),
        own("/clients/0/record_url", json!("javascript:x"), (BadAddress, FieldIgnored), ("clients[0].record_url", "javascript:x"), (Clients, 3, 0)),
        own("/clients/0/market_multiplier", json!("-2"), (BadRange, FieldIgnored), ("clients[0].market_multiplier", "-2"), (Clients, 3, 0)),
        own("/clients/0/usage_score", json!(100.5), (BadRange, FieldIgnored), ("clients[0].usage_score", "100.5"), (Clients, 3, 0)),
        own("/clients/2/favourite_colour", json!("red"), (FieldUnknown, Noted), ("clients[].favourite_colour", "clients[2].favourite_colour"), (Clients, 3, 0)),
        own("/partner/certification/valid_until", json!(null), (FieldMissing, FieldIgnored), ("partner.certification.valid_until", "valid_until"), (Clients, 3, 0)),
        own("/partner/credited_tier/since", json!("May"), (BadDate, FieldIgnored), ("partner.credited_tier.since", "May"), (Clients, 3, 0)),
        own("/partner/credited_tier/tier", json!(3), (BadText, FieldIgnored), ("partner.credited_tier.tier", "3"), (Clients, 3, 0)),
        own("/deals/0/client", json!("c9"), (ClientUnknown, FieldIgnored), ("deals[0].client", "c9"), (Deals, 2, 0)),
        own("/deals/0/probability", json!("80"), (BadRange, FieldIgnored), ("deals[0].probability", "80"), (Deals, 2, 0)),
        own("/deals/0/close_on", json!("soon"), (BadDate, LeftOut), ("deals[0].close_on", "soon"), (Deals, 1, 1)),
        own("/renewals/0/mrr", json!("?"), (BadNumber, FieldIgnored), ("renewals[0].mrr", "?"), (Renewals, 1, 0)),
        own("/renewals/0/renews_on", json!("?"), (BadDate, LeftOut), ("renewals[0].renews_on", "?"), (Renewals, 0, 1)),
        own("/commissions/0/period", json!("Q4 2024"), (BadQuarter, LeftOut), ("commissions[0].period", "Q4 2024"), (Commissions, 1, 1)),
        own("/commissions/0/lines/0/rate", json!("20"), (BadRange, LeftOut), ("commissions[0].lines[0].rate", "20"), (Commissions, 2, 0)),
        own("/commissions/0/lines/0/client", json!("c9"), (ClientUnknown, FieldIgnored), ("commissions[0].lines[0].client", "c9"), (Commissions, 2, 0)),
        own("/retention/0/month", json!("12/2024"), (BadMonth, LeftOut), ("retention[0].month", "12/2024"), (Retention, 1, 1)),
        own("/retention/0/month", json!("2025-01"), (DuplicateId, LeftOut), ("retention[1].month", "2025-01"), (Retention, 1, 1)),
        own("/retention/0/cancelled_mrr", json!("2001"), (BadRange, LeftOut), ("retention[0].cancelled_mrr", "2001"), (Retention, 1, 1)),
        own("/retention/0/downgraded_mrr", json!("1981"), (BadRange, LeftOut), ("retention[0].downgraded_mrr", "1981"), (Retention, 1, 1)),
        own("/retention/1/cancelled_mrr", json!(null), (FieldMissing, LeftOut), ("retention[1].cancelled_mrr", "cancelled_mrr"), (Retention, 1, 1)),
        own("/team/0/photo_url", json!("data:x"), (BadAddress, FieldIgnored), ("team[0].photo_url", "data:x"), (Team, 1, 0)),
        own("/reported/clients/1/client", json!("c1"), (DuplicateId, LeftOut), ("reported.clients[1].client", "c1"), (ReportedClients, 1, 1)),
        own("/reported/clients/1/managed_points", json!("many"), (BadNumber, LeftOut), ("reported.clients[1].managed_points", "many"), (ReportedClients, 1, 1)),
    ]);
    let portal = [
        ("an archived record", archived.into(), RecordArchived, Noted, "results[0]", "1", (Clients, 1, 1)),
        ("a short row", table.into(), RowBroken, LeftOut, "row 3", "2", (Clients, 2, 2)),
        ("a short row after one of two lines", b"hs_client_name,Notes\nA,\"x\ny\"\nB\n".to_vec(), RowBroken, LeftOut, "row 3", "B", (Clients, 1, 1)),
        ("an open quote", table.into(), RowBroken, LeftOut, "row 4", "3,\"7", (Clients, 2, 2)),
        ("rows of another table above", b"hs_object_id,hs_client_name\n1,A\nhs_object_id,hs_client_name,hs_country\n3,C,ES\n".to_vec(), RowAboveHeadings, LeftOut, "row 2", "1, A", (Clients, 1, 2)),
        ("a row of sums", b"hs_client_name,hs_sold_tier_points\nA,1\nTotal,1\n".to_vec(), RowOfSums, LeftOut, "row 3", "Total", (Clients, 1, 1)),
        ("an open number", b"hs_client_name,hs_sold_tier_points\nA,1.234\n".to_vec(), DecimalPoint, Noted, "row 1, column hs_sold_tier_points", "hs_sold_tier_points", (Clients, 1, 0)),
        ("a bad cell", b"hs_client_name,hs_sold_tier_points\nA,12k\nB,1\n".to_vec(), BadNumber, LeftOut, "row 2, column hs_sold_tier_points", "12k", (ReportedClients, 1, 1)),
        ("bad points", on_page("/0/results/0/properties/hs_sold_tier_points", json!("1.2.3")), BadNumber, LeftOut, "[0].results[0].properties.hs_sold_tier_points", "1.2.3", (ReportedClients, 1, 1)),
        ("a bad renewal", on_page("/0/results/0/properties/hs_next_renewal_date", json!("soon")), BadDate, LeftOut, "[0].results[0].properties.hs_next_renewal_date", "soon", (Renewals, 1, 1)),
        ("a field twice", br#"{"format": "tierwise/1", "as_of": "2025-02-25", "team": [{"name": "A", "name": "B"}]}"#.to_vec(), FieldRepeated, FieldIgnored, "team[0].name", "name", (Team, 1, 0)),
        ("results twice", br#"{"results": [{"id": "1", "properties": {}}], "results": [{"id": "2", "properties": {}}]}"#.to_vec(), FieldRepeated, FieldIgnored, "results", "results", (Clients, 1, 0)),
        ("a property twice", br#"[{"id": "1", "properties": {"hs_client_name": "A", "hs_client_name": "B"}}]"#.to_vec(), FieldRepeated, FieldIgnored, "[0].properties.hs_client_name", "hs_client_name", (Clients, 1, 0)),
        ("Western Windows", b"hs_client_name,hs_country\nCaf\xE9,FR\n".to_vec(), NotUnicode, Noted, "", "Windows-1252", (Clients, 1, 0)),
        ("a column that nobody reads", b"hs_client_name,Notes\nA,b\n".to_vec(), ColumnsUnused, Noted, "row 1", "Notes", (Clients, 1, 0)),
        ("days that may be months", b"hs_client_name,hs_next_renewal_date\nA,03/04/2026\n".to_vec(), DayFirst, Noted, "row 1, column hs_next_renewal_date", "hs_next_renewal_date", (Renewals, 1, 0)),
        ("an unknown market", on_page("/0/results/0/properties/hs_market_name", json!("moon")), BadChoice, FieldIgnored, "[0].results[0].properties.hs_market_name", "moon", (Clients, 3, 1)),
        ("the same record twice", on_page("/1/results/0/id", json!("901")), DuplicateId, LeftOut, "[1].results[0].id", "901", (Clients, 2, 2)),
        ("a record without properties", on_page("/1/results/0", json!({"id": "9"})), BadRecord, LeftOut, "[1].results[0]", "{\"id\":\"9\"}", (Clients, 2, 2)),
    ];
    cases.extend(portal.map(|(what, bytes, code, effect, place, found, (section, used, left_out))| Case {
        what,
        bytes,
        code,
        effect,
        place,
        found,
        then: Then::Counts(section, used, left_out),
    }));
    cases
}

#[test]
fn each_fault_is_told_with_its_place_and_costs_no_more_than_it_must() {
    for Case {
        what,
        bytes,
        code,
        effect,
        place,
        found,
        then,
    } in cases()
    {
        let expected = Diagnostic::new(code, effect, place, found);
        let outcome = read(&bytes);
        match (then, &outcome) {
            (Then::Refused, Err(diagnostics)) => {
                assert_eq!(diagnostics[0], expected, "{what}");
                let refusals = diagnostics.iter().filter(|d| d.effect == Effect::Refused);
                assert_eq!(refusals.count(), 1, "{what}");
            }
            (Then::Counts(section, used, left_out), Ok(read)) => {
                assert!(
                    read.diagnostics.contains(&expected),
                    "{what}: {:?} is not among {:#?}",
                    told(&[expected]),
                    told(&read.diagnostics)
                );
                assert_eq!(counts(read, section), (used, left_out), "{what}");
            }
            _ => panic!("{what}: {outcome:#?}"),
        }
    }
}

#[test]
fn one_fault_gives_one_diagnostic() {
    for Case {
        what, bytes, then, ..
    } in cases()
    {
        // Without its partner the data also lacks the currency of a commission.
        let single = what.starts_with('/') && what != "/partner";
        if let (Then::Counts(..), true) = (then, single) {
            assert_eq!(told(&read(&bytes).unwrap().diagnostics).len(), 1, "{what}");
        }
    }
}

#[test]
fn every_code_that_reading_can_give_has_a_case() {
    let elsewhere = [
        // tests/open.rs
        Code::ArchiveBroken,
        Code::ArchiveTooLarge,
        Code::TableTooLarge,
        Code::SheetHidden,
        // tests/exchange.rs
        Code::RatesUnknown,
        Code::RatesZipped,
        Code::XmlBroken,
        Code::RateAverage,
        Code::TierUnknown,
        Code::RuleUnusable,
        Code::CurrencyWithoutUnit,
        Code::DealTypeWithoutRate,
        Code::EndedBeforeItBegan,
    ];
    let covered: BTreeSet<Code> = cases().iter().map(|case| case.code).collect();
    let all: BTreeSet<Code> = Code::ALL
        .iter()
        .copied()
        .filter(|code| !elsewhere.contains(code))
        .collect();
    assert_eq!(covered, all);
}

#[test]
fn all_faults_of_a_record_are_told_at_once() {
    let bad = own_with(
        "/sales/0",
        json!({"id": "s1", "client": "c9", "deal_type": "?", "closed_on": "?"}),
    );
    assert_eq!(
        told(&read(bad).unwrap().diagnostics),
        [
            "client-unknown @ sales[0].client = c9 -> left-out",
            "bad-choice @ sales[0].deal_type = ? -> left-out",
            "field-missing @ sales[0].mrr = mrr -> left-out",
            "bad-date @ sales[0].closed_on = ? -> left-out",
        ],
        "but not the currency: the unknown client might have had it"
    );
}

#[test]
fn a_currency_is_missing_only_where_the_client_has_none_either() {
    let missing = own_with("/managed/1/client", json!("c3"));
    assert_eq!(
        told(&read(missing).unwrap().diagnostics),
        ["field-missing @ managed[1].currency = currency -> left-out"]
    );
}

#[test]
fn ids_may_be_numbers() {
    let numbered = own_with("/clients/2/id", json!(77));
    let numbered = changed(&numbered, "/sales/2/client", json!("77"));
    let numbered = changed(&numbered, "/sales/2/currency", json!("eur"));
    let numbered = changed(&numbered, "/managed/1/client", json!(77));
    let numbered = changed(&numbered, "/managed/1/currency", json!("EUR"));
    let read = read(numbered).unwrap();
    assert_eq!(told(&read.diagnostics), [""; 0]);
    assert_eq!(read.book.sales.unwrap()[2].client, 2);
    assert_eq!(read.book.managed.unwrap()[1].client, 2);
}

#[test]
fn a_partner_without_a_tier_says_so() {
    let none = Some(CreditedTier {
        tier: None,
        since: None,
    });
    for (tier, expected) in [
        (json!("none"), none.clone()),
        (json!({"tier": "none"}), none),
        (json!({"tier": null}), None),
        (
            json!("gold"),
            Some(CreditedTier {
                tier: Some(TierId("gold".to_owned())),
                since: None,
            }),
        ),
        (json!(null), None),
        (json!({"tier": 5}), None),
    ] {
        let read = read(own_with("/partner/credited_tier", tier.clone())).unwrap();
        assert_eq!(read.book.partner.unwrap().credited_tier, expected, "{tier}");
    }
}

#[test]
fn a_client_whose_record_is_bad_takes_what_refers_to_it_along() {
    let read = read(own_with("/clients/0/id", json!(null))).unwrap();
    assert_eq!(counts(&read, Section::Clients), (2, 1));
    assert_eq!(counts(&read, Section::Sales), (1, 2));
    assert_eq!(
        counts(&read, Section::Deals),
        (2, 0),
        "deals may be for anybody"
    );
    assert_eq!(
        read.diagnostics[0].code,
        Code::FieldMissing,
        "the cause comes first"
    );
}

#[test]
fn what_is_used_decides_whether_a_file_is_refused() {
    let head = r#""format": "tierwise/1", "as_of": "2025-02-25""#;
    for (body, used) in [
        (r#""clients": {"c1": {}}"#, false),
        (r#""clients": [], "sales": "none""#, false),
        (r#""partner": {"name": 5}"#, false),
        (r#""reported": {"clients": [{"client": "c1"}]}"#, false),
        (r#""sales": [{}], "partner": {"name": "Northbeam"}"#, true),
        (r#""sales": [{}], "reported": {"total_points": 5}"#, true),
        (r#""sales": [{}], "team": [{"name": "Kit"}]"#, true),
        (r#""clients": [], "colour": "red""#, true),
    ] {
        assert_eq!(read(format!("{{{head}, {body}}}")).is_ok(), used, "{body}");
    }
    let archived = json!({"id": 1, "properties": {}, "archived": true});
    assert_eq!(
        read(archived.to_string()).unwrap_err()[0].code,
        Code::NothingUsable
    );
}

#[test]
fn ten_thousand_faults_are_counted_but_not_listed() {
    let mut clients = vec![json!({"id": "c1", "name": 1}); 10_000];
    clients.push(json!({"name": "no id"}));
    let read = read(own_with("/clients", Value::Array(clients))).unwrap();
    assert_eq!(read.diagnostics.len(), MOST_DIAGNOSTICS);
    assert_eq!(counts(&read, Section::Clients), (1, 10_000));
}

// ---------------------------------------------------------------------------------------------------------------------
// Any file.

/// Every place of a document, as a pointer.
fn pointers(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, all: &mut Vec<String>) {
        all.push(at.to_owned());
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    walk(item, &format!("{at}/{index}"), all);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(field, &format!("{at}/{name}"), all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(document, "", &mut all);
    all
}

fn any_value() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        "c1",
        "c9",
        "s1",
        "2025-02-29",
        "2024-02",
        "2024-Q2",
        "-1",
        "99999999999999999999999999999",
        "USD",
        "open",
        "none",
    ];
    let numbers = [
        "0",
        "-1",
        "1.5",
        "1e3",
        "1e-400",
        "79228162514264337593543950335",
        "1764115200000",
    ];
    let others = [
        "null",
        "true",
        "[]",
        "{}",
        "[null]",
        "[{}]",
        "{\"tier\": 5}",
        "[[[]]]",
    ];
    prop_oneof![
        proptest::sample::select(texts.to_vec()).prop_map(Value::from),
        proptest::sample::select([numbers.as_slice(), &others].concat()).prop_map(json),
    ]
}

/// A good JSON file with some values replaced by others of any type.
fn replaced(file: &'static str) -> impl Strategy<Value = Value> {
    let document = json(file);
    // The root, the format and the day are left alone: without them there is nothing to look at.
    let kept = ["", "/format", "/as_of", "/0", "/1"];
    let places: Vec<String> = pointers(&document)
        .into_iter()
        .filter(|p| !kept.contains(&p.as_str()))
        .collect();
    let change = (proptest::sample::select(places), any_value());
    proptest::collection::vec(change, 1..12).prop_map(move |changes| {
        let mut document = document.clone();
        for (pointer, value) in changes {
            if let Some(place) = document.pointer_mut(&pointer) {
                *place = value;
            }
        }
        document
    })
}

/// How many records a section of a document has; `None` where it has no such list.
fn records_in(document: &Value, section: Section) -> Option<usize> {
    let pointer = format!("/{}", section.as_str().replace('.', "/"));
    document.pointer(&pointer)?.as_array().map(Vec::len)
}

/// What must hold whatever was read.
fn check(outcome: &Result<Read, Vec<Diagnostic>>) -> Result<(), TestCaseError> {
    let diagnostics = match outcome {
        Ok(read) => &read.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    prop_assert!(diagnostics.len() <= MOST_DIAGNOSTICS + 1);
    prop_assert!(
        diagnostics.is_sorted_by_key(|d| d.effect),
        "the gravest first"
    );
    let refusals = diagnostics
        .iter()
        .filter(|d| d.effect == Effect::Refused)
        .count();
    prop_assert_eq!(refusals, usize::from(outcome.is_err()));
    let Ok(read) = outcome else { return Ok(()) };
    let book = &read.book;
    let used = |section| counts(read, section).0;
    let lengths = [
        (Section::Clients, book.clients.len()),
        (Section::Sales, book.sales.iter().flatten().count()),
        (Section::Managed, book.managed.iter().flatten().count()),
        (Section::Deals, book.deals.iter().flatten().count()),
        (Section::Renewals, book.renewals.iter().flatten().count()),
        (
            Section::Commissions,
            book.commissions.iter().flatten().count(),
        ),
        (Section::Retention, book.retention.iter().flatten().count()),
        (Section::Team, book.team.iter().flatten().count()),
        (
            Section::ReportedClients,
            book.reported
                .iter()
                .flat_map(|r| r.clients.iter().flatten())
                .count(),
        ),
    ];
    for (section, length) in lengths {
        prop_assert_eq!(length, used(section), "{:?}", section);
    }
    let ids: BTreeSet<&str> = book
        .clients
        .iter()
        .map(|client| client.id.as_str())
        .collect();
    prop_assert_eq!(ids.len(), book.clients.len());
    let mut named = book
        .sales
        .iter()
        .flatten()
        .map(|sale| &sale.client)
        .chain(book.managed.iter().flatten().map(|managed| &managed.client))
        .chain(
            book.renewals
                .iter()
                .flatten()
                .map(|renewal| &renewal.client),
        );
    prop_assert!(named.all(|client| *client < book.clients.len()));
    Ok(())
}

/// What a book holds, in no order.
fn contents(read: &Read) -> Vec<Vec<String>> {
    fn sorted<T: std::fmt::Debug>(
        book: &tierwise::model::book::Book,
        items: Option<&[T]>,
    ) -> Vec<String> {
        // Records name a client by its place in the book, which is a matter of order: here by its id.
        let named = |item: &T| {
            let mut line = format!("{item:?}");
            for (index, client) in book.clients.iter().enumerate() {
                line = line.replace(
                    &format!("client: {index},"),
                    &format!("client: {},", client.id),
                );
                line = line.replace(
                    &format!("client: Some({index}),"),
                    &format!("client: {},", client.id),
                );
            }
            line
        };
        let mut lines: Vec<String> = items.iter().copied().flatten().map(named).collect();
        lines.sort();
        lines
    }
    let book = &read.book;
    vec![
        sorted(book, Some(&book.clients)),
        sorted(book, book.sales.as_deref()),
        sorted(book, book.managed.as_deref()),
        sorted(book, book.deals.as_deref()),
        sorted(book, book.renewals.as_deref()),
        sorted(book, book.commissions.as_deref()),
        sorted(book, book.retention.as_deref()),
        sorted(book, book.team.as_deref()),
        sorted(
            book,
            book.reported.as_ref().and_then(|r| r.clients.as_deref()),
        ),
        sorted(book, Some(&read.sections)),
    ]
}

const SECTIONS: [&str; 9] = [
    "/clients",
    "/sales",
    "/managed",
    "/deals",
    "/renewals",
    "/commissions",
    "/retention",
    "/team",
    "/reported/clients",
];

/// Whether two records of a list have the same key; then it matters which comes first.
fn has_duplicates(read: &Result<Read, Vec<Diagnostic>>) -> bool {
    let diagnostics = match read {
        Ok(read) => &read.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    diagnostics.iter().any(|d| d.code == Code::DuplicateId)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), open in 0..4_usize) {
        let mut file = ["", "{", "[", "hs_client_name,"][open].as_bytes().to_vec();
        file.extend(bytes);
        check(&read(&file))?;
    }

    #[test]
    fn any_table_is_read_or_refused(
        cells in proptest::collection::vec(
            proptest::sample::select(vec![",", ";", "\n", "\r\n", "\"", "\"\"", "hs_object_id", "hs_total_tier_points", "7", "é", "END", " "]),
            0..60,
        ),
        header in proptest::sample::select(vec!["", "hs_object_id,hs_sold_tier_points\n", "hs_client_name\n", "hs_object_id;hs_next_renewal_date\n"]),
    ) {
        check(&read(format!("{header}{}", cells.concat())))?;
    }

    #[test]
    fn a_file_cut_anywhere_is_cut_or_still_good(file in proptest::sample::select(vec![OWN, PAGES]), at in any::<prop::sample::Index>()) {
        let at = at.index(file.len());
        let outcome = read(&file.as_bytes()[..at]);
        check(&outcome)?;
        if file[..].as_bytes()[..at].trim_ascii().len() < file.trim_end().len() {
            let code = outcome.unwrap_err()[0].code;
            prop_assert_eq!(code, if at == 0 { Code::FileEmpty } else { Code::JsonCut });
        }
    }

    #[test]
    fn a_file_with_wrong_bytes_is_read_or_refused(
        file in proptest::sample::select(vec![OWN, PAGES, TABLE]),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = file.as_bytes().to_vec();
        for (at, flip) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
        }
        check(&read(&bytes))?;
    }

    #[test]
    fn every_record_is_used_or_left_out(document in replaced(OWN)) {
        let outcome = read(document.to_string());
        check(&outcome)?;
        if let Ok(read) = outcome {
            for &section in Section::ALL {
                let count = read.sections.iter().find(|count| count.section == section);
                prop_assert_eq!(records_in(&document, section), count.map(|c| c.used + c.left_out), "{:?}", section);
            }
        }
    }

    #[test]
    fn every_record_of_a_page_is_used_or_left_out(document in replaced(PAGES)) {
        let outcome = read(document.to_string());
        check(&outcome)?;
        let entries = document.as_array().unwrap();
        let records: usize = entries.iter().map(|page| page["results"].as_array().map_or(1, Vec::len)).sum();
        if let Ok(read) = outcome {
            let (used, left_out) = counts(&read, Section::Clients);
            prop_assert_eq!(used + left_out, records);
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter(document in replaced(OWN), seed in any::<u64>()) {
        let mut shuffled = document.clone();
        for section in SECTIONS {
            if let Some(records) = shuffled.pointer_mut(section).and_then(Value::as_array_mut) {
                let middle = usize::try_from(seed % 7).unwrap() % records.len().max(1);
                records.rotate_left(middle);
                if seed % 2 == 0 {
                    records.reverse();
                }
            }
        }
        let (one, other) = (read(document.to_string()), read(shuffled.to_string()));
        if !has_duplicates(&one) {
            prop_assert_eq!(one.as_ref().map(contents).ok(), other.as_ref().map(contents).ok());
        }
    }
}
