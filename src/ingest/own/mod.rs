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
use std::iter;

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
            unique("id", |client: &Client| client.id.clone(), client::read),
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
            |sale: &Sale| sale.id.clone(),
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
            |deal: &Deal| deal.id.clone(),
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
            |c: &Commission| c.id.clone(),
            |record| commission::read(record, &clients, payout_currency),
        ),
    );
    book.retention = root.section(
        Section::Retention,
        "retention",
        unique(
            "month",
            |r: &RetentionMonth| r.month.to_string(),
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

/// The clients by id: what the field `client` of other records may name. Sorted by what is compared without a look at the id
/// itself, for every record of a book asks.
struct Clients<'a>(Vec<(Key<'a>, Named<'a>)>);

/// An id: its length, its first eight letters as one number, and itself.
type Key<'a> = (usize, u64, &'a str);

fn key(id: &str) -> Key<'_> {
    let letters = id.bytes().chain(iter::repeat(0)).take(8);
    let letters = letters.fold(0, |letters, letter| letters << 8 | u64::from(letter));
    (id.len(), letters, id)
}

/// A client that a record names.
#[derive(Clone, Copy)]
struct Named<'a> {
    /// Its index in the book.
    index: usize,
    client: &'a Client,
}

impl Named<'_> {
    fn currency(self) -> Option<Currency> {
        self.client.currency
    }
}

impl<'a> Clients<'a> {
    fn of(clients: &'a [Client]) -> Self {
        let clients = clients.iter().enumerate();
        let mut named: Vec<_> = clients
            .map(|(index, client)| (key(&client.id), Named { index, client }))
            .collect();
        named.sort_unstable_by_key(|(key, _)| *key);
        Self(named)
    }

    /// Reads a reference to a client.
    fn named(&self, value: &Value<'_>) -> Result<Named<'a>, Code> {
        let id = value::id_str(value)?;
        let key = key(id);
        let place = self.0.binary_search_by_key(&key, |(key, _)| *key);
        let client = place.ok().and_then(|place| self.0.get(place));
        client.map(|(_, named)| *named).ok_or(Code::ClientUnknown)
    }
}

/// The currency of a record's amounts: its own, else that of its client. A record whose client is not known is left out
/// for that, whatever its currency.
fn currency_of(record: &mut Record<'_>, client: Option<Named<'_>>) -> Option<Currency> {
    match client {
        Some(client) => record.required_or("currency", value::currency, client.currency()),
        None => record.decisive("currency", value::currency),
    }
}
