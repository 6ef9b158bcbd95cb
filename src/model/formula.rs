//! Text that a spreadsheet would run.
//!
//! Problem: a client may be called `=HYPERLINK(…)`. A CSV file knows no types, so a spreadsheet that opens it takes a cell
//! that begins with one of [`STARTS`] for a formula, and the name runs in the accountant's office. Idea: an apostrophe before
//! it, which spreadsheets read as "this is text"; [`restored`] takes it away again when our own importer reads the file.
//!
//! Example: `=1+1` is written `'=1+1`. So that reading back is exact, a text that looks as if it had been neutralised already
//! gets one apostrophe more: `'=1+1` is written `''=1+1`. Everything else stays as it is, and so do numbers: they are no text.

use std::borrow::Cow;

/// What a formula, or what comes to be one once a spreadsheet has trimmed it, begins with.
const STARTS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

/// Whether a spreadsheet may take the text for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(STARTS)
}

/// The text as it can stand in a CSV file.
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that was [`neutralised`]; any other text as it is.
pub fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_apostrophe_before_what_would_run() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+33 1 23", "'+33 1 23"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("\0=1", "'\0=1"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("", ""),
            ("'", "'"),
            ("'Acme'", "'Acme'"),
            ("A=1", "A=1"),
            ("5-3", "5-3"),
        ] {
            assert_eq!(neutralised(text), written, "{text:?}");
            assert_eq!(restored(written), text, "{text:?}");
        }
        assert_eq!(restored("=1"), "=1", "a file that is not ours");
    }

    proptest! {
        #[test]
        fn what_is_restored_is_what_was_neutralised(text in "('|=|\\+|-|@|\t|\r|\n|\0|a|é){0,6}") {
            let written = neutralised(&text);
            prop_assert!(!is_formula(&written));
            prop_assert_eq!(restored(&written), text.as_str());
        }
    }
}
