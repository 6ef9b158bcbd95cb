//! What stands in a file, before anybody asks what it means: JSON values whose texts still lie in the file.
//!
//! Problem: a book of 100,000 sales has a million texts. To copy each of them into a map of its own costs more than to
//! understand them, and most are read once and dropped. Idea: a value borrows its text from the file (it copies only what
//! was escaped), and a record is its fields in the order of the file, which is the order in which they are asked for.
//!
//! A row of a table becomes such a record too; it then knows its [`Row`], so that a fault in it is named as the user sees it.
//!
//! Example: `{"mrr": "12.50"}` is a record with one field, whose text is the six bytes between the quotes in the file.

use super::place::Row;
use crate::model::json;
use std::{borrow::Cow, cell::RefCell, collections::BTreeMap, fmt, ptr, rc::Rc};

/// A value of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number's own digits: never a float.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Record(Fields<'a>),
    /// Boxed: so a value is hardly larger than a text, which most of them are.
    Row(Box<TableRow<'a>>),
}

/// A field of this name makes a number of a record when `serde_json` reads what it wrote, or a text that it cannot read: nobody's
/// data has one, but a hostile file may.
const NUMBER: &str = "$serde_json::private::Number";

/// Fewer fields than these are compared with each other.
const FEW: usize = 100;

/// The fields of a record, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fields<'a> {
    /// Shared by the records that have the same ones, as those of a list mostly do.
    names: Rc<Names<'a>>,
    /// What stands in each.
    values: Vec<Value<'a>>,
}

/// A record that is a row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) fields: Fields<'a>,
}

/// The names of a record's fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Names<'a> {
    names: Vec<Cow<'a, str>>,
    /// Names that an earlier field of the record has too; as everywhere in JSON, the last one counts.
    repeated: Vec<Cow<'a, str>>,
    /// Of each name one of 64 bits: where it is not set yet, no field has the name.
    seen: u64,
    /// No part of what they are.
    found: RefCell<Found>,
}

/// The fields that were asked for, in the order of the questions, and their places: who reads the records of a list asks each of
/// them the same.
type Found = Vec<(&'static str, Option<usize>)>;

impl PartialEq for Names<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names && self.repeated == other.repeated
    }
}

impl<'a> Value<'a> {
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn as_record(&self) -> Option<&Fields<'a>> {
        match self {
            Self::Record(fields) => Some(fields),
            Self::Row(row) => Some(&row.fields),
            _ => None,
        }
    }

    /// Where it stands, when it is a row of a table.
    pub(super) fn as_row(&self) -> Option<Row<'a>> {
        match self {
            Self::Row(row) => Some(row.row),
            _ => None,
        }
    }

    /// A field, where this is a record that has it.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.as_record()?.get(name)
    }

    /// The same with texts of its own.
    pub(super) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Number(digits) => Value::Number(Cow::Owned(digits.into_owned())),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Record(fields) => Value::Record(fields.into_owned()),
            Self::Row(row) => Value::Record(row.fields.into_owned()),
        }
    }

    /// The value with texts of its own, for what outlives the file.
    pub(super) fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            // Its digits were checked when they were read.
            Self::Number(digits) => serde_json::from_str(digits).unwrap_or_default(),
            Self::Text(text) => Json::String(text.as_ref().to_owned()),
            Self::List(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Self::Record(fields) => Json::Object(fields.to_json()),
            Self::Row(row) => Json::Object(row.fields.to_json()),
        }
    }
}

/// As JSON writes it, for a diagnostic to show.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&json::text(&self.to_json()))
    }
}

impl<'a> Names<'a> {
    /// Names of which none is another's, from the last to the first.
    pub(super) fn of(back: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut all = Self::default();
        for name in back {
            all.push(name);
        }
        all.names.reverse();
        all
    }

    fn push(&mut self, name: Cow<'a, str>) {
        self.seen |= bit_of(&name);
        self.found.get_mut().clear();
        self.names.push(name);
    }

    /// Adds a field to a record with these names.
    pub(super) fn add(
        &mut self,
        values: &mut Vec<Value<'a>>,
        name: Cow<'a, str>,
        value: Value<'a>,
    ) {
        let known = match self.names.len() < FEW {
            true => self.place(usize::MAX, &name),
            false => None,
        };
        if let Some(earlier) = known.and_then(|place| values.get_mut(place)) {
            *earlier = value;
            self.repeated.push(name);
        } else {
            self.push(name);
            values.push(value);
        }
    }

