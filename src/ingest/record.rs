//! The reader of a record's fields.
//!
//! Problem: each of some ninety fields may be missing, or be something else than it should, and each time somebody must
//! be told where and what became of it. Idea: a record is read field by field through three methods that say what the
//! field is to its record, and that report what is wrong:
//!
//! - [`required`](Record::required): without it, or with a bad one, the record is left out;
//! - [`decisive`](Record::decisive): may be missing, but it decides points or sums: a bad one costs the record;
//! - [`descriptive`](Record::descriptive): a bad one is ignored, the rest of the record is used.
//!
//! All fields of a record are read before the record is judged, so that its owner hears of all its faults at once, and
//! so that the fields which nobody asked for are the ones which the format does not know.
//!
//! Example: `record.required("mrr", value::decimal)` on `{"mrr": "12k"}` is `None` and reports a `BadNumber`.

use super::{
    Section,
    place::Place,
    report::Report,
    tree::{Fields, Value},
    value::{is_missing, shown, text},
};
use crate::model::diagnostic::{Code, Effect};
use std::{borrow::Cow, collections::BTreeSet, ops::Range};

pub(super) struct Record<'a> {
    place: Place<'a>,
    fields: &'a Fields<'a>,
    report: &'a mut Report,
    /// Which of the first 64 fields were asked for, a bit for each, and which of those behind them: a list of names would be
    /// memory for every record.
    asked: u64,
    asked_behind: Vec<usize>,
    /// The place after the last field that was found.
    next: usize,
    /// How many fields were asked for.
    questions: usize,
    left_out: bool,
}

/// The records of a list that could be used, and the number of those that could not.
struct List<T> {
    used: Vec<T>,
    left_out: usize,
}

impl<'a> Record<'a> {
    pub(super) fn open(place: Place<'a>, fields: &'a Fields<'a>, report: &'a mut Report) -> Self {
        Self {
            place,
            fields,
            report,
            asked: 0,
            asked_behind: Vec::new(),
            next: 0,
            questions: 0,
            left_out: false,
        }
    }

    /// What stands in a field, where it is not missing.
    pub(super) fn value(&mut self, field: &'static str) -> Option<&'a Value<'a>> {
        let answer = self.fields.answer(self.questions, self.next, field);
        self.questions += 1;
        let (place, value) = answer?;
        match bit(place) {
            Some(bit) => self.asked |= bit,
            None => self.asked_behind.push(place),
        }
        self.next = place + 1;
        Some(value).filter(|value| !is_missing(value))
    }

    // The methods that ask for a field are inlined in the file worker, where speed counts, and not in the page, where size does.

