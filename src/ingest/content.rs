//! What the bytes are, by their content and never by a name: an endpoint has no file name, and people rename files.

use super::LARGEST;
use crate::model::diagnostic::{Code, Diagnostic, Effect};

/// Text of one of the two kinds that are read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content<'a> {
    Json(&'a str),
    Csv(&'a str),
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// How spreadsheets and archives begin, and what to call them.
const ARCHIVES: [(&[u8], &str); 2] = [
    (b"PK\x03\x04", "zip"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"),
];

pub(super) fn recognise(bytes: &[u8]) -> Result<Content<'_>, Diagnostic> {
    if bytes.len() > LARGEST {
        return Err(refuse(Code::FileTooLarge, "", bytes.len().to_string()));
    }
    for (beginning, name) in ARCHIVES {
        if bytes.starts_with(beginning) {
            return Err(refuse(Code::IsArchive, "", name));
        }
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let visible = bytes.trim_ascii_start();
    match visible.first() {
        None => Err(refuse(Code::FileEmpty, "", "")),
        Some(b'<') => Err(refuse(Code::IsHtml, "", first_line(visible))),
        Some(b'{' | b'[') => text(bytes, true).map(Content::Json),
        Some(_) => text(bytes, false).map(Content::Csv),
    }
}

/// The bytes as text. JSON that ends within a character is cut, not foreign: its beginning is text, and the JSON reader
/// then says where it ends.
fn text(bytes: &[u8], may_be_cut: bool) -> Result<&str, Diagnostic> {
    if let Some(position) = bytes.iter().position(|&byte| byte == 0) {
        return Err(not_text(bytes, position));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let (valid, _) = bytes.split_at(error.valid_up_to());
            match std::str::from_utf8(valid) {
                Ok(beginning) if may_be_cut && error.error_len().is_none() => Ok(beginning),
                _ => Err(not_text(bytes, error.valid_up_to())),
            }
        }
    }
}

fn first_line(bytes: &[u8]) -> String {
    let line = bytes.split(|&byte| byte == b'\n').next();
    String::from_utf8_lossy(line.unwrap_or_default())
        .trim_end()
        .to_owned()
}

fn not_text(bytes: &[u8], position: usize) -> Diagnostic {
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

    #[test]
    fn content_is_told_by_its_first_characters() {
        assert_eq!(recognise(b" {}"), Ok(Content::Json(" {}")));
        assert_eq!(
            recognise(b"\xEF\xBB\xBF\n[1]"),
            Ok(Content::Json("\n[1]")),
            "a byte order mark is skipped"
        );
        assert_eq!(recognise(b"a,b"), Ok(Content::Csv("a,b")));
    }

    #[test]
    fn json_that_ends_within_a_character_is_still_text() {
        assert_eq!(recognise(b"{\"a\xC3"), Ok(Content::Json("{\"a")));
        assert!(recognise(b"a,b\xC3").is_err(), "a table is not");
        assert!(recognise(b"{\"a\xC3\"}").is_err(), "nor is a wrong byte");
    }

    #[test]
    fn a_byte_that_is_no_text_is_named_with_its_line() {
        let latin_1 = b"name\ncaf\xE9\n";
        assert_eq!(
            recognise(latin_1),
            Err(refuse(Code::NotText, "line 2", "0xE9"))
        );
        assert_eq!(
            recognise(b"a\0b"),
            Err(refuse(Code::NotText, "line 1", "0x00"))
        );
    }
}
