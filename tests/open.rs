//! Archives and spreadsheets: what is in them, and what they may not do.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::lossy_float_literal,
    reason = "a test fails by panicking; a spreadsheet's numbers are floats"
)]

#[path = "support/fuzzed_files.rs"]
mod fuzzed;
#[path = "support/replay.rs"]
mod replay;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::{
    cell::RefCell,
    fmt::Write as _,
    io::{Cursor, Write},
    rc::Rc,
};
use tierwise::{
    files::open::open,
    ingest::{
        Kind, Section,
        headway::Headway,
        several::{self, Reading},
    },
    model::{diagnostic::Diagnostic, period::parse_date},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Reads files as the worker does.
fn read(files: &[(&str, Vec<u8>)]) -> Reading {
    let pieces: Vec<_> = files
        .iter()
        .enumerate()
        .flat_map(|(index, (name, bytes))| open(index, name, bytes, &Headway::default()))
        .collect();
    several::read(pieces, &[], day("2026-01-02"), &Headway::default())
}

/// The same, and what was heard on the way: how many bytes of how many.
fn heard(files: &[(&str, Vec<u8>)]) -> (Reading, Vec<(u64, u64)>) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let size = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    let headway = Headway::new(size, {
        let heard = Rc::clone(&heard);
        move |done, all| heard.borrow_mut().push((done, all))
    });
    let pieces: Vec<_> = files
        .iter()
        .enumerate()
        .flat_map(|(index, (name, bytes))| open(index, name, bytes, &headway))
        .collect();
    let reading = several::read(pieces, &[], day("2026-01-02"), &headway);
    (reading, heard.take())
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| format!("{} @ {} = {}", d.code.as_str(), d.place, d.found))
        .collect()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A spreadsheet with a sheet of clients below a title, and one of sales.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let days = Format::new().set_num_format("dd/mm/yyyy");
    let clients = book.add_worksheet().set_name("Clients").unwrap();
    clients.write(0, 0, "Export of January").unwrap();
    for (column, heading) in [
        "hs_client_name",
        "hs_sold_tier_points",
        "hs_next_renewal_date",
    ]
    .into_iter()
    .enumerate()
    {
        clients
            .write(2, column.try_into().unwrap(), heading)
            .unwrap();
    }
    clients.write(3, 0, "Café").unwrap();
    clients.write(3, 1, 0.300_000_000_000_000_04).unwrap();
    let renewal = ExcelDateTime::from_ymd(2026, 4, 3).unwrap();
    clients.write_with_format(3, 2, &renewal, &days).unwrap();
    clients.write(4, 0, "=Zenith").unwrap();
    clients.write(4, 1, "1.234,5").unwrap();
    clients.write(5, 0, "Broken").unwrap();
    clients.write(5, 1, "many").unwrap();
    let sales = book.add_worksheet().set_name("Sales").unwrap();
    for (column, heading) in ["client", "deal_type", "mrr", "currency", "closed_on"]
        .into_iter()
        .enumerate()
    {
        sales.write(0, column.try_into().unwrap(), heading).unwrap();
    }
    sales.write(1, 0, "Café").unwrap();
    sales.write(1, 1, "Partner sourced").unwrap();
    sales.write(1, 2, 1200.5).unwrap();
    sales.write(1, 3, "EUR").unwrap();
    let closed = ExcelDateTime::from_ymd(2025, 11, 26).unwrap();
    sales.write_with_format(1, 4, &closed, &days).unwrap();
    book.add_worksheet().set_name("Empty").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_month_may_be_a_day_of_the_spreadsheet() {
    let mut book = Workbook::new();
    let months = Format::new().set_num_format("mmm yyyy");
    let sheet = book.add_worksheet().set_name("Retention").unwrap();
    for (column, heading) in [(0, "month"), (1, "opening_mrr"), (2, "cancelled_mrr")] {
        sheet.write(0, column, heading).unwrap();
    }
    let january = ExcelDateTime::from_ymd(2026, 1, 1).unwrap();
    sheet.write_with_format(1, 0, &january, &months).unwrap();
    sheet.write(1, 1, 100).unwrap();
    sheet.write(1, 2, 9).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&[("retention.xlsx", bytes)]);
    let retention = reading.books[0].read.book.retention.clone().unwrap();
    assert_eq!(retention[0].month.to_string(), "2026-01");
    assert_eq!(told(&reading.books[0].read.diagnostics), [""; 0]);
}

