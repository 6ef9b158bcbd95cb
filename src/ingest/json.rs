//! JSON of a known shape: our own format, or what the vendor's API answers.

use super::{
    portal,
    tree::{Fields, Value},
    value::shown,
};
use crate::model::diagnostic::{Code, Diagnostic, Effect};
use serde_json::error::Category;

/// The name of our format, before the version's number.
const NAME: &str = "tierwise/";
/// The version that this program reads.
const VERSION: &str = "1";

/// A document of a known shape.
pub(super) enum Document<'a> {
    Own(Fields<'a>),
    Pages(Value<'a>),
}

/// Reads a JSON text.
///
/// # Errors
/// Where it is broken, or of no known shape.
pub(super) fn read(text: &str) -> Result<Document<'_>, Diagnostic> {
    let document: Value<'_> = serde_json::from_str(text).map_err(|error| broken(&error))?;
    if let Value::Record(fields) = &document
        && let Some(format) = fields.get("format").and_then(Value::as_str).map(str::trim)
        && !format.is_empty()
    {
        check_version(format)?;
        return match document {
            Value::Record(fields) => Ok(Document::Own(*fields)),
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

pub(super) fn broken(error: &serde_json::Error) -> Diagnostic {
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
        let Err(refusal) = read(text) else {
            panic!("{text} was read");
        };
        assert_eq!(refusal.effect, Effect::Refused);
        (refusal.code, refusal.place, refusal.found)
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
