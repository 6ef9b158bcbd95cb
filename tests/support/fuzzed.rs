//! What the fuzz targets do with arbitrary bytes, and `tests/crashers.rs` with every input that once broke them.
//!
//! Problem: "never panics, figures agree" is easily true of the books that people write. The ones that break it are made
//! of a 28-digit number, a day at the end of the calendar, a unit of a ten-millionth. Idea: a fuzzer looks for them, each
//! function here is one target, and what it finds stays as a file that is replayed natively, with no fuzzer, by the very
//! same function.
//!
//! Example: `data(b"{\"format\": \"tierwise/1\", \"as_of\": \"9999-12-31\"}")` returns; it panics where a law is broken.

#![allow(dead_code, reason = "each fuzz target uses one of them")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a target fails by panicking"
)]

#[path = "packed.rs"]
mod packed;

use chrono::{Days, NaiveDate};
use packed::taken_up;
use rust_decimal::Decimal;
use tierwise::{
    engine::{
        commission::{schedule, statements},
        explain::{Answer, Key, Question, explain},
        ledger::Ledger,
        projection::projection,
        reconcile::reconcile,
        shared_selling, standing,
    },
    ingest::{
        self, MOST_DIAGNOSTICS, exchange,
        several::{Found, Reading},
        table::Mapping,
    },
    model::{
        book::Book,
        currency::Currency,
        diagnostic::{Code, Effect},
        exact::{Exact, Overflow},
        exchange::{MonthEndRates, RateFile},
    },
    query::{
        history::{
            Snapshot,
            archive::{self, HEADER, TAIL},
        },
        library::Library,
        saved::About,
    },
    route::Route,
    rules::{self, Origin, Overrides, Rules},
    view::{
        amount::{AmountFault, MOST_DIGITS, amount},
        format::{Format, Plain},
    },
};

const RULES: &[u8] = include_bytes!("../../public/rules/hubspot-solutions.json");
const BOOK: &[u8] = include_bytes!("../fixtures/own-small.json");

/// Bytes as the page reads them: a book or a refusal, the book's own rules laid over the programme's, every figure.
pub(crate) fn data(bytes: &[u8]) {
    match ingest::read(bytes, day(2026, 1, 1)) {
        Err(diagnostics) => {
            assert_eq!(diagnostics.first().map(|d| d.effect), Some(Effect::Refused));
        }
        Ok(read) => {
            assert!(read.diagnostics.len() <= MOST_DIAGNOSTICS);
            assert!(read.diagnostics.iter().all(|d| d.effect != Effect::Refused));
            // As the file worker hands it over.
            let reading = Reading {
                books: vec![Found {
                    read: read.clone(),
                    files: vec![0],
                }],
                ..Reading::default()
            };
            let parts = reading.clone().into_parts().unwrap();
            assert_eq!(taken_up(&parts), Some(reading));
            compute(&read.book, &with_overrides(&read.book.program_rules));
        }
    }
}

/// Bytes as what the page finds of its own: the columns that a browser remembers, and what a saved copy says of itself. What is
/// understood of them is written and read as the same again.
pub(crate) fn kept(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // A list is lines, which end with or without a carriage return; no form that a page writes has one.
    let mappings = Mapping::listed(&text.replace('\r', ""));
    assert_eq!(Mapping::listed(&Mapping::list(&mappings)), mappings);
    let about = About::parse(&text);
    let same = about
        .as_ref()
        .and_then(|about| About::parse(&about.to_json()));
    assert_eq!(same, about);
}

/// Bytes as a rules file, and as rules that somebody typed, each with a book computed under them.
pub(crate) fn rules(bytes: &[u8]) {
    let book = ingest::read(BOOK, day(2026, 1, 1)).unwrap().book;
    if let Ok((rules, _)) = rules::load(bytes, &[]) {
        compute(&book, &rules);
    }
    if let Ok(overrides) = serde_json::from_slice(bytes) {
        compute(&book, &with_overrides(&overrides));
    }
}

/// Bytes as a file of exchange rates: refused or read, kept and come back the same, and a book's commission converted with them.
pub(crate) fn rates(bytes: &[u8]) {
    let _cheap = exchange::is_known(bytes);
    match exchange::read(bytes, "rates") {
        Err(diagnostics) => {
            assert_eq!(diagnostics.first().map(|d| d.effect), Some(Effect::Refused));
            assert!(diagnostics.len() <= MOST_DIAGNOSTICS + 1);
        }
        Ok(read) => {
            assert_eq!(
                read.diagnostics.len(),
                read.file.left_out.min(MOST_DIAGNOSTICS)
            );
            assert!(read.file.first <= read.file.last && read.file.days > 0);
            converted(&[read.file]);
        }
    }
    // What the browser kept may be anything by now.
    if let Ok(text) = std::str::from_utf8(bytes) {
        converted(&exchange::kept::read(text));
    }
}