#[test]
fn a_hidden_sheet_is_told_and_not_read() {
    let mut book = Workbook::new();
    for (name, hidden) in [("Clients", false), ("Old", true)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "hs_client_name").unwrap();
        sheet.write(0, 1, "hs_sold_tier_points").unwrap();
        sheet.write(1, 0, "Acme").unwrap();
        sheet.write(1, 1, 5).unwrap();
        sheet.set_hidden(hidden);
    }
    let bytes = book.save_to_buffer().unwrap();
    let reading = read(&[("book.xlsx", bytes)]);
    let read = &reading.books[0].read;
    assert_eq!(read.book.clients.len(), 1);
    assert_eq!(told(&read.diagnostics), ["sheet-hidden @ book.xlsx = Old"]);
}

#[test]
fn archives_with_files_of_one_name_keep_all_their_rows() {
    let sales =
        b"client,deal_type,mrr,currency,closed_on\nAcme,partner_sourced,100,USD,2025-01-01\n";
    let archive = zipped(&[("sales.csv", sales)]);
    let reading = read(&[("january.zip", archive.clone()), ("february.zip", archive)]);
    let read = &reading.books[0].read;
    assert_eq!(read.book.sales.as_ref().map(Vec::len), Some(2));
    assert_eq!(told(&read.diagnostics), [""; 0]);
}

#[test]
fn a_cell_before_the_first_day_of_the_calendar_is_no_day() {
    let mut book = Workbook::new();
    let days = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    let rows: [[&str; 5]; 4] = [
        ["client", "deal_type", "mrr", "currency", "closed_on"],
        ["A", "partner_sourced", "1", "EUR", ""],
        ["B", "partner_sourced", "1", "EUR", ""],
        ["C", "partner_sourced", "1", "EUR", ""],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    // A formula that points to an empty cell, a time of day, and the first day there is.
    for (row, serial) in [(1, 0.0), (2, 0.5), (3, 1.0)] {
        sheet
            .write_number_with_format(row, 4, serial, &days)
            .unwrap();
    }
    let reading = read(&[("sales.xlsx", book.save_to_buffer().unwrap())]);
    let read = &reading.books[0].read;
    assert_eq!(
        told(&read.diagnostics),
        [
            "bad-date @ sheet “Sheet1”, cell E2 = 0",
            "bad-date @ sheet “Sheet1”, cell E3 = 0.5",
        ]
    );
    let sales = read.book.sales.as_ref().unwrap();
    assert_eq!((sales.len(), sales[0].closed_on), (1, day("1900-01-01")));
}

#[test]
fn what_an_archive_would_lose_without_a_word_is_told() {
    let clients = "hs_client_name\nA\n";
    let found = |bytes: Vec<u8>| told(&read(&[("x.zip", bytes)]).refused);
    // Of two entries of one name only one can be read.
    let twice = zipped(&[("a.csv", clients.as_bytes()), ("b.csv", clients.as_bytes())]);
    let twice = replaced(&twice, b"b.csv", b"a.csv");
    assert_eq!(found(twice), ["archive-broken @  = 2 entries, 1 names"]);
    // A count that is too low.
    let mut fewer = zipped(&[("a.csv", clients.as_bytes()), ("b.csv", clients.as_bytes())]);
    let end = fewer.len() - 22;
    fewer[end + 8] = 1;
    fewer[end + 10] = 1;
    assert_eq!(found(fewer), ["archive-broken @  = 2 entries, 1 names"]);
    // A password.
    let mut locked = zipped(&[
        ("folder/a.csv", clients.as_bytes()),
        ("b.csv", clients.as_bytes()),
    ]);
    let central = find(&locked, b"PK\x01\x02");
    locked[6] |= 1;
    locked[central + 8] |= 1;
    let reading = read(&[("x.zip", locked)]);
    assert_eq!(reading.books[0].read.book.clients.len(), 1);
    let refused = told(&reading.refused);
    assert_eq!(refused.len(), 1);
    assert!(
        refused[0].starts_with("is-archive @ folder/a.csv = "),
        "{refused:?}"
    );
    // A cut download.
    let cut = zipped(&[("a.csv", clients.as_bytes())]);
    let cut = found(cut[..cut.len() - 30].to_vec());
    assert!(
        cut[0].starts_with("archive-broken @  = ") && cut[0].len() > 30,
        "{cut:?}"
    );
    // A path of Windows is no file that hides itself.
    let windows = zipped(&[("..\\..\\b.csv", clients.as_bytes())]);
    assert_eq!(
        read(&[("x.zip", windows)]).books[0].read.book.clients.len(),
        1
    );
    // A document that is no spreadsheet.
    let document = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships/>"),
        ("word/document.xml", b"<w:document/>"),
    ]);
    let document = found(document);
    assert!(document[0].starts_with("is-archive @ "), "{document:?}");
}

