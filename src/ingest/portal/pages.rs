//! What the vendor's API answers: a page `{"results": […], "paging": …}`, several pages in a list, or raw records
//! `{"id": …, "properties": {…}}`, alone or in a list.

use super::super::{
    place::Place,
    report::Report,
    value::{self, shown},
};
use super::Portal;
use crate::model::{
    book::Book,
    diagnostic::{Code, Effect},
};
use chrono::NaiveDate;
use serde_json::Value;

/// Whether a document is of one of these shapes; a list is if one of its entries is.
pub(in crate::ingest) fn is_known(document: &Value) -> bool {
    let known = |value: &Value| results(value).is_some() || is_record(value);
    known(document)
        || document
            .as_array()
            .is_some_and(|entries| entries.iter().any(known))
}

pub(in crate::ingest) fn read(document: &Value, today: NaiveDate, report: &mut Report) -> Book {
    let mut portal = Portal::new(report);
    match document.as_array() {
        Some(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                add(&mut portal, Place::Document.item(index), entry);
            }
        }
        None => add(&mut portal, Place::Document, document),
    }
    portal.into_book(today)
}

fn add(portal: &mut Portal<'_>, place: Place<'_>, entry: &Value) {
    let Some(records) = results(entry) else {
        return add_record(portal, place, entry);
    };
    let place = place.field("results");
    for (index, record) in records.iter().enumerate() {
        add_record(portal, place.item(index), record);
    }
}

fn add_record(portal: &mut Portal<'_>, place: Place<'_>, record: &Value) {
    let Some(properties) = properties(record) else {
        return portal.leave_out(Code::BadRecord, Effect::LeftOut, place, shown(record));
    };
    let id = record.get("id").filter(|id| !value::is_missing(id));
    if record.get("archived") == Some(&Value::Bool(true)) {
        let found = id.map(shown).unwrap_or_default();
        return portal.leave_out(Code::RecordArchived, Effect::Noted, place, found);
    }
    let id = id.and_then(|id| value::id(id).ok());
    portal.add(place.field("properties"), properties, id);
}

fn results(value: &Value) -> Option<&Vec<Value>> {
    value.get("results")?.as_array()
}

fn properties(value: &Value) -> Option<&serde_json::Map<String, Value>> {
    value.get("properties")?.as_object()
}

fn is_record(value: &Value) -> bool {
    properties(value).is_some()
}