    /// What a field means, or the code of what is wrong with it; `None` where it is missing.
    #[cfg_attr(feature = "files", inline(always))]
    pub(super) fn field<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Value<'_>) -> Result<T, Code>,
    ) -> Option<Result<T, Code>> {
        self.value(field).map(read)
    }

    #[cfg_attr(feature = "files", inline(always))]
    pub(super) fn required<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Value<'_>) -> Result<T, Code>,
    ) -> Option<T> {
        self.required_or(field, read, None)
    }

    /// A required field for which something else may stand in where it is missing, but not where it is bad.
    #[cfg_attr(feature = "files", inline(always))]
    pub(super) fn required_or<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Value<'_>) -> Result<T, Code>,
        stand_in: Option<T>,
    ) -> Option<T> {
        let value = self.field(field, read).or(stand_in.map(Ok));
        match value.unwrap_or(Err(Code::FieldMissing)) {
            Ok(value) => Some(value),
            Err(code) => self.leave_out(code, field),
        }
    }

    #[cfg_attr(feature = "files", inline(always))]
    pub(super) fn decisive<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Value<'_>) -> Result<T, Code>,
    ) -> Option<T> {
        match self.field(field, read)? {
            Ok(value) => Some(value),
            Err(code) => self.leave_out(code, field),
        }
    }

    #[cfg_attr(feature = "files", inline(always))]
    pub(super) fn descriptive<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&Value<'_>) -> Result<T, Code>,
    ) -> Option<T> {
        match self.field(field, read)? {
            Ok(value) => Some(value),
            Err(code) => self.ignore(code, field),
        }
    }

    /// A descriptive list of texts; each bad one is ignored by itself.
    pub(super) fn texts(&mut self, field: &'static str) -> Vec<String> {
        let Some(value) = self.value(field) else {
            return Vec::new();
        };
        let Some(items) = value.as_list() else {
            self.ignore::<()>(Code::BadText, field);
            return Vec::new();
        };
        let list = self.place.field(field);
        let mut texts = Vec::new();
        for (index, item) in items
            .iter()
            .enumerate()
            .filter(|(_, item)| !is_missing(item))
        {
            match text(item) {
                Ok(text) => texts.push(text),
                Err(code) => {
                    let place = list.item(index);
                    self.report
                        .add(code, Effect::FieldIgnored, place, shown(item));
                }
            }
        }
        texts
    }

    /// A record within this one; one that is no object is ignored.
    pub(super) fn object<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Record<'_>) -> Option<T>,
    ) -> Option<T> {
        let Some(fields) = self.value(field)?.as_record() else {
            return self.ignore(Code::BadSection, field);
        };
        let mut record = Record::open(self.place.field(field), fields, self.report);
        let item = read(&mut record);
        record.note_unknown();
        record.judged(item)
    }

    /// A list of records within this one; a list that is none is ignored.
    pub(super) fn records<T>(
        &mut self,
        field: &'static str,
        read: impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.list(field, read).map(|list| list.used)
    }

    /// A list of records that is a section of the data, and is counted as such.
    pub(super) fn section<T>(
        &mut self,
        section: Section,
        field: &'static str,
        mut read: impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let list = self.list(field, |record| {
            record.report.begin();
            read(record)
        })?;
        self.report.count(section, list.used.len(), list.left_out);
        // A section of which nothing could be used says nothing; an empty one says that there is nothing.
        (!list.used.is_empty() || list.left_out == 0).then_some(list.used)
    }

    fn list<T>(
        &mut self,
        field: &'static str,
        mut read: impl FnMut(&mut Record<'_>) -> Option<T>,
    ) -> Option<List<T>> {
        let Some(items) = self.value(field)?.as_list() else {
            return self.ignore(Code::BadSection, field);
        };
        let list = self.place.field(field);
        let mut used = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let Some(fields) = item.as_record() else {
                let place = list.item(index);
                self.report
                    .add(Code::BadRecord, Effect::LeftOut, place, shown(item));
                continue;
            };
            let place = item.as_row().map_or_else(|| list.item(index), Place::Row);
            let mut record = Record::open(place, fields, self.report);
            let item = read(&mut record);
            record.note_unknown();
            used.extend(record.judged(item));
        }
        let left_out = items.len() - used.len();
        Some(List { used, left_out })
    }

    /// Leaves the whole record out, for the sake of a field.
    pub(super) fn leave_out<T>(&mut self, code: Code, field: &'static str) -> Option<T> {
        self.left_out = true;
        self.complain(code, Effect::LeftOut, field);
        None
    }

    /// Does without a field.
    pub(super) fn ignore<T>(&mut self, code: Code, field: &'static str) -> Option<T> {
        self.complain(code, Effect::FieldIgnored, field);
        None
    }

    /// What was read of the record, unless one of its fields costs it.
    pub(super) fn judged<T>(&self, item: Option<T>) -> Option<T> {
        item.filter(|_| !self.left_out)
    }

    fn complain(&mut self, code: Code, effect: Effect, field: &'static str) {
        let found = match self.fields.get(field) {
            Some(value) if code != Code::FieldMissing => shown(value),
            _ => field.to_owned(),
        };
        self.report
            .add(code, effect, self.place.field(field), found);
    }

    /// Notes the fields that nobody asked for: those that the format does not know. And those that stand there twice: what the
    /// earlier one said is lost.
    pub(super) fn note_unknown(&mut self) {
        self.report.note_repeated(self.place, self.fields);
        let asked = usize::try_from(self.asked.count_ones()).unwrap_or_default();
        if asked == self.fields.len() {
            return; // all of them, as nearly always
        }
        for (place, name) in self.fields.names().enumerate() {
            let asked = match bit(place) {
                Some(bit) => self.asked & bit != 0,
                None => self.asked_behind.contains(&place),
            };
            if !asked {
                self.report.note_unknown(self.place.field(name));
            }
        }
    }
}

