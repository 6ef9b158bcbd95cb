//! Tables of all kinds: headings in three languages, numbers and days of many hands, several of them at once.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::slice;
use tierwise::{
    ingest::{
        self, Kind, Read, Section,
        headway::Headway,
        several::{self, Piece, Reading},
        table::{Lines, Mapping, Table, Target},
    },
    model::{
        client::Client,
        currency::{Country, Currency},
        diagnostic::{Code, Diagnostic, Effect},
        period::parse_date,
        sale::DealType,
    },
};

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn read(bytes: impl AsRef<[u8]>) -> Result<Read, Vec<Diagnostic>> {
    ingest::read(bytes.as_ref(), day("2026-01-02"))
}

/// Reads files by their names.
fn read_all(files: &[(&str, &str)], mappings: &[Mapping]) -> Reading {
    let pieces: Vec<Piece<'_>> = files
        .iter()
        .enumerate()
        .map(|(index, (name, text))| Piece::of_bytes(index, name, text.as_bytes()))
        .collect();
    several::read(pieces, mappings, day("2026-01-02"), &Headway::default())
}

fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| format!("{} @ {} = {}", d.code.as_str(), d.place, d.found))
        .collect()
}

fn counts(read: &Read) -> Vec<(Section, usize, usize)> {
    let counts = read.sections.iter();
    counts
        .map(|count| (count.section, count.used, count.left_out))
        .collect()
}

#[test]
fn labels_in_three_languages_are_one_table() {
    let expected = Client {
        country: Country::parse("CR"),
        domain: Some("cafe.test".to_owned()),
        products: vec!["MARKETING".to_owned(), "SALES".to_owned()],
        ..Client::named("Café Ópera")
    };
    for header in [
        "Client name,Company domain name,Country,All active products,Next renewal date,Renewal MRR Change",
        "Nombre del cliente,Nombre de dominio de la empresa,País,Todos los productos activos,Próxima fecha de renovación,Cambio de MRR de renovación",
        "Nom du client,Nom de domaine de l’entreprise,Pays,Tous les produits actifs,Prochaine date de renouvellement,Variation du MRR de renouvellement",
        "CLIENT NAME ,Company Domain Name,country,all active products,next renewal date,renewal mrr change",
        "hs_client_name,hs_client_domain_name,hs_country,hs_all_active_products,hs_next_renewal_date,hs_renewal_mrr_change",
    ] {
        for (delimiter, row) in [
            (
                ",",
                "Café Ópera,cafe.test,CR,MARKETING;SALES,13/04/2026,-12.5",
            ),
            (
                "\t",
                "Café Ópera\tcafe.test\tCR\tMARKETING;SALES\t2026-04-13\t-12,5",
            ),
            (
                "|",
                "Café Ópera|cafe.test|CR|MARKETING;SALES|13 abr 2026|(12.50)",
            ),
            (
                ";",
                "Café Ópera;cafe.test;CR;\"MARKETING;SALES\";13.04.2026;−12,50",
            ),
        ] {
            let text = format!("{}\r\n{row}\r\n", header.replace(',', delimiter));
            let read =
                read(&text).unwrap_or_else(|refusals| panic!("{text}: {:?}", told(&refusals)));
            assert_eq!(read.book.clients, slice::from_ref(&expected), "{text}");
            let renewals = read.book.renewals.unwrap();
            assert_eq!(renewals[0].renews_on, day("2026-04-13"), "{text}");
            assert_eq!(renewals[0].mrr_change, Some(number("-12.5")), "{text}");
            assert_eq!(told(&read.diagnostics), [""; 0], "{text}");
        }
    }
}

