//! What was wrong with the data, where, and what became of it.
//!
//! Problem: a message such as "invalid input" helps nobody. Idea: reading never stops at the first fault; each fault is a
//! value with a stable code, the place in the user's own file, what stood there, and its effect. The words are added by
//! the `view` room, in the user's language.
//!
//! Example: `Diagnostic { code: BadDate, place: "sales[12].closed_on", found: "2025-02-30", effect: LeftOut }` reads
//! "There is no such day … Write dates as YYYY-MM-DD. The record was left out."

use super::choice::choice;
use serde::{Deserialize, Serialize};

choice! {
    /// What is wrong. The word is stable: people may search for it, scripts may rely on it.
    Code {
        /// The file has no bytes, or only white space.
        FileEmpty = "file-empty",
        /// The file is larger than what is read in the page.
        FileTooLarge = "file-too-large",
        /// The bytes are no text.
        NotText = "not-text",
        /// A table that is no Unicode: it was read in the code page of Western Windows.
        NotUnicode = "not-unicode",
        /// The content is a web page.
        IsHtml = "is-html",
        /// The content is a spreadsheet or an archive.
        IsArchive = "is-archive",
        /// An archive or spreadsheet that is damaged, or not what it says of itself.
        ArchiveBroken = "archive-broken",
        /// An archive that would become too large, by entries or by bytes.
        ArchiveTooLarge = "archive-too-large",
        /// A sheet with too many rows or columns.
        TableTooLarge = "table-too-large",
        /// The content is not valid JSON.
        JsonBroken = "json-broken",
        /// The JSON ends in the middle.
        JsonCut = "json-cut",
        /// Valid JSON, but none of the known formats.
        FormatUnknown = "format-unknown",
        /// A version of our format that is newer than this program.
        FormatNewer = "format-newer",
        /// Text that is neither JSON nor a CSV with known columns.
        ColumnsUnknown = "columns-unknown",
        /// A CSV row with more or fewer cells than the header, or broken quotes.
        RowBroken = "row-broken",
        /// A row above the headings that is filled as they are.
        RowAboveHeadings = "row-above-headings",
        /// A row that adds up others.
        RowOfSums = "row-of-sums",
        /// A sheet that the spreadsheet does not show.
        SheetHidden = "sheet-hidden",
        /// Not one record could be used.
        NothingUsable = "nothing-usable",
        /// A section that should be a list (or an object) is something else.
        BadSection = "bad-section",
        /// A record that is not an object.
        BadRecord = "bad-record",
        /// A record that the vendor's API marks as archived.
        RecordArchived = "record-archived",
        /// A field that the record needs is missing.
        FieldMissing = "field-missing",
        /// A day that does not exist, or not `YYYY-MM-DD`.
        BadDate = "bad-date",
        /// Not a month `YYYY-MM`.
        BadMonth = "bad-month",
        /// Not a quarter `YYYY-Qn`.
        BadQuarter = "bad-quarter",
        /// Not a plain decimal number.
        BadNumber = "bad-number",
        /// A number outside of what makes sense for its field.
        BadRange = "bad-range",
        /// Not a whole number of at least 1 (partners) or 0 (counts).
        BadCount = "bad-count",
        /// Not one of the field's words.
        BadChoice = "bad-choice",
        /// Not an ISO 4217 code.
        BadCurrency = "bad-currency",
        /// Not an ISO 3166-1 alpha-2 code.
        BadCountry = "bad-country",
        /// Something else where text belongs.
        BadText = "bad-text",
        /// An address that is not http or https.
        BadAddress = "bad-address",
        /// An id that an earlier record has.
        DuplicateId = "duplicate-id",
        /// A client that is not in the data.
        ClientUnknown = "client-unknown",
        /// A tier that is not in the rules.
        TierUnknown = "tier-unknown",
        /// A field that the format does not know.
        FieldUnknown = "field-unknown",
        /// Columns of a table that were not read.
        ColumnsUnused = "columns-unused",
        /// A field that stands twice in one record: the last one counts.
        FieldRepeated = "field-repeated",
        /// Days such as 03/04/2025, with nothing in the table to tell the day from the month.
        DayFirst = "day-first",
        /// Numbers with one point before three digits, read as decimals, with nothing to tell them from thousands.
        DecimalPoint = "decimal-point",
        /// A part of `program_rules` that cannot be used.
        RuleUnusable = "rule-unusable",
        /// A currency without a unit in the rules in force: no points, no conversion.
        CurrencyWithoutUnit = "currency-without-unit",
        /// A deal type without a rate in the rules in force: no points.
        DealTypeWithoutRate = "deal-type-without-rate",
        /// A sale whose subscription ended before it closed: no points.
        EndedBeforeItBegan = "ended-before-it-began",
        /// A number with too many digits to compute with.
        TooManyDigits = "too-many-digits",
        /// The content is no file of exchange rates that is known.
        RatesUnknown = "rates-unknown",
        /// The content is an archive where a file of exchange rates is expected.
        RatesZipped = "rates-zipped",
        /// The content is not well-formed XML.
        XmlBroken = "xml-broken",
        /// A rate that is the average of its period.
        RateAverage = "rate-average",
    }
}

choice! {
    /// What became of the record, field or file.
    Effect {
        /// Nothing of the file was used.
        Refused = "refused",
        /// The record was left out.
        LeftOut = "left-out",
        /// The record was used without this field.
        FieldIgnored = "field-ignored",
        /// The record is shown but counts for nothing in points and sums.
        NotCounted = "not-counted",
        /// Nothing was lost; only worth knowing.
        Noted = "noted",
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// What became of it.
    pub effect: Effect,
    /// Where: a JSON path (`sales[12].mrr`), a row and column, a line and column, or a sheet and cell.
    pub place: String,
    /// What stood there, shortened; or the list of what was expected, where the code says so.
    pub found: String,
}

impl Diagnostic {
    /// A diagnostic; `found` is cut to a length that fits a sentence.
    pub fn new(
        code: Code,
        effect: Effect,
        place: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        const LONGEST: usize = 80;
        let mut found: String = found.into();
        if let Some((cut, _)) = found.char_indices().nth(LONGEST) {
            found.truncate(cut);
            found.push('…');
        }
        Self {
            code,
            effect,
            place: place.into(),
            found,
        }
    }
}
