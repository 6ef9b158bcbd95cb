//! From a JSON text to its [`Value`].
//!
//! Problem: a book of 100,000 sales says `"closed_on": ` a hundred thousand times, and to read each of these names, and to put it
//! into a record of its own, took longer than to understand what stands behind them. A library must read any text as if it were
//! the first. Idea: the records of a list are alike. What stood between two values is expected to stand there again, byte for
//! byte, and only the values are read; records with the same fields share their names. What came after what is kept as
//! [`Step`]s, for some records lack a field that others have. Where something else stands, a name is read, and is a new step.
//!
//! What is wrong with a text that cannot be read, `serde_json` says: with its line and column, and in its words.
//!
//! Example: after `{"id": "s1", "mrr": "10"}` the next record's `, "mrr": ` is compared and passed over, and `"12"` is read.

use super::{
    headway::Leg,
    tree::{Fields, Names, Value, is_same},
};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, fmt, iter, rc::Rc};

/// Lists and records within each other; those of the data that we read are five deep. As `serde_json` has it.
const DEEPEST: usize = 127;

/// Reads a text; the steps of `leg` are its bytes.
///
/// # Errors
/// Where it is not JSON.
pub(super) fn read<'a>(text: &'a str, leg: &Leg) -> Result<Value<'a>, serde_json::Error> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        steps: vec![Step::default()],
        leg,
    };
    parser.document().ok_or_else(|| why(text))
}

/// Why a text cannot be read.
fn why(text: &str) -> serde_json::Error {
    let checked = serde_json::from_str::<Checked>(text);
    let unknown = || serde_json::Error::custom("not written as JSON is");
    checked.err().unwrap_or_else(unknown)
}

/// Any value, of which nothing is kept.
struct Checked;

struct Checking;

impl<'de> Deserialize<'de> for Checked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Checking)
    }
}

impl<'de> Visitor<'de> for Checking {
    type Value = Checked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Checked, E> {
        Ok(Checked)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Checked, A::Error> {
        while let Some(Checked) = list.next_element()? {}
        Ok(Checked)
    }

    // A number too that is no small integer: `serde_json` hands over its digits as if it were a record.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Checked, A::Error> {
        while let Some((Checked, Checked)) = map.next_entry()? {}
        Ok(Checked)
    }
}

struct Parser<'a, 'l> {
    text: &'a str,
    /// The byte that comes next.
    at: usize,
    /// How many lists and records we are in.
    depth: usize,
    /// The first one is of the document itself.
    steps: Vec<Step<'a>>,
    leg: &'l Leg,
}

/// A field as it stood in some record, after certain others.
#[derive(Default)]
struct Step<'a> {
    name: Cow<'a, str>,
    /// The field before it; `None` for the first of a record.
    before: Option<usize>,
    /// The fields that came after it.
    next: Vec<Lead<'a>>,
    /// The fields that came first in the records of its value.
    first: Vec<Lead<'a>>,
    /// How many fields the last one of those records had.
    fields: usize,
    /// The names of the records that end with it.
    names: Option<Rc<Names<'a>>>,
}

/// What stands before the value of a step, from the end of the value before it (`, "mrr": `), and the step.
type Lead<'a> = (&'a str, usize);

/// So many different fields after one are kept, and so many steps in all; what is beyond them is read name by name.
const MOST_NEXT: usize = 8;
const MOST_STEPS: usize = 4_000;