/// The bit of a field by its place; `None` behind the first 64.
fn bit(place: usize) -> Option<u64> {
    1_u64.checked_shl(u32::try_from(place).ok()?)
}

/// Keys that were seen. Most lists are in the order of their keys (`s9`, then `s10`): there the last one is enough to tell a
/// new one, and no tree is built of them.
#[derive(Default)]
pub(super) struct Seen {
    /// Those in order, one behind the other, and where each stands.
    texts: String,
    in_order: Vec<Range<usize>>,
    others: BTreeSet<String>,
}

impl Seen {
    /// Adds a key; whether it is a new one.
    pub(super) fn insert(&mut self, key: &str) -> bool {
        let is_next = self.is_next(key);
        if !is_next && self.is_among(key) || self.is_other(key) {
            return false;
        }
        if is_next {
            let begin = self.texts.len();
            self.texts.push_str(key);
            self.in_order.push(begin..self.texts.len());
            return true;
        }
        self.others.insert(key.to_owned())
    }

    /// Whether a key was seen.
    pub(super) fn has(&self, key: &str) -> bool {
        !self.is_next(key) && self.is_among(key) || self.is_other(key)
    }

    /// Whether a key is one of those in order.
    fn is_among(&self, key: &str) -> bool {
        let place = |other: &Range<usize>| rank(self.text(other)).cmp(&rank(key));
        self.in_order.binary_search_by(place).is_ok()
    }

    fn is_other(&self, key: &str) -> bool {
        !self.others.is_empty() && self.others.contains(key)
    }

    /// Whether a key comes after all those that are in order.
    fn is_next(&self, key: &str) -> bool {
        let last = self.in_order.last();
        last.is_none_or(|last| rank(self.text(last)) < rank(key))
    }

    fn text(&self, place: &Range<usize>) -> &str {
        self.texts.get(place.clone()).unwrap_or_default()
    }
}

/// What keys are in order by: counting goes on from 9 to 10.
fn rank(key: &str) -> (usize, &str) {
    (key.len(), key)
}

