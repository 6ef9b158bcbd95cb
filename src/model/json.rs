//! JSON values with their numbers as they were written, for what is small: rules, and the answers of the widget.
//!
//! Problem: the calculator on other sites must be small, and a JSON parser, its errors and its maps are a third of it, where
//! the browser has all of them. Idea: a plain tree that does not care who parsed it: `serde_json` in the app and in the tests,
//! the browser in the widget, which hands over what it read as [tokens](Value::from_tokens).
//!
//! `tests/calculator.rs` holds both ways to each other.
//!
//! Example: `{"a": [1.50]}` is the tokens `{1`, `a`, `[1`, `#1.50`.

use super::table::Table;
use std::fmt;

/// An object, in the order of its keys.
pub type Map = Table<String, Value>;

/// Parts two tokens: a control character, which stands in no text that people read.
pub const SEPARATOR: char = '\u{1F}';
/// The deepest nesting.
const DEEPEST: usize = 64;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number's own digits.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(Map),
}

impl Value {
    /// The text, where it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The list, where it is one.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object, where it is one.
    pub const fn as_object(&self) -> Option<&Map> {
        match self {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The number, where it is a whole one and not negative.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is so, where it is one of both.
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(is) => Some(*is),
            _ => None,
        }
    }

    /// Whether there is nothing.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// A field of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_object()?.get(key)
    }

    /// What a browser's `JSON.parse` gave, as tokens: `n`, `t`, `f`, `#` and a number's digits, `"` and a text, `[` and how many
    /// items follow, `{` and how many pairs of a key and a value follow. `None` where they are none.
    pub fn from_tokens(tokens: &str) -> Option<Self> {
        let mut tokens = tokens.split(SEPARATOR);
        let value = Self::next(&mut tokens, DEEPEST)?;
        tokens.next().is_none().then_some(value)
    }

    fn next<'a>(tokens: &mut impl Iterator<Item = &'a str>, deep: usize) -> Option<Self> {
        let deep = deep.checked_sub(1)?;
        let token = tokens.next()?;
        let mut characters = token.chars();
        let kind = characters.next()?;
        let rest = characters.as_str();
        Some(match kind {
            'n' => Self::Null,
            't' => Self::Bool(true),
            'f' => Self::Bool(false),
            '#' => Self::Number(rest.to_owned()),
            '"' => Self::String(rest.to_owned()),
            '[' => {
                let mut items = Vec::new();
                for _ in 0..rest.parse::<u32>().ok()? {
                    items.push(Self::next(tokens, deep)?);
                }
                Self::Array(items)
            }
            '{' => {
                let mut map = Map::default();
                for _ in 0..rest.parse::<u32>().ok()? {
                    let key = tokens.next()?.to_owned();
                    map.insert(key, Self::next(tokens, deep)?);
                }
                Self::Object(map)
            }
            _ => return None,
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&serde_json::Value> for Value {
    fn from(value: &serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match value {
            Json::Null => Self::Null,
            Json::Bool(is) => Self::Bool(*is),
            Json::Number(number) => Self::Number(number.to_string()),
            Json::String(text) => Self::String(text.clone()),
            Json::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Json::Object(map) => Self::Object(object(map)),
        }
    }
}

/// A parsed value as JSON. (Through the tree, which writes itself: the program need not have a second writer.)
pub fn text(value: &serde_json::Value) -> String {
    Value::from(value).to_string()
}

/// A parsed object.
pub fn object(map: &serde_json::Map<String, serde_json::Value>) -> Map {
    let mut own = Map::default();
    for (key, value) in map {
        own.insert(key.clone(), value.into());
    }
    own
}

/// As JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(true) => f.write_str("true"),
            Self::Bool(false) => f.write_str("false"),
            Self::Number(digits) => f.write_str(digits),
            Self::String(text) => quoted(text, f),
            Self::Array(items) => {
                let mut before = "[";
                for item in items {
                    f.write_str(before)?;
                    item.fmt(f)?;
                    before = ",";
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Object(map) => {
                let mut before = "{";
                for (key, value) in map.iter() {
                    f.write_str(before)?;
                    quoted(key, f)?;
                    f.write_str(":")?;
                    value.fmt(f)?;
                    before = ",";
                }
                f.write_str(if map.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            // All other control characters, which are few: by the number of each.
            c if c < ' ' => {
                let digit = |number: u32| char::from_digit(number, 16).unwrap_or('0');
                let number = u32::from(c);
                f.write_str("\\u00")?;
                fmt::Write::write_char(f, digit(number >> 4))?;
                fmt::Write::write_char(f, digit(number & 15))?;
            }
            c => fmt::Write::write_char(f, c)?,
        }
    }
    f.write_str("\"")
}
