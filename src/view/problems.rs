//! Diagnostics in words: what, where, what became of it, what to do.
//!
//! Problem: a file may have a thousand faults of three kinds. Idea: each kind is said once, with its places below; filters by what
//! became of them, by the part of the data and by words make every one reachable, and all of them go into a file.

use super::{Locale, format::megabytes};
use crate::{
    ingest,
    model::{
        diagnostic::{Code, Diagnostic, Effect},
        formula::neutralised,
        table::Table,
    },
    query::{
        cell::Cell,
        sheet::{Sheet, Workbook},
    },
    words::Words,
};
use chrono::NaiveDate;

/// One kind of fault: the sentences once, the places below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// The stable code.
    pub code: &'static str,
    /// What became of it.
    pub effect: Effect,
    /// The same in a word or two.
    pub severity: String,
    /// What became of it, and what to do.
    pub hint: String,
    /// Where and what, all of them.
    pub places: Vec<PlaceView>,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    /// Where: a path, row or line as in the user's file.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

/// Faults by kind: those that cost something first, each kind once.
pub fn group(diagnostics: &[Diagnostic], locale: Locale) -> Vec<ProblemGroup> {
    let mut kinds: Table<(Effect, Code), Vec<&Diagnostic>> = Table::default();
    for diagnostic in diagnostics {
        kinds
            .entry((diagnostic.effect, diagnostic.code))
            .push(diagnostic);
    }
    let place = |diagnostic: &&Diagnostic| PlaceView {
        place: diagnostic.place.clone(),
        what: what(diagnostic, locale),
    };
    kinds
        .into_iter()
        .map(|((effect, code), all)| ProblemGroup {
            code: code.as_str(),
            effect,
            severity: severity(locale.words, effect),
            hint: advice(locale.words, effect, code),
            places: all.iter().map(place).collect(),
        })
        .collect()
}

/// Which faults the user wants to see: nothing chosen is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What became of them.
    pub effect: Option<Effect>,
    /// In which part of the data, one of [`parts`].
    pub part: String,
    /// Words of their code, place, sentence or hint.
    pub text: String,
}

/// The faults that a filter leaves, in their order.
pub fn filtered(diagnostics: &[Diagnostic], filter: &Filter, locale: Locale) -> Vec<Diagnostic> {
    let wanted = filter.text.trim().to_lowercase();
    let fits = |diagnostic: &&Diagnostic| {
        filter
            .effect
            .is_none_or(|effect| effect == diagnostic.effect)
            && (filter.part.is_empty() || filter.part == part(&diagnostic.place))
            && (wanted.is_empty() || says(diagnostic, &wanted, locale))
    };
    diagnostics.iter().filter(fits).cloned().collect()
}

fn says(diagnostic: &Diagnostic, wanted: &str, locale: Locale) -> bool {
    let line = cells(diagnostic, locale);
    line.iter().any(|text| text.to_lowercase().contains(wanted))
}

/// How many faults are listed at most, where so many are: there may be more.
pub fn cut(count: usize) -> Option<usize> {
    (count >= ingest::MOST_DIAGNOSTICS).then_some(ingest::MOST_DIAGNOSTICS)
}

/// What became of the faults, as far as there are some: the gravest first.
pub fn effects(diagnostics: &[Diagnostic], words: &Words) -> Vec<(Effect, String)> {
    let there = |effect: &&Effect| diagnostics.iter().any(|one| one.effect == **effect);
    let effects = Effect::ALL.iter().filter(there);
    effects
        .map(|effect| (*effect, severity(words, *effect)))
        .collect()
}

/// The parts of the data in which there are faults: sections, columns, sheets.
pub fn parts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut parts: Vec<String> = diagnostics.iter().map(|one| part(&one.place)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts.retain(|part| !part.is_empty());
    parts
}

/// The part of a place: `sales` of `sales[12].mrr` and of `sales, id s7`, `hs_country` of `row 7, column hs_country`,
/// `sheet "Sales"` of `sheet "Sales", cell B7`; nothing where the place is a line or a record of its own.
/// Where several files were opened, the file's name comes before.
fn part(place: &str) -> String {
    let begins = |with: &[&str]| with.iter().any(|with| place.starts_with(with));
    let place = match place.split_once(": ") {
        Some((_, rest)) if !begins(&["row ", "line ", "sheet “"]) => rest,
        _ => place,
    };
    if let Some((sheet, _)) = place.split_once('”')
        && sheet.starts_with("sheet “")
    {
        return format!("{sheet}”");
    }
    if let Some((row, column)) = place.split_once(", column ")
        && row.starts_with("row ")
    {
        return column.to_owned();
    }
    let end = place.find(['[', '.', ',']).unwrap_or(place.len());
    let part = place.get(..end).unwrap_or_default();
    match ["row ", "line "]
        .iter()
        .any(|number| part.starts_with(number))
    {
        true => String::new(),
        false => part.to_owned(),
    }
}

