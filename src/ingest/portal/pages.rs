//! What the vendor's API answers: a page `{"results": […], "paging": …}`, several pages in a list, or raw records
//! `{"id": …, "properties": {…}}`, alone or in a list.

use super::super::{
    place::Place,
    tree::{Fields, Value},
    value::{self, shown},
};
use super::{Portal, moment};
use crate::model::diagnostic::{Code, Effect};

/// Whether a document is of one of these shapes; a list is if one of its entries is.
pub(in crate::ingest) fn is_known(document: &Value<'_>) -> bool {
    let known = |value: &Value| results(value).is_some() || is_record(value);
    known(document)
        || document
            .as_list()
            .is_some_and(|entries| entries.iter().any(known))
}

/// How many records a document has.
pub(in crate::ingest) fn count(document: &Value<'_>) -> usize {
    let of = |entry: &Value<'_>| results(entry).map_or(1, <[_]>::len);
    match document.as_list() {
        Some(entries) => entries.iter().map(of).sum(),
        None => of(document),
    }
}

/// Adds the records of a document to those of its portal.
pub(in crate::ingest) fn add_all(portal: &mut Portal<'_>, name: &str, document: &Value<'_>) {
    let place = Place::Document(name);
    match document.as_list() {
        Some(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                add(portal, place.item(index), entry);
            }
        }
        None => add(portal, place, document),
    }
}

fn add(portal: &mut Portal<'_>, place: Place<'_>, entry: &Value<'_>) {
    if let Some(fields) = entry.as_record() {
        portal.report.note_repeated(place, fields);
    }
    let Some(records) = results(entry) else {
        return add_record(portal, place, entry);
    };
    let place = place.field("results");
    for (index, record) in records.iter().enumerate() {
        add_record(portal, place.item(index), record);
    }
}

fn add_record(portal: &mut Portal<'_>, place: Place<'_>, record: &Value<'_>) {
    let newest = newest(record);
    let Some(properties) = properties(record).or(newest.as_ref()) else {
        return portal.leave_out(Code::BadRecord, Effect::LeftOut, place, shown(record));
    };
    let id = record.get("id").filter(|id| !value::is_missing(id));
    if record.get("archived") == Some(&Value::Bool(true)) {
        let found = id.map(shown).unwrap_or_default();
        return portal.leave_out(Code::RecordArchived, Effect::Noted, place, found);
    }
    let id = id.and_then(|id| Some((value::id(id).ok()?, place.field("id"))));
    let of_properties = place.field("properties");
    portal.report.note_repeated(of_properties, properties);
    let client = portal.add(of_properties, properties, id);
    let place = place.field(HISTORIES);
    match (client, record.get(HISTORIES), histories(record)) {
        (Some(client), _, Some(histories)) => portal.add_history(place, histories, client),
        (Some(_), Some(other), None) => portal.misshapen(place, other),
        _ => {}
    }
}

/// The field of a record that has every version of its properties.
const HISTORIES: &str = "propertiesWithHistory";

fn histories<'a>(record: &'a Value<'_>) -> Option<&'a Fields<'a>> {
    record.get(HISTORIES)?.as_record()
}

fn results<'a>(value: &'a Value<'_>) -> Option<&'a [Value<'a>]> {
    value.get("results")?.as_list()
}

fn properties<'a>(value: &'a Value<'_>) -> Option<&'a Fields<'a>> {
    value.get("properties")?.as_record()
}

/// The properties of a record that was asked for with their history alone: the newest value of each.
fn newest<'a>(record: &Value<'a>) -> Option<Fields<'a>> {
    let histories = record.get(HISTORIES)?.as_record()?;
    let mut fields = Fields::default();
    for name in histories.names() {
        let versions = histories.get(name).and_then(Value::as_list);
        // Of equals the first, as the vendor lists them.
        let moment = |version: &&Value<'a>| {
            let moment = version.get("timestamp");
            moment.and_then(|moment| moment::instant(moment).ok())
        };
        let newest = versions.into_iter().flatten().rev().max_by_key(moment);
        if let Some(value) = newest.and_then(|version| version.get("value")) {
            fields.push(name.to_owned().into(), value.clone());
        }
    }
    Some(fields)
}

fn is_record(value: &Value<'_>) -> bool {
    properties(value).is_some() || histories(value).is_some()
}