    /// Ends a record: of so many fields that [`add`](Self::add) did not compare each with each, the repeated ones are found by
    /// putting their names in order.
    pub(super) fn settled(mut self, mut values: Vec<Value<'a>>) -> Fields<'a> {
        if self.names.len() >= FEW {
            // From the end, for the last of several counts. (A map of this kind is there already: another would be 1 KB of program.)
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            let (mut own, mut kept) = (Vec::new(), Vec::new());
            for (name, value) in self.names.into_iter().zip(values).rev() {
                if seen
                    .insert(name.as_ref().to_owned(), String::new())
                    .is_none()
                {
                    own.push(name);
                    kept.push(value);
                } else {
                    self.repeated.push(name);
                }
            }
            own.reverse();
            kept.reverse();
            self.names = own;
            values = kept;
        }
        Fields::of(Rc::new(self), values)
    }

    /// The place of a name that is asked for when so many were asked for before; it is looked for at a place first.
    fn place_asked(&self, before: usize, near: usize, name: &'static str) -> Option<usize> {
        let mut found = self.found.borrow_mut();
        match found.get(before) {
            // The very text that was asked for before, by its address.
            Some((asked, place)) if ptr::eq(*asked, name) => *place,
            _ => {
                let place = self.place(near, name);
                if found.len() == before {
                    found.push((name, place));
                }
                place
            }
        }
    }

    /// The place of a name; it is looked for at a place first.
    fn place(&self, near: usize, name: &str) -> Option<usize> {
        match self.names.get(near) {
            Some(known) if is_same(known.as_bytes(), name.as_bytes()) => Some(near),
            // Most fields that are asked for are not there; no name of theirs need be compared.
            _ if self.seen & bit_of(name) == 0 => None,
            _ => self.names.iter().position(|known| known == name),
        }
    }
}

impl<'a> Fields<'a> {
    /// Fields of these names, with a value for each.
    pub(super) fn of(names: Rc<Names<'a>>, mut values: Vec<Value<'a>>) -> Self {
        // A short record after a long one, for as many as which there was room made.
        if values.capacity() > 2 * values.len() {
            values.shrink_to_fit();
        }
        Self { names, values }
    }

    /// The same with texts of its own, of no table.
    pub(super) fn into_owned(self) -> Fields<'static> {
        let own = |name: &Cow<'_, str>| Cow::Owned(name.as_ref().to_owned());
        let names = Names {
            names: self.names.names.iter().map(own).collect(),
            repeated: self.names.repeated.iter().map(own).collect(),
            seen: self.names.seen,
            found: RefCell::default(),
        };
        let values = self.values.into_iter().map(Value::into_owned);
        Fields::of(Rc::new(names), values.collect())
    }

    pub(super) fn push(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        Rc::make_mut(&mut self.names).add(&mut self.values, name, value);
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    #[cfg(test)]
    pub(super) const fn shared_names(&self) -> &Rc<Names<'a>> {
        &self.names
    }

    pub(super) fn repeated(&self) -> &[Cow<'a, str>] {
        &self.names.repeated
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.values.get(self.names.place(0, name)?)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Value<'a>> {
        let place = self.names.place(0, name)?;
        self.values.get_mut(place)
    }

    /// A field that is asked for when so many were asked for before, and its place among the others; it is looked for at a place
    /// first.
    pub(super) fn answer(
        &self,
        before: usize,
        near: usize,
        name: &'static str,
    ) -> Option<(usize, &Value<'a>)> {
        let place = self.names.place_asked(before, near, name)?;
        self.values.get(place).map(|value| (place, value))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.names.iter().map(Cow::as_ref)
    }

    /// The fields with their names.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &Value<'a>)> {
        self.names().zip(&self.values)
    }

    pub(super) fn to_json(&self) -> serde_json::Map<String, serde_json::Value> {
        // One by one: to collect them would bring a sort into the program.
        let mut json = serde_json::Map::new();
        for (name, value) in self.pairs().filter(|(name, _)| *name != NUMBER) {
            json.insert(name.to_owned(), value.to_json());
        }
        json
    }
}

