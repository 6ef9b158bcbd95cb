//! `credited_tier`, of the partner and among the reported figures: a tier's id, or an object that also says since when.

use super::super::{record::Record, value};
use crate::model::{partner::CreditedTier, tier::TierId};

const FIELD: &str = "credited_tier";
/// The word for a partner without a tier.
const NO_TIER: &str = "none";

pub(super) fn read(record: &mut Record<'_>) -> Option<CreditedTier> {
    if record
        .value(FIELD)
        .is_some_and(|value| value.as_record().is_some())
    {
        return record.object(FIELD, read_object);
    }
    let tier = record.descriptive(FIELD, value::text)?;
    Some(CreditedTier {
        tier: held(tier),
        since: None,
    })
}

/// Only the word means none: a missing or bad tier means that nobody knows.
fn read_object(record: &mut Record<'_>) -> Option<CreditedTier> {
    let since = record.descriptive("since", value::date);
    let tier = match record.field("tier", value::text) {
        Some(Ok(tier)) => held(tier),
        Some(Err(code)) => return record.ignore(code, "tier"),
        None => return None,
    };
    Some(CreditedTier { tier, since })
}

fn held(tier: String) -> Option<TierId> {
    (tier != NO_TIER).then_some(TierId(tier))
}