fn find(bytes: &[u8], part: &[u8]) -> usize {
    bytes
        .windows(part.len())
        .position(|window| window == part)
        .unwrap()
}

/// Bytes with every occurrence of a part replaced.
fn replaced(bytes: &[u8], part: &[u8], by: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    while let Some(at) = bytes.windows(part.len()).position(|window| window == part) {
        bytes[at..at + part.len()].copy_from_slice(by);
    }
    bytes
}

#[test]
fn the_sheets_of_a_spreadsheet_are_one_book() {
    let reading = read(&[("book.xlsx", workbook())]);
    assert_eq!(told(&reading.refused), [""; 0]);
    let read = &reading.books[0].read;
    assert_eq!(read.kind, Kind::Spreadsheet);
    let counts: Vec<_> = read
        .sections
        .iter()
        .map(|count| (count.section, count.used, count.left_out))
        .collect();
    assert_eq!(
        counts,
        [
            (Section::Clients, 3, 0),
            (Section::Sales, 1, 0),
            (Section::Renewals, 1, 0),
            (Section::ReportedClients, 2, 1)
        ]
    );
    assert_eq!(
        told(&read.diagnostics),
        ["bad-number @ book.xlsx: sheet “Clients”, cell B6 = many"]
    );
    assert_eq!(read.book.clients[1].name, "=Zenith");
    let points = read
        .book
        .reported
        .as_ref()
        .unwrap()
        .clients
        .as_ref()
        .unwrap();
    assert_eq!(
        points[0].sold_points,
        Some(number("0.3")),
        "as a spreadsheet shows it"
    );
    assert_eq!(points[1].sold_points, Some(number("1234.5")));
    assert_eq!(
        read.book.renewals.as_ref().unwrap()[0].renews_on,
        day("2026-04-03")
    );
    let sale = &read.book.sales.as_ref().unwrap()[0];
    assert_eq!(
        (sale.client, sale.mrr, sale.closed_on),
        (0, number("1200.5"), day("2025-11-26"))
    );
}

#[test]
fn an_archive_holds_files_and_spreadsheets_but_no_archives() {
    let own = br#"{"format": "tierwise/1", "as_of": "2025-02-25", "clients": [{"id": "c1"}]}"#;
    let inner = zipped(&[("a.csv", b"hs_client_name\nA\n")]);
    let archive = zipped(&[
        ("books/book.json", own),
        ("books/clients.csv", b"hs_client_name,hs_country\nA,FR\n"),
        ("sheets.xlsx", &workbook()),
        ("inner.zip", &inner),
        ("__MACOSX/books/._book.json", b"\0\x05\x16"),
        (".DS_Store", b"\0\0\0\x01"),
    ]);
    let reading = read(&[("all.zip", archive)]);
    let books: Vec<_> = reading
        .books
        .iter()
        .map(|found| (found.read.kind, found.read.book.clients.len()))
        .collect();
    assert_eq!(books, [(Kind::Own, 1), (Kind::Several, 4)]);
    assert_eq!(told(&reading.refused), ["is-archive @ inner.zip = zip"]);
}

