//! A copy of the dashboard with its data in it, as a page of its own.
//!
//! Problem: what somebody typed into a file must never become part of the page that carries it: a name may hold `</script>`,
//! `<!--` or a line separator. Idea: whatever the copy brings along is a data block in base64, which has no such signs,
//! and what stands around a block is ours. The page has a mark after which the blocks of a copy stand, so that a copy
//! of a copy has its own and no others.
//!
//! Example: `<script type="application/gzip" data-own="saved/0" data-type="application/octet-stream">H4sI…</script>`.

use crate::model::json;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// Where the blocks of a copy stand (tests/support/single-file.mjs writes it), with [`VERSION`]: the page beside this program
/// may be a newer one, which reads other blocks.
const MARK: &str = "<!--saved 1-->";
/// Where [`About`] is found.
pub const ABOUT: &str = "saved/about.json";
/// The version of [`About`].
const VERSION: u64 = 1;

/// What a copy says of itself. The rules and the files are blocks of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Tells this copy from every other: what its reader types is kept for it alone.
    pub id: String,
    /// The day on which it was saved.
    pub saved_on: NaiveDate,
    /// The day of its data, for files that do not say it.
    pub as_of: NaiveDate,
    /// What the data is called.
    pub source: String,
    /// Whether names were replaced.
    pub hidden: bool,
    /// The names of the files, in their order.
    pub files: Vec<String>,
    /// What the user said of the columns of tables.
    pub columns: String,
    /// The thresholds that counted.
    pub thresholds: Map<String, Value>,
    /// The exchange rates that were loaded, as `ingest::exchange::kept` writes them; empty for none.
    pub rates: String,
}

impl About {
    /// Where the rules of the copy are found.
    pub fn rules(&self) -> String {
        format!("saved/rules-{}.json", self.id)
    }

    /// Where one of its files is found.
    pub fn file(index: usize) -> String {
        format!("saved/{index}")
    }

    /// As JSON.
    pub fn to_json(&self) -> String {
        json::text(&json!({
            "version": VERSION,
            "id": self.id,
            "saved_on": self.saved_on.to_string(),
            "as_of": self.as_of.to_string(),
            "source": self.source,
            "hidden": self.hidden,
            "files": self.files,
            "columns": self.columns,
            "thresholds": self.thresholds,
            "rates": self.rates,
        }))
    }

    /// Reads what [`About::to_json`] wrote; `None` where it is something else.
    pub fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let files = value.get("files")?.as_array()?.iter();
        (value.get("version")?.as_u64()? == VERSION).then_some(())?;
        Some(Self {
            id: text("id")?,
            saved_on: text("saved_on")?.parse().ok()?,
            as_of: text("as_of")?.parse().ok()?,
            source: text("source")?,
            hidden: value.get("hidden")?.as_bool()?,
            files: files
                .map(|name| name.as_str().map(str::to_owned))
                .collect::<Option<_>>()?,
            columns: text("columns")?,
            thresholds: value.get("thresholds")?.as_object()?.clone(),
            rates: text("rates")?,
        })
    }
}

/// Something that a copy brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it is found.
    pub path: String,
    /// Its content in base64: that of [`ABOUT`] as it is, of every other one packed with gzip.
    pub base64: String,
}

/// A page with these blocks, and without those of the copy that it was. `None` where it is no page that could carry them, or
/// where a block holds something else than base64.
pub fn with_blocks(page: &str, blocks: &[Block]) -> Option<String> {
    let (before, after) = page.split_once(MARK)?;
    let mut after = after;
    while let Some(rest) = without_block(after) {
        after = rest;
    }
    let added: usize = blocks.iter().map(|block| block.base64.len() + 200).sum();
    let mut copy = String::with_capacity(page.len() + added);
    copy.push_str(before);
    copy.push_str(MARK);
    for Block { path, base64 } in blocks {
        let is_path = |c: u8| c.is_ascii_alphanumeric() || b"/.-".contains(&c);
        let is_base64 = |c: u8| c.is_ascii_alphanumeric() || b"+/=".contains(&c);
        if !path.bytes().all(is_path) || !base64.bytes().all(is_base64) {
            return None;
        }
        copy.push_str("\n<script type=\"application/gzip\" data-own=\"");
        copy.push_str(path);
        copy.push_str("\" data-type=\"application/octet-stream\">");
        copy.push_str(base64);
        copy.push_str("</script>");
    }
    copy.push_str(after);
    Some(copy)
}

/// What comes after a block of a copy, where a text begins with one.
fn without_block(text: &str) -> Option<&str> {
    let block = text
        .trim_start()
        .strip_prefix("<script type=\"application/gzip\" data-own=\"saved/")?;
    block.split_once("</script>").map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<body>\n<script data-own=\"data/sample.json\">x</script>\n<!--saved 1-->\n<script>start()</script>\n</body>";

    fn block(path: &str, base64: &str) -> Block {
        Block {
            path: path.to_owned(),
            base64: base64.to_owned(),
        }
    }

    #[test]
    fn a_copy_of_a_copy_has_its_own_blocks_only() {
        let first = with_blocks(PAGE, &[block(ABOUT, "QUJD"), block("saved/0", "+/=")]).unwrap();
        assert!(first.contains(
            r#"data-own="saved/about.json" data-type="application/octet-stream">QUJD</script>"#
        ));
        let second = with_blocks(&first, &[block("saved/0", "WFla")]).unwrap();
        assert!(!second.contains("QUJD") && second.contains("WFla"));
        assert_eq!(with_blocks(&second, &[]).unwrap(), PAGE);
        assert!(second.contains("data/sample.json"), "the page's own stay");
    }

    #[test]
    fn nothing_breaks_out_of_a_block() {
        for (path, content) in [
            ("saved/0", "</script><script>alert(1)</script>"),
            ("saved/0", "<!--"),
            ("saved/0", "\u{2028}"),
            ("saved/0\"><b>", ""),
        ] {
            assert_eq!(with_blocks(PAGE, &[block(path, content)]), None);
        }
        assert_eq!(with_blocks("<body>Sign in</body>", &[]), None);
    }

    #[test]
    fn what_a_copy_says_of_itself_comes_back() {
        let day = |text: &str| text.parse().unwrap();
        let about = About {
            id: "00ff".to_owned(),
            saved_on: day("2026-11-25"),
            as_of: day("2025-02-25"),
            source: "</script>\u{2028}<!--.json".to_owned(),
            hidden: true,
            files: vec!["a.csv".to_owned()],
            columns: "[]".to_owned(),
            thresholds: json!({"thresholds": {"gold": {"total": "1.50"}}})
                .as_object()
                .unwrap()
                .clone(),
            rates: "2025-01-31,USD".to_owned(),
        };
        assert_eq!(About::parse(&about.to_json()), Some(about.clone()));
        let newer = about.to_json().replace("\"version\":1", "\"version\":2");
        for bad in ["", "{}", "[]", newer.as_str()] {
            assert_eq!(About::parse(bad), None, "{bad}");
        }
    }
}
