//! Our own format, `tierwise/1`: one file per kind of record, this one for the document that holds them.
//!
//! Nothing but a missing or bad `as_of` refuses the document: without its day no figure can be computed.

mod client;
mod commission;
mod credited;
mod deal;
mod managed;
mod partner;
mod renewal;
mod reported;
mod retention;
mod sale;
mod team;

use super::{
    Section,
    place::Place,
    record::{Record, unique},
    report::Report,
    tree::{Fields, Value},
    value,
};
use crate::model::{
    book::Book,
    client::Client,
    commission::Commission,
    currency::Currency,
    deal::Deal,
    diagnostic::{Code, Diagnostic, Effect},
    retention::RetentionMonth,
    sale::Sale,
};
use chrono::NaiveDate;
use std::borrow::Cow;

/// Reads a document; `name` is that of its file, where several are read.
pub(super) fn read(
    name: &str,
    document: &Fields<'_>,
    report: &mut Report,
) -> Result<Book, Diagnostic> {
    let mut root = Record::open(Place::Document(name), document, report);
    // Known, and judged before.
    root.value("format");
    let mut book = Book::empty(as_of(&mut root)?);

    book.points_refreshed_on = root.descriptive("points_refreshed_on", value::date);
    book.partner = root.object("partner", partner::read);
    book.clients = root
        .section(
            Section::Clients,
            "clients",
            unique("id", |client: &Client| Cow::from(&client.id), client::read),
        )
        .unwrap_or_default();
    read_records(&mut root, &mut book);
    book.program_rules = root
        .descriptive("program_rules", value::object)
        .unwrap_or_default();
    root.note_unknown();
    Ok(book)
}

/// Reads the sections of rows that tables give beside the clients of a book, which are there already.
pub(super) fn read_tables(sections: &Fields<'_>, book: &mut Book, report: &mut Report) {
    read_records(
        &mut Record::open(Place::Document(""), sections, report),
        book,
    );
}

/// Every section but the clients, which the others name.
fn read_records(root: &mut Record<'_>, book: &mut Book) {
    let payout_currency = book.partner.as_ref().and_then(|p| p.payout_currency);
    let clients = Clients::of(&book.clients);
    book.sales = root.section(
        Section::Sales,
        "sales",
        unique(
            "id",
            |sale: &Sale| Cow::from(&sale.id),
            |record| sale::read(record, &clients),
        ),
    );
    book.managed = root.section(Section::Managed, "managed", |record| {
        managed::read(record, &clients)
    });
    book.deals = root.section(
        Section::Deals,
        "deals",
        unique(
            "id",
            |deal: &Deal| Cow::from(&deal.id),
            |record| deal::read(record, &clients),
        ),
    );
    let renewals = root.section(Section::Renewals, "renewals", |record| {
        renewal::read(record, &clients)
    });
    // Those of a portal's clients may be there already.
    book.renewals = match (book.renewals.take(), renewals) {
        (Some(mut all), Some(more)) => {
            all.extend(more);
            Some(all)
        }
        (some, other) => some.or(other),
    };
    book.commissions = root.section(
        Section::Commissions,
        "commissions",
        unique(
            "id",
            |c: &Commission| Cow::from(&c.id),
            |record| commission::read(record, &clients, payout_currency),
        ),
    );
    book.retention = root.section(
        Section::Retention,
        "retention",
        unique(
            "month",
            |r: &RetentionMonth| Cow::from(r.month.to_string()),
            retention::read,
        ),
    );
    book.team = root.section(Section::Team, "team", team::read);
    if let Some(reported) = root.object("reported", |record| reported::read(record, &clients)) {
        book.reported = Some(reported);
    }
}

fn as_of(root: &mut Record<'_>) -> Result<NaiveDate, Diagnostic> {
    const FIELD: &str = "as_of";
    let refuse = |code, found| Diagnostic::new(code, Effect::Refused, FIELD, found);
    let value = root
        .value(FIELD)
        .ok_or_else(|| refuse(Code::FieldMissing, FIELD.to_owned()))?;
    value::date(value).map_err(|code| refuse(code, value::shown(value)))
}

/// The clients by id: what the field `client` of other records may name. Every record of a book asks, so that an id is looked for
/// only among those of its drawer, by what is compared without a look at the id itself.
struct Clients<'a> {
    /// In the order of their drawers, and of their keys in each.
    named: Vec<(Key<'a>, Named)>,
    /// Where each drawer begins, and where the last one ends.
    begin: Vec<usize>,
}

/// As many drawers as this many bits tell apart.
const BITS: u32 = 14;

/// An id: its last eight letters as one number, its length, and the letters before them. Ids of one book differ at their end.
type Key<'a> = (u64, usize, &'a [u8]);

fn key(id: &str) -> Key<'_> {
    match id.as_bytes().split_last_chunk::<8>() {
        Some((before, last)) => (u64::from_be_bytes(*last), id.len(), before),
        None => {
            let letters = id.bytes();
            let letters = letters.fold(0, |letters, letter| letters << 8 | u64::from(letter));
            (letters, id.len(), &[])
        }
    }
}

/// The drawer of a key: by a product whose first bits each letter changes.
fn drawer((letters, ..): Key<'_>) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    (letters.wrapping_mul(ODD) >> (u64::BITS - BITS)) as usize
}

/// A client that a record names.
#[derive(Clone, Copy)]
struct Named {
    /// Its index in the book.
    index: usize,
    currency: Option<Currency>,
}

impl<'a> Clients<'a> {
    fn of(clients: &'a [Client]) -> Self {
        let clients = clients.iter().enumerate();
        let mut named: Vec<_> = clients
            .map(|(index, client)| {
                let currency = client.currency;
                (key(&client.id), Named { index, currency })
            })
            .collect();
        named.sort_unstable_by_key(|(key, _)| (drawer(*key), *key));
        let begin = |of: usize| named.partition_point(|(key, _)| drawer(*key) < of);
        let begin = (0..=1 << BITS).map(begin).collect();
        Self { named, begin }
    }

    /// Reads a reference to a client.
    fn named(&self, value: &Value<'_>) -> Result<Named, Code> {
        let key = key(value::id_str(value)?);
        let drawer = drawer(key);
        let drawer = match self.begin.get(drawer..=drawer + 1) {
            Some([begin, end]) => self.named.get(*begin..*end),
            _ => None,
        };
        let drawer = drawer.unwrap_or_default();
        let place = drawer.binary_search_by_key(&key, |(key, _)| *key);
        let named = place.ok().and_then(|place| drawer.get(place));
        named.map(|(_, named)| *named).ok_or(Code::ClientUnknown)
    }
}

/// The currency of a record's amounts: its own, else that of its client. A record whose client is not known is left out
/// for that, whatever its currency.
fn currency_of(record: &mut Record<'_>, client: Option<Named>) -> Option<Currency> {
    match client {
        Some(client) => record.required_or("currency", value::currency, client.currency),
        None => record.decisive("currency", value::currency),
    }
}