/// The same bytes with the sizes of the first entries changed, in both places where an archive says them.
fn lying(archive: &[u8], sizes: &[u32]) -> Vec<u8> {
    let mut bytes = archive.to_vec();
    let is_central = |at: &usize| archive[*at..].starts_with(b"PK\x01\x02");
    let central = (0..archive.len()).filter(is_central);
    for (at, size) in central.zip(sizes) {
        let local = u32::from_le_bytes(archive[at + 42..at + 46].try_into().unwrap());
        let local = usize::try_from(local).unwrap();
        bytes[local + 22..local + 26].copy_from_slice(&size.to_le_bytes());
        bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

#[test]
fn an_archive_may_become_512_mb_and_no_byte_more() {
    const ALL: u32 = 512 * 1024 * 1024;
    // No more than 100 times what they are, each of them.
    let noise: Vec<u8> = (0..ALL / 600)
        .map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    let names: Vec<String> = (0..8).map(|index| format!("{index}.csv")).collect();
    let entries: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), noise.as_slice()))
        .collect();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    let archive = writer.finish().unwrap().into_inner();
    let refused = |first: u32| {
        let mut sizes = [ALL / 8; 8];
        sizes[0] = first;
        told(&read(&[("x.zip", lying(&archive, &sizes))]).refused)
    };
    // They are judged by what they say, and found out where they are opened.
    assert!(refused(ALL / 8)[0].starts_with("archive-broken @ "));
    assert_eq!(
        refused(ALL / 8 + 1),
        ["archive-too-large @  = 536870913 bytes"]
    );
}

#[test]
fn an_entry_may_become_a_hundred_times_what_it_is_and_no_byte_more() {
    let text = vec![b'a'; 100_000];
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("a.csv", options).unwrap();
    writer.write_all(&text).unwrap();
    let archive = writer.finish().unwrap().into_inner();
    let refused = |size: u32| told(&read(&[("x.zip", lying(&archive, &[size]))]).refused);
    // Within what it may become it is opened, and found out.
    assert!(refused(10_000_000)[0].starts_with("archive-broken @ "));
    let more = refused(10_000_001);
    assert!(more[0].starts_with("archive-too-large @ "), "{more:?}");
}

#[test]
fn an_archive_of_a_thousand_entries_is_read() {
    let names: Vec<String> = (0..1_000).map(|index| format!("{index}.csv")).collect();
    let texts: Vec<String> = names
        .iter()
        .map(|name| format!("hs_client_name\n{name}\n"))
        .collect();
    let entries = names.iter().zip(&texts);
    let entries: Vec<(&str, &[u8])> = entries
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let reading = read(&[("x.zip", zipped(&entries))]);
    assert_eq!(told(&reading.refused), [""; 0]);
    assert_eq!(reading.books[0].read.book.clients.len(), 1_000);
}