/// Whether two texts are the same: most are a few words long, which are compared as eight bytes at a time.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) else {
        return one == other;
    };
    let (chunks, others) = (one.as_chunks::<8>().0, other.as_chunks::<8>().0);
    let same = |(chunk, other): (&[u8; 8], &[u8; 8])| chunk == other;
    last == other_last && chunks.iter().zip(others).all(same)
}

/// One of 64 bits for a name, by what tells the names of a record apart: length, first and last letter.
fn bit_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let letter = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(*byte));
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mixed = length
        .wrapping_mul(7)
        .wrapping_add(letter(bytes.first()).wrapping_mul(31))
        .wrapping_add(letter(bytes.last()).wrapping_mul(13));
    1 << (mixed % 64)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ingest::parser;

    /// A value of a JSON text.
    pub(in crate::ingest) fn tree(text: &str) -> Value<'_> {
        parser::read(text, &crate::ingest::headway::Leg::default()).unwrap()
    }

    #[test]
    fn texts_are_borrowed_and_numbers_keep_their_digits() {
        let value = tree(r#"{"a": "plain", "b": "é\n", "c": 1.500, "d": [null, true, -7]}"#);
        assert!(matches!(
            value.get("a"),
            Some(Value::Text(Cow::Borrowed("plain")))
        ));
        assert_eq!(value.get("b").and_then(Value::as_str), Some("é\n"));
        assert_eq!(value.get("c"), Some(&Value::Number("1.500".into())));
        assert_eq!(
            value.get("d").map(Value::to_string).as_deref(),
            Some("[null,true,-7]")
        );
    }

    #[test]
    fn a_value_is_hardly_larger_than_a_text() {
        assert_eq!(
            size_of::<Value<'_>>(),
            size_of::<String>() + size_of::<usize>()
        );
    }

    #[test]
    fn the_last_of_several_fields_with_one_name_counts() {
        let value = tree(r#"{"a": 1, "b": 2, "a": 3}"#);
        let fields = value.as_record().unwrap();
        let third = Value::Number("3".into());
        assert_eq!(fields.get("a"), Some(&third));
        assert_eq!(fields.repeated(), ["a"]);
        // Whatever was asked before, and wherever it is looked for first.
        for place in 0..4 {
            for question in [0, 0, 1, 7] {
                assert_eq!(fields.answer(question, place, "a"), Some((0, &third)));
                assert_eq!(fields.answer(question, place, "c"), None);
            }
        }
    }

    #[test]
    fn a_field_that_is_added_is_found_where_it_was_asked_for_before() {
        let mut fields = Fields::default();
        assert_eq!(fields.answer(0, 0, "a"), None);
        fields.push("a".into(), Value::Null);
        assert_eq!(fields.answer(0, 0, "a"), Some((0, &Value::Null)));
    }

    #[test]
    fn a_record_of_a_hundred_thousand_fields_is_no_hundred_thousand_times_as_long() {
        let fields: Vec<String> = (0..200_000)
            .map(|n| format!("\"f{}\": {n}", n % 100_000))
            .collect();
        let text = format!("{{{}}}", fields.join(","));
        let value = tree(&text);
        let record = value.as_record().unwrap();
        assert_eq!((record.len(), record.repeated().len()), (100_000, 100_000));
        assert_eq!(record.get("f7"), Some(&Value::Number("100007".into())));
    }

    #[test]
    fn a_short_record_keeps_no_room_for_a_long_one() {
        let mut names = Names::default();
        let mut values = Vec::with_capacity(100_000);
        names.add(&mut values, "a".into(), Value::Null);
        assert!(names.settled(values).values.capacity() < 10);
    }

    #[test]
    fn the_name_that_a_library_has_for_numbers_may_stand_in_a_file() {
        for text in [
            r#"{"$serde_json::private::Number":"abc","a":"b"}"#,
            r#"{"a":"b","$serde_json::private::Number":{"a":1}}"#,
            r#"{"$serde_json::private::Number":1,"a":"b"}"#,
        ] {
            let value = tree(text);
            assert_eq!(value.as_record().unwrap().len(), 2);
            assert_eq!(value.to_string(), r#"{"a":"b"}"#);
        }
    }
}