impl<'a> Parser<'a, '_> {
    fn document(&mut self) -> Option<Value<'a>> {
        self.space();
        let value = self.value(Some(0))?;
        self.space();
        (self.at == self.text.len()).then_some(value)
    }

    /// Reads the value of a step; `None` where what is in it is read name by name.
    fn value(&mut self, step: Option<usize>) -> Option<Value<'a>> {
        match self.next()? {
            b'"' => self.text().map(Value::Text),
            b'{' => self.nested(|parser| {
                let fields = parser.record(step)?;
                Some(Value::Record(fields))
            }),
            b'[' => self.nested(|parser| parser.list(step).map(Value::List)),
            b'n' => self.eat("null").then_some(Value::Null),
            b't' => self.eat("true").then_some(Value::Bool(true)),
            b'f' => self.eat("false").then_some(Value::Bool(false)),
            _ => self.number(),
        }
    }

    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            return None;
        }
        self.at += 1;
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self, step: Option<usize>) -> Option<Vec<Value<'a>>> {
        let mut items = Vec::new();
        loop {
            self.space();
            if self.eat("]") {
                return Some(items);
            }
            if !items.is_empty() {
                if !self.eat(",") {
                    return None;
                }
                self.space();
            }
            items.push(self.value(step)?);
            self.leg.reach(self.at);
        }
    }

    fn record(&mut self, within: Option<usize>) -> Option<Fields<'a>> {
        let room = within.and_then(|within| Some(self.steps.get(within)?.fields));
        let mut values = Vec::with_capacity(room.unwrap_or_default());
        let mut last = None;
        // Its own names, once it has another field than the steps have.
        let mut own: Option<Names<'a>> = None;
        loop {
            if own.is_none()
                && let Some(step) = self.follow(within, last)
            {
                // Here may be more of it than there.
                self.space();
                if let Some(text) = self.plain_text() {
                    values.push(Value::Text(Cow::Borrowed(text)));
                } else {
                    values.push(self.value(Some(step))?);
                }
                last = Some(step);
                continue;
            }
            let from = self.at;
            self.space();
            if self.eat("}") {
                break;
            }
            if !values.is_empty() {
                if !self.eat(",") {
                    return None;
                }
                self.space();
            }
            let name = self.text()?;
            self.space();
            if !self.eat(":") {
                return None;
            }
            self.space();
            let lead = self.since(from)?;
            let step = match own {
                None => self.add_step(within, last, name.clone(), lead),
                Some(_) => None,
            };
            let value = self.value(step)?;
            if step.is_some() {
                values.push(value);
                last = step;
            } else {
                let names = own.get_or_insert_with(|| Names::of(self.path(last).cloned()));
                names.add(&mut values, name, value);
            }
        }
        if let Some(within) = within.and_then(|within| self.steps.get_mut(within)) {
            within.fields = values.len();
        }
        Some(match own {
            Some(names) => names.settled(values),
            None => Fields::of(self.names(last), values),
        })
    }

    /// Passes over what stands before the value of a step that is known, and gives the step.
    fn follow(&mut self, within: Option<usize>, last: Option<usize>) -> Option<usize> {
        let next = match last {
            Some(last) => &self.steps.get(last)?.next,
            None => &self.steps.get(within?)?.first,
        };
        let here = self.rest();
        let is_here = |lead: &str| {
            let here = here.get(..lead.len());
            here.is_some_and(|here| is_same(here, lead.as_bytes()))
        };
        let (lead, step) = *next.iter().find(|(lead, _)| is_here(lead))?;
        self.at += lead.len();
        Some(step)
    }

    /// A new step; `None` where there are too many, or where an earlier one has the name.
    fn add_step(
        &mut self,
        within: Option<usize>,
        last: Option<usize>,
        name: Cow<'a, str>,
        lead: &'a str,
    ) -> Option<usize> {
        let new = self.steps.len();
        let is_new = self.path(last).all(|known| *known != name);
        let next = match last {
            Some(last) => &mut self.steps.get_mut(last)?.next,
            None => &mut self.steps.get_mut(within?)?.first,
        };
        if !is_new || next.len() >= MOST_NEXT || new >= MOST_STEPS {
            return None;
        }
        next.push((lead, new));
        self.steps.push(Step {
            name,
            before: last,
            ..Step::default()
        });
        Some(new)
    }

    /// The names up to a step, from it back to the first.
    fn path(&self, last: Option<usize>) -> impl Iterator<Item = &Cow<'a, str>> {
        let step = |step: usize| self.steps.get(step);
        let steps = iter::successors(last.and_then(step), move |last| last.before.and_then(step));
        steps.map(|step| &step.name)
    }

    /// The names of a record that ends with a step.
    fn names(&mut self, last: Option<usize>) -> Rc<Names<'a>> {
        let known = last.and_then(|last| self.steps.get(last)?.names.clone());
        known.unwrap_or_else(|| {
            let names = Rc::new(Names::of(self.path(last).cloned()));
            if let Some(last) = last.and_then(|last| self.steps.get_mut(last)) {
                last.names = Some(Rc::clone(&names));
            }
            names
        })
    }

    /// Reads a text in which nothing is escaped, as in most; where anything else stands, we stay before it.
    ///
    /// Always inlined: a text that is handed on through memory, in halves and then as a whole, keeps the processor waiting.
    #[inline(always)]
    fn plain_text(&mut self) -> Option<&'a str> {
        let (quote, rest) = self.rest().split_first()?;
        if *quote != b'"' {
            return None;
        }
        let length = plain(rest);
        if rest.get(length) != Some(&b'"') {
            return None;
        }
        let from = self.at + 1;
        let text = self.text.get(from..from + length)?;
        self.at = from + length + 1;
        Some(text)
    }

    fn text(&mut self) -> Option<Cow<'a, str>> {
        let plain = self.plain_text().map(Cow::Borrowed);
        plain.or_else(|| self.escaped_text())
    }

    /// Reads a text in which something is escaped.
    #[cold]
    fn escaped_text(&mut self) -> Option<Cow<'a, str>> {
        let from = self.at;
        if !self.eat("\"") {
            return None;
        }
        loop {
            self.at += plain(self.rest());
            if self.eat("\"") {
                break;
            }
            if self.next()? != b'\\' {
                return None;
            }
            // Whatever is escaped, it does not end the text.
            self.at += 2;
        }
        let text = self.since(from)?;
        serde_json::from_str(text).ok().map(Cow::Owned)
    }

    fn number(&mut self) -> Option<Value<'a>> {
        let from = self.at;
        self.eat("-");
        if !self.eat("0") {
            self.digits()?;
        }
        if self.eat(".") {
            self.digits()?;
        }
        if self.eat("e") || self.eat("E") {
            let _ = self.eat("+") || self.eat("-");
            self.digits()?;
        }
        let digits = self.since(from)?;
        Some(Value::Number(Cow::Borrowed(digits)))
    }

    /// Passes over digits; `None` where there is none.
    fn digits(&mut self) -> Option<()> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit());
        let count = digits.count();
        self.at += count;
        (count > 0).then_some(())
    }

    /// What we have passed over from a byte on.
    fn since(&self, from: usize) -> Option<&'a str> {
        self.text.get(from..self.at)
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over a word that stands here; whether it does.
    fn eat(&mut self, word: &str) -> bool {
        let end = self.at + word.len();
        let here = self.text.as_bytes().get(self.at..end);
        let is_here = here.is_some_and(|here| is_same(here, word.as_bytes()));
        if is_here {
            self.at = end;
        }
        is_here
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.next() {
            self.at += 1;
        }
    }
}

