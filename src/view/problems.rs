//! Diagnostics in words: what, where, what to do.

use super::{Locale, format::megabytes};
use crate::{
    ingest,
    model::{
        diagnostic::{Code, Diagnostic, Effect},
        table::Table,
    },
    words::Words,
};

/// One kind of fault: the sentences once, the places below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// The stable code.
    pub code: &'static str,
    /// Whether anything was lost by it.
    pub severe: bool,
    /// What became of it, and what to do.
    pub hint: String,
    /// Where and what, the first few.
    pub places: Vec<PlaceView>,
    /// How many more there are.
    pub more: usize,
    /// How many there are in all.
    pub count: usize,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    /// Where: a path, row or line as in the user's file.
    pub place: String,
    /// What is wrong there.
    pub what: String,
}

/// Places shown of one kind.
const PLACES_SHOWN: usize = 8;

/// Faults by kind: those that cost something first, each kind once.
pub fn group(diagnostics: &[Diagnostic], locale: Locale) -> Vec<ProblemGroup> {
    let mut kinds: Table<(Effect, Code), Vec<&Diagnostic>> = Table::default();
    for diagnostic in diagnostics {
        kinds
            .entry((diagnostic.effect, diagnostic.code))
            .push(diagnostic);
    }
    kinds
        .into_iter()
        .map(|((effect, code), all)| ProblemGroup {
            code: code.as_str(),
            severe: effect != Effect::Noted,
            hint: format!(
                "{} {}",
                effect_text(locale.words, effect),
                hint(locale.words, code)
            ),
            places: all
                .iter()
                .take(PLACES_SHOWN)
                .map(|diagnostic| place_view(diagnostic, locale))
                .collect(),
            more: all.len().saturating_sub(PLACES_SHOWN),
            count: all.len(),
        })
        .collect()
}

fn place_view(diagnostic: &Diagnostic, locale: Locale) -> PlaceView {
    PlaceView {
        place: diagnostic.place.clone(),
        what: what(diagnostic, locale),
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
        Code::FieldRepeated => words.problem_field_repeated(found),
        Code::DayFirst => words.problem_day_first(found),
        Code::RuleUnusable => words.problem_rule_unusable(found),
        Code::CurrencyWithoutUnit => words.problem_currency_without_unit(found),
        Code::DealTypeWithoutRate => words.problem_deal_type_without_rate(found),
        Code::EndedBeforeItBegan => words.problem_ended_before_it_began(found),
        Code::TooManyDigits => words.problem_too_many_digits(),
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
        Code::FieldRepeated => words.hint_field_repeated(),
        Code::DayFirst => words.hint_day_first(),
        Code::RuleUnusable => words.hint_rule_unusable(),
        Code::CurrencyWithoutUnit => words.hint_currency_without_unit(),
        Code::DealTypeWithoutRate => words.hint_deal_type_without_rate(),
        Code::EndedBeforeItBegan => words.hint_ended_before_it_began(),
        Code::TooManyDigits => words.hint_too_many_digits(),
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
