//! What the columns of a table are: the words of the form in which the user says it.

use super::{
    Locale,
    data::{SectionsView, sections},
};
use crate::{
    ingest::{
        Read,
        table::{Columns, Mapping, Target},
    },
    model::diagnostic::Diagnostic,
    words::Words,
};

/// The word in the form for a table that is left out, and for a column that is none of the fields.
pub const NOTHING: &str = "";

/// A table in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableView {
    /// What it is called.
    pub name: String,
    /// Its columns: heading, and what stands in the first rows.
    pub columns: Vec<(String, String)>,
    /// What a row may be: word and name.
    pub targets: Vec<(String, String)>,
}

/// A table in words; `source` is what it was opened as.
pub fn table(columns: &Columns, source: &str, locale: Locale) -> TableView {
    let words = locale.words;
    let file = if columns.file.is_empty() {
        source
    } else {
        &columns.file
    };
    let mut targets = vec![(NOTHING.to_owned(), words.columns_leave_out())];
    let all = Target::ALL.iter();
    targets.extend(all.map(|target| (target.as_str().to_owned(), target_name(words, *target))));
    TableView {
        name: match &columns.sheet {
            None => file.to_owned(),
            Some(sheet) => words.columns_sheet(sheet, file),
        },
        columns: columns
            .columns
            .iter()
            .map(|column| (column.label.clone(), column.samples.join(" · ")))
            .collect(),
        targets,
    }
}

/// How many rows a table has.
pub fn rows(count: usize, locale: Locale) -> String {
    let number = locale.format.number(count.into());
    locale.words.columns_rows(count, number)
}

/// The fields that a column may be: name and words, in the order of the format.
pub fn fields(target: Target, words: &Words) -> Vec<(String, String)> {
    let mut fields = vec![(NOTHING.to_owned(), words.columns_nothing())];
    fields.extend(target.fields().iter().map(|field| {
        let name = field_name(words, field.name);
        let name = if field.required {
            words.columns_needed(name)
        } else {
            name
        };
        (field.name.to_owned(), name)
    }));
    fields
}

/// The fields that a mapping still lacks, as a sentence; `None` where its rows can be read.
pub fn missing(mapping: &Mapping, words: &Words) -> Option<String> {
    let missing = mapping.missing();
    let names: Vec<String> = missing
        .iter()
        .map(|field| field_name(words, field.name))
        .collect();
    (!names.is_empty()).then(|| words.columns_missing(names.join(", ")))
}

/// What would be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewView {
    /// Records used and left out.
    pub sections: SectionsView,
    /// Why they were left out.
    pub problems: Vec<Diagnostic>,
}

/// What would be read, in words.
pub fn preview(reads: &[Read], locale: Locale) -> PreviewView {
    let diagnostics = reads
        .iter()
        .flat_map(|read| read.diagnostics.iter().cloned());
    PreviewView {
        sections: sections(&reads.iter().collect::<Vec<_>>(), locale),
        problems: diagnostics.collect(),
    }
}

fn target_name(words: &Words, target: Target) -> String {
    match target {
        Target::Clients => words.columns_clients(),
        Target::Sales => words.section_sales(),
        Target::Managed => words.section_managed(),
        Target::Deals => words.section_deals(),
        Target::Renewals => words.section_renewals(),
        Target::Commissions => words.section_commissions(),
        Target::Retention => words.section_retention(),
        Target::Team => words.section_team(),
    }
}

fn field_name(words: &Words, name: &str) -> String {
    match name {
        "hs_object_id" | "id" => words.field_id(),
        "hs_client_name" | "client" => words.field_client(),
        "hs_client_account_name" => words.field_account_name(),
        "hs_client_domain_name" => words.field_domain(),
        "hs_country" => words.field_country(),
        "hs_account_link" => words.field_link(),
        "hs_market_name" => words.field_market(),
        "hs_market_multiplier" => words.field_multiplier(),
        "hs_managed_local_mrr_currency" | "currency" => words.field_currency(),
        "hs_all_active_products" | "products" => words.field_products(),
        "hs_unified_usage_score" => words.field_usage(),
        "hs_sold_tier_points" => words.field_sold_points(),
        "hs_managed_tier_points" => words.field_managed_points(),
        "hs_total_tier_points" => words.field_total_points(),
        "hs_tiering_properties_updated_at" => words.field_refreshed(),
        "hs_next_renewal_date" | "renews_on" => words.field_renews_on(),
        "hs_renewal_mrr_change" | "mrr_change" => words.field_mrr_change(),
        "hs_contract_manager_name" | "renewal_manager" => words.field_renewal_manager(),
        "owner" => words.field_owner(),
        "product_line" => words.field_product_line(),
        "deal" => words.field_deal(),
        "deal_type" => words.field_deal_type(),
        "kind" => words.field_kind(),
        "mrr" => words.field_mrr(),
        "closed_on" => words.field_closed_on(),
        "line_first_sold_on" => words.field_line_first_sold_on(),
        "ended_on" => words.field_ended_on(),
        "from" => words.field_from(),
        "to" => words.field_to(),
        "partners" => words.field_partners(),
        "last_activity_on" => words.field_last_activity_on(),
        "client_name" => words.field_client_name(),
        "amount" => words.field_amount(),
        "created_on" => words.field_created_on(),
        "registered_on" => words.field_registered_on(),
        "created_by" => words.field_created_by(),
        "partner_stage" => words.field_partner_stage(),
        "vendor_stage" => words.field_vendor_stage(),
        "close_on" => words.field_close_on(),
        "probability" => words.field_probability(),
        "last_active_employee" => words.field_last_active_employee(),
        "period" => words.field_period(),
        "due_on" => words.field_due_on(),
        "paid_on" => words.field_paid_on(),
        "status" => words.field_status(),
        "month" => words.field_month(),
        "opening_mrr" => words.field_opening_mrr(),
        "cancelled_mrr" => words.field_cancelled_mrr(),
        "downgraded_mrr" => words.field_downgraded_mrr(),
        "role" => words.field_role(),
        "name" => words.field_name(),
        "email" => words.field_email(),
        "about" => words.field_about(),
        "photo_url" => words.field_photo(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_field_has_a_name_in_words() {
        let words = Words::new(Language::En);
        for target in Target::ALL {
            for field in target.fields() {
                assert_ne!(field_name(&words, field.name), field.name);
            }
        }
    }
}