#[test]
fn archives_that_would_do_harm_are_refused_before_they_are_inflated() {
    let zeros = vec![b' '; 20_000_000];
    let bomb = zipped(&[("bomb.csv", &zeros)]);
    let names: Vec<String> = (0..1_001).map(|index| format!("{index}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), &b"a,b\n1,2\n"[..]))
        .collect();
    let small = zipped(&[("a.csv", b"hs_client_name\nA\n")]);
    let text: String = (0..10_000)
        .map(|index| format!("{}\n", index * index))
        .collect();
    let longer = u32::try_from(text.len()).unwrap() + 1;
    let shared =
        br#"<?xml version="1.0"?><sst uniqueCount="99999999999999"><si><t>a</t></si></sst>"#;
    let liar = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", b"<Relationships/>"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/sharedStrings.xml", shared),
    ]);
    for (what, bytes, expected) in [
        ("a bomb", bomb, "archive-too-large @  = "),
        (
            "too many entries",
            zipped(&many),
            "archive-too-large @  = 1001 entries",
        ),
        (
            "more than it says",
            lying(&small, &[3]),
            "archive-broken @ ",
        ),
        (
            "less than it says",
            lying(&zipped(&[("a.csv", text.as_bytes())]), &[longer]),
            "archive-broken @ ",
        ),
        (
            "half of it",
            small[..small.len() / 2].to_vec(),
            "archive-broken @  = ",
        ),
        (
            "no end",
            b"PK\x03\x04nothing".to_vec(),
            "archive-broken @  = ",
        ),
        (
            "a table of texts that asks for terabytes",
            liar,
            "archive-broken @  = uniqueCount 99999999999999",
        ),
        ("nothing in it", zipped(&[]), "file-empty @  = "),
    ] {
        let reading = read(&[("x.zip", bytes)]);
        let refused = told(&reading.refused);
        assert_eq!(reading.books.len(), 0, "{what}");
        assert!(refused[0].starts_with(expected), "{what}: {refused:?}");
    }
}

