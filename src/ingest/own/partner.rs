//! `partner`

use super::super::{record::Record, value};
use super::credited;
use crate::model::{
    diagnostic::Code,
    partner::{Certification, Partner},
};

/// Each bad field is ignored by itself: there is only one partner to leave out.
pub(super) fn read(record: &mut Record<'_>) -> Option<Partner> {
    Some(Partner {
        name: record.descriptive("name", value::text),
        hub_id: record.descriptive("hub_id", value::id),
        level: record.descriptive("level", value::choice),
        credited_tier: credited::read(record),
        certification: record.object("certification", read_certification),
        certifications: record.descriptive("certifications", value::count),
        median_tool_usage: record.descriptive("median_tool_usage", value::amount),
        payout_currency: record.descriptive("payout_currency", value::currency),
    })
}

/// A certification of which nobody says how long it is valid is none.
fn read_certification(record: &mut Record<'_>) -> Option<Certification> {
    const VALID_UNTIL: &str = "valid_until";
    let name = record.descriptive("name", value::text);
    let valid_until = match record.field(VALID_UNTIL, value::date) {
        Some(Ok(date)) => Some(date),
        Some(Err(code)) => record.ignore(code, VALID_UNTIL),
        None => record.ignore(Code::FieldMissing, VALID_UNTIL),
    };
    Some(Certification { name, valid_until })
}
