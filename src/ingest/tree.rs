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
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, collections::BTreeMap, fmt};

/// A value of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number's own digits: never a float.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Boxed: so a value is hardly larger than a text, which most of them are.
    Record(Box<Fields<'a>>),
}

/// Fewer fields than these are compared with each other.
const FEW: usize = 100;

/// The fields of a record, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fields<'a> {
    fields: Vec<(Cow<'a, str>, Value<'a>)>,
    /// Names that an earlier field of the record has too; as everywhere in JSON, the last one counts.
    pub(super) repeated: Vec<Cow<'a, str>>,
    /// Of each name one of 64 bits: where it is not set yet, no field has the name.
    seen: u64,
    /// Where the record stands, when it is a row of a table.
    pub(super) row: Option<Row<'a>>,
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
            Self::Record(fields) => Value::Record(Box::new(fields.into_owned())),
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
        }
    }
}

/// As JSON writes it, for a diagnostic to show.
impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_json())
    }
}

impl<'a> Fields<'a> {
    pub(super) const fn new(row: Option<Row<'a>>) -> Self {
        Self {
            fields: Vec::new(),
            repeated: Vec::new(),
            seen: 0,
            row,
        }
    }

    /// The same for so many fields, which are then never moved to make room.
    pub(super) fn with_room(row: Option<Row<'a>>, fields: usize) -> Self {
        Self {
            fields: Vec::with_capacity(fields),
            ..Self::new(row)
        }
    }

    /// The same with texts of its own, of no table.
    pub(super) fn into_owned(self) -> Fields<'static> {
        let own = |name: Cow<'_, str>| Cow::Owned(name.into_owned());
        let fields = self.fields.into_iter();
        let fields = fields.map(|(name, value)| (own(name), value.into_owned()));
        Fields {
            fields: fields.collect(),
            repeated: self.repeated.into_iter().map(own).collect(),
            seen: self.seen,
            row: None,
        }
    }

    pub(super) fn push(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        let bit = bit_of(&name);
        if self.fields.len() < FEW && self.seen & bit != 0 {
            let mut fields = self.fields.iter_mut();
            if let Some((_, earlier)) = fields.find(|(known, _)| *known == name) {
                *earlier = value;
                self.repeated.push(name);
                return;
            }
        }
        self.seen |= bit;
        self.fields.push((name, value));
    }

    /// Adds a field of a name that no other has; `bit` is [`bit_of`] it.
    pub(super) fn push_new(&mut self, name: &'static str, bit: u64, value: Value<'a>) {
        self.seen |= bit;
        self.fields.push((Cow::Borrowed(name), value));
    }

    /// Ends a record: of so many fields that [`push`](Self::push) did not compare each with each, the repeated ones are found by
    /// putting their names in order.
    fn settled(mut self) -> Self {
        if self.fields.len() < FEW {
            return self;
        }
        // From the end, for the last of several counts. (A map of this kind is there already: another would be 1 KB of program.)
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut fields = Vec::new();
        for (name, value) in self.fields.into_iter().rev() {
            if seen
                .insert(name.as_ref().to_owned(), String::new())
                .is_none()
            {
                fields.push((name, value));
            } else {
                self.repeated.push(name);
            }
        }
        fields.reverse();
        self.fields = fields;
        self
    }

    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.get_near(0, name).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Value<'a>> {
        let mut fields = self.fields.iter_mut();
        let field = fields.find(|(known, _)| known == name);
        field.map(|(_, value)| value)
    }

    /// A field and its place among the others; it is looked for at a place first.
    pub(super) fn get_near(&self, place: usize, name: &str) -> Option<(usize, &Value<'a>)> {
        match self.fields.get(place) {
            Some((known, value)) if is(known, name) => Some((place, value)),
            // Most fields that are asked for are not there; no name of theirs need be compared.
            _ if self.seen & bit_of(name) == 0 => None,
            _ => {
                let mut fields = self.fields.iter();
                let place = fields.position(|(known, _)| is(known, name))?;
                self.fields.get(place).map(|(_, value)| (place, value))
            }
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.as_ref())
    }

    pub(super) fn to_json(&self) -> serde_json::Map<String, serde_json::Value> {
        let fields = self.fields.iter();
        fields
            .map(|(name, value)| (name.as_ref().to_owned(), value.to_json()))
            .collect()
    }
}

/// Whether a field has this name. Those of a table's rows are the very names that are asked for, not only equal ones.
fn is(known: &str, name: &str) -> bool {
    known.len() == name.len() && (std::ptr::eq(known, name) || known == name)
}

/// One of 64 bits for a name, by what tells the names of a record apart: length, first and last letter.
pub(super) fn bit_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let letter = |byte: Option<&u8>| byte.map_or(0, |byte| u32::from(*byte));
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mixed = length
        .wrapping_mul(7)
        .wrapping_add(letter(bytes.first()).wrapping_mul(31))
        .wrapping_add(letter(bytes.last()).wrapping_mul(13));
    1 << (mixed % 64)
}

/// Under this name `serde_json` hands over the digits of a number that is no small integer, as if it were a record with one field.
const NUMBER: &str = "$serde_json::private::Number";

struct ValueVisitor;

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(Cow::Owned(number.to_string())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::new(None);
        while let Some(Name(name)) = map.next_key()? {
            if name == NUMBER && fields.len() == 0 {
                return match map.next_value()? {
                    Value::Text(digits) => Ok(Value::Number(digits)),
                    // A file's own field of that name.
                    other => Ok(other),
                };
            }
            fields.push(name, map.next_value()?);
        }
        Ok(Value::Record(Box::new(fields.settled())))
    }
}

/// The name of a field, borrowed where it can be.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(ValueVisitor)? {
            Value::Text(name) => Ok(Self(name)),
            _ => Err(D::Error::custom("key must be a string")),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A value of a JSON text.
    pub(in crate::ingest) fn tree(text: &str) -> Value<'_> {
        serde_json::from_str(text).unwrap()
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
    fn the_last_of_several_fields_with_one_name_counts() {
        let value = tree(r#"{"a": 1, "b": 2, "a": 3}"#);
        let fields = value.as_record().unwrap();
        let third = Value::Number("3".into());
        assert_eq!(fields.get("a"), Some(&third));
        assert_eq!(fields.repeated, ["a"]);
        for place in 0..4 {
            assert_eq!(fields.get_near(place, "a"), Some((0, &third)));
            assert_eq!(fields.get_near(place, "c"), None);
        }
    }

    #[test]
    fn a_record_of_a_hundred_thousand_fields_is_no_hundred_thousand_times_as_long() {
        let fields: Vec<String> = (0..200_000)
            .map(|n| format!("\"f{}\": {n}", n % 100_000))
            .collect();
        let text = format!("{{{}}}", fields.join(","));
        let value = tree(&text);
        let record = value.as_record().unwrap();
        assert_eq!((record.len(), record.repeated.len()), (100_000, 100_000));
        assert_eq!(record.get("f7"), Some(&Value::Number("100007".into())));
    }

    #[test]
    fn the_name_of_numbers_may_stand_in_a_file() {
        for text in [
            r#"{"$serde_json::private::Number": "abc"}"#,
            r#"{"$serde_json::private::Number": {"a": 1}}"#,
            r#"{"$serde_json::private::Number": 1, "b": 2}"#,
            r#"{"b": 2, "$serde_json::private::Number": 1}"#,
        ] {
            // Read as something, or refused with words: never a panic.
            if let Ok(value) = serde_json::from_str::<Value<'_>>(text) {
                let _ = value.to_string();
            }
        }
    }
}