/// How many bytes at the beginning of a text are neither quote nor backslash nor control character; eight are looked at in one
/// step, as one number.
fn plain(text: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 0xFF;
    const HIGH: u64 = ONES << 7;
    // The lowest byte that is below the bound has its high bit set; no byte before it has.
    let below = |bytes: u64, bound: u64| bytes.wrapping_sub(ONES * bound) & !bytes & HIGH;
    let (chunks, rest) = text.as_chunks::<8>();
    let mut count = 0;
    for chunk in chunks {
        let bytes = u64::from_le_bytes(*chunk);
        let quotes = below(bytes ^ (ONES * u64::from(b'"')), 1);
        let backslashes = below(bytes ^ (ONES * u64::from(b'\\')), 1);
        let found = quotes | backslashes | below(bytes, 0x20);
        if found != 0 {
            return count + (found.trailing_zeros() / 8) as usize;
        }
        count += 8;
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    count + rest.iter().position(special).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Value<'_>, serde_json::Error> {
        super::read(text, &Leg::default())
    }

    /// What `serde_json` makes of a text is what we make of it, or both refuse it in the same words.
    fn is_as_the_library_has_it(text: &str) {
        let expected = serde_json::from_str::<serde_json::Value>(text);
        match (read(text), expected) {
            (Ok(value), Ok(expected)) => assert_eq!(value.to_json(), expected, "{text}"),
            (Err(error), Err(expected)) => {
                assert_eq!(error.to_string(), expected.to_string(), "{text}");
            }
            (ours, expected) => panic!("{text}: {ours:?}, not {expected:?}"),
        }
    }

    const LIST: &str = r#" [
 {"id": "s1", "mrr": 10.50, "more": {"a": [null, true], "b": "é\n\"\\"}},
 {"id": "s2", "mrr": -1e+9, "more": {"a": [], "b": "a long text of more than eight letters"}},
 {"id": "s3", "mrr": 0, "more": {"a": [false, 1], "b": ""}, "other": 1},
 {"id":"s4", "mrr": "", "more": {"b": "\ud83d\ude00", "a": [], "b": 2}},
 {"id":"s5", "mrr": "", "more": {"b": "x"}},
 {}, 1, {"id": "s6"}]