/// A conversion adds to the payout currency and takes from no other what has no rate; what is kept comes back as it was.
fn converted(files: &[RateFile]) {
    let kept = exchange::kept::read(&exchange::kept::write(files));
    assert_eq!(MonthEndRates::of(&kept), MonthEndRates::of(files));
    let book = ingest::read(BOOK, day(2026, 1, 1)).unwrap().book;
    let rules = with_overrides(&Overrides::new());
    let rates = MonthEndRates::of(files);
    let currencies = files.iter().flat_map(|file| &file.tables);
    let currencies = currencies
        .map(|table| table.base)
        .take(4)
        .chain([Currency::USD]);
    for to in currencies {
        let schedule = schedule(&book, &rules, book.as_of, 12).unwrap().unwrap();
        for payout in &schedule.payouts {
            let Ok(converted) = payout.converted(&rates, to) else {
                continue;
            };
            for currency in converted.amounts.keys() {
                assert!(*currency == to || payout.amounts.contains_key(currency));
            }
            for step in &converted.conversions {
                // rate.from of the one are worth rate.to of the other: there and back is the same, where it has room.
                if let (Ok(back), Ok(amount)) = (
                    step.result
                        .at(step.rate.from, step.rate.to)
                        .and_then(|back| back.value()),
                    step.amount.value(),
                ) {
                    assert_eq!(back.normalize(), amount.normalize());
                }
            }
        }
    }
}

/// Bytes as a table, whatever they are: the readers of tables meet more that way.
pub(crate) fn csv(bytes: &[u8]) {
    for header in [
        "",
        "hs_object_id,hs_client_name,hs_sold_tier_points\n",
        "month;from;to;rate\n",
        "Date,USD,GBP\n",
    ] {
        let bytes = [header.as_bytes(), bytes].concat();
        data(&bytes);
        rates(&bytes);
    }
}

/// Bytes as what stands within JSON: sections, answers, entries.
pub(crate) fn json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for around in [
        ["{\"format\":\"tierwise/1\",\"as_of\":\"2025-02-25\",", "}"],
        [
            "{\"base\":\"EUR\",\"date\":\"2025-01-31\",\"rates\":{",
            "}}",
        ],
        ["{\"results\":[", "]}"],
        ["{\"format\":\"tierwise-library/1\",\"entries\":[", "]}"],
    ] {
        let document = around.join(text);
        data(document.as_bytes());
        is_judged_as_by_the_library(&document);
        rates(document.as_bytes());
        backup(document.as_bytes());
    }
}

/// Broken is what `serde_json` calls broken. (Half of a character is none to it, and it keeps a name for itself.)
fn is_judged_as_by_the_library(document: &str) {
    let refusals = ingest::read(document.as_bytes(), day(2026, 1, 1)).err();
    let is_broken = refusals
        .iter()
        .flatten()
        .any(|refusal| [Code::JsonBroken, Code::JsonCut, Code::NotText].contains(&refusal.code));
    let fault = serde_json::from_str::<serde_json::Value>(document).err();
    let is_theirs = fault.as_ref().is_some_and(|fault| {
        fault.to_string().contains("hex escape") || document.contains("$serde_json")
    });
    assert!(
        is_theirs || is_broken == fault.is_some(),
        "{document}: {fault:?}"
    );
}

/// Bytes as an address: what is read of it is written, and read again as the same.
pub(crate) fn route(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for hash in [
        text.to_string(),
        format!("#/tier?{text}"),
        format!("#/dashboard?report=clients&{text}"),
    ] {
        let route = Route::parse(&hash);
        let written = route.to_hash();
        let again = Route::parse(&written);
        assert_eq!(again, route, "{written}");
        assert_eq!(again.to_hash(), written);
    }
}

/// Bytes as a backup of what the user made: restored twice it changes nothing the second time, and it is written as it was read.
pub(crate) fn backup(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut library = Library::default();
    if library.restore(&text).is_err() {
        return;
    }
    let written = library.backup();
    let mut twice = library.clone();
    let counts = twice.restore(&written).expect("our own backup");
    assert_eq!((counts.added, counts.replaced), (0, 0), "{written}");
    assert_eq!(twice, library);
    let mut fresh = Library::default();
    fresh.restore(&written).expect("our own backup");
    assert_eq!(fresh, library);
}

/// Bytes as an archive of the history: its directory, where its files are, and the manifest, packed in it or alone. What is read
/// of a manifest is written as it was read.
pub(crate) fn archive(bytes: &[u8]) {
    manifest(bytes);
    let part = |from: u64, length: u64| {
        let from = usize::try_from(from).ok()?;
        bytes.get(from..from.checked_add(usize::try_from(length).ok()?)?)
    };
    let size = u64::try_from(bytes.len()).unwrap();
    let tail = size.min(TAIL);
    let directory = part(size - tail, tail).and_then(archive::find_directory);
    let files = directory.and_then(|(from, length)| archive::read_directory(part(from, length)?));
    for file in files.unwrap_or_default() {
        let behind = part(file.at, HEADER).and_then(archive::behind_header);
        let content = behind.and_then(|behind| part(file.at + behind, file.packed));
        content.into_iter().for_each(manifest);
    }
}