/// A spreadsheet of one sheet, whose rows are these.
fn sheet(cells: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>"#
    );
    zipped(&[
        ("[Content_Types].xml", br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("_rels/.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_formula_without_its_result_is_no_empty_cell() {
    let text =
        |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let cells = [
        format!(
            r#"<row r="1">{}{}</row>"#,
            text("A1", "hs_client_name"),
            text("B1", "hs_sold_tier_points")
        ),
        format!(
            r#"<row r="2">{}<c r="B2"><v>2</v></c></row>"#,
            text("A2", "A")
        ),
        // As a program writes it that does not compute; shared with the row below.
        format!(
            r#"<row r="3">{}<c r="B3"><f t="shared" ref="B3:B4" si="0">B2*2</f></c></row>"#,
            text("A3", "B")
        ),
        format!(
            r#"<row r="4">{}<c r="B4"><f t="shared" si="0"/></c></row>"#,
            text("A4", "C")
        ),
        format!(r#"<row r="5">{}<c r="B5"/></row>"#, text("A5", "D")),
        format!(
            r#"<row r="6">{}<c r="B6"><f>B2*3</f><v>6</v></c></row>"#,
            text("A6", "E")
        ),
    ];
    let reading = read(&[("points.xlsx", sheet(&cells.concat()))]);
    let read = &reading.books[0].read;
    assert_eq!(
        told(&read.diagnostics),
        [
            "bad-number @ sheet “S”, cell B3 = =B2*2",
            "bad-number @ sheet “S”, cell B4 = =B3*2",
        ]
    );
    let reported = read.book.reported.as_ref().unwrap();
    let points = reported.clients.as_ref().unwrap();
    let points: Vec<_> = points.iter().map(|client| client.sold_points).collect();
    assert_eq!(points, [Some(number("2")), Some(number("6"))]);
    assert_eq!(read.book.clients.len(), 5);
}

#[test]
fn a_sheet_of_a_billion_rows_is_only_the_cells_that_are_there() {
    let text =
        |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let far = format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        text("A1", "hs_client_name"),
        text("A1048576", "Last")
    );
    let reading = read(&[("far.xlsx", sheet(&far))]);
    assert_eq!(told(&reading.refused), [""; 0]);
    assert_eq!(reading.books[0].read.book.clients[0].name, "Last");

    for (cells, expected) in [
        (text("XFD1", "wide"), "table-too-large @  = S: 1 × 16384"),
        (text("A4000000000", "deep"), "table-too-large @  = S: "),
    ] {
        let reading = read(&[("x.xlsx", sheet(&format!("<row>{cells}</row>")))]);
        let refused = told(&reading.refused);
        assert!(
            refused.iter().any(|refused| refused.starts_with(expected))
                || refused[0].starts_with("archive-broken"),
            "{refused:?}"
        );
    }
}

#[test]
fn a_workbook_of_empty_sheets_is_an_empty_file() {
    let mut book = Workbook::new();
    book.add_worksheet();
    book.add_worksheet();
    let reading = read(&[("empty.xlsx", book.save_to_buffer().unwrap())]);
    assert_eq!(told(&reading.refused), ["file-empty @  = "]);
}

#[test]
fn files_that_once_broke_or_might() {
    replay::replay("files", fuzzed::files);
}

#[test]
fn damaged_spreadsheets_are_refused_or_read_but_never_a_panic() {
    let whole = workbook();
    fuzzed::files(&whole);
    // Cut anywhere, and one byte changed anywhere: every 37th, so that it takes a second.
    for at in (0..whole.len()).step_by(37) {
        fuzzed::files(&whole[..at]);
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        fuzzed::files(&changed);
    }
}

#[test]
fn reading_tells_how_far_it_is_within_one_file_of_any_kind() {
    const MANY: usize = 5_000;
    let rows = |line: &dyn Fn(usize) -> String| (0..MANY).map(line).collect::<Vec<_>>();
    let csv = {
        let mut text = "client,deal_type,mrr,currency,closed_on\n".to_owned();
        for row in 0..MANY {
            writeln!(text, "Client {row},partner_sourced,{row}.5,EUR,2025-11-26").unwrap();
        }
        text.into_bytes()
    };
    let clients =
        rows(&|row| format!(r#"{{"id": "c{row}", "name": "Client {row}", "currency": "EUR"}}"#));
    let sales = rows(&|row| {
        format!(
            r#"{{"id": "s{row}", "client": "c{row}", "deal_type": "partner_sourced", "mrr": "12", "currency": "EUR", "closed_on": "2025-11-26"}}"#
        )
    });
    let own = format!(
        r#"{{"format": "tierwise/1", "as_of": "2026-01-01", "clients": [{}], "sales": [{}]}}"#,
        clients.join(","),
        sales.join(",")
    );
    let pages = rows(&|row| {
        format!(
            r#"{{"id": "{row}", "properties": {{"hs_client_name": "Client {row}", "hs_sold_tier_points": "5"}}}}"#
        )
    });
    let pages = format!(r#"{{"results": [{}]}}"#, pages.join(","));
    let workbook = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, heading) in [(0, "hs_client_name"), (1, "hs_sold_tier_points")] {
            sheet.write(0, column, heading).unwrap();
        }
        for row in 1..=u32::try_from(MANY).unwrap() {
            sheet.write(row, 0, format!("Client {row}")).unwrap();
            sheet.write(row, 1, row).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let packed = zipped(&[("sales.csv", &csv), ("clients.xlsx", &workbook)]);
    for files in [
        vec![("book.json", own.clone().into_bytes())],
        vec![("pages.json", pages.into_bytes())],
        vec![("sales.csv", csv.clone())],
        vec![("clients.xlsx", workbook.clone())],
        vec![("all.zip", packed)],
        vec![
            ("sales.csv", csv),
            ("book.json", own.into_bytes()),
            ("clients.xlsx", workbook),
        ],
    ] {
        let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
        let size: u64 = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
        let (reading, heard) = heard(&files);
        assert_eq!(reading, read(&files), "{names:?}: what is read is the same");
        assert!(heard.iter().all(|(_, all)| *all == size), "{names:?}");
        assert!(
            heard.is_sorted_by(|(a, _), (b, _)| a < b),
            "{names:?}: {heard:?}"
        );
        // From one to the next it is never far, and the last is near the end.
        let behind = std::iter::once(0)
            .chain(heard.iter().map(|(done, _)| *done))
            .chain([size]);
        let behind: Vec<u64> = behind.collect();
        let furthest = behind
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .max()
            .unwrap();
        assert!(
            furthest * 8 < size,
            "{names:?}: {furthest} of {size}, {behind:?}"
        );
    }
}