"#;

    #[test]
    fn a_text_is_read_as_the_library_reads_it_whatever_one_byte_of_it_becomes() {
        is_as_the_library_has_it(LIST);
        for (at, letter) in LIST.char_indices() {
            let (before, behind) = LIST.split_at(at);
            is_as_the_library_has_it(before);
            let behind = &behind[letter.len_utf8()..];
            for other in [
                "", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "7", "-", "+", ".", "e", "n",
                "u", " ", "\t", "\n", "\u{1}", "\u{7f}", "é", "\u{feff}",
            ] {
                is_as_the_library_has_it(&format!("{before}{other}{behind}"));
            }
        }
    }

    #[test]
    fn what_was_once_worded_otherwise_is_worded_as_the_library_words_it() {
        for text in [r#""\ud83d"#, r#"[{"\ud83d}]"#, "1{", "[{1{}]"] {
            is_as_the_library_has_it(text);
        }
    }

    #[test]
    fn a_text_may_nest_as_deep_as_the_library_has_it() {
        for deep in [DEEPEST, DEEPEST + 1] {
            is_as_the_library_has_it(&format!("{}{}", "[".repeat(deep), "]".repeat(deep)));
            is_as_the_library_has_it(&format!("{}1{}", "{\"a\":".repeat(deep), "}".repeat(deep)));
        }
        is_as_the_library_has_it(&"[{\"a\": ".repeat(50_000));
        is_as_the_library_has_it(&format!("[{}", "[],".repeat(1_000)));
    }

    #[test]
    fn records_that_are_alike_share_their_names_and_borrow_their_texts() {
        let list = read(
            r#"[{"a": "1", "b": [{"c": 1}]}, {"a": "2", "b": [{"c": 2}]}, {"a": "3"}, {"a": "4", "b": []}]"#,
        );
        let list = list.unwrap();
        let [first, second, third, fourth] = list.as_list().unwrap() else {
            panic!("{list:?}");
        };
        let names =
            |value: &Value<'_>| Rc::as_ptr(value.as_record().unwrap().shared_names()).cast::<()>();
        let inner = |value: &Value<'_>| names(&value.get("b").unwrap().as_list().unwrap()[0]);
        assert_eq!(names(first), names(second));
        assert_eq!(inner(first), inner(second));
        assert_ne!(names(second), names(third));
        assert_eq!(names(second), names(fourth));
        assert!(matches!(
            second.get("a"),
            Some(Value::Text(Cow::Borrowed("2")))
        ));
    }

    #[test]
    fn records_of_more_shapes_than_are_kept_are_read_too() {
        let record = |n: u32| {
            let fields = (0..10).filter(|bit| n >> bit & 1 == 1);
            let space = " ".repeat(n as usize % 3);
            let fields = fields.map(|bit| format!("\"{bit}\":{space}[{{\"{n}\": {bit}}}]"));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        };
        let records: Vec<String> = (0..1024).rev().map(record).collect();
        is_as_the_library_has_it(&format!("[{}]", records.join(",")));
        let fields: Vec<String> = (0..MOST_STEPS + 9)
            .map(|n| format!("\"{n}\": {{\"a\": {n}}}"))
            .collect();
        let long = format!("{{{}}}", fields.join(","));
        is_as_the_library_has_it(&format!("[{long}, {long}, {}]", record(7)));
    }

    #[test]
    fn large_records_in_another_order_are_read_in_no_more_than_their_time() {
        let field = |n: u32| format!("\"f{n}\": {n}");
        let there: Vec<String> = (0..100_000).map(field).collect();
        let back: Vec<String> = (0..100_000).rev().map(field).collect();
        let text = format!("[{{{}}}, {{{}}}, {{}}]", there.join(","), back.join(","));
        let list = read(&text).unwrap();
        let lengths = list.as_list().unwrap().iter();
        let lengths: Vec<_> = lengths
            .map(|record| record.as_record().unwrap().len())
            .collect();
        assert_eq!(lengths, [100_000, 100_000, 0]);
    }

    #[test]
    fn a_record_after_one_that_says_a_thing_twice_keeps_what_it_says() {
        let list =
            read(r#"[{"a": 1, "a": 2, "b": 3}, {"a": 4, "a": 5, "b": 6}, {"a": 7, "b": 8}]"#);
        let list = list.unwrap();
        let told: Vec<_> = { list.as_list().unwrap().iter() }
            .map(|record| {
                (
                    record.to_string(),
                    record.as_record().unwrap().repeated().len(),
                )
            })
            .collect();
        let told: Vec<_> = told
            .iter()
            .map(|(text, repeated)| (text.as_str(), *repeated))
            .collect();
        assert_eq!(
            told,
            [
                (r#"{"a":2,"b":3}"#, 1),
                (r#"{"a":5,"b":6}"#, 1),
                (r#"{"a":7,"b":8}"#, 0)
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn any_row_of_signs_is_read_as_the_library_reads_it(
            signs in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\": ", "{\"a\": ", ", \"b\": ", "1", "-0.5e3", "01", "null", "tru",
                    " ", "\n", "\"", "\\u00e9", "\\ud83d", "é",
                ]),
                0..24,
            ),
        ) {
            is_as_the_library_has_it(&signs.concat());
            is_as_the_library_has_it(&format!("[{{{}}}]", signs.concat()));
        }
    }
}