/// Faults as a file: a line for each, for people who correct them elsewhere.
pub fn workbook(diagnostics: &[Diagnostic], written: NaiveDate, locale: Locale) -> Workbook {
    let words = locale.words;
    let row = |diagnostic| cells(diagnostic, locale).map(Cell::Text).to_vec();
    Workbook {
        sheet: Sheet {
            name: words.findings_name(),
            headings: headings(words).to_vec(),
            currency: String::new(),
            rows: diagnostics.iter().map(row).collect(),
        },
        about_name: String::new(),
        about: Vec::new(),
        written,
    }
}

/// Faults as text: a line for each, its parts separated by tabs, as tables take it.
pub fn text(diagnostics: &[Diagnostic], locale: Locale) -> String {
    let mut text = headings(locale.words).join("\t");
    for diagnostic in diagnostics {
        let line = cells(diagnostic, locale)
            .map(|cell| neutralised(&cell).replace(['\t', '\n', '\r'], " "));
        text.push('\n');
        text.push_str(&line.join("\t"));
    }
    text
}

fn headings(words: &Words) -> [String; 6] {
    [
        words.findings_code(),
        words.findings_severity(),
        words.findings_where(),
        words.findings_found(),
        words.findings_what(),
        words.findings_hint(),
    ]
}

fn cells(diagnostic: &Diagnostic, locale: Locale) -> [String; 6] {
    let words = locale.words;
    [
        diagnostic.code.as_str().to_owned(),
        severity(words, diagnostic.effect),
        diagnostic.place.clone(),
        diagnostic.found.clone(),
        what(diagnostic, locale),
        advice(words, diagnostic.effect, diagnostic.code),
    ]
}

/// What became of it, and what to do.
fn advice(words: &Words, effect: Effect, code: Code) -> String {
    format!("{} {}", effect_text(words, effect), hint(words, code))
}

fn severity(words: &Words, effect: Effect) -> String {
    match effect {
        Effect::Refused => words.severity_refused(),
        Effect::LeftOut => words.severity_left_out(),
        Effect::FieldIgnored => words.severity_field_ignored(),
        Effect::NotCounted => words.severity_not_counted(),
        Effect::Noted => words.severity_noted(),
    }
}

/// What is wrong, in one sentence.
fn what(diagnostic: &Diagnostic, locale: Locale) -> String {
    let words = locale.words;
    let found = &diagnostic.found;
    match diagnostic.code {
        Code::FileEmpty => words.problem_file_empty(),
        Code::FileTooLarge => words.problem_file_too_large(
            found
                .parse()
                .map_or_else(|_| found.clone(), |bytes| megabytes(locale.format, bytes)),
            megabytes(
                locale.format,
                u64::try_from(ingest::LARGEST).unwrap_or(u64::MAX),
            ),
        ),
        Code::NotText => words.problem_not_text(),
        Code::NotUnicode => words.problem_not_unicode(found),
        Code::IsHtml => words.problem_is_html(),
        Code::IsArchive => words.problem_is_archive(),
        Code::ArchiveBroken => words.problem_archive_broken(found),
        Code::ArchiveTooLarge => words.problem_archive_too_large(found),
        Code::TableTooLarge => words.problem_table_too_large(found),
        Code::JsonBroken => words.problem_json_broken(found),
        Code::JsonCut => words.problem_json_cut(),
        Code::FormatUnknown => words.problem_format_unknown(found),
        Code::FormatNewer => words.problem_format_newer(found),
        Code::ColumnsUnknown => words.problem_columns_unknown(found),
        Code::RowBroken => words.problem_row_broken(),
        Code::RowAboveHeadings => words.problem_row_above_headings(),
        Code::RowOfSums => words.problem_row_of_sums(),
        Code::SheetHidden => words.problem_sheet_hidden(found),
        Code::NothingUsable if found.is_empty() => words.problem_nothing_there(),
        Code::NothingUsable => words.problem_nothing_usable(),
        Code::BadSection => words.problem_bad_section(),
        Code::BadRecord => words.problem_bad_record(),
        Code::FieldMissing => words.problem_field_missing(found),
        Code::BadDate => words.problem_bad_date(found),
        Code::BadMonth => words.problem_bad_month(found),
        Code::BadQuarter => words.problem_bad_quarter(found),
        Code::BadNumber => words.problem_bad_number(found),
        Code::BadRange => words.problem_bad_range(found),
        Code::BadCount => words.problem_bad_count(found),
        Code::BadChoice => words.problem_bad_choice(found),
        Code::BadCurrency => words.problem_bad_currency(found),
        Code::BadCountry => words.problem_bad_country(found),
        Code::BadText => words.problem_bad_text(),
        Code::BadAddress => words.problem_bad_address(found),
        Code::RecordArchived => words.problem_record_archived(),
        Code::DuplicateId => words.problem_duplicate_id(found),
        Code::ClientUnknown => words.problem_client_unknown(found),
        Code::TierUnknown => words.problem_tier_unknown(found),
        Code::FieldUnknown => words.problem_field_unknown(found),
        Code::ColumnsUnused => words.problem_columns_unused(found),
        Code::FieldRepeated => words.problem_field_repeated(found),
        Code::DayFirst => words.problem_day_first(found),
        Code::DecimalPoint => words.problem_decimal_point(found),
        Code::RuleUnusable => words.problem_rule_unusable(found),
        Code::CurrencyWithoutUnit => words.problem_currency_without_unit(found),
        Code::DealTypeWithoutRate => words.problem_deal_type_without_rate(found),
        Code::EndedBeforeItBegan => words.problem_ended_before_it_began(found),
        Code::TooManyDigits => words.problem_too_many_digits(),
        Code::RatesUnknown => words.problem_rates_unknown(found),
        Code::RatesZipped => words.problem_rates_zipped(),
        Code::XmlBroken => words.problem_xml_broken(found),
        Code::RateAverage => words.problem_rate_average(found),
    }
}

