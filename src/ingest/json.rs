//! JSON of a known shape: our own format, or what the vendor's API answers.

use super::{
    content::not_text,
    headway::Leg,
    parser, portal,
    tree::{Fields, Value},
    value::shown,
};
use crate::model::diagnostic::{Code, Diagnostic, Effect};
use serde_json::error::Category;
use std::ops::RangeInclusive;

/// The name of our format, before the version's number.
const NAME: &str = "tierwise/";
/// The version that this program reads.
const VERSION: &str = "1";

/// A document of a known shape.
pub(super) enum Document<'a> {
    Own(Fields<'a>),
    Pages(Value<'a>),
}

/// Reads a JSON text; the steps of `leg` are its bytes.
///
/// # Errors
/// Where it is broken, or of no known shape.
pub(super) fn read<'a>(text: &'a str, leg: &Leg) -> Result<Document<'a>, Diagnostic> {
    let document = parsed(text, leg)?;
    if let Value::Record(fields) = &document
        && let Some(format) = fields.get("format").and_then(Value::as_str).map(str::trim)
        && !format.is_empty()
    {
        check_version(format)?;
        return match document {
            Value::Record(fields) => Ok(Document::Own(fields)),
            other => Ok(Document::Pages(other)),
        };
    }
    if portal::pages::is_known(&document) {
        return Ok(Document::Pages(document));
    }
    Err(Diagnostic::new(
        Code::FormatUnknown,
        Effect::Refused,
        "",
        document.as_record().map_or_else(|| shown(&document), names),
    ))
}

/// The same of a text with halves of characters, as programs leave them that cut a text in the middle of an emoji: each becomes
/// U+FFFD, and costs its text no more than that.
pub(super) fn read_mended<'a>(text: &'a str, leg: &Leg) -> Result<Document<'a>, Diagnostic> {
    read(text, leg).or_else(|refusal| {
        let mended = Some(text).filter(|_| is_half(&refusal)).and_then(mended);
        match mended {
            Some(mended) => read(&mended, leg).map(Document::into_owned),
            None => Err(refusal),
        }
    })
}

/// Whether half of a character may be what a text is refused for.
pub(super) fn is_half(refusal: &Diagnostic) -> bool {
    refusal.code == Code::JsonBroken && refusal.found.contains("hex escape")
}

/// The text with whole characters; `None` where it has no half one.
fn mended(text: &str) -> Option<String> {
    let is = |range: RangeInclusive<u16>, escape: &str| {
        let digits = escape
            .strip_prefix("\\u")
            .and_then(|digits| digits.get(..4));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        unit.is_some_and(|unit| range.contains(&unit))
    };
    let mut mended = String::new();
    let (mut rest, mut found) = (text, false);
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let (first, second) = (escape, escape.get(6..).unwrap_or_default());
        let length = match is(0xD800..=0xDFFF, first) {
            false => escape.chars().take(2).map(char::len_utf8).sum(),
            true if is(0xD800..=0xDBFF, first) && is(0xDC00..=0xDFFF, second) => 12,
            true => {
                found = true;
                mended.push('\u{FFFD}');
                rest = second;
                continue;
            }
        };
        let (escape, behind) = escape.split_at_checked(length).unwrap_or((escape, ""));
        mended.push_str(escape);
        rest = behind;
    }
    mended.push_str(rest);
    found.then_some(mended)
}

impl Document<'_> {
    fn into_owned(self) -> Document<'static> {
        match self {
            Self::Own(fields) => Document::Own(fields.into_owned()),
            Self::Pages(pages) => Document::Pages(pages.into_owned()),
        }
    }
}

fn check_version(format: &str) -> Result<(), Diagnostic> {
    let version = format.strip_prefix(NAME).unwrap_or_default();
    if version == VERSION {
        return Ok(());
    }
    let code = if version.starts_with(|c: char| c.is_ascii_digit()) {
        Code::FormatNewer
    } else {
        Code::FormatUnknown
    };
    Err(Diagnostic::new(code, Effect::Refused, "format", format))
}

/// The value of a JSON text, or why it has none.
pub(super) fn parsed<'a>(text: &'a str, leg: &Leg) -> Result<Value<'a>, Diagnostic> {
    parser::read(text, leg).map_err(|error| match text.find('\0') {
        // No JSON has one. It is looked for here and not before, for most texts are long and have none.
        Some(position) => not_text(text.as_bytes(), position),
        None => broken(&error),
    })
}

fn broken(error: &serde_json::Error) -> Diagnostic {
    let code = match error.classify() {
        Category::Eof => Code::JsonCut,
        Category::Io | Category::Syntax | Category::Data => Code::JsonBroken,
    };
    let message = error.to_string();
    let (reason, _) = message
        .rsplit_once(" at line ")
        .unwrap_or((message.as_str(), ""));
    let place = format!("line {}, column {}", error.line(), error.column());
    Diagnostic::new(code, Effect::Refused, place, reason)
}

