//! From bytes to text.
//!
//! Problem: data is UTF-8, but Excel saves "Unicode text" as UTF-16 and plain CSV in the code page of Western Windows. Idea:
//! a byte order mark says what it is; without one, UTF-16 is known by the zero bytes of its Latin letters, and a table whose
//! bytes are no UTF-8 is Windows-1252. JSON is Unicode by its standard, so its bytes are never read as anything else.
//!
//! Example: the bytes `63 61 66 E9` of a table are `café`.

use std::borrow::Cow;

/// What the encoding is called, where it is not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of bytes whose beginning says that they are Unicode; `None` where they are no such text. A zero byte is in none, but in what
/// begins as JSON does it is left to the reader of JSON to find.
pub(super) fn unicode(bytes: &[u8]) -> Option<(Cow<'_, str>, Encoding)> {
    if let Some((read, rest)) = utf_16(bytes) {
        let (units, odd) = rest.as_chunks::<2>();
        let units = units.iter().map(|unit| read(*unit));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        let text = text
            .ok()
            .filter(|text| odd.is_empty() && !text.contains('\0'))?;
        return Some((Cow::Owned(text), Encoding::Utf16));
    }
    let mut bytes = bytes;
    // Twice where a program put one before a text that had one.
    while let Some(rest) = bytes.strip_prefix(UTF_8_MARK) {
        bytes = rest;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    // The reader of JSON meets a zero byte by itself; a long text need not be gone through for one.
    let is_text = text.trim_start().starts_with(['{', '[']) || !text.contains('\0');
    is_text.then_some((Cow::Borrowed(text), Encoding::Utf8))
}

/// Whether bytes begin with the mark of UTF-16.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// How a unit of UTF-16 is read.
type Order = fn([u8; 2]) -> u16;

/// How the units of UTF-16 are read, and the bytes after its mark; `None` where it is none.
fn utf_16(bytes: &[u8]) -> Option<(Order, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some((u16::from_le_bytes, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some((u16::from_be_bytes, rest));
    }
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => {
            Some((u16::from_le_bytes, bytes))
        }
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => {
            Some((u16::from_be_bytes, bytes))
        }
        _ => None,
    }
}

/// The characters of Windows-1252 from 0x80 to 0x9F; the others are those of Unicode. Five bytes are none.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text of bytes in Windows-1252; the position of a byte that stands in no text.
pub(super) fn windows_1252(bytes: &[u8]) -> Result<String, usize> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for (position, byte) in bytes.iter().enumerate() {
        let character = match byte {
            0x80..=0x9F => WINDOWS_1252
                .get(usize::from(*byte - 0x80))
                .copied()
                .unwrap_or_default(),
            other => char::from(*other),
        };
        let is_text = character >= ' ' && character != '\u{7F}'
            || ['\t', '\n', '\r', '\u{1F}'].contains(&character);
        if !is_text {
            return Err(position);
        }
        text.push(character);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, to: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        let mark = mark.then_some('\u{FEFF}');
        let text: String = mark.into_iter().chain(text.chars()).collect();
        text.encode_utf16().flat_map(to).collect()
    }

    #[test]
    fn unicode_is_known_by_its_mark_or_its_zeros() {
        for (bytes, encoding) in [
            (b"a;caf\xC3\xA9 \xF0\x9F\x8E\xAF".to_vec(), Encoding::Utf8),
            (
                b"\xEF\xBB\xBFa;caf\xC3\xA9 \xF0\x9F\x8E\xAF".to_vec(),
                Encoding::Utf8,
            ),
            (utf_16("a;café 🎯", u16::to_le_bytes, true), Encoding::Utf16),
            (utf_16("a;café 🎯", u16::to_be_bytes, true), Encoding::Utf16),
            (
                utf_16("a;café 🎯", u16::to_le_bytes, false),
                Encoding::Utf16,
            ),
            (
                utf_16("a;café 🎯", u16::to_be_bytes, false),
                Encoding::Utf16,
            ),
        ] {
            assert_eq!(
                unicode(&bytes),
                Some((Cow::Borrowed("a;café 🎯"), encoding))
            );
        }
        for bytes in [
            &b"caf\xE9"[..],
            b"a\0\0\0",
            b"\xFF\xFEa",
            b"\xFF\xFE\x00\xD8",
            b"abc\0",
        ] {
            assert_eq!(unicode(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn western_windows_has_its_own_signs() {
        assert_eq!(
            windows_1252(b"caf\xE9 \x80 5 \x93x\x94"),
            Ok("café € 5 “x”".to_owned())
        );
        assert_eq!(windows_1252(b"ab\x81"), Err(2));
        assert_eq!(windows_1252(b"PK\x03"), Err(2));
    }
}
