//! JSON of a known shape: our own format, or what the vendor's API answers.

use super::{Kind, Outcome, own, portal, record::Fields, report::Report, value::shown};
use crate::model::diagnostic::{Code, Diagnostic, Effect};
use chrono::NaiveDate;
use serde_json::{Value, error::Category};

/// The name of our format, before the version's number.
const NAME: &str = "tierwise/";
/// The version that this program reads.
const VERSION: &str = "1";

pub(super) fn read(text: &str, today: NaiveDate) -> Outcome {
    let document: Value = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let mut report = Report::default();
    if let Some(fields) = document.as_object()
        && let Some(format) = fields.get("format").and_then(Value::as_str).map(str::trim)
        && !format.is_empty()
    {
        check_version(format)?;
        let book = own::read(fields, &mut report)?;
        return Ok((Kind::Own, book, report));
    }
    if portal::pages::is_known(&document) {
        let book = portal::pages::read(&document, today, &mut report);
        return Ok((Kind::ApiPages, book, report));
    }
    Err(Diagnostic::new(
        Code::FormatUnknown,
        Effect::Refused,
        "",
        document.as_object().map_or_else(|| shown(&document), names),
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
fn names(fields: &Fields) -> String {
    let names: Vec<&str> = fields.keys().map(String::as_str).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> (Code, String, String) {
        let refusal = read(text, NaiveDate::MIN).unwrap_err();
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
                "as_of, format",
            ),
            (
                r#"{"status": "error", "message": "no"}"#,
                Code::FormatUnknown,
                "",
                "message, status",
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