/// Makes a reader leave out a record whose key an earlier record of the list has.
pub(super) fn unique<T>(
    field: &'static str,
    key: impl for<'t> Fn(&'t T) -> Cow<'t, str>,
    read: impl Fn(&mut Record<'_>) -> Option<T>,
) -> impl FnMut(&mut Record<'_>) -> Option<T> {
    let mut seen = Seen::default();
    move |record| {
        let item = read(record);
        let item = record.judged(item)?;
        if seen.insert(&key(&item)) {
            Some(item)
        } else {
            record.leave_out(Code::DuplicateId, field)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{SectionCount, tree::tests::tree, value};
    use crate::model::diagnostic::Diagnostic;
    use serde_json::json;

    #[test]
    fn a_key_is_new_once_in_whatever_order_they_come() {
        let mut seen = Seen::default();
        let mut plain = BTreeSet::new();
        for key in [
            "b", "9", "10", "s9", "s10", "s9", "a", "10", "", "", "s100", "s11", "s11", "a", "s101",
        ] {
            assert_eq!(seen.has(key), plain.contains(key), "{key}");
            assert_eq!(seen.insert(key), plain.insert(key), "{key}");
        }
    }

    /// Reads one document and tells what was said about it: `code@place: found (effect)`.
    fn told<T>(
        document: serde_json::Value,
        read: impl FnOnce(&mut Record<'_>) -> T,
    ) -> (T, Vec<String>, Vec<SectionCount>) {
        let mut report = Report::default();
        let text = document.to_string();
        let document = tree(&text);
        let fields = document.as_record().unwrap();
        let mut record = Record::open(Place::Document(""), fields, &mut report);
        let result = read(&mut record);
        let (counts, diagnostics) = report.into_parts();
        let line = |d: Diagnostic| {
            format!(
                "{}@{}: {} ({})",
                d.code.as_str(),
                d.place,
                d.found,
                d.effect.as_str()
            )
        };
        (result, diagnostics.into_iter().map(line).collect(), counts)
    }

    #[test]
    fn a_field_is_what_it_is_to_its_record() {
        let document = json!({"a": "12k", "b": null, "c": "12k"});
        let (judged, told, _) = told(document, |record| {
            assert_eq!(record.descriptive("a", value::decimal), None);
            assert_eq!(record.decisive("b", value::decimal), None);
            assert_eq!(
                record.judged(Some(())),
                Some(()),
                "neither costs the record"
            );
            assert_eq!(record.required("b", value::decimal), None);
            assert_eq!(record.decisive("c", value::decimal), None);
            record.judged(Some(()))
        });
        assert_eq!(judged, None);
        assert_eq!(
            told,
            [
                "field-missing@b: b (left-out)",
                "bad-number@c: 12k (left-out)",
                "bad-number@a: 12k (field-ignored)",
            ]
        );
    }

    #[test]
    fn something_may_stand_in_for_a_missing_field_but_not_for_a_bad_one() {
        let ((missing, bad), _, _) = told(json!({"bad": []}), |record| {
            let stand_in = || Some("x".to_owned());
            (
                record.required_or("missing", text, stand_in()),
                record.required_or("bad", text, stand_in()),
            )
        });
        assert_eq!(missing, Some("x".to_owned()));
        assert_eq!(bad, None);
    }

    #[test]
    fn a_list_keeps_what_can_be_used() {
        let document =
            json!({"team": [{"name": "a"}, 5, {}, {"name": "a"}, {"name": "b", "x": 1}]});
        let (names, told, counts) = told(document, |record| {
            let read = unique(
                "name",
                |name: &String| Cow::from(name),
                |record| record.required("name", text),
            );
            record.section(Section::Team, "team", read)
        });
        assert_eq!(names, Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(
            told,
            [
                "bad-record@team[1]: 5 (left-out)",
                "field-missing@team[2].name: name (left-out)",
                "duplicate-id@team[3].name: a (left-out)",
                "field-unknown@team[].x: team[4].x (noted)",
            ]
        );
        assert_eq!(
            counts,
            [SectionCount {
                section: Section::Team,
                used: 2,
                left_out: 3
            }]
        );
    }

    #[test]
    fn a_key_of_a_record_that_was_left_out_is_free() {
        let document = json!({"list": [{"id": "a", "mrr": "?"}, {"id": "a", "mrr": "1"}]});
        let (ids, _, _) = told(document, |record| {
            let read = unique(
                "id",
                |id: &String| Cow::from(id),
                |record| {
                    record.decisive("mrr", value::decimal);
                    record.required("id", text)
                },
            );
            record.records("list", read)
        });
        assert_eq!(ids, Some(vec!["a".to_owned()]));
    }

    #[test]
    fn texts_are_taken_one_by_one() {
        let (texts, told, _) = told(json!({"products": ["a", 1, "", " b "]}), |record| {
            record.texts("products")
        });
        assert_eq!(texts, ["a", "b"]);
        assert_eq!(told, ["bad-text@products[1]: 1 (field-ignored)"]);
    }
}