#[test]
fn the_same_table_in_any_encoding_is_the_same() {
    let text = "hs_client_name;hs_sold_tier_points\r\nCafé Ópera “Œuf” €;1.234,50\r\n";
    let expected = read(text).unwrap();
    assert_eq!(
        expected.book.reported.clone().unwrap().clients.unwrap()[0].sold_points,
        Some(number("1234.5"))
    );
    let utf_16 = |to: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
        format!("{mark}{text}")
            .encode_utf16()
            .flat_map(to)
            .collect()
    };
    let western: Vec<u8> = text
        .chars()
        .map(|character| match character {
            'Œ' => 0x8C,
            '“' => 0x93,
            '”' => 0x94,
            '€' => 0x80,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    for bytes in [
        format!("\u{feff}{text}").into_bytes(),
        utf_16(u16::to_le_bytes, "\u{feff}"),
        utf_16(u16::to_be_bytes, "\u{feff}"),
        utf_16(u16::to_le_bytes, ""),
        western,
    ] {
        let read = read(&bytes).unwrap();
        assert_eq!(read.book, expected.book);
        let lost = read
            .diagnostics
            .iter()
            .filter(|d| d.effect != Effect::Noted);
        assert_eq!(lost.count(), 0);
    }
}

#[test]
fn a_title_above_the_headings_and_quoted_line_breaks_do_not_shift_the_rows() {
    let text = "Export of 2 January;;\n\n;;\nhs_client_name;Notes;hs_sold_tier_points\n\"A\nB\";\"x \"\"y\"\"\";5\nC;;oops\n";
    let read = read(text).unwrap();
    assert_eq!(read.book.clients[0].name, "A\nB");
    // As the spreadsheet counts: the empty line is a row.
    assert_eq!(
        told(&read.diagnostics),
        [
            "bad-number @ row 6, column hs_sold_tier_points = oops",
            "columns-unused @ row 4 = Notes"
        ]
    );
}

const SALES: &str = "Client,Product,Deal type,MRR,Currency,Closed on\n";

#[test]
fn tables_of_our_own_sections_name_their_clients_by_id_or_name() {
    let reading = read_all(
        &[
            (
                "sales.csv",
                "client,product_line,deal_type,mrr,currency,closed_on\nAcme,Sales Hub,Partner sourced,\"1,200.50\",EUR,11/26/2025\nc2,,partner_assisted,300,usd,01/02/2025\nNobody,,partner_sourced,1,USD,01/02/2025\n",
            ),
            (
                "clients.csv",
                "hs_object_id,hs_client_name\nc1,Acme\nc2,Zenith\n",
            ),
        ],
        &[],
    );
    assert_eq!(reading.books.len(), 1);
    let read = &reading.books[0].read;
    assert_eq!(read.kind, Kind::Csv);
    assert_eq!(
        counts(read),
        [(Section::Clients, 2, 0), (Section::Sales, 2, 1)]
    );
    assert_eq!(
        told(&read.diagnostics),
        ["client-unknown @ sales.csv: row 4, column client = Nobody"]
    );
    let sales = read.book.sales.as_ref().unwrap();
    assert_eq!(sales[0].client, 0);
    assert_eq!(sales[0].mrr, number("1200.50"));
    assert_eq!(sales[0].deal_type, DealType::PartnerSourced);
    assert_eq!(sales[0].closed_on, day("2025-11-26"));
    assert_eq!(sales[0].id, "row-2");
    assert_eq!(sales[1].client, 1);
    assert_eq!(
        sales[1].closed_on,
        day("2025-01-02"),
        "the column is month first"
    );
    assert_eq!(sales[1].currency, Currency::USD);
}

#[test]
fn a_row_without_an_id_has_its_number_where_records_have_ids() {
    let sales = |header: &str, rows: &str| {
        let text = format!("{header}client,mrr,currency,closed_on,deal_type\n{rows}");
        let read = read(&text).unwrap();
        assert_eq!(told(&read.diagnostics), [""; 0], "{text}");
        let sales = read.book.sales.unwrap().into_iter();
        sales.map(|sale| sale.id).collect::<Vec<_>>()
    };
    let rest = "Acme,1,USD,2025-01-01,partner_sourced\n";
    assert_eq!(sales("", &format!("{rest}{rest}")), ["row-2", "row-3"]);
    let rows = format!("s1,{rest},{rest}  ,{rest}");
    assert_eq!(sales("id,", &rows), ["s1", "row-3", "row-4"]);
    // Spells have none, and nothing is said of a field that is not there.
    let managed = read("client,mrr,currency,from\nAcme,100,USD,2025-01-01\n").unwrap();
    assert_eq!(
        counts(&managed),
        [(Section::Clients, 1, 0), (Section::Managed, 1, 0)]
    );
    assert_eq!(told(&managed.diagnostics), [""; 0]);
}

#[test]
fn a_row_that_says_end_ends_nothing() {
    for end in ["END", "\"END\""] {
        let text = format!(
            "hs_object_id,hs_client_name,hs_sold_tier_points\n1,A,10\n{end}\n2,B,20\n{end}"
        );
        let read = read(&text).unwrap();
        assert_eq!(counts(&read)[0], (Section::Clients, 2, 2));
        assert_eq!(
            told(&read.diagnostics),
            ["row-broken @ row 3 = END", "row-broken @ row 5 = END"]
        );
    }
    let read = read("hs_object_id,hs_client_name,hs_sold_tier_points\n1,A,10\n2,\"B").unwrap();
    assert_eq!(counts(&read)[0], (Section::Clients, 1, 1));
}

#[test]
fn sheets_of_one_name_in_two_files_keep_all_their_rows() {
    let sheet = |index, file: &str| {
        let mut lines = Lines::default();
        let headings = ["client", "deal_type", "mrr", "currency", "closed_on"];
        let row = ["Acme", "partner_sourced", "100", "USD", "2025-01-01"];
        for (number, cells) in [headings, row, row].iter().enumerate() {
            for cell in cells {
                lines.push_cell(cell, true);
            }
            lines.end_row(number + 1);
        }
        Piece::of_sheet(index, file, Table::new(file, Some("Sales"), lines))
    };
    let pieces = vec![sheet(0, "january.xlsx"), sheet(1, "february.xlsx")];
    let reading = several::read(pieces, &[], day("2026-01-01"), &Headway::default());
    let read = &reading.books[0].read;
    assert_eq!(
        counts(read),
        [(Section::Clients, 1, 0), (Section::Sales, 4, 0)]
    );
    assert_eq!(told(&read.diagnostics), [""; 0]);
}

#[test]
fn files_of_one_name_keep_all_their_rows_and_are_told_apart() {
    let sales =
        "client,deal_type,mrr,currency,closed_on\nAcme,partner_sourced,100,USD,2025-01-01\n";
    let bad = format!("{sales}Acme,partner_sourced,many,USD,2025-01-01\n");
    let reading = read_all(&[("sales.csv", sales), ("sales.csv", &bad)], &[]);
    let read = &reading.books[0].read;
    assert_eq!(
        counts(read),
        [(Section::Clients, 1, 0), (Section::Sales, 2, 1)]
    );
    assert_eq!(
        told(&read.diagnostics),
        ["bad-number @ sales.csv (2): row 3, column mrr = many"]
    );
}

#[test]
fn of_two_tables_a_client_without_id_is_the_one_of_its_name() {
    let table = "hs_client_name,hs_sold_tier_points\n,10\nAcme,5\nAcme,7\n";
    let more = "hs_client_name,hs_sold_tier_points\n,10\nAcme,5\nBeta,7\n";
    let reading = read_all(&[("a.csv", table), ("b.csv", more)], &[]);
    let read = &reading.books[0].read;
    assert_eq!(counts(read)[0], (Section::Clients, 5, 1));
    assert_eq!(
        told(&read.diagnostics),
        ["duplicate-id @ b.csv: row 3, column hs_client_name = Acme"]
    );
    let ids = read.book.clients.iter().map(|client| client.id.as_str());
    assert_eq!(
        ids.collect::<Vec<_>>(),
        ["a.csv-row-2", "Acme", "a.csv-row-4", "b.csv-row-2", "Beta"]
    );
    // Nor does the name of a client with an id make another one.
    let ids = "hs_object_id,hs_client_name\n1,Acme\n2,Beta\n";
    let reading = read_all(&[("ids.csv", ids), ("b.csv", more)], &[]);
    let read = &reading.books[0].read;
    assert_eq!(counts(read)[0], (Section::Clients, 3, 2));
}

#[test]
fn a_row_of_sums_is_no_client() {
    let table = "hs_client_name,hs_client_domain_name,hs_sold_tier_points\nAcme,,10\nTotal,total.test,5\nGrand total:,,15\n";
    let read = read(table).unwrap();
    assert_eq!(counts(&read)[0], (Section::Clients, 2, 1));
    assert_eq!(
        told(&read.diagnostics),
        ["row-of-sums @ row 4 = Grand total:"]
    );
}

#[test]
fn a_currency_that_a_cell_names_is_not_thrown_away() {
    let table = "client,deal_type,mrr,currency,closed_on\nAcme,partner_sourced,€ 100,EUR,2025-01-01\nAcme,partner_sourced,100 EUR,USD,2025-01-01\n";
    let read = read(table).unwrap();
    assert_eq!(counts(&read)[1], (Section::Sales, 1, 1));
    assert_eq!(
        told(&read.diagnostics),
        ["bad-number @ row 3, column mrr = 100 EUR"]
    );
}

#[test]
fn columns_that_nobody_reads_are_told_unless_the_user_said_so() {
    let table =
        "hs_client_name,Mystery,hs_sold_tier_points,Empty,,Other\nAcme,7,10,,,\nBeta,,20,,x,y\n";
    assert_eq!(
        told(&read(table).unwrap().diagnostics),
        ["columns-unused @ row 1 = Mystery, Other"]
    );
    // In the order of the columns, whichever row fills them first.
    let later = table
        .replace("Acme,7,10,,,", "Acme,,10,,,")
        .replace("Beta,,20,,x,y", "Beta,,20,,x,y\nGamma,7,30,,,");
    assert_eq!(
        told(&read(later).unwrap().diagnostics),
        ["columns-unused @ row 1 = Mystery, Other"]
    );
    let files = [("clients.csv", table)];
    let columns = read_all(&files, &[]).tables.remove(0);
    let chosen = read_all(&files, &[columns.guess(columns.target)]);
    assert_eq!(told(&chosen.books[0].read.diagnostics), [""; 0]);
}

#[test]
fn a_second_column_of_one_heading_is_told() {
    let table =
        "client,deal_type,mrr,mrr,currency,closed_on\nAcme,partner_sourced,100,7,USD,2025-01-01\n";
    assert_eq!(
        told(&read(table).unwrap().diagnostics),
        ["field-repeated @ row 1, column mrr = mrr"]
    );
    let empty = table.replace("100,7,", "100,,");
    assert_eq!(told(&read(empty).unwrap().diagnostics), [""; 0]);
    // Not where the user chose the second one.
    let files = [("sales.csv", table)];
    let columns = read_all(&files, &[]).tables.remove(0);
    let mut second = columns.guess(columns.target);
    second.fields.swap(2, 3);
    let chosen = read_all(&files, &[second]);
    assert_eq!(told(&chosen.books[0].read.diagnostics), [""; 0]);
}

#[test]
fn a_country_by_name_is_told_where_it_decides_the_market() {
    let read = read(
        "hs_client_name,hs_country,hs_market_name\nA,Mexico,\nB,Mexico,growth_market\nC,MX,\n",
    )
    .unwrap();
    assert_eq!(
        told(&read.diagnostics),
        ["bad-country @ row 2, column hs_country = Mexico"]
    );
}

#[test]
fn headings_with_another_sign_of_a_currency_are_another_form() {
    let form = |sign: &str| {
        let table = format!("Customer;Deal source;MRR ({sign});Close date\nA;b;1;2025-01-01\n");
        let reading = read_all(&[("deals.csv", &table)], &[]);
        reading.tables[0].form.clone()
    };
    assert_ne!(form("€"), form("$"));
    assert_eq!(form("€"), form("€"));
}

#[test]
fn rows_below_known_headings_are_told_where_wider_headings_follow() {
    let table = "Clients\nhs_client_name,hs_total_tier_points\nAcme,5\n\nSales\nclient,deal_type,mrr,currency,closed_on\nAcme,partner_sourced,100,USD,2025-01-01\n";
    let read = read(table).unwrap();
    assert_eq!(
        told(&read.diagnostics),
        [
            "row-above-headings @ row 2 = hs_client_name, hs_total_tier_points",
            "row-above-headings @ row 3 = Acme, 5",
        ]
    );
}

#[test]
fn a_twin_is_told_where_its_id_stands() {
    // The second client's id is the first one's name.
    let read =
        read("hs_object_id,hs_client_name,hs_sold_tier_points\nAcme,Acme Inc,1\nAcme,Other,2\n");
    assert_eq!(
        told(&read.unwrap().diagnostics),
        ["duplicate-id @ row 3, column hs_object_id = Acme"]
    );
}

#[test]
fn where_no_table_lists_clients_the_rows_themselves_do() {
    let read = read("client,mrr,currency,from\nAcme,100,USD,2025-01-01\nAcme,50,USD,2025-02-01\nZenith,1,USD,2025-01-01\n").unwrap();
    let names: Vec<&str> = read
        .book
        .clients
        .iter()
        .map(|client| client.name.as_str())
        .collect();
    assert_eq!(names, ["Acme", "Zenith"]);
    // A row of sums is none, and makes no client; a client of that name has what a record needs.
    let sums =
        self::read("client,mrr,currency,from\nAcme,100,USD,2025-01-01\nTotal,100,USD,\n").unwrap();
    assert_eq!(
        counts(&sums),
        [(Section::Clients, 1, 0), (Section::Managed, 1, 1)]
    );
    assert_eq!(told(&sums.diagnostics), ["row-of-sums @ row 3 = Total"]);
    let named = self::read("client,mrr,currency,from\nTotal,100,USD,2025-01-01\n").unwrap();
    assert_eq!(named.book.clients[0].name, "Total");
    let clients: Vec<usize> = read
        .book
        .managed
        .unwrap()
        .iter()
        .map(|managed| managed.client)
        .collect();
    assert_eq!(clients, [0, 0, 1]);
}

#[test]
fn what_only_words_suggest_waits_for_the_user() {
    let table = format!("{SALES}Acme,Sales Hub,partner_sourced,100,USD,2025-06-01\n");
    // Every needed heading is known: the labels are the names of the format.
    assert!(read(&table).is_ok());

    let table = "Customer;Hub;Deal source;Amount;Close date\nAcme;Sales Hub;Partner sourced;1.200,50;26/11/2025\n";
    let reading = read_all(&[("deals.csv", table)], &[]);
    assert_eq!(reading.books.len(), 0);
    let unmapped = reading.unmapped().next().unwrap();
    assert_eq!((unmapped.target, unmapped.rows), (Target::Sales, 1));
    assert_eq!(unmapped.columns[3].samples, ["1.200,50"]);
    let guess = unmapped.guess(Target::Sales);
    assert_eq!(
        guess.to_text(),
        "sales:client,product_line,deal_type,mrr,closed_on"
    );
    assert!(guess.is_enough());

    assert!(guess.lacks_currency());

    // The user's choice is remembered as a text, and another file of the form is read with it.
    let remembered = Mapping::parse(&guess.form, &guess.to_text()).unwrap();
    let reading = read_all(&[("more.csv", table)], &[remembered]);
    let sale = &reading.books[0].read.book.sales.as_ref();
    assert!(sale.is_none(), "no currency anywhere");
    assert_eq!(
        told(&reading.books[0].read.diagnostics),
        ["field-missing @ row 2, column currency = currency"]
    );
    let text = format!("{};comma;day-first;EUR", guess.to_text());
    let remembered = Mapping::parse(&guess.form, &text).unwrap();
    assert_eq!(remembered.to_text(), text);
    assert_eq!(
        Mapping::listed(&Mapping::list(slice::from_ref(&remembered))),
        slice::from_ref(&remembered)
    );
    let reading = read_all(&[("more.csv", table)], &[remembered]);
    let sales = reading.books[0].read.book.sales.as_ref().unwrap();
    assert_eq!(
        (sales[0].currency.as_str(), sales[0].mrr),
        ("EUR", number("1200.50"))
    );
    assert_eq!(reading.tables[0].mapping().to_text(), text);
}

#[test]
fn a_table_without_headings_loses_no_row() {
    let rows = "Acme,partner_sourced,1200.50,EUR,2025-06-01\nZenith,partner_assisted,lots,EUR,2025-06-02\n";
    let reading = read_all(&[("sales.csv", rows)], &[]);
    let unmapped = reading.unmapped().next().unwrap();
    let guess = unmapped.guess(Target::Sales);
    assert!(guess.headless, "no heading is a number or a day");
    let text = "sales:client,deal_type,mrr,currency,closed_on;headless";
    let said = Mapping::parse(&guess.form, text).unwrap();
    assert_eq!(said.to_text(), text);
    let reading = read_all(&[("sales.csv", rows)], slice::from_ref(&said));
    let read = &reading.books[0].read;
    assert_eq!(
        counts(read),
        [(Section::Clients, 2, 0), (Section::Sales, 1, 1)]
    );
    assert_eq!(read.book.sales.as_ref().unwrap()[0].mrr, number("1200.50"));
    assert_eq!(
        told(&read.diagnostics),
        ["bad-number @ row 2, column mrr = lots"]
    );

    // A year may be a heading.
    let years = "Kunde,2024,2025\nAcme,100,200\n";
    let reading = read_all(&[("years.csv", years)], &[]);
    let unmapped = reading.unmapped().next().unwrap();
    assert!(!unmapped.guess(Target::Sales).headless);
}

#[test]
fn of_two_columns_that_a_remembered_text_calls_the_same_the_first_one_counts() {
    let mapping = Mapping::parse("", "sales:client,mrr,mrr,,unknown,closed_on").unwrap();
    assert_eq!(mapping.to_text(), "sales:client,mrr,,,,closed_on");
}

#[test]
fn a_word_that_may_be_a_heading_makes_no_heading_of_a_row() {
    for (table, line, rows) in [
        ("Kunde,Betrag\nA,1\nB,2\nC,3\nTotal,6\n", 1, 4),
        (
            "Kunde,Betrag,Wann\nA,1,2025-01-01\nB,2,2025-01-02\nTotal,3,\nC,2,2025-01-02\n",
            1,
            4,
        ),
        ("Kunde,Produkt,Betrag\nA,Hub,5\nB,Hub,6\nC,CMS,7\n", 1, 3),
        ("Kunde,Produkt,Betrag\nCompany,Hub,5\nB,Hub,6\n", 1, 2),
        ("a,b,c\n1,2\n3,4,5,6\n", 1, 2),
        ("a,b,c\n1,2,3\n3,4,5,6\n7,8,9\n", 1, 3),
        // A title above is none either, and headings below one are found by their words.
        ("Total\n\nKunde,Betrag\nA,1\n", 3, 1),
        (
            "Report,2025\nAll of it,\nCustomer,Hub,Deal source,Amount,Close date\nA,x,y,1,2025-01-01\n",
            3,
            1,
        ),
    ] {
        let reading = read_all(&[("sums.csv", table)], &[]);
        assert_eq!(reading.books.len(), 0, "{table}");
        let tables = reading.unmapped().map(|table| (table.line, table.rows));
        assert_eq!(tables.collect::<Vec<_>>(), [(line, rows)], "{table}");
    }
}

#[test]
fn of_tables_that_were_put_together_no_row_is_lost_without_a_word() {
    let headings = "hs_object_id,hs_client_name,hs_country\n";
    let twice = format!("{headings}1,A,ES\n2,B,ES\n{headings}3,C,ES\n");
    let read = read(twice).unwrap();
    assert_eq!(counts(&read), [(Section::Clients, 3, 0)]);
    assert_eq!(told(&read.diagnostics), [""; 0]);

    // Rows of a table without headings may be alike: of these the first one is what the user mapped.
    let bare = "Acme,12.50,x\nAcme,12.50,x\nBeta,7,y\n";
    let unmapped = read_all(&[("bare.csv", bare)], &[]);
    let form = &unmapped.unmapped().next().unwrap().form;
    let mapping = Mapping::parse(form, "clients:hs_client_name,,").unwrap();
    let reading = read_all(&[("bare.csv", bare)], &[mapping]);
    let read = &reading.books[0].read;
    assert_eq!(counts(read), [(Section::Clients, 2, 0)]);

    let other = format!("hs_object_id,hs_client_name\n1,A\n2,B\n{headings}3,C,ES\n");
    let read = self::read(other).unwrap();
    assert_eq!(counts(&read), [(Section::Clients, 1, 3)]);
    assert_eq!(
        told(&read.diagnostics),
        [
            "row-above-headings @ row 1 = hs_object_id, hs_client_name",
            "row-above-headings @ row 2 = 1, A",
            "row-above-headings @ row 3 = 2, B",
        ]
    );
}

#[test]
fn points_that_only_words_suggest_are_not_dropped_without_a_word() {
    let table = "Client name,Country,Sold tier points\nAcme,FR,12.5\n";
    let reading = read_all(&[("clients.csv", table)], &[]);
    assert_eq!(reading.books.len(), 0);
    assert_eq!(
        reading.tables[0].guess(Target::Clients).to_text(),
        "clients:hs_client_name,hs_country,hs_sold_tier_points"
    );
    // Nor are sales taken for clients because a column has a client's name.
    let table = "Client name,Close date,MRR,Type\nAcme,2025-06-01,100,partner_sourced\n";
    let reading = read_all(&[("x.csv", table)], &[]);
    assert_eq!(reading.tables[0].target, Target::Sales);
}

#[test]
fn a_refusal_names_its_file_even_where_its_place_begins_alike() {
    let reading = read_all(
        &[
            ("as", r#"{"format": "tierwise/1", "as_of": "soon"}"#),
            ("b.csv", "hs_client_name\nAcme\n"),
        ],
        &[],
    );
    assert_eq!(told(&reading.refused), ["bad-date @ as: as_of = soon"]);
}

#[test]
fn each_document_is_a_book_and_the_rest_is_one_more() {
    let own = r#"{"format": "tierwise/1", "as_of": "2025-02-25", "clients": [{"id": "c1"}]}"#;
    let page = r#"{"results": [{"id": "1", "properties": {"hs_client_name": "One"}}]}"#;
    let more = r#"{"results": [{"id": "1", "properties": {}}, {"id": "2", "properties": {"hs_client_name": "Two"}}]}"#;
    let reading = read_all(
        &[
            ("a.json", own),
            ("1.json", page),
            ("notes.txt", "see you"),
            ("2.json", more),
            ("old.json", r#"{"format": "tierwise/9"}"#),
        ],
        &[],
    );
    let books: Vec<_> = reading
        .books
        .iter()
        .map(|found| {
            (
                found.read.kind,
                found.files.clone(),
                found.read.book.clients.len(),
            )
        })
        .collect();
    assert_eq!(
        books,
        [(Kind::Own, vec![0], 1), (Kind::ApiPages, vec![1, 3], 2)]
    );
    assert_eq!(
        told(&reading.books[1].read.diagnostics),
        [
            "columns-unknown @ notes.txt: row 1 = see you",
            "format-newer @ old.json: format = tierwise/9",
            "duplicate-id @ 2.json: results[0].id = 1",
        ]
    );
    assert_eq!(reading.books[1].read.diagnostics[2].code, Code::DuplicateId);
}

#[test]
fn a_row_of_a_million_cells_is_refused_and_not_searched_for_minutes() {
    let wide = format!("{}\n{}\n", "a:".repeat(1_000_000), "1:".repeat(1_000_000));
    let refusals = read(&wide).unwrap_err();
    assert_eq!(refusals[0].code, Code::ColumnsUnknown);
    // One that has what is needed is read all the same.
    let known = format!(
        "hs_client_name;{}\nAcme;{}\n",
        "x;".repeat(5_000),
        ";".repeat(5_000)
    );
    assert_eq!(read(&known).unwrap().book.clients[0].name, "Acme");
}