fn hint(words: &Words, code: Code) -> String {
    match code {
        Code::FileEmpty => words.hint_file_empty(),
        Code::FileTooLarge => words.hint_file_too_large(),
        Code::NotText => words.hint_not_text(),
        Code::NotUnicode => words.hint_not_unicode(),
        Code::IsHtml => words.hint_is_html(),
        Code::IsArchive => words.hint_is_archive(),
        Code::ArchiveBroken => words.hint_archive_broken(),
        Code::ArchiveTooLarge => words.hint_archive_too_large(),
        Code::TableTooLarge => words.hint_table_too_large(),
        Code::JsonBroken => words.hint_json_broken(),
        Code::JsonCut => words.hint_json_cut(),
        Code::FormatUnknown => words.hint_format_unknown(),
        Code::FormatNewer => words.hint_format_newer(),
        Code::ColumnsUnknown => words.hint_columns_unknown(),
        Code::RowBroken => words.hint_row_broken(),
        Code::RowAboveHeadings => words.hint_row_above_headings(),
        Code::RowOfSums => words.hint_row_of_sums(),
        Code::SheetHidden => words.hint_sheet_hidden(),
        Code::NothingUsable => words.hint_nothing_usable(),
        Code::BadSection => words.hint_bad_section(),
        Code::BadRecord => words.hint_bad_record(),
        Code::FieldMissing => words.hint_field_missing(),
        Code::BadDate => words.hint_bad_date(),
        Code::BadMonth => words.hint_bad_month(),
        Code::BadQuarter => words.hint_bad_quarter(),
        Code::BadNumber => words.hint_bad_number(),
        Code::BadRange => words.hint_bad_range(),
        Code::BadCount => words.hint_bad_count(),
        Code::BadChoice => words.hint_bad_choice(),
        Code::BadCurrency => words.hint_bad_currency(),
        Code::BadCountry => words.hint_bad_country(),
        Code::BadText => words.hint_bad_text(),
        Code::BadAddress => words.hint_bad_address(),
        Code::RecordArchived => words.hint_record_archived(),
        Code::DuplicateId => words.hint_duplicate_id(),
        Code::ClientUnknown => words.hint_client_unknown(),
        Code::TierUnknown => words.hint_tier_unknown(),
        Code::FieldUnknown => words.hint_field_unknown(),
        Code::ColumnsUnused => words.hint_columns_unused(),
        Code::FieldRepeated => words.hint_field_repeated(),
        Code::DayFirst => words.hint_day_first(),
        Code::DecimalPoint => words.hint_decimal_point(),
        Code::RuleUnusable => words.hint_rule_unusable(),
        Code::CurrencyWithoutUnit => words.hint_currency_without_unit(),
        Code::DealTypeWithoutRate => words.hint_deal_type_without_rate(),
        Code::EndedBeforeItBegan => words.hint_ended_before_it_began(),
        Code::TooManyDigits => words.hint_too_many_digits(),
        Code::RatesUnknown => words.hint_rates_unknown(),
        Code::RatesZipped => words.hint_rates_zipped(),
        Code::XmlBroken => words.hint_xml_broken(),
        Code::RateAverage => words.hint_rate_average(),
    }
}

fn effect_text(words: &Words, effect: Effect) -> String {
    match effect {
        Effect::Refused => words.effect_refused(),
        Effect::LeftOut => words.effect_left_out(),
        Effect::FieldIgnored => words.effect_field_ignored(),
        Effect::NotCounted => words.effect_not_counted(),
        Effect::Noted => words.effect_noted(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_of_a_place_is_its_section_column_or_sheet() {
        for (place, expected) in [
            ("sales[12].mrr", "sales"),
            ("row 7, column hs_country", "hs_country"),
            ("row 7", ""),
            ("line 2, column 3", ""),
            ("sheet “Q1.2025”, cell B7", "sheet “Q1.2025”"),
            ("page-1.json: sales[3].mrr", "sales"),
            ("2025.01.csv: row 7, column hs_country", "hs_country"),
            ("book.xlsx: sheet “Q1: all”, row 3", "sheet “Q1: all”"),
        ] {
            assert_eq!(part(place), expected, "{place}");
        }
    }
}
