//! Our own format, `tierwise/1`: one file per kind of record, this one for the document that holds them.
//!
//! Nothing but a missing or bad `as_of` refuses the document: without its day no figure can be computed.

mod client;
mod commission;
mod credited;
mod deal;
mod managed;
mod named;
mod partner;
mod renewal;
mod reported;
mod retention;
mod sale;
mod team;

use self::named::{Clients, Named};
use super::{
    Section,
    place::Place,
    record::{Record, unique},
    report::Report,
    tree::Fields,
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

/// How many records a document has in its sections.
pub(super) fn count(document: &Fields<'_>) -> usize {
    let lists = |fields: &Fields<'_>| {
        let lists = fields.pairs().filter_map(|(_, value)| value.as_list());
        lists.map(<[_]>::len).sum::<usize>()
    };
    let within = document.pairs().filter_map(|(_, value)| value.as_record());
    lists(document) + within.map(lists).sum::<usize>()
}

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

/// The currency of a record's amounts: its own, else that of its client. A record whose client is not known is left out
/// for that, whatever its currency.
fn currency_of(record: &mut Record<'_>, client: Option<Named>) -> Option<Currency> {
    match client {
        Some(client) => record.required_or("currency", value::currency, client.currency),
        None => record.decisive("currency", value::currency),
    }
}
