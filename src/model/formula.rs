//! Text that a spreadsheet would run.
//!
//! Problem: a client may be called `=HYPERLINK(…)`. A CSV file knows no types, so a spreadsheet that opens it takes a cell
//! that begins with one of [`STARTS`] for a formula, and the name runs in the accountant's office. Idea: an apostrophe before
//! it, which spreadsheets read as "this is text"; [`restored`] takes it away again when our own importer reads the file.
//!
//! Example: `=1+1` is written `'=1+1`. So that reading back is exact, a text that looks as if it had been neutralised already
//! gets one apostrophe more: `'=1+1` is written `''=1+1`. Everything else stays as it is, and so do numbers: they are no text.
//!
//! Special case: where decimals have a comma, a spreadsheet parts the cells of any CSV at semicolons, and quotes that do not
//! stand at a cell's beginning do not stop it. So every part of a text between semicolons is treated as a text of its own,
//! and quotes at its beginning are looked through: `x;=1+1` is written `x;'=1+1`.

/// What a formula, or what comes to be one once a spreadsheet has trimmed it, begins with.
const STARTS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

/// Whether a spreadsheet may take the text for a formula.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(STARTS)
}

/// The text as it can stand in a CSV file.
pub fn neutralised(text: &str) -> String {
    let mut written = String::new();
    for (index, part) in text.split(';').enumerate() {
        if index > 0 {
            written.push(';');
        }
        if is_dangerous(part) {
            written.push('\'');
        }
        written.push_str(part);
    }
    written
}

/// The text that was [`neutralised`]; any other text as it is.
pub fn restored(text: &str) -> String {
    let mut read = String::new();
    for (index, part) in text.split(';').enumerate() {
        if index > 0 {
            read.push(';');
        }
        match part.strip_prefix('\'') {
            Some(rest) if is_dangerous(rest) => read.push_str(rest),
            _ => read.push_str(part),
        }
    }
    read
}

/// Whether a part needs an apostrophe before it: apostrophes are looked through, so that the written form is unambiguous.
fn is_dangerous(part: &str) -> bool {
    is_formula(part.trim_start_matches(['\'', '"']))
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
            ("\"=1\"", "'\"=1\""),
            ("x;=1;-2;3", "x;'=1;'-2;3"),
            ("x;\"=1", "x;'\"=1"),
            ("a; b;c", "a; b;c"),
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
        fn what_is_restored_is_what_was_neutralised(text in "('|=|\\+|-|@|\t|\r|\n|\0|;|\"|a|é){0,8}") {
            let written = neutralised(&text);
            prop_assert!(!written.split(';').any(|part| is_formula(part.trim_start_matches('"'))));
            prop_assert_eq!(restored(&written), text);
        }
    }
}
