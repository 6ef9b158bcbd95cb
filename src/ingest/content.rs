//! What the bytes are, by their content and never by a name: an endpoint has no file name, and people rename files.

use super::{
    LARGEST,
    encoding::{self, Encoding},
};
use crate::model::diagnostic::{Code, Diagnostic, Effect};
use std::borrow::Cow;

/// What is read, each in its own way.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content<'a> {
    Json(Cow<'a, str>),
    Table(Cow<'a, str>, Encoding),
    /// A ZIP archive, or a spreadsheet, which is one.
    Archive,
}

/// How an archive begins; the second is an empty one.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How the spreadsheets of old and those with a password begin.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

pub(super) fn recognise(bytes: &[u8]) -> Result<Content<'_>, Diagnostic> {
    if bytes.len() > LARGEST {
        return Err(refuse(Code::FileTooLarge, "", bytes.len().to_string()));
    }
    if ZIP.iter().any(|beginning| bytes.starts_with(beginning)) {
        return Ok(Content::Archive);
    }
    if bytes.starts_with(OLE) {
        return Err(refuse(Code::IsArchive, "", "ole"));
    }
    let Some((text, encoding)) = encoding::unicode(bytes) else {
        return other_text(bytes);
    };
    let visible = text.trim_start();
    match visible.chars().next() {
        None => Err(refuse(Code::FileEmpty, "", "")),
        Some('<') => Err(refuse(Code::IsHtml, "", first_line(visible))),
        Some('{' | '[') => Ok(Content::Json(text)),
        Some(_) => Ok(Content::Table(text, encoding)),
    }
}

/// Bytes that are no Unicode. JSON that ends within a character is cut, not foreign: its beginning is text, and the JSON
/// reader then says where it ends. A table without one character of several bytes is in the code page of Western Windows; in
/// one that has some, a wrong byte is a wrong byte.
fn other_text(bytes: &[u8]) -> Result<Content<'_>, Diagnostic> {
    let visible = bytes.trim_ascii_start();
    let is_json = visible.starts_with(b"{") || visible.starts_with(b"[");
    let Err(error) = std::str::from_utf8(bytes) else {
        let position = bytes.iter().position(|&byte| byte == 0);
        return Err(not_text(bytes, position.unwrap_or_default()));
    };
    let (valid, _) = bytes.split_at(error.valid_up_to());
    match std::str::from_utf8(valid) {
        Ok(beginning) if is_json && error.error_len().is_none() => {
            Ok(Content::Json(Cow::Borrowed(beginning)))
        }
        Ok(_) if !is_json && is_western(bytes) => {
            let text = encoding::windows_1252(bytes);
            text.map(|text| Content::Table(Cow::Owned(text), Encoding::Windows1252))
                .map_err(|position| not_text(bytes, position))
        }
        _ => Err(not_text(bytes, error.valid_up_to())),
    }
}

/// Whether no character of the bytes is one of several bytes in UTF-8, and no mark says that they are UTF-16.
fn is_western(bytes: &[u8]) -> bool {
    let mut parts = bytes.utf8_chunks();
    !encoding::is_marked(bytes) && parts.all(|part| part.valid().is_ascii())
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.trim_end().to_owned()
}

/// Bytes of which one stands in no text.
pub(super) fn not_text(bytes: &[u8], position: usize) -> Diagnostic {
    let (before, after) = bytes.split_at(position);
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let byte = after.first().copied().unwrap_or_default();
    refuse(
        Code::NotText,
        format!("line {line}"),
        format!("0x{byte:02X}"),
    )
}

fn refuse(code: Code, place: impl Into<String>, found: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Effect::Refused, place, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str, encoding: Encoding) -> Result<Content<'_>, Diagnostic> {
        Ok(Content::Table(Cow::Borrowed(text), encoding))
    }

    #[test]
    fn content_is_told_by_its_first_characters() {
        assert_eq!(recognise(b" {}"), Ok(Content::Json(" {}".into())));
        assert_eq!(
            recognise(b"\xEF\xBB\xBF\n[1]"),
            Ok(Content::Json("\n[1]".into())),
            "a byte order mark is skipped"
        );
        assert_eq!(recognise(b"a,b"), table("a,b", Encoding::Utf8));
        assert_eq!(recognise(b"PK\x03\x04"), Ok(Content::Archive));
        assert_eq!(
            recognise(b"\xFF\xFE{\0}\0"),
            Ok(Content::Json("{}".into())),
            "JSON is Unicode of any form"
        );
    }

    #[test]
    fn json_that_ends_within_a_character_is_still_text() {
        assert_eq!(recognise(b"{\"a\xC3"), Ok(Content::Json("{\"a".into())));
        assert!(recognise(b"{\"a\xC3\"}").is_err(), "a wrong byte is not");
    }

    #[test]
    fn a_table_that_is_no_unicode_is_western_windows() {
        assert_eq!(
            recognise(b"name\ncaf\xE9\n"),
            table("name\ncafé\n", Encoding::Windows1252)
        );
        assert_eq!(
            recognise(b"name\nd\xC3\xA9j\xE0\n"),
            Err(refuse(Code::NotText, "line 2", "0xE0")),
            "a wrong byte among right ones is one"
        );
        assert_eq!(
            recognise(b"name\nd\xE0j\xC3\xA9\n"),
            Err(refuse(Code::NotText, "line 2", "0xE0")),
            "wherever the right ones stand"
        );
    }

    #[test]
    fn a_byte_that_is_no_text_is_named_with_its_line() {
        assert_eq!(
            recognise(b"name\ncaf\x01\xE9\n"),
            Err(refuse(Code::NotText, "line 2", "0x01"))
        );
        assert_eq!(
            recognise(b"a\0b"),
            Err(refuse(Code::NotText, "line 1", "0x00"))
        );
    }
}
