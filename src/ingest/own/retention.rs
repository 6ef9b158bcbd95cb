//! `retention[]`

use super::super::{record::Record, value};
use crate::model::{diagnostic::Code, retention::RetentionMonth};

pub(super) fn read(record: &mut Record<'_>) -> Option<RetentionMonth> {
    let month = record.required("month", value::month);
    let opening_mrr = record.required("opening_mrr", value::amount);
    // Not 0 where it is missing: a month of which nobody says what was lost is not one without losses.
    let cancelled_mrr = record.required("cancelled_mrr", value::amount);
    let downgraded_mrr = record.decisive("downgraded_mrr", value::amount);
    let currency = record.descriptive("currency", value::currency);
    let (opening_mrr, cancelled_mrr) = (opening_mrr?, cancelled_mrr?);
    if cancelled_mrr > opening_mrr {
        return record.leave_out(Code::BadRange, "cancelled_mrr");
    }
    if downgraded_mrr.is_some_and(|downgraded| downgraded > opening_mrr - cancelled_mrr) {
        return record.leave_out(Code::BadRange, "downgraded_mrr");
    }
    Some(RetentionMonth {
        month: month?,
        opening_mrr,
        cancelled_mrr,
        downgraded_mrr,
        currency,
    })
}