/// The document's own field names: what it is, where it is not what we know.
fn names(fields: &Fields<'_>) -> String {
    let names: Vec<&str> = fields.names().collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> (Code, String, String) {
        let Err(refusal) = read(text, &Leg::default()) else {
            panic!("{text} was read");
        };
        assert_eq!(refusal.effect, Effect::Refused);
        (refusal.code, refusal.place, refusal.found)
    }

    #[test]
    fn json_with_a_zero_byte_is_no_text_whatever_else_is_wrong_with_it() {
        for (text, line) in [
            ("{\"a\": \"b\0\"}", 1),
            ("{\n\0}", 2),
            ("[}\n\n\0", 3),
            ("[\"\\ud83d\"\n, \"\0\"]", 2),
        ] {
            let expected = (Code::NotText, format!("line {line}"), "0x00".to_owned());
            assert_eq!(refusal(text), expected, "{text:?}");
            let mended = read_mended(text, &Leg::default()).err();
            assert_eq!(mended.map(|refusal| refusal.code), Some(Code::NotText));
        }
    }

    #[test]
    fn broken_json_is_told_from_cut_json() {
        for (text, code, place, found) in [
            (
                "{\"a\": 1,\n 2}",
                Code::JsonBroken,
                "line 2, column 2",
                "key must be a string",
            ),
            (
                "{\"a\": [1, \"b",
                Code::JsonCut,
                "line 1, column 12",
                "EOF while parsing a string",
            ),
            (
                "{} {}",
                Code::JsonBroken,
                "line 1, column 4",
                "trailing characters",
            ),
        ] {
            assert_eq!(
                refusal(text),
                (code, place.to_owned(), found.to_owned()),
                "{text}"
            );
        }
        let deep = "[".repeat(100_000);
        assert_eq!(refusal(&deep).2, "recursion limit exceeded");
    }

    #[test]
    fn half_of_a_character_costs_no_more_than_itself() {
        for (text, whole) in [
            (r#"["a\ud83d"]"#, "[\"a\u{fffd}\"]"),
            (
                r#"["\uDE00\uD83D\uDE00 \ud83d\ud83d\n"]"#,
                "[\"\u{fffd}\\uD83D\\uDE00 \u{fffd}\u{fffd}\\n\"]",
            ),
            (
                r#"["\\ud83d", "\ud83dx"]"#,
                "[\"\\\\ud83d\", \"\u{fffd}x\"]",
            ),
        ] {
            assert_eq!(mended(text).as_deref(), Some(whole), "{text}");
            assert!(parser::read(whole, &Leg::default()).is_ok(), "{text}");
        }
        for whole in [
            r#"["\uD83D\uDE00", "\\ud83d", "\u00e9"]"#,
            r#"["\u12"#,
            "[\"\\",
            "[]",
        ] {
            assert_eq!(mended(whole), None, "{whole}");
        }
        let page = r#"[{"id": "1", "properties": {"hs_client_name": "a\ud83d"}}]"#;
        assert!(matches!(
            read_mended(page, &Leg::default()),
            Ok(Document::Pages(_))
        ));
        assert!(read_mended(r#"["\u12"]"#, &Leg::default()).is_err());
    }

    #[test]
    fn a_format_is_known_newer_or_unknown() {
        for (text, code, place, found) in [
            (
                r#"{"format": "tierwise/2"}"#,
                Code::FormatNewer,
                "format",
                "tierwise/2",
            ),
            (
                r#"{"format": "tierwise/1.1"}"#,
                Code::FormatNewer,
                "format",
                "tierwise/1.1",
            ),
            (
                r#"{"format": "tierwise/"}"#,
                Code::FormatUnknown,
                "format",
                "tierwise/",
            ),
            (
                r#"{"format": "other/1"}"#,
                Code::FormatUnknown,
                "format",
                "other/1",
            ),
            (
                r#"{"format": 1, "as_of": ""}"#,
                Code::FormatUnknown,
                "",
                "format, as_of",
            ),
            (
                r#"{"status": "error", "message": "no"}"#,
                Code::FormatUnknown,
                "",
                "status, message",
            ),
            ("[]", Code::FormatUnknown, "", "[]"),
            ("[1, 2]", Code::FormatUnknown, "", "[1,2]"),
            ("{}", Code::FormatUnknown, "", ""),
        ] {
            assert_eq!(
                refusal(text),
                (code, place.to_owned(), found.to_owned()),
                "{text}"
            );
        }
    }
}