fn manifest(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(one) = Snapshot::from_text(&text) {
        assert_eq!(Snapshot::from_text(&one.to_text()), Some(one));
    }
    if let Ok((snapshots, _)) = archive::read_manifest(&text) {
        let again = archive::read_manifest(&archive::manifest(&snapshots));
        assert_eq!(again, Ok((snapshots, 0)));
    }
}

/// Bytes as an amount that somebody types, by the marks of each language.
pub(crate) fn typed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for marks in [&Plain as &dyn Format, &French] {
        match amount(&text, marks) {
            Ok(number) => {
                assert!(number >= Decimal::ZERO, "{text}");
                // Its own digits read as itself.
                let plain = number.normalize().to_string();
                let mark = marks.decimal_mark().to_string();
                if number.scale() != 3 {
                    assert_eq!(
                        amount(&plain.replace('.', &mark), marks),
                        Ok(number),
                        "{plain}"
                    );
                }
                let digits = number.mantissa().checked_ilog10().unwrap_or_default();
                assert!(
                    usize::try_from(digits).unwrap() <= MOST_DIGITS + 6,
                    "{text}"
                );
            }
            Err(AmountFault::Ambiguous {
                thousands,
                decimals,
            }) => {
                assert_eq!(
                    thousands,
                    decimals.checked_mul(Decimal::ONE_THOUSAND).unwrap()
                );
            }
            Err(_) => {}
        }
    }
}

/// French marks, without a browser.
struct French;

impl Format for French {
    fn number(&self, number: Decimal) -> String {
        Plain.number(number)
    }
    fn money(&self, amount: Decimal, currency: Currency) -> String {
        Plain.money(amount, currency)
    }
    fn percent(&self, fraction: Decimal) -> String {
        Plain.percent(fraction)
    }
    fn date(&self, day: NaiveDate) -> String {
        Plain.date(day)
    }
    fn short_day(&self, day: NaiveDate) -> String {
        Plain.short_day(day)
    }
    fn month(&self, day: NaiveDate) -> String {
        Plain.month(day)
    }
    fn sort(&self, names: &mut Vec<String>) {
        Plain.sort(names);
    }
    fn decimal_mark(&self) -> char {
        ','
    }
    fn group_mark(&self) -> char {
        ' '
    }
}

/// The programme's rules, with the same part laid over them twice, as the data and the user may.
fn with_overrides(overrides: &Overrides) -> Rules {
    let layers = [(Origin::Data, overrides), (Origin::User, overrides)];
    rules::load(RULES, &layers)
        .expect("an override costs itself and never the file")
        .0
}

fn compute(book: &Book, rules: &Rules) {
    let ledger = Ledger::new(book, rules);
    for day in [book.as_of, later(book.as_of, 90), NaiveDate::MAX] {
        let standing = standing::run_with(&ledger, book, rules, day);
        assert_eq!(standing.clients.len(), book.clients.len());
        let _differences = reconcile(book, rules, &ledger, &standing);
        let range = (earlier(book.as_of, 30), book.as_of);
        explained(&Question {
            book,
            rules,
            ledger: &ledger,
            standing: &standing,
            goal: rules.programme.tiers.first().map(|tier| &tier.id),
            range,
            client: Some(0),
        });
    }
    let _money = (
        statements(book, rules, book.as_of),
        schedule(book, rules, book.as_of, 12),
        shared_selling::trend(book, earlier(book.as_of, 364), book.as_of),
        projection(&ledger, book.as_of),
    );
    let ranges = [
        (earlier(book.as_of, 364), book.as_of),
        (book.as_of, later(book.as_of, 90)),
        (day(2022, 7, 18), day(2030, 12, 31)),
        (day(1, 1, 1), day(9999, 12, 31)),
    ];
    for (first, last) in ranges {
        // Too many digits is an answer. Any other must add up.
        let _overflow = adds_up(&ledger, first, last);
    }
}

/// Every figure is what its explanation gives, to the last digit; too many digits are an answer here too.
fn explained(question: &Question) {
    for &key in Key::ALL {
        let explanation = explain(key, question);
        if let (Some(Answer::Number(value)), Ok(recombined)) =
            (&explanation.value, explanation.recombined())
        {
            assert_eq!(recombined, Some(*value), "{}", key.as_str());
        }
    }
}

/// Opening + new − lost = closing, to the last digit.
fn adds_up(ledger: &Ledger, first: NaiveDate, last: NaiveDate) -> Result<(), Overflow> {
    let opening = ledger.on(earlier(first, 1))?;
    let closing = ledger.on(last)?;
    let changes = ledger.changes(first, last)?;
    assert!(changes.new_managed.value()? >= Decimal::ZERO);
    assert!(changes.lost_managed.value()? >= Decimal::ZERO);
    for (opening, new, lost, closing) in [
        (
            opening.sold()?,
            &changes.new_sold,
            &changes.lost_sold,
            closing.sold()?,
        ),
        (
            opening.managed,
            &changes.new_managed,
            &changes.lost_managed,
            closing.managed,
        ),
    ] {
        let sum: Exact = opening.plus(new)?.minus(lost)?;
        assert_eq!(sum.value()?, closing.value()?, "from {first} to {last}");
    }
    Ok(())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).expect("a day")
}

fn earlier(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).expect("a day")
}
